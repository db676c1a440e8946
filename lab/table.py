"""The table of the laboratory: a line for each kind of try, and its parts in the document."""

from __future__ import annotations

from collections.abc import Sequence

from bench.table import LABORATORY, with_parts

from .outcome import Outcome, Tally

HEAD = ("Vad som görs", "Prövat", "Höll", "Förlorat")


def lines(outcome: Outcome) -> list[str]:
    """A Markdown table with its title and notes; columns are padded to be read as they are."""
    rows = [HEAD, *(_row(tally) for tally in outcome.tallies)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    head, *body = (_line(row, widths) for row in rows)
    rule = f"|-{'-' * widths[0]}-|" + "".join(f"-{'-' * width}:|" for width in widths[1:])
    notes = [f"- {note}" for note in outcome.notes]
    return [f"## {LABORATORY}{outcome.title}", "", head, rule, *body, "", *notes]


def total(outcomes: Sequence[Outcome]) -> Tally:
    """Everything in one line."""
    found = Tally("Allt")
    for outcome in outcomes:
        for tally in outcome.tallies:
            found.survived += tally.survived
            found.losses += tally.losses
    return found


def page_with(old: str, outcomes: Sequence[Outcome], when: str) -> str:
    """The document with these parts put in anew, or last where it has none of that title yet."""
    return with_parts(old, ["\n".join([*lines(outcome), f"- {when}"]) for outcome in outcomes])


def _row(tally: Tally) -> tuple[str, ...]:
    lost = f"**{len(tally.losses)}**" if tally.losses else "0"
    return (tally.what, str(tally.tried), str(tally.survived), lost)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *numbers = row
    cells = [first.ljust(widths[0])]
    cells += [number.rjust(width) for number, width in zip(numbers, widths[1:], strict=True)]
    return f"| {' | '.join(cells)} |"

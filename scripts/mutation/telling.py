"""Telling: the verdicts as Swedish tables, and the list of what slipped through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from .judging import FOUND, Judged, Verdict
from .mutant import Operator

_HEADINGS = ("gjorda", *(verdict.value for verdict in Verdict), "funna")


def as_lines(found: Sequence[Judged]) -> Iterator[str]:
    """Two tables in Markdown, by operator and by file, and everything that slipped through."""
    yield from _table("fel", found, lambda one: one.mutant.operator.value, list(Operator))
    yield ""
    files = sorted({_file(one) for one in found})
    yield from _table("fil", found, _file, files)
    yield ""
    yield from (_escaped(one) for one in found if one.verdict is Verdict.ESCAPED)


def as_json(found: Iterable[Judged]) -> list[dict[str, object]]:
    """Every mutant with its verdict, for other programs."""
    return [
        {
            "fil": one.mutant.file, "rad": one.mutant.line, "fel": one.mutant.operator.value,
            "steg": one.mutant.step, "vad": one.mutant.words,
            "utfall": one.verdict.value, "funnet av": one.by,
        }
        for one in found
    ]  # fmt: skip


def share(found: Iterable[Judged]) -> float:
    """How many of a hundred were found, of those that behave in another way."""
    differing = [one.verdict for one in found if one.verdict is not Verdict.EQUIVALENT]
    return 100 * sum(verdict in FOUND for verdict in differing) / max(1, len(differing))


def _table(
    what: str, found: Sequence[Judged], key: Callable[[Judged], str], rows: Iterable[str]
) -> Iterator[str]:
    yield f"| {what} | {' | '.join(_HEADINGS)} |"
    yield f"|---|{'--:|' * len(_HEADINGS)}"
    for row in rows:
        yield _row(str(row), [one for one in found if key(one) == row])
    yield _row("**alla**", found)


def _row(name: str, found: Sequence[Judged]) -> str:
    counted = Counter(one.verdict for one in found)
    numbers = [len(found), *(counted[verdict] for verdict in Verdict)]
    rate = f"{share(found):.1f} %".replace(".", ",") if found else ""
    return f"| {name} | {' | '.join(map(str, numbers))} | {rate} |"


def _file(one: Judged) -> str:
    path = Path(one.mutant.file)
    return f"fragment/{path.stem}" if path.parent.name == "fragment" else path.stem


def _escaped(one: Judged) -> str:
    made = one.mutant
    return f"- {_file(one)} rad {made.line}, «{made.step}», {made.operator.value}: {made.words}"

"""The table of figures: one line each, baseline beside, and whether the limit was kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .measure import Figure, Judged, Measured

LABORATORY = "Labbet: "
"""What the title of a part begins with that the laboratory writes."""
HEAD = ("Vad", "Mätt", "Jämfört med", "Följd", "Gräns", "")


def lines(measured: Measured) -> list[str]:
    """A Markdown table with its title and notes; columns are padded to be read as they are."""
    rows = [HEAD, *(_row(figure) for figure in measured.figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    head, *body = (_line(row, widths) for row in rows)
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    notes = [f"- {note}" for note in measured.notes]
    return [f"## {measured.title}", "", head, rule, *body, "", *notes, *([""] if notes else [])]


def page(about: Iterable[tuple[str, str]], all_measured: Sequence[Measured], minutes: float) -> str:
    """The whole document: the machine, a table for each measure, and how long it took."""
    text = [
        "# Mätning",
        "",
        "Siffrorna är från en enda körning av `make bench` på den maskin som står här. Varje",
        "siffra står bredvid en jämförelse från samma körning. Hur det är mätt står i",
        "`bench/README.md`.",
        "",
        *(f"- {word}: {value}" for word, value in about),
        f"- Körningen tog {minutes:.0f} minuter.",
        "",
        "«Följd» är det som gränsen gäller: värdet självt, det som kommer till utöver jämförelsen",
        "(+) eller förhållandet till jämförelsen (×). p95 är det som 95 av 100 mätningar klarar.",
        "",
    ]
    for measured in all_measured:
        text += lines(measured)
    return "\n".join(text).rstrip() + "\n"


def page_with(old: str, all_measured: Sequence[Measured], about: Iterable[tuple[str, str]]) -> str:
    """The document with these measures put in anew; each then tells its own date and machine."""
    told = dict(about)
    own = f"Mätt för sig {told['Datum']}: {told['Processor']}, Python {told['Python']}."
    dated = [replace(measured, notes=(*measured.notes, own)) for measured in all_measured]
    return with_parts(old, ["\n".join(lines(measured)) for measured in dated])


def with_parts(old: str, new: Iterable[str]) -> str:
    """The document with each part in the place of the one of its title, or last."""
    parts = _parts(old)
    for text in new:
        title = text.partition("\n")[0]
        at = next((n for n, one in enumerate(parts) if _title(one) == title), len(parts))
        parts[at : at + 1] = [text]
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def from_the_laboratory(old: str) -> list[str]:
    """The parts of a document that the laboratory wrote; a whole run here keeps them."""
    return [part for part in _parts(old) if _title(part).startswith(f"## {LABORATORY}")]


def _parts(text: str) -> list[str]:
    first, *rest = text.rstrip().split("\n## ")
    return [first, *(f"## {part}" for part in rest)]


def _title(part: str) -> str:
    return part.partition("\n")[0]


def _row(figure: Figure) -> tuple[str, ...]:
    baseline = ""
    if figure.baseline is not None:
        baseline = f"{_number(figure.baseline)} {figure.unit}"
        baseline += f" ({figure.against})" if figure.against else ""
    verdict = {None: "", True: "hålls", False: "**hålls inte**"}[figure.met]
    value = f"{_number(figure.value)} {figure.unit}"
    return (figure.what, value, baseline, _result(figure), _limit(figure), verdict)


def _result(figure: Figure) -> str:
    if figure.judged is Judged.RATIO:
        return f"{figure.result:.2f} ×".replace(".", ",")
    if figure.judged is Judged.ADDED:
        return f"{'+' if figure.result >= 0 else '−'}{_number(abs(figure.result))} {figure.unit}"
    return ""


def _limit(figure: Figure) -> str:
    if figure.limit is None:
        return ""
    limit = f"{figure.limit:g}".replace(".", ",")
    return "≤ " + figure.judged.value.format(limit=limit, unit=figure.unit)


def _number(value: float) -> str:
    """Three figures that matter, with a decimal comma."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:.{digits}f}".replace(".", ",")


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
    return f"| {' | '.join(cells)} |"

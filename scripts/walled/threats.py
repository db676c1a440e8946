"""The threats: the rows of docs/hotmodell.md, and the last cell of each, which names its tests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from .wall import Wall

MODEL = Path(__file__).resolve().parents[2] / "docs" / "hotmodell.md"
_ROW = re.compile(r"^\| (?!Hot \|)(.+?) \|.*\|$")


def threats(model: Path = MODEL) -> tuple[str, ...]:
    """The first cell of every row, in order."""
    return tuple(_rows(model.read_text(encoding="utf-8")))


def in_order(walls: Iterable[Wall]) -> tuple[Wall, ...]:
    """The walls by the rows of the page; those of no row last."""
    places = {threat: at for at, threat in enumerate(threats())}
    return tuple(sorted(walls, key=lambda wall: places.get(wall.threat, len(places))))


def with_tests(text: str, walls: Sequence[Wall]) -> str:
    """The page with the last cell of each row made of the walls of its threat."""
    lines = []
    for line in text.splitlines():
        row = _ROW.match(line)
        if row:
            start = line[:-2].rpartition(" | ")[0]
            line = f"{start} | {_cell([w for w in walls if w.threat == row[1]])} |"
        lines.append(line)
    return "\n".join(lines) + "\n"


def anchor(heading: str) -> str:
    """The end of a link to a heading, as the viewers of Markdown make it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def _cell(walls: Sequence[Wall]) -> str:
    files = sorted({test.partition("::")[0] for wall in walls for test in wall.tests})
    named = ", ".join(f"`{file.removeprefix('tests/').removesuffix('.py')}`" for file in files)
    many = "1 vägg" if len(walls) == 1 else f"{len(walls)} väggar"
    return f"[{many}](murar.md#{anchor(walls[0].threat)}): {named}" if walls else "saknas"


def _rows(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if row := _ROW.match(line):
            yield row[1]

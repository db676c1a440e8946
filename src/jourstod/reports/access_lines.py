"""The access log as lines for a terminal of 80 columns, as JSON material and for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from ..domain.access_kind import AccessKind
from ..domain.access_review import Earlier
from ..domain.entries import Entry
from ..domain.events.access import AccessMade
from ..domain.local_time import local
from ..domain.people import Role
from .as_csv import as_csv

WIDTH = 80
_COLUMNS = ("tid", "person", "namn", "roll", "station", "vad", "ärende", "antal ärenden", "om",
            "skäl", "genom", "terminal", "märken", "granskat")  # fmt: skip
_KEYS = ("at", "who", "name", "role", "station", "deed", "number", "cases", "about", "reason",
         "through", "terminal")  # fmt: skip


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One access as it is shown: the entry, what sticks out, and what earlier reviews said."""

    entry: Entry
    marks: tuple[str, ...] = ()
    earlier: tuple[Earlier, ...] = ()


def access_rows(
    entries: Sequence[Entry],
    marks: Mapping[str, tuple[str, ...]],
    earlier: Mapping[str, tuple[Earlier, ...]],
) -> tuple[AccessRow, ...]:
    """Each access with its marks and its earlier reviews."""
    return tuple(AccessRow(e, marks.get(e.id, ()), earlier.get(e.id, ())) for e in entries)


def access_lines(row: AccessRow, number: int = 0) -> Iterator[str]:
    """What one access says, at most 80 columns wide; with a number where it can be pointed at."""
    told = _told(row)
    count = f"{number:3} " if number else ""
    cases = f" ({told['cases']} ärenden)" if not told["number"] and told["cases"] != 1 else ""
    about = f": {told['about']}" if told["about"] else ""
    what = f"{told['deed']} {told['number']}".rstrip() + about + cases
    where = " · ".join(str(told[key]) for key in ("role", "station", "through") if told[key])
    yield from _fold(f"{count}{told['at']} {told['who']:4} {what}", len(count))
    yield from _fold(f"{' ' * len(count)}  {where}", len(count))
    if told["reason"]:
        yield from _fold(f"{' ' * len(count)}  Skäl: {told['reason']}", len(count))
    for mark in row.marks:
        yield f"{' ' * len(count)}  OBS: {mark}"
    for one in row.earlier:
        yield from _fold(
            f"{' ' * len(count)}  Granskat {one.day} av {one.who}: {one.words}", len(count)
        )


def access_plain(row: AccessRow) -> dict[str, object]:
    """The same for other programs."""
    earlier = [{"who": one.who, "day": one.day, "words": one.words} for one in row.earlier]
    return {"id": row.entry.id, **_told(row), "marks": list(row.marks), "reviewed": earlier}


def access_csv(rows: Sequence[AccessRow]) -> bytes:
    """One row for each access, under a head."""
    return as_csv((_COLUMNS, *(_cells(row) for row in rows)))


def _cells(row: AccessRow) -> tuple[object, ...]:
    told = _told(row)
    earlier = (f"{one.day} {one.who}: {one.words}" for one in row.earlier)
    return (*(told[key] for key in _KEYS), "; ".join(row.marks), "; ".join(earlier))


def _told(row: AccessRow) -> dict[str, object]:
    stamp, event = row.entry.stamp, row.entry.event
    made = event if isinstance(event, AccessMade) else None
    return {
        "at": f"{local(stamp.recorded_at):%Y-%m-%d %H:%M}",
        "who": stamp.who,
        "name": stamp.name,
        "role": Role(stamp.role).swedish,
        "station": stamp.station,
        "deed": AccessKind(made.deed).swedish if made else "nekades",
        "number": getattr(event, "number", ""),
        "cases": made.cases if made else 0,
        "about": made.about if made else "",
        "reason": made.reason if made else "",
        "through": getattr(event, "through", ""),
        "terminal": getattr(event, "terminal", ""),
    }


def _fold(line: str, indent: int) -> list[str]:
    return wrap(line, WIDTH, subsequent_indent=" " * (indent + 4))

"""The table of use as a table on the screen, as lines to hear, and as a file for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from ..domain.small_counts import FEWEST, Hidden
from ..domain.step_use import Aside, Fate
from ..domain.use_table import Use, UseRow, UseTable
from .as_csv import as_csv

FEW = Hidden.FEW.value
_NAMES = ("rutin", "steg", "rutinens namn", "stegets namn", "version", "visat")
_TIMES = ("median sekunder", "nio av tio sekunder")


def use_lines(table: UseTable) -> Iterator[str]:
    """One step a line, the most troubled first; for ears and scripts."""
    if not table.rows:
        yield "Inget steg har visats."
        return
    yield from use_remarks(table)
    yield ""
    for row in table.told:
        assert row.use is not None
        yield f"{row.words.step} · {row.words.routine}: {_counted(row.use)}."
        yield f"  {row.reason.capitalize() or 'Inget sticker ut'}."
        for bundle, use in row.versions:
            yield f"  Version {bundle[:8]}: {_counted(use)}."
    yield from few_lines(table)


def use_remarks(table: UseTable) -> Iterator[str]:
    """How the table is read, and what it cannot hide."""
    cases = FEW if table.cases < FEWEST else str(table.cases)
    yield f"Steg i {cases} ärenden, det som oftast går trögt först. Per steg, inte per person."
    yield (
        f"Har ett steg visats {FEW} gånger, eller i {FEW} ärenden, visas inga siffror. "
        "Tiden är från visat till svarat, utan det som sköts upp eller låg öppet över ett byte."
    )
    if table.about_persons:
        yield (
            "OBS: färre än 3 personer har svarat. Siffrorna visar då i praktiken vad en viss "
            "person har gjort. Använd dem inte till att bedöma någon."
        )
    if table.stations > 1:
        yield f"{table.stations} stationer har skrivit i lagret. De räknas ihop."


def few_lines(table: UseTable) -> Iterator[str]:
    """The steps that are not told of, by routine."""
    few: dict[str, list[str]] = {}
    for row in table.rows:
        if row.use is None:
            few.setdefault(row.words.routine, []).append(row.words.step)
    if few:
        yield f"{FEW.capitalize()}:"
        yield from (f"  {routine}: {', '.join(steps)}." for routine, steps in few.items())


def took(use: Use) -> str:
    """Median and nine of ten, in words; "" for too few."""
    if use.median is None or use.ninth is None:
        return ""
    return f"{_long(use.median)} · {_long(use.ninth)}"


def use_as_csv(table: UseTable) -> bytes:
    """A head, then one row for each step and version; decimal-free."""
    head = (*_NAMES, *(f.value for f in Fate), *(a.value for a in Aside), *_TIMES)
    return as_csv((head, *_rows(table)))


def _rows(table: UseTable) -> Iterator[tuple[object, ...]]:
    for row in table.rows:
        for bundle, use in (("alla", row.use), *row.versions):
            yield _cells(row, bundle, use)


def _cells(row: UseRow, bundle: str, use: Use | None) -> tuple[object, ...]:
    named = (row.routine, row.step, row.words.routine, row.words.step, bundle)
    if use is None:
        return (*named, FEW)
    times = ("" if one is None else one for one in (use.median, use.ninth))
    return (*named, use.shown, *use.fates.values(), *use.asides.values(), *times)


def _counted(use: Use) -> str:
    time = f", tid {took(use)} (hälften · nio av tio)" if took(use) else ""
    return f"visat {use.shown}, besvarat {use.fates[Fate.ANSWERED]}{time}"


def _long(seconds: int) -> str:
    if seconds < 60:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{round(minutes / 60)} h"

"""`jourstod routine test --generate`: the nights that are missing, written as files."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..domain.branch_trail import branches_of
from ..domain.errors import JourError, Unreadable, UsageError
from ..domain.findings import nearest
from ..domain.rulebook import Rulebook
from ..reading.folder import SCENARIOS
from ..reading.shelf import Shelf
from ..written_nights import proposed, tested


def generate(arguments: argparse.Namespace, folder: Path) -> int:
    """Write proposals to the folder that is named; what no proposal reaches is told."""
    if arguments.output is None:
        raise UsageError("Säg var förslagen ska sparas: lägg till --output och en mapp.")
    book, _ = Shelf(folder).current()
    nights = sorted((folder / SCENARIOS).glob("*.yaml"))
    shown = frozenset[tuple[str, str, int]]().union(
        *(t.branches for t, _ in tested(folder, nights))
    )
    for id in _routines(book, arguments.generate):
        proposals = proposed(folder, id, shown)
        for one in proposals:
            _write(arguments.output, f"{one.name}.yaml", one.text)
        there = branches_of(book.routines[id])
        left = set(there) - shown - {branch for one in proposals for branch in one.covers}
        print(f"{id}: {len(proposals)} förslag, {len(there) - len(left)} av {len(there)} grenar.")
        for branch, words in there.items():
            if branch in left:
                print(f"  inget förslag når: {words}")
    return 0


def _routines(book: Rulebook, asked: str) -> list[str]:
    if not asked:
        return list(book.routines)
    if asked not in book.routines:
        near = nearest(asked, book.routines)
        hint = f" Menade du «{near}»?" if near else ""
        raise Unreadable(f"Det finns ingen rutin som heter «{asked}».{hint}")
    return [asked]


def _write(folder: Path, name: str, text: str) -> None:
    """A new file; one that is there is somebody's work and is left alone."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / name).open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise JourError(f"{name} finns redan i {folder} och skrivs inte över.") from None
    except OSError as error:
        raise JourError(f"{name} går inte att spara i {folder}: {error.strerror}.") from None

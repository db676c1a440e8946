"""`jourstod routine print`: routines as dated checklists on paper, and as cards for the car."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from .. import bootstrap, settings
from ..domain.checks import check_all
from ..domain.errors import JourError, UsageError
from ..domain.local_time import local_day
from ..domain.paper import as_card, paper
from ..domain.printed_routine import Printed
from ..domain.rulebook import Rulebook
from ..domain.station import Station
from ..reading.shelf import Shelf
from ..reading.station_reader import read_station_file
from ..reports.routine_paper import paper_name, render_paper
from ..reports.saving import saved
from .in_use import in_use, version
from .output import refuse_pdf_on_a_terminal, write_out

DONE, NOT_ALL = 0, 1
FRONT = "innehall"


class NotOnPaper(JourError):
    """The paper could not be written on standard output."""

    exit_code = 1

    def __init__(self, why: str) -> None:
        super().__init__(f"Papperet kunde inte skrivas ut ({why}).")


def print_routines(arguments: argparse.Namespace) -> int:
    """Print one routine or all; 0 done, 1 when a routine or the station's numbers are missing."""
    output: Path | None = arguments.output
    if output is None and arguments.format == "pdf":
        refuse_pdf_on_a_terminal()
    home = settings.home_folder(arguments.home)
    book, missing, old = _book(home, arguments.version, arguments.folder)
    ids = _chosen(arguments, book)
    path = home / settings.STATION_FILE
    station, unread = _station(path)
    printed = paper(
        book,
        [book.routines[id] for id in ids],
        local_day(bootstrap.utc_now()),
        station=station,
        unread=unread,
        front=arguments.all,
    )
    _write(_marked(printed) if old else printed, arguments)
    missing = missing if arguments.all else ()
    for words in (*missing, *((f"{path} går inte att läsa. Kör jourstod doctor.",) * unread)):
        print(words, file=sys.stderr)
    return NOT_ALL if missing or unread else DONE


def _book(home: Path, sum: str, folder: Path | None) -> tuple[Rulebook, tuple[str, ...], bool]:
    """The rulebook to print, what it lacks, and whether it is another than the one in force."""
    if sum and folder:
        raise UsageError("Skriv --folder eller --version, inte båda.")
    if folder:
        shelf = Shelf(folder, check_all)
        book, _ = shelf.current()
        return book, _missing(shelf, book), True
    used = in_use(home)
    if sum:
        book = version(home, sum)
        return book, (), used is None or book.bundle != used.book.bundle
    if used is not None:
        return used.book, (), False
    shelf = Shelf(bootstrap.shipped_routines(), check_all)
    book, _ = shelf.current()
    return book, _missing(shelf, book), False


def _marked(printed: Printed) -> Printed:
    """A version that is not in force says so over every routine: papers lie about."""
    routines = tuple(replace(one, title=f"GÄLLER INTE · {one.title}") for one in printed.routines)
    return replace(printed, title=f"GÄLLER INTE · {printed.title}", routines=routines)


def _chosen(arguments: argparse.Namespace, book: Rulebook) -> tuple[str, ...]:
    """The routines asked for: that of the first call first, then by title."""
    known = sorted(book.routines, key=lambda id: (id != "inkommande", book.routines[id].title))
    if arguments.all == (arguments.routine is not None):
        raise UsageError(f"Skriv en rutins namn, eller --all. Rutiner: {', '.join(known)}.")
    if arguments.all:
        return tuple(known)
    if arguments.routine not in book.routines:
        raise UsageError(
            f"Det finns ingen rutin som heter «{arguments.routine}». Rutiner: {', '.join(known)}."
        )
    return (arguments.routine,)


def _station(path: Path) -> tuple[Station | None, bool]:
    """The station of the home folder when there is one, and whether its file cannot be read."""
    if not path.exists():
        return None, False
    station, _ = read_station_file(path)
    return station, station is None


def _missing(shelf: Shelf, book: Rulebook) -> tuple[str, ...]:
    """What to say of routines in which an error was found: they are not used, nor printed."""
    names = {Path(f.place.file).stem for f in shelf.findings() if f.severity == "error"}
    return tuple(
        f"{name}: har fel och är inte med. Kör jourstod routine check."
        for name in sorted(names - set(book.routines))
    )


def _write(printed: Printed, arguments: argparse.Namespace) -> None:
    output, form = arguments.output, arguments.format
    if output is not None and output.is_dir():
        for name, one in _apart(printed, arguments.card, form):
            _save(output / name, one, form)
        return
    whole = as_card(printed) if arguments.card else printed
    if output is None:
        write_out(render_paper(whole, form), NotOnPaper)
    else:
        _save(output, whole, form)


def _apart(printed: Printed, card: bool, form: str) -> Iterable[tuple[str, Printed]]:
    """One paper for each routine, and the front page by itself."""
    for routine in printed.routines:
        one = replace(printed, title=routine.title, routines=(routine,), front=None)
        one = as_card(one) if card else one
        yield paper_name(routine.id, one, form), one
    if printed.front is not None and not card:
        yield paper_name(FRONT, printed, form), replace(printed, routines=())


def _save(path: Path, printed: Printed, form: str) -> None:
    with saved(path, render_paper(printed, form)):
        pass
    print(f"Sparat: {path}")

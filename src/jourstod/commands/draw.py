"""`jourstod routine draw`: the map of a routine as SVG, Mermaid or text."""

from __future__ import annotations

import argparse

from .. import bootstrap, settings
from ..domain.checks import check_all
from ..domain.errors import JourError, UsageError
from ..domain.findings import nearest
from ..domain.route_map import RouteMap, route_map
from ..domain.rulebook import Rulebook
from ..reading.shelf import Shelf
from ..reports.map_as_mermaid import map_as_mermaid
from ..reports.map_as_svg import map_as_svg
from ..reports.map_as_text import map_as_text
from ..reports.saving import saved
from .in_use import in_use, version
from .output import write_out


class NotDrawn(JourError):
    """The map could not be written on standard output."""

    exit_code = 1

    def __init__(self, why: str) -> None:
        super().__init__(f"Kartan kunde inte skrivas ut ({why}).")


def draw_routine(arguments: argparse.Namespace) -> int:
    """Draw one routine of a folder or a version, else of the one in force."""
    book = _book(arguments)
    routine = book.routines.get(arguments.routine)
    if routine is None:
        near = nearest(arguments.routine, book.routines)
        asked = f" Menade du «{near}»?" if near else ""
        known = ", ".join(sorted(book.routines))
        raise UsageError(
            f"Det finns ingen rutin utan fel som heter «{arguments.routine}».{asked} "
            f"Rutiner: {known}."
        )
    content = drawn(route_map(book, routine), arguments.format).encode("utf-8")
    if arguments.output is None:
        write_out(content, NotDrawn)
        return 0
    with saved(arguments.output, content):
        pass
    print(f"Sparat: {arguments.output}")
    return 0


def _book(arguments: argparse.Namespace) -> Rulebook:
    home = settings.home_folder(arguments.home)
    if arguments.version and arguments.folder:
        raise UsageError("Skriv --folder eller --version, inte båda.")
    if arguments.version:
        return version(home, arguments.version)
    used = None if arguments.folder else in_use(home)
    if used is not None:
        return used.book
    return Shelf(arguments.folder or bootstrap.shipped_routines(), check_all).current()[0]


def drawn(found: RouteMap, form: str) -> str:
    """The map in one of its forms."""
    match form:
        case "svg":
            return map_as_svg(found)
        case "mermaid":
            return map_as_mermaid(found)
        case _:
            return "\n".join((*map_as_text(found), ""))

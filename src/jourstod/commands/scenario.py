"""`jourstod log scenario`: a finished case as a written night, with nothing personal in it.

No word of the case is left, but its course is: who knows the case knows it again. So it leaves as
every other file with content does.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from ..desk.exports import Export, named
from ..domain.access_kind import AccessKind
from ..domain.errors import JourError
from ..rehearsal.night_text import night_text
from ..rehearsal.proposing import BEGINS
from ..rehearsal.scrubbing import scrubbed
from ..rehearsal.station import PRACTICE_STATION
from .exporting import exported, shown, way_of
from .opening import opened

TITLE = "Ur ett ärende, med allt personligt utbytt"
NAME = "ur-ett-arende"


def scenario(arguments: argparse.Namespace) -> int:
    """Write the night to a file or on the screen; an open case is refused (5)."""
    path: Path | None = arguments.output
    with opened(arguments) as house:
        desk = house.desk
        case = desk.case(desk.find(arguments.case))
        desk.access.made(AccessKind.EXPORTED, case, "skriven natt")
        if not (case.closed or case.received_by):
            raise JourError(
                "Ärendet pågår. Bara ett avslutat eller överlämnat ärende kan bli en natt."
            )
        lines = scrubbed(case, desk.book(case), BEGINS)
        name = path.stem if path is not None else NAME
        board = PRACTICE_STATION.boards[0].name
        text = night_text(name, TITLE, BEGINS, board, "AB", lines).encode()
        export = Export("scenario", case.number, "yaml")
        if path is None:
            shown(arguments, desk, export, text, _not_shown)
            return 0
        way = way_of(arguments, desk)
        if named(path, way).exists():
            raise JourError(f"{named(path, way)} finns redan och skrivs inte över.")
        with exported(desk, export, way, path, text) as whole:
            pass
    print(f"Sparat: {whole}")
    return 0


def _not_shown(why: str) -> JourError:
    return JourError(f"Natten kunde inte skrivas ut ({why}).")

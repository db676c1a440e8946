"""`jourstod log scenario`: a finished case as a written night, with nothing personal in it."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..domain.access_kind import AccessKind
from ..domain.errors import JourError
from ..rehearsal.night_text import night_text
from ..rehearsal.proposing import BEGINS
from ..rehearsal.scrubbing import scrubbed
from ..rehearsal.station import PRACTICE_STATION
from .opening import opened

TITLE = "Ur ett ärende, med allt personligt utbytt"
NAME = "ur-ett-arende"


def scenario(arguments: argparse.Namespace) -> int:
    """Write the night to a file or on the screen; an open case is refused (5)."""
    with opened(arguments) as house:
        case = house.desk.case(house.desk.find(arguments.case))
        house.desk.access.made(AccessKind.EXPORTED, case, "skriven natt")
        if not (case.closed or case.received_by):
            raise JourError(
                "Ärendet pågår. Bara ett avslutat eller överlämnat ärende kan bli en natt."
            )
        lines = scrubbed(case, house.desk.book(case), BEGINS)
    path: Path | None = arguments.output
    name = path.stem if path is not None else NAME
    board = PRACTICE_STATION.boards[0].name
    text = night_text(name, TITLE, BEGINS, board, "AB", lines)
    if path is None:
        print(text, end="")
        return 0
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise JourError(f"{path} finns redan och skrivs inte över.") from None
    except OSError as error:
        raise JourError(f"{path} går inte att spara: {error.strerror}.") from None
    return 0

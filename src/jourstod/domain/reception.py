"""The reception: which of the sheets that were left lie with one unit that takes in by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import UsageError
from .people import EVERY_UNIT, Handler
from .rights import Deed, may

if TYPE_CHECKING:  # the board is painted without what a case is
    from .case import Case
    from .left_sheet import Handover
    from .station import Board, Station

DAY_UNIT = "mottagning"
"""The receiver that is the day's unit; which one, the sheet says by the name it had then."""
_OR = " eller "
NOT_YOURS = "Bladet är lämnat till {to}. Det tar någon annan emot."
NO_UNIT = (
    "Kontot {signature} hör inte till någon mottagning, så inga blad visas. En arbetsledare anger "
    "den: jourstod account unit {signature} MOTTAGNING."
)


def left_to(case: Case, *, waiting: bool = False) -> tuple[str, ...]:
    """Whom sheets of the case were left to, as `nämnd/unit`; only those not taken (`waiting`)."""
    found = (one for one in case.handovers.values() if not (waiting and one.received))
    return tuple(dict.fromkeys(to for one in found if (to := address(case, one))))


def address(case: Case, handover: Handover) -> str:
    """`nämnd/unit` of a sheet for the day's unit, "" for one that is somebody else's."""
    event = handover.event
    return f"{case.board}/{event.unit}" if event.receiver == DAY_UNIT else ""


def lies_with(unit: str, to: str, station: Station) -> bool:
    """Whether a sheet left `to` lies with the unit that an account belongs to (`nämnd/unit`).

    A sheet that names no unit of the station's file lies with every unit of its nämnd, or nobody
    would take it in.
    """
    if unit == EVERY_UNIT:
        return bool(to)
    board, _, name = to.partition("/")
    own, _, mine = unit.partition("/")
    known = {one for each in station.boards for one in units_of(station, each)}
    named = {one for one in ([name] if name in known else name.split(_OR)) if one in known}
    if not named:
        return bool(to) and own == board
    theirs = station.board(board)
    return mine in named and (
        own == board or theirs is None or mine not in units_of(station, theirs)
    )


def may_take(who: Handler, case: Case, handover: Handover, station: Station) -> bool:
    """Whether somebody may take a sheet, or say who did; a reception what lies with its unit."""
    if may(who.role, Deed.SEE_ALL):
        return True
    return lies_with(who.unit, address(case, handover), station)


def units_of(station: Station, board: Board) -> tuple[str, ...]:
    """The names of a nämnd's units, also those of its districts."""
    districts = (one.unit for one in station.districts if one.board == board.id)
    names = (board.day_unit, *(unit.name for unit in board.units), *districts)
    return tuple(dict.fromkeys(name for name in names if name))


def unit_named(station: Station, said: str) -> str:
    """`nämnd/unit` for what somebody wrote: a unit's name, or with its nämnd before it.

    A nämnd whose units the file does not name is written alone. Raises UsageError with the choices.
    """
    every = [f"{b.id}/{name}" for b in station.boards for name in units_of(station, b) or ("",)]
    wanted = said.strip().casefold()
    whole = [one for one in every if one.rstrip("/").casefold() == wanted]
    short = [one for one in every if one.partition("/")[2].casefold() == wanted]
    found = whole or short
    if wanted and len(found) == 1:
        return found[0]
    listed = ", ".join(f"«{one.rstrip('/')}»" for one in found or every)
    why = "är flera mottagningar" if len(found) > 1 else "är ingen mottagning i stationens fil"
    raise UsageError(f"«{said.strip()}» {why}. Välj bland: {listed}.")

"""The call chain: whom to ring next while nobody has taken a sheet that was left."""

from __future__ import annotations

from datetime import datetime

from .calendar import Calendar
from .case import Case
from .day_unit import takes_in
from .local_reach import LocalReach, local_contact, numbered
from .station import Station
from .station_file import LocalContactKind

CHAIN = (LocalContactKind.BACKUP, LocalContactKind.TEAM_LEADER)
"""After the unit and the nämnd's own number: the jour's own people, in this order."""


def call_chain(
    case: Case, station: Station, calendar: Calendar, now: datetime
) -> tuple[LocalReach, ...]:
    """Numbers in the order to ring: the unit, the nämnd, bakjour, arbetsledare; each number once.

    Only what the station's file says; () when it says nothing.
    """
    board, unit = station.board(case.board), takes_in(case, station)
    found: list[LocalReach] = []
    if unit is not None and unit.phone:
        confirmed = board.confirmed if board else ""
        found.append(numbered(unit.name, unit.hours, unit.phone, confirmed, calendar, now))
    if board is not None and board.phone:
        found.append(numbered(board.name, "", board.phone, board.confirmed, calendar, now))
    for kind in CHAIN:
        for contact in station.reached(kind, case.board):
            found.append(local_contact(station, contact, calendar, now))
    first = {one.number: one for one in reversed(found)}
    return tuple(one for one in found if first[one.number] is one)

"""Night sheets at the desk: all cases on a page, for the reception at eight and for the leader."""

from __future__ import annotations

from datetime import datetime, timedelta

from ..domain.access_kind import AccessKind
from ..domain.case import Case
from ..domain.day_unit import takes_in
from ..domain.errors import JourError
from ..domain.handover import OWN_NOTICE, guarded
from ..domain.local_time import local_day, long_day, show_time
from ..domain.night_sheet import NightCase, by_unit, shift_parts
from ..domain.sheet import Sheet, SheetLine, SheetPart
from .desk import Desk

SHIFT = timedelta(hours=16)
"""How long back a shift reaches when none has been ended: from the afternoon to the morning."""
ASK = "Läses i programmet av den som får öppna skyddade akter."
WHOSE = "Bladet är för {name} och visar bara den nämndens ärenden. {notice}"


class WhichBoard(JourError):
    """A morning sheet holds the cases of one nämnd, and it must be said which."""

    exit_code = 2

    def __init__(self, given: str, known: tuple[str, ...]) -> None:
        asked = f"Det finns ingen nämnd eller mottagning «{given}». " if given else ""
        super().__init__(f"{asked}Skriv vilken morgonbladet är för: {', '.join(known)}.")


def receptions(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Whom a morning sheet can be made for: (id, name) of each nämnd."""
    return tuple((board.id, board.name) for board in desk.station.boards)


def morning(desk: Desk, whose: str = "") -> Sheet:
    """The cases of one nämnd, or of one of its units, most serious first.

    Raises WhichBoard where there are several nämnder and none of them is named.
    """
    boards = dict(receptions(desk))
    only = next(iter(boards)) if len(boards) == 1 and not whose else whose
    found = _night(desk, "morgonblad")
    units = {one.unit.name for one in found if one.unit}
    if only in boards:
        mine = [one for one in found if one.case.board == only]
    elif only in units:
        mine = [one for one in found if one.unit and one.unit.name == only]
    else:
        raise WhichBoard(whose, (*boards, *sorted(units)))
    name = boards.get(only, only)
    apart = _apart(desk, "morgonblad", only if only in boards else "")
    parts = (*by_unit(mine, desk.clock()), *apart)
    if not parts:
        parts = (SheetPart("unit-1", name, (), "Inget ärende i natt."),)
    notice = WHOSE.format(name=name, notice=OWN_NOTICE)
    return _sheet(desk, "morgonblad", f"Morgonblad till {name}", name, notice, mine, parts)


def shift(desk: Desk) -> Sheet:
    """The shift report for the team leader, over every nämnd of the station."""
    now = desk.clock()
    since = _since(desk, now)
    found = _night(desk, "skiftrapport")
    parts = shift_parts(found, desk.jour.calls_since(since), since, now)
    parts = (*parts, *_apart(desk, "skiftrapport"))
    return _sheet(desk, "skiftrapport", "Skiftrapport", "arbetsledaren", OWN_NOTICE, found, parts)


def _night(desk: Desk, what: str) -> list[NightCase]:
    """Every open case, and those opened during the shift that are closed already.

    Those that are kept apart are told by their number alone (`_apart`).
    """
    cases = (case for case in _cases(desk, what) if not case.protection.hides)
    return [NightCase(case, desk.book(case), takes_in(case, desk.station)) for case in cases]


def _cases(desk: Desk, what: str) -> list[Case]:
    ids = dict.fromkeys(row.case for row in desk.board())
    ids |= dict.fromkeys(desk.jour.given_since(_since(desk, desk.clock())))
    with desk.access.listing(what, len(ids), AccessKind.REPORTED):
        return [desk.whole(id) for id in ids]


def _apart(desk: Desk, what: str, board: str | None = None) -> tuple[SheetPart, ...]:
    """The cases that are kept apart: of one nämnd, or of all when None is named."""
    numbers = [
        case.number
        for case in _cases(desk, what)
        if case.protection.hides and board in (None, case.board)
    ]
    lines = tuple(SheetLine(ASK, number, urgent=True) for number in numbers)
    return (SheetPart("apart", f"Skyddade ({len(numbers)})", lines),) if numbers else ()


def _since(desk: Desk, now: datetime) -> datetime:
    """The end of the last shift, unless that is this one, or longer ago than a shift."""
    ended = desk.jour.shift_ended
    return max(ended, now - SHIFT) if ended and now - ended > SHIFT / 4 else now - SHIFT


def _sheet(
    desk: Desk,
    subject: str,
    heading: str,
    name: str,
    notice: str,
    found: list[NightCase],
    parts: tuple[SheetPart, ...],
) -> Sheet:
    now = desk.clock()
    day = local_day(now)
    sheet = Sheet(
        number=f"{subject}-{day.isoformat()}",
        subject=f"{len(found)} {'ärende' if len(found) == 1 else 'ärenden'}",
        receiver=subject,
        receiver_name=name,
        board="",
        station=desk.station.name,
        mode=desk.mode,
        made_at=f"{long_day(day)} kl. {show_time(now)}",
        made_by=f"{desk.handler.name}, {desk.handler.role.swedish}",
        heading=heading,
        first=parts,
        notice=notice,
    )
    for one in found:
        sheet = guarded(sheet, one.case, one.book)
    return sheet

"""What nobody has confirmed, or not for a long time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..findings import Place
from ..reaching import AGED
from ..rulebook import Rulebook
from ..station import Station
from .ailment import Ailment, ailment

_Confirmed = tuple[str, str, Place]


def freshness(station: Station, book: Rulebook, day: date) -> Iterator[Ailment]:
    """Lines never confirmed, confirmed too long ago, or on a day that has not been.

    Lines of one person or one nämnd that say the same are told once.
    """
    told: set[tuple[str, str]] = set()
    for what, confirmed, place in (*_lines(station), *_unchecked(book)):
        if (what, confirmed) not in told:
            told.add((what, confirmed))
            yield from _told(what, confirmed, place, day)


def old_before(day: date) -> str:
    """What was confirmed before this ISO day is old."""
    return (day - timedelta(days=AGED)).isoformat()


def _told(what: str, confirmed: str, place: Place, day: date) -> Iterator[Ailment]:
    example = f"bekräftad: {day.isoformat()}"
    if not confirmed:
        yield ailment("aldrig-bekraftat", place, f"{what}: aldrig bekräftat.", example)
    elif confirmed > day.isoformat():
        sentence = f"{what}: bekräftat {confirmed}, en dag som inte har varit än."
        yield ailment("datum-i-framtiden", place, sentence, example)
    elif confirmed < old_before(day):
        sentence = f"{what}: bekräftat {confirmed}, för mer än sex månader sedan."
        yield ailment("gammalt", place, sentence, example)


def _lines(station: Station) -> Iterator[_Confirmed]:
    def name(board: str) -> str:
        known = station.board(board)
        return known.name if known else board

    for board in station.boards:
        if board.phone or board.numbers:
            yield f"Numret till {board.name}", board.confirmed, board.place
        for unit in board.units:
            if unit.phone:
                yield f"Numret till {unit.name}", unit.confirmed, unit.place
    for mandate in (*station.mandates, *station.officers):
        what = f"Uppdrag för {mandate.person} i {name(mandate.board)}"
        yield what, mandate.confirmed, mandate.place
    for one in station.delegations:
        yield f"Delegation i {name(one.board)}", one.confirmed, one.place
    for contact in station.contacts:
        what = contact.kind.swedish
        yield f"{what[0].upper()}{what[1:]}, {contact.name}", contact.confirmed, contact.place
    for bed in station.beds:
        yield f"Platsen {bed.name}", bed.confirmed, bed.place
    for clock in station.clocks:
        yield f"Klockan {clock.kind}", clock.confirmed, clock.place


def _unchecked(book: Rulebook) -> Iterator[_Confirmed]:
    """Numbers of the register that nobody has checked; old ones are told with the register."""
    for agency in book.agencies.values():
        if agency.numbers and not agency.checked:
            yield f"Numret till {agency.name} i registret", "", agency.place

"""Paper station: the station's own numbers as they are printed, each with when it was confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .paper_registers import hours_words, short_cited
from .printed_routine import PrintedContact, PrintedNumbers
from .reaching import confirmation
from .rulebook import Rulebook
from .station import Board, Mandate, Station
from .station_file import Bed, DayUnit, LocalContact, LocalContactKind

NO_PHONE = "nummer saknas"
NOT_IN_FILE = "Står inte i stationens fil. Skriv numret här:"
NO_FILE = "Stationens fil finns inte. Skriv era egna nummer här för hand."
UNREAD = "Stationens fil gick inte att läsa. Skriv era egna nummer här för hand."
MISTAKES = (
    "Stationens fil har {count} fel, och rader med fel är inte med. Någon kan saknas. "
    "Kör jourstod doctor."
)


def station_paper(
    station: Station | None, book: Rulebook, today: date
) -> tuple[PrintedNumbers, ...]:
    """The local numbers by reason; with no file, the reasons with lines to write on."""
    if station is None:
        empty = [PrintedNumbers(_heading(k), (), NOT_IN_FILE) for k in LocalContactKind]
        return (*empty, PrintedNumbers("Får besluta", (), NOT_IN_FILE))
    groups = [
        PrintedNumbers(
            _heading(kind),
            tuple(_contact(station, c, today) for c in station.contacts if c.kind is kind),
            NOT_IN_FILE,
        )
        for kind in LocalContactKind
    ]
    boards = [_board(board, today) for board in station.boards]
    deciders = [_deciders(station, board, book, today) for board in station.boards]
    beds = PrintedNumbers(
        "Platser att ringa", tuple(_bed(bed, today) for bed in station.beds), NOT_IN_FILE
    )
    return (*groups, *deciders, *boards, beds)


def _heading(kind: LocalContactKind) -> str:
    return f"{kind.swedish[:1].upper()}{kind.swedish[1:]}"


def _contact(station: Station, contact: LocalContact, today: date) -> PrintedContact:
    board = station.board(contact.board)
    about = ", ".join(part for part in (contact.role, board.name if board else "") if part)
    return _row(
        contact.name, about, contact.phone, contact.hours, contact.confirmed, today, contact.note
    )


def _board(board: Board, today: date) -> PrintedNumbers:
    return PrintedNumbers(
        f"Mottagningar: {board.name}", tuple(_receptions(board, today)), NOT_IN_FILE
    )


def _receptions(board: Board, today: date) -> Iterator[PrintedContact]:
    numbers = [(board.day_unit or "nämnden", board.phone), *board.numbers]
    for use, number in numbers:
        if number:
            yield _row(use, "", number, "", board.confirmed, today)
    yield from (_unit(unit, today) for unit in board.units)


def _unit(unit: DayUnit, today: date) -> PrintedContact:
    return _row(unit.name, unit.kind.value, unit.phone, unit.hours, unit.confirmed, today)


def _bed(bed: Bed, today: date) -> PrintedContact:
    about = f"{bed.form.swedish}, tar emot {', '.join(bed.takes)}"
    return _row(bed.name, about, bed.phone, bed.hours, bed.confirmed, today, bed.note)


def _deciders(station: Station, board: Board, book: Rulebook, today: date) -> PrintedNumbers:
    """Those whose mandate holds on the day of printing, each named once with all provisions."""
    day = today.isoformat()
    people: dict[tuple[str, str, str, str], list[Mandate]] = {}
    for mandate in (*station.mandates, *station.officers):
        if mandate.board == board.id and mandate.holds(mandate.provision, day):
            key = (mandate.person, mandate.role, mandate.phone, mandate.confirmed)
            people.setdefault(key, []).append(mandate)
    rows = tuple(
        _row(person, role, phone, "", confirmed, today, _mandates(mandates, book))
        for (person, role, phone, confirmed), mandates in people.items()
    )
    return PrintedNumbers(f"Får besluta eller begära: {board.name}", rows, NOT_IN_FILE)


def _mandates(mandates: list[Mandate], book: Rulebook) -> str:
    cited = ", ".join(short_cited(book, (m.provision for m in mandates), ()))
    ends = min((m.until for m in mandates if m.until), default="")
    return f"uppdrag: {cited}" + (f"; det första går ut {ends}" if ends else "")


def _row(
    name: str, about: str, phone: str, hours: str, checked: str, today: date, note: str = ""
) -> PrintedContact:
    told, _ = confirmation(checked, today)
    return PrintedContact(
        name, about, phone or NO_PHONE, hours_words(hours) if hours else "", told, note
    )

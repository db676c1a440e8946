"""The station's own numbers, delegation and time limits as they stand now; absence is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from .calendar import Calendar, OutsideCalendar
from .counting import next_working_day_due
from .local_time import local_day, short_day, show_time
from .opening import parse_hours, say_hours
from .reaching import confirmation
from .station import Board, Station
from .station_file import (
    Bed,
    DayUnit,
    DecisionKind,
    LocalClock,
    LocalClockKind,
    LocalContact,
    LocalContactKind,
    PlacementForm,
    said,
)

NOT_IN_FILE = "Står inte i stationens fil."
BEDS = "platser att ringa"
UNITS = "dagens mottagningar"
NO_PHONE = "nummer saknas"
NOT_KNOWN = "inte känt"
CALLED = {
    "arbetsledare": (LocalContactKind.TEAM_LEADER, LocalContactKind.BACKUP),
    "tolk": (LocalContactKind.INTERPRETER,),
}
"""Whom the station's file has numbers to, by the receiver that a step is about."""
DECIDER = "ledamot"


@dataclass(frozen=True, slots=True)
class LocalReach:
    """One local number as it can be used now; `fresh` is false for an old or unconfirmed one."""

    name: str
    about: str
    number: str
    confirmed: str
    fresh: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class LocalNumbers:
    """The numbers called for one reason, in the order to call; empty is said, never guessed."""

    heading: str
    reached: tuple[LocalReach, ...]


@dataclass(frozen=True, slots=True)
class Delegated:
    """Who may decide one kind of thing for a nämnd; `known` is false when the file is silent."""

    subject: str
    holder: str
    known: bool


def local_numbers(
    station: Station, calendar: Calendar, only: str, now: datetime
) -> tuple[LocalNumbers, ...]:
    """Whom to call, by reason; of one nämnd and of all when `only` names it."""
    boards = _boards(station, only)
    groups = [
        LocalNumbers(
            kind.swedish,
            tuple(
                local_contact(station, c, calendar, now, not only)
                for c in station.contacts
                if c.kind is kind and (not only or c.board in ("", only))
            ),
        )
        for kind in LocalContactKind
    ]
    units = tuple(_unit(unit, calendar, now) for board in boards for unit in board.units)
    beds = tuple(_bed(bed, calendar, now) for bed in station.beds)
    return (*groups, LocalNumbers(UNITS, units), LocalNumbers(BEDS, beds))


def numbers_of(
    station: Station, calendar: Calendar, receiver: str, board: str, now: datetime
) -> LocalNumbers | None:
    """The station's own numbers to whom a step is about, in the order to call.

    None where the receiver is nobody local; nobody reached is said and not filled in.
    """
    if receiver == DECIDER:
        return LocalNumbers(receiver, _members(station, board, now))
    if receiver not in CALLED:
        return None
    contacts = (c for kind in CALLED[receiver] for c in station.reached(kind, board))
    return LocalNumbers(receiver, tuple(local_contact(station, c, calendar, now) for c in contacts))


def _members(station: Station, board: str, now: datetime) -> tuple[LocalReach, ...]:
    """Those with a mandate that holds today, each once; which provisions is told by F4."""
    today = local_day(now).isoformat()
    holding = [m for m in station.mandates if m.board == board and m.holds(m.provision, today)]
    first = {m.person: m for m in reversed(holding)}
    return tuple(
        _reach(m.person, (m.role,), m.phone, m.confirmed, now)
        for m in holding
        if first[m.person] is m
    )


def left_out(station: Station) -> str:
    """What to say when lines of the station's file could not be read; "" when all could."""
    if not station.mistakes:
        return ""
    return (
        f"Stationens fil har {station.mistakes} fel, och rader med fel räknas inte. Någon kan "
        "saknas här. Kör jourstod doctor."
    )


def delegated(station: Station, board: str, now: datetime) -> tuple[Delegated, ...]:
    """Who may decide what for a nämnd today, and what the file does not say."""
    today = local_day(now).isoformat()
    found: list[Delegated] = []
    for decision, form in _kinds():
        holders = station.delegated(decision, board, today, form)
        words = "; ".join(
            f"{one.holder}{f', {one.limits}' if one.limits else ''} ({one.source})"
            for one in holders
        )
        found.append(Delegated(said(decision, form), words or NOT_KNOWN, bool(holders)))
    return tuple(found)


def local_limits(
    station: Station, calendar: Calendar, board: str, now: datetime
) -> tuple[str, ...]:
    """What the municipality's own time limits mean for a decision made now, in sentences."""
    told = [_limit(kind, station.clock(kind, board), calendar, now) for kind in LocalClockKind]
    return tuple(told)


def _kinds() -> Iterator[tuple[DecisionKind, PlacementForm | None]]:
    for decision in DecisionKind:
        if decision is DecisionKind.PLACEMENT:
            yield from ((decision, form) for form in PlacementForm)
        else:
            yield decision, None


def _limit(
    kind: LocalClockKind, clock: LocalClock | None, calendar: Calendar, now: datetime
) -> str:
    held = kind.holds_open
    if clock is None:
        what = f"{held} stängs" if held else "en jourplacering slutar gälla"
        return f"När {what} står inte i stationens fil. Fråga arbetsledaren."
    if held:
        return f"{held.capitalize()} hålls öppet {clock.limit} ({clock.source})."
    hour = time.fromisoformat(clock.limit)
    try:
        ends = next_working_day_due(now, hour, calendar).ends_at
    except OutsideCalendar:
        when = f"kl. {clock.limit} första vardagen efter beslutet. Räkna dagen för hand"
    else:
        when = f"{short_day(local_day(ends))} {show_time(ends)}"
    return f"En jourplacering som beslutas nu slutar gälla {when} ({clock.source})."


def local_contact(
    station: Station, contact: LocalContact, calendar: Calendar, now: datetime, named: bool = False
) -> LocalReach:
    """Somebody local as they can be reached now; `named` tells of which nämnd."""
    board = station.board(contact.board) if named else None
    about = (contact.role, board.name if board else "", _open(contact.hours, calendar, now))
    return _reach(contact.name, about, contact.phone, contact.confirmed, now, contact.note)


def numbered(
    name: str, hours: str, phone: str, confirmed: str, calendar: Calendar, now: datetime
) -> LocalReach:
    """A number that stands in the file by itself, with whether it is open now."""
    return _reach(name, (_open(hours, calendar, now),), phone, confirmed, now)


def _unit(unit: DayUnit, calendar: Calendar, now: datetime) -> LocalReach:
    about = (unit.kind.value, _open(unit.hours, calendar, now))
    return _reach(unit.name, about, unit.phone, unit.confirmed, now)


def _bed(bed: Bed, calendar: Calendar, now: datetime) -> LocalReach:
    takes = f"tar emot {', '.join(bed.takes)}"
    about = (bed.form.swedish, takes, _open(bed.hours, calendar, now))
    return _reach(bed.name, about, bed.phone, bed.confirmed, now, bed.note)


def _reach(
    name: str, about: tuple[str, ...], phone: str, checked: str, now: datetime, note: str = ""
) -> LocalReach:
    confirmed, fresh = confirmation(checked, local_day(now))
    words = ", ".join(word for word in about if word)
    return LocalReach(name, words, phone or NO_PHONE, confirmed, fresh and bool(phone), note)


def _open(written: str, calendar: Calendar, now: datetime) -> str:
    hours = parse_hours(written) if written else None
    return say_hours(hours, now, calendar) if hours else ""


def _boards(station: Station, only: str) -> tuple[Board, ...]:
    return tuple(board for board in station.boards if only in ("", board.id))

"""Who can be reached and who may decide: hours now, numbers and how fresh, mandates by nämnd."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from .calendar import Calendar
from .local_time import local_day
from .opening import parse_hours, say_hours
from .registers import Agency
from .rulebook import Rulebook
from .station import Board, Mandate, Station

AGED = 180
"""Days after which a number is marked as old."""
NO_MANDATE = (
    "Inget uppdrag står i stationens fil för den här nämnden. Fråga efter uppdraget, "
    "nämndens protokoll och vilken tid det gäller. Skriv upp svaret."
)
NOBODY_ANSWERS = "Svarar ingen: ring nästa på listan, och logga varje försök."


@dataclass(frozen=True, slots=True)
class Reach:
    """One agency as it can be reached now; `fresh` is false for an old or unconfirmed number."""

    name: str
    opened: str
    numbers: str
    confirmed: str
    fresh: bool
    needs: str


@dataclass(frozen=True, slots=True)
class Decider:
    """What one person may decide, in words; `holds` tells whether it covers today.

    Mandates alike in all but provision and source are one, so that nobody reads a name seven times.
    """

    provision: str
    person: str
    role: str
    phone: str
    span: str
    source: str
    holds: bool
    confirmed: str = ""
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Deciders:
    """Who may decide for one nämnd: those whose mandate holds first, in the order to call."""

    board: Board
    reception: str
    mandates: tuple[Decider, ...]
    districts: str = ""


def reach(agency: Agency, calendar: Calendar, now: datetime, call: str = "") -> Reach:
    """How an agency can be reached; `call` is the number a step names."""
    hours = parse_hours(agency.hours)
    opened = say_hours(hours, now, calendar) if hours else agency.hours
    numbers = " · ".join(f"{kind} {number}" for kind, number in agency.numbers)
    if call and call not in numbers:
        numbers = f"{call} · {numbers}" if numbers else call
    confirmed, fresh = confirmation(agency.checked, local_day(now))
    return Reach(agency.name, opened, numbers, confirmed, fresh, agency.needs)


def deciders(station: Station, book: Rulebook, only: str, now: datetime) -> tuple[Deciders, ...]:
    """Mandates by nämnd; of one nämnd when `only` names it."""
    today = local_day(now).isoformat()
    return tuple(
        Deciders(
            board,
            _reception(board),
            _mandates(station, book, board.id, today),
            _districts(station, board),
        )
        for board in station.boards
        if only in ("", board.id)
    )


def confirmation(checked: str, today: date) -> tuple[str, bool]:
    """When a number was last confirmed, in words, and whether that can be relied on."""
    if not checked:
        return "numret är inte bekräftat", False
    try:
        age = (today - date.fromisoformat(checked)).days
    except ValueError:
        age = 0
    if age > AGED:
        return f"numret bekräftades {checked}, gammalt", False
    return f"bekräftat {checked}", True


def _mandates(station: Station, book: Rulebook, board: str, today: str) -> tuple[Decider, ...]:
    own = [m for m in (*station.mandates, *station.officers) if m.board == board]
    own.sort(key=lambda m: not m.holds(m.provision, today))
    alike: dict[Mandate, list[Mandate]] = {}
    for mandate in own:
        alike.setdefault(replace(mandate, provision="", source=""), []).append(mandate)
    return tuple(_decider(same, book, today) for same in alike.values())


def _decider(alike: list[Mandate], book: Rulebook, today: str) -> Decider:
    mandate = alike[0]
    known = [book.provisions.get(one.provision) for one in alike]
    cited = (p.cited if p else one.provision for p, one in zip(known, alike, strict=True))
    confirmed, fresh = confirmation(mandate.confirmed, date.fromisoformat(today))
    return Decider(
        ", ".join(cited),
        mandate.person,
        mandate.role,
        mandate.phone,
        f"gäller {mandate.since}–{mandate.until or 'tills vidare'}",
        "; ".join(dict.fromkeys(one.source for one in alike if one.source)),
        mandate.holds(mandate.provision, today),
        confirmed,
        fresh,
    )


def _districts(station: Station, board: Board) -> str:
    own = [
        f"{district.name} ({district.unit})" if district.unit else district.name
        for district in station.districts
        if district.board == board.id
    ]
    return f"Distrikt: {', '.join(own)}" if own else ""


def _reception(board: Board) -> str:
    numbers = [board.phone, *(f"{use} {number}" for use, number in board.numbers)]
    known = " · ".join(number for number in numbers if number)
    if not known:
        return ""
    confirmed = f" (bekräftat {board.confirmed})" if board.confirmed else " (inte bekräftat)"
    whose = f"Mottagning {board.day_unit}" if board.day_unit else "Nämnden"
    return f"{whose}: {known}{confirmed}"

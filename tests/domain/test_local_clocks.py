"""Local clocks: the station's own limit wins, is copied when it begins, and is never guessed."""

from __future__ import annotations

import uuid

from tests.domain.told_case import Told, at, book, duty

from jourstod.domain import events as ev
from jourstod.domain.answers import Answer
from jourstod.domain.clock_words import explain, line
from jourstod.domain.clocks import passed, running
from jourstod.domain.decide.local_limits import take_limits
from jourstod.domain.entries import Act, Written
from jourstod.domain.people import Handler, Role
from jourstod.domain.station import Station
from jourstod.domain.station_file import LocalClock, LocalClockKind

PLACED = duty(
    "placering", "", "1 dag", id="placering", kind="lokal", extends="osäker", local="jourplacering"
)
MISSING = duty(
    "svar", "hittad:nej", "lokal", id="borta", kind="lokal", extends="nej", local="försvunnet-barn"
)  # fmt: skip
BEGUN = ev.PlacementBegun("p", "jourhem", "pärmen", "samtycke", "Eva", "2026-12-18T22:30:00+00:00")


def station(*clocks: LocalClock) -> Station:
    return Station("Jouren", clocks=clocks)


def own(kind: LocalClockKind, limit: str, board: str = "") -> LocalClock:
    return LocalClock(kind, limit, board, "Ordningen 3.5")


def taken(event: ev.CaseEvent, at_station: Station, board: str = "soder") -> list[object]:
    """What `take_limits` adds after an event."""
    act = Act(
        uuid.UUID(int=1).hex, Handler("AB", "Anna", Role.DUTY_OFFICER, "City"), at("2026-12-18")
    )
    written = Written(act)
    start = written.add(event)
    take_limits(book(PLACED, MISSING), board, at_station, written)
    added = [entry.event for entry in written.entries[1:]]
    assert all(isinstance(e, ev.LocalLimitTaken) and e.start == start for e in added)
    return list(added)


def test_a_placement_lapses_at_the_stations_hour_of_the_first_working_day_after() -> None:
    told = Told(at("2026-12-18", "22:00"))  # a Friday
    start = told.add(BEGUN, at("2026-12-18", "23:30"))
    told.add(ev.LocalLimitTaken("placering", start, "12:00", "Ordningen 3.5"))
    clock = told.clock(book(PLACED))
    assert clock.due is not None and clock.due.ends_at == at("2026-12-21", "12:00")
    now = at("2026-12-21", "11:59")
    assert line(clock, book(PLACED), now) == "senast mån 21 dec kl. 12:00"
    assert not passed(clock, now) and passed(clock, at("2026-12-21", "12:00"))
    why = explain(clock, told.case, book(PLACED), now)
    assert "Lokal frist, ingen lag: Ordningen 3.5." in why


def test_christmas_moves_the_hour_to_the_first_working_day_after_it() -> None:
    told = Told(at("2026-12-23", "22:00"))
    start = told.add(BEGUN, at("2026-12-23", "23:30"))
    begun = BEGUN.__class__(
        "p", "jourhem", "pärmen", "samtycke", "Eva", at("2026-12-23", "23:30").isoformat()
    )
    start = told.add(begun, at("2026-12-23", "23:31"))
    told.add(ev.LocalLimitTaken("placering", start, "12:00", "Ordningen 3.5"))
    clock = told.clock(book(PLACED))
    assert clock.due is not None and clock.due.ends_at == at("2026-12-28", "12:00")


def test_without_a_limit_in_the_file_the_register_counts_what_it_can_and_guesses_nothing() -> None:
    told = Told(at("2026-12-18", "22:00"))
    told.add(BEGUN)
    told.add(ev.FactNoted("hittad", Answer(("nej",))))
    placed, missing = running(told.case, book(PLACED, MISSING), told.now)
    assert placed.due is not None and placed.due.unextended.isoformat() == "2026-12-19"
    assert missing.due is None and not missing.at_once
    assert line(missing, book(MISSING), told.now) == "okänt: fråga arbetsledaren"
    why = explain(missing, told.case, book(MISSING), told.now)
    assert "Hur länge står inte i stationens fil. Fråga arbetsledaren." in why
    assert "Ska göras genast: det finns ingen tid att räkna ned." not in why


def test_a_missing_childs_case_is_held_open_for_the_length_of_the_childs_own_board() -> None:
    told = Told(at("2026-11-20", "22:00"))
    start = told.add(ev.FactNoted("hittad", Answer(("nej",))), at("2026-11-20", "23:00"))
    told.add(ev.LocalLimitTaken("borta", start, "3 veckor", "Fjärilsnäs rutin"))
    clock = told.clock(book(MISSING))
    assert clock.due is not None
    assert clock.due.last_lawful.isoformat() == "2026-12-11"
    assert not [why for why in clock.due.why if "1930:173" in why]


def test_the_own_boards_limit_goes_before_the_one_for_all_and_is_taken_when_it_begins() -> None:
    both = station(
        own(LocalClockKind.MISSING_CHILD, "3 månader"),
        own(LocalClockKind.MISSING_CHILD, "3 veckor", "soder"),
    )
    gone = ev.FactNoted("hittad", Answer(("nej",)))
    (limit,) = taken(gone, both)
    assert isinstance(limit, ev.LocalLimitTaken) and limit.limit == "3 veckor"
    (limit,) = taken(gone, both, board="norr")
    assert isinstance(limit, ev.LocalLimitTaken) and limit.limit == "3 månader"


def test_what_starts_no_local_clock_and_a_file_without_limits_take_nothing() -> None:
    noon = station(own(LocalClockKind.JOUR_PLACEMENT, "12:00"))
    assert taken(ev.FactNoted("hittad", Answer(("ja",))), noon) == []
    assert taken(ev.NoteWritten("x"), noon) == []
    assert taken(BEGUN, station()) == []
    assert len(taken(BEGUN, noon)) == 1


def test_a_file_that_is_changed_later_moves_nothing_that_has_begun() -> None:
    told = Told(at("2026-12-18", "22:00"))
    start = told.add(BEGUN)
    told.add(ev.LocalLimitTaken("placering", start, "12:00", "Gamla ordningen"))
    before = told.clock(book(PLACED))
    told.add(ev.LocalLimitTaken("placering", "annan", "10:00", "Nya ordningen"))
    assert told.clock(book(PLACED)) == before

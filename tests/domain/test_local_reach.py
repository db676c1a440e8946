"""Facts about the station's own numbers as read out: fresh, old, or said not to be there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from jourstod.domain.calendar import Calendar
from jourstod.domain.local_reach import (
    BEDS,
    NO_PHONE,
    NOT_KNOWN,
    UNITS,
    LocalReach,
    delegated,
    left_out,
    local_limits,
    local_numbers,
    numbers_of,
)
from jourstod.domain.reaching import deciders
from jourstod.domain.rulebook import Rulebook
from jourstod.domain.station import Board, Mandate, Station
from jourstod.domain.station_file import (
    Bed,
    DayUnit,
    DecisionKind,
    Delegation,
    District,
    LocalClock,
    LocalClockKind,
    LocalContact,
    LocalContactKind,
    PersonKind,
    PlacementForm,
)

CALENDAR = Calendar({}, date(2026, 1, 1), date(2027, 12, 31))
NOW = datetime(2026, 11, 27, 22, 0, tzinfo=UTC)  # a Friday night
NUMBER = "070-174 06 05"
TOLK = LocalContactKind.INTERPRETER
STATION = Station(
    "Jouren",
    (
        Board("soder", "Söder", units=(DayUnit(PersonKind.CHILD, "Barn Söder", NUMBER),)),
        Board("norr", "Norr"),
    ),
    delegations=(
        Delegation(DecisionKind.ACUTE, "soder", "jouren", limits="till nästa vardag", source="D 1"),
        Delegation(
            DecisionKind.PLACEMENT, "soder", "utskottet", PlacementForm.RESIDENTIAL, source="D 2"
        ),
    ),
    contacts=(
        LocalContact(TOLK, "Tolken", phone=NUMBER, hours="dygnet runt", note="Inga namn.",
                     confirmed="2026-11-01"),
        LocalContact(TOLK, "Norrs tolk", phone=NUMBER, board="norr", confirmed="2026-01-01"),
        LocalContact(LocalContactKind.CLINIC, "Kliniken"),
    ),
    beds=(
        Bed("Lista 1", PlacementForm.RESIDENTIAL, (PersonKind.CHILD,), NUMBER,
            confirmed="2026-11-01"),
    ),
    clocks=(
        LocalClock(LocalClockKind.JOUR_PLACEMENT, "12:00", source="D 3"),
        LocalClock(LocalClockKind.MISSING_CHILD, "3 veckor", "soder", "R 1"),
        LocalClock(LocalClockKind.MISSING_ADULT, "2 veckor", "soder", "R 2"),
    ),
)  # fmt: skip


def group(heading: str, only: str = "") -> tuple[LocalReach, ...]:
    groups = local_numbers(STATION, CALENDAR, only, NOW)
    return next(one.reached for one in groups if one.heading == heading)


def test_a_number_is_shown_with_hours_note_and_when_it_was_confirmed() -> None:
    assert group("tolk", "soder") == (
        LocalReach("Tolken", "öppet dygnet runt", NUMBER, "bekräftat 2026-11-01", True,
                   "Inga namn."),
    )  # fmt: skip


def test_an_old_number_is_marked_and_named_with_its_nämnd_where_all_are_shown() -> None:
    _, old = group("tolk")
    assert (old.name, old.about, old.fresh) == ("Norrs tolk", "Norr", False)
    assert "gammalt" in old.confirmed


def test_a_contact_without_number_is_never_fresh() -> None:
    [clinic] = group("mottagning efter sexuellt våld")
    assert (clinic.number, clinic.fresh) == (NO_PHONE, False)


def test_one_person_with_many_provisions_is_read_once_and_others_are_kept_apart() -> None:
    kim = Mandate("Kim Ek", "ordförande", "soder", "lvu-6", "2026-01-01", "", NUMBER, "P 4")
    station = replace(
        STATION,
        mandates=(
            kim,
            replace(kim, provision="lvu-11"),
            replace(kim, provision="lvm-13", phone=""),
        ),
        districts=(District("Ekby", "soder"), District("Gran", "soder", "Barn Gran")),
    )
    [soder] = deciders(station, Rulebook("", {}, {}, CALENDAR), "soder", NOW)
    assert [m.provision for m in soder.mandates] == ["lvu-6, lvu-11", "lvm-13"]
    assert soder.mandates[0].source == "P 4"
    assert soder.districts == "Distrikt: Ekby, Gran (Barn Gran)"


def test_every_reason_to_call_has_a_heading_also_where_nobody_is_known() -> None:
    groups = {one.heading: one.reached for one in local_numbers(STATION, CALENDAR, "", NOW)}
    assert set(groups) == {kind.swedish for kind in LocalContactKind} | {UNITS, BEDS}
    assert groups["arbetsledare"] == ()


def test_units_are_those_of_the_nämnd_and_beds_are_for_all() -> None:
    assert [unit.name for unit in group(UNITS, "soder")] == ["Barn Söder"]
    assert group(UNITS, "norr") == ()
    [bed] = group(BEDS, "norr")
    assert (bed.name, bed.about) == ("Lista 1", "HVB, tar emot barn")


def test_delegation_that_nobody_has_stated_is_said_not_to_be_known() -> None:
    found = {one.subject: one for one in delegated(STATION, "soder", NOW)}
    assert found["akuta insatser enligt SoL"].holder == "jouren, till nästa vardag (D 1)"
    assert found["placering i HVB"].known
    assert (found["placering i jourhem"].holder, found["placering i jourhem"].known) == (
        NOT_KNOWN, False,
    )  # fmt: skip
    assert not any(one.known for one in delegated(STATION, "norr", NOW))


def test_a_jour_placement_made_on_a_friday_night_lapses_on_monday_at_the_stated_hour() -> None:
    placement, missing, adult = local_limits(STATION, CALENDAR, "soder", NOW)
    assert placement == (
        "En jourplacering som beslutas nu slutar gälla mån 30 nov 12:00 (D 3)."
    )  # fmt: skip
    assert missing == "Ett försvunnet barns ärende hålls öppet 3 veckor (R 1)."
    assert adult == "En försvunnen vuxens ärende hålls öppet 2 veckor (R 2)."


def test_a_limit_the_file_does_not_have_is_not_guessed() -> None:
    _, missing, adult = local_limits(STATION, CALENDAR, "norr", NOW)
    assert all("står inte i stationens fil" in told for told in (missing, adult))
    bare = replace(STATION, clocks=())
    assert all("Fråga arbetsledaren." in told for told in local_limits(bare, CALENDAR, "norr", NOW))


def test_mistakes_in_the_file_are_said_where_somebody_may_be_missing() -> None:
    assert left_out(STATION) == ""
    assert "2 fel" in left_out(replace(STATION, mistakes=2))


def test_past_the_calendar_the_day_is_left_to_be_counted_by_hand() -> None:
    short = Calendar({}, date(2026, 1, 1), date(2026, 11, 28))
    placement, *_ = local_limits(STATION, short, "soder", NOW)
    assert "Räkna dagen för hand" in placement


def test_a_step_about_somebody_local_has_the_stations_numbers_in_the_order_to_call() -> None:
    leader, backup = LocalContactKind.TEAM_LEADER, LocalContactKind.BACKUP
    station = replace(
        STATION,
        contacts=(
            LocalContact(backup, "Bakjouren", phone=NUMBER, confirmed="2026-11-01"),
            LocalContact(leader, "Alva", phone=NUMBER, confirmed="2026-11-01"),
            LocalContact(leader, "Norrs Ove", phone=NUMBER, board="norr"),
        ),
    )
    found = numbers_of(station, CALENDAR, "arbetsledare", "soder", NOW)
    assert found is not None and [one.name for one in found.reached] == ["Alva", "Bakjouren"]
    assert found.reached[0].number == NUMBER and found.reached[0].fresh
    unknown = numbers_of(STATION, CALENDAR, "arbetsledare", "soder", NOW)
    assert unknown is not None and unknown.reached == (), "said to be absent, never filled in"
    assert numbers_of(station, CALENDAR, "polisen", "soder", NOW) is None


def test_a_step_about_the_member_has_those_whose_mandate_holds_today_each_once() -> None:
    held = ("lvu-6", "lvu-11")
    mandates = [Mandate("Eva Ek", "ledamot", "soder", one, "2026-01-01") for one in held]
    station = replace(
        STATION,
        mandates=(
            *mandates,
            Mandate("Gammal", "ledamot", "soder", "lvu-6", "2025-01-01", "2025-12-31"),
            Mandate("Olof", "ordförande", "norr", "lvu-6", "2026-01-01"),
        ),
    )
    found = numbers_of(station, CALENDAR, "ledamot", "soder", NOW)
    assert found is not None
    assert [(one.name, one.number) for one in found.reached] == [("Eva Ek", NO_PHONE)]

"""Facts about counting: the cases that JO has decided, the edges of the year, and the two nights.

Both errors have hurt people: a clock believed to run when it had ended, and one believed to have
ended when it ran. So each case says both days.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripts import make_calendar as generator

from jourstod.domain.calendar import Calendar, Day, DayKind, OutsideCalendar
from jourstod.domain.counting import (
    Due,
    Extends,
    Length,
    State,
    Unit,
    due,
    next_working_day_due,
    parse_length,
    practice_due,
    say_state,
    state,
    waiting_minutes,
    working_days_left,
)
from jourstod.domain.local_time import day_ends, day_starts, local_day, to_utc

REGISTER = Path(__file__).resolve().parents[2] / "routines" / "register" / "kalender.yaml"
ROWS = generator.read_days(REGISTER.read_text(encoding="utf-8"))
CALENDAR = Calendar(
    {day: Day(name, DayKind(kind)) for day, (name, kind) in ROWS.items()},
    generator.FIRST,
    generator.LAST,
)
WEEK = Length(1, Unit.WEEK)
SECOND = timedelta(seconds=1)


def swedish(year: int, month: int, day: int, clock: str = "12:00", fold: int = 0) -> datetime:
    return to_utc(date(year, month, day), time.fromisoformat(clock), fold)


def counted(start: datetime, length: str, extends: Extends = Extends.VERIFIED) -> Due:
    parsed = parse_length(length)
    assert parsed is not None
    found = due(start, parsed, CALENDAR, extends)
    assert found is not None
    return found


def both(found: Due) -> tuple[str, str]:
    return found.unextended.isoformat(), found.last_lawful.isoformat()


# ── the cases of JO ─────────────────────────────────────────────────────────────────────────────


def test_jo_malmo_2019_a_week_that_ends_on_good_friday_runs_to_the_tuesday_after_easter() -> None:
    found = counted(swedish(2019, 4, 12), "1 vecka")
    assert both(found) == ("2019-04-19", "2019-04-23")
    assert found.ends_at == datetime(2019, 4, 23, 22, 0, tzinfo=UTC)
    assert found.moved
    assert not found.uncertain


def test_jo_malmo_2019_the_decision_has_not_lapsed_on_good_friday() -> None:
    found = counted(swedish(2019, 4, 12), "1 vecka")
    assert state(found, swedish(2019, 4, 19, "23:59")) is State.RUNNING
    assert state(found, swedish(2019, 4, 20, "00:00")) is State.PAST_WORKING_DATE
    assert state(found, swedish(2019, 4, 23, "23:59")) is State.PAST_WORKING_DATE
    assert state(found, swedish(2019, 4, 24, "00:00")) is State.PASSED
    said = say_state(found, swedish(2019, 4, 20, "09:00"))
    assert "Fristen har inte löpt ut: sista lagliga dag är tisdag 23 april 2019." in said


def test_jo_malmo_2019_the_reason_names_each_day_that_is_passed_over() -> None:
    assert counted(swedish(2019, 4, 12, "14:30"), "1 vecka").why == (
        "Räknas från fredag 12 april 2019 kl. 14:30 svensk tid.",
        "1 vecka slutar på samma veckodag som startdagen (lag 1930:173 1 §): fredag 19 april 2019.",
        "Inte vardag: fredag 19 april 2019 (långfredagen), lördag 20 april 2019, "
        "söndag 21 april 2019 (påskdagen), måndag 22 april 2019 (annandag påsk).",
        "Åtgärden får vidtas nästa vardag, tisdag 23 april 2019 (lag 1930:173 2 §).",
        "Fristen slutar kl. 24.00 tisdag 23 april 2019.",
    )


def test_jo_3925_2006_a_decision_half_an_hour_before_midnight_counts_from_that_day() -> None:
    found = counted(swedish(2006, 6, 20, "23:30"), "1 vecka")
    assert both(found) == ("2006-06-27", "2006-06-27")
    assert state(found, swedish(2006, 6, 27, "23:59")) is State.RUNNING
    assert state(found, swedish(2006, 6, 28, "00:00")) is State.PASSED


def test_jo_5886_2006_a_decision_of_31_october_is_long_past_when_noticed() -> None:
    found = counted(swedish(2006, 10, 31), "1 vecka")
    assert both(found) == ("2006-11-07", "2006-11-07")
    assert say_state(found, swedish(2006, 11, 20)) == (
        "Fristen har löpt ut: den gick till och med tisdag 7 november 2006."
    )


def test_jo_534_2013_a_decision_between_christmas_and_new_year_ends_in_the_new_year() -> None:
    found = counted(swedish(2012, 12, 27), "1 vecka")
    assert both(found) == ("2013-01-03", "2013-01-03")
    left = working_days_left(found, swedish(2012, 12, 28), CALENDAR)
    assert (left.unextended, left.last_lawful) == (3, 3)  # 28 December, 2 and 3 January


def test_jo_9081_2020_counted_from_the_decision_and_not_from_its_enforcement() -> None:
    assert both(counted(swedish(2020, 10, 27), "1 vecka")) == ("2020-11-03", "2020-11-03")
    wrongly = counted(swedish(2020, 11, 12), "1 vecka")
    assert both(wrongly) == ("2020-11-19", "2020-11-19")


# ── the edges of the year ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("start", "length", "days"),
    [
        # Year end: New Year's Day is passed over, the Friday after is a working day.
        (swedish(2025, 12, 25), "1 vecka", ("2026-01-01", "2026-01-02")),
        # New Year's Eve counts as a free day, and takes New Year's Day with it.
        (swedish(2025, 12, 24), "1 vecka", ("2025-12-31", "2026-01-02")),
        # Christmas Eve to the Monday after: five free days in a row.
        (swedish(2025, 12, 17), "1 vecka", ("2025-12-24", "2025-12-29")),
        # Midsummer Eve to the Monday after.
        (swedish(2026, 6, 12), "1 vecka", ("2026-06-19", "2026-06-22")),
        # Skärtorsdagen is a half-day, and a half-day is a working day.
        (swedish(2026, 3, 26), "1 vecka", ("2026-04-02", "2026-04-02")),
        # An ordinary Saturday and Sunday.
        (swedish(2026, 11, 14), "1 vecka", ("2026-11-21", "2026-11-23")),
        (swedish(2026, 11, 15), "1 vecka", ("2026-11-22", "2026-11-23")),
        # The national day on a Saturday, Epiphany on a Tuesday.
        (swedish(2026, 5, 30), "1 vecka", ("2026-06-06", "2026-06-08")),
        (swedish(2025, 12, 30), "1 vecka", ("2026-01-06", "2026-01-07")),
        # Month end: no such number, so the last day of the month.
        (swedish(2026, 10, 31), "4 månader", ("2027-02-28", "2027-03-01")),
        (swedish(2027, 10, 31), "4 månader", ("2028-02-29", "2028-02-29")),
        (swedish(2026, 1, 31), "3 månader", ("2026-04-30", "2026-04-30")),
        (swedish(2026, 2, 28), "3 månader", ("2026-05-28", "2026-05-28")),
        (swedish(2026, 8, 31), "4 månader", ("2026-12-31", "2027-01-04")),
        (swedish(2026, 12, 15), "1 månad", ("2027-01-15", "2027-01-15")),
        # The leap day.
        (swedish(2028, 2, 29), "1 vecka", ("2028-03-07", "2028-03-07")),
        (swedish(2028, 2, 15), "14 dagar", ("2028-02-29", "2028-02-29")),
        (swedish(2028, 2, 29), "1 år", ("2029-02-28", "2029-02-28")),
        # Days: the starting day is not counted.
        (swedish(2026, 11, 2), "14 dagar", ("2026-11-16", "2026-11-16")),
        (swedish(2026, 11, 7), "14 dagar", ("2026-11-21", "2026-11-23")),
        (swedish(2026, 11, 20), "dagen efter", ("2026-11-21", "2026-11-23")),
        (swedish(2026, 12, 18), "3 veckor", ("2027-01-08", "2027-01-08")),
        (swedish(2026, 12, 10), "4 veckor", ("2027-01-07", "2027-01-07")),
        (swedish(2026, 11, 24), "6 veckor", ("2027-01-05", "2027-01-05")),
    ],
)
def test_both_days_at_the_edges_of_the_year(
    start: datetime, length: str, days: tuple[str, str]
) -> None:
    assert both(counted(start, length)) == days


def test_a_month_without_that_day_is_explained() -> None:
    assert (
        "4 månader slutar på månadens sista dag, för månaden har ingen 31:e (lag 1930:173 1 §): "
        "söndag 28 februari 2027."
    ) in counted(swedish(2026, 10, 31), "4 månader").why


def test_a_last_day_that_is_a_working_day_says_that_it_is_not_moved() -> None:
    found = counted(swedish(2026, 11, 2), "14 dagar")
    assert found.why == (
        "Räknas från måndag 2 november 2026 kl. 12:00 svensk tid.",
        "14 dagar räknas från dagen efter startdagen: måndag 16 november 2026.",
        "Dagen är en vardag och flyttas inte.",
        "Fristen slutar kl. 24.00 måndag 16 november 2026.",
    )
    assert not found.moved


# ── Sweden's day, not that of UTC; the two nights ───────────────────────────────────────────────


def test_an_event_after_midnight_in_sweden_belongs_to_the_new_day_though_utc_says_the_old() -> None:
    start = datetime(2026, 11, 9, 23, 10, tzinfo=UTC)  # 00:10 on Tuesday the 10th
    found = counted(start, "1 vecka")
    assert found.start_day == date(2026, 11, 10)
    assert both(found) == ("2026-11-17", "2026-11-17")


def test_an_event_written_late_is_counted_from_when_it_happened() -> None:
    happened, recorded = swedish(2026, 11, 10, "23:50"), swedish(2026, 11, 11, "02:10")
    assert both(counted(happened, "1 vecka"))[0] == "2026-11-17"
    assert both(counted(recorded, "1 vecka"))[0] == "2026-11-18"


def test_hours_over_the_night_of_25_hours_are_hours_that_passed() -> None:
    found = counted(swedish(2026, 10, 24, "22:00"), "12 timmar")
    assert found.ends_at == swedish(2026, 10, 25, "09:00")
    assert found.to_the_minute
    assert "12 timmar räknas till klockslaget: söndag 25 oktober 2026 kl. 09:00." in found.why


def test_hours_over_the_night_of_23_hours_are_hours_that_passed() -> None:
    found = counted(swedish(2026, 3, 28, "22:00"), "12 timmar")
    assert found.ends_at == swedish(2026, 3, 29, "11:00")


def test_the_two_half_past_two_of_the_long_night_are_an_hour_apart() -> None:
    first = counted(swedish(2026, 10, 25, "02:30", 0), "24 timmar")
    second = counted(swedish(2026, 10, 25, "02:30", 1), "24 timmar")
    assert second.ends_at - first.ends_at == timedelta(hours=1)
    assert "kl. 02:30 (sommartid)" in first.why[0]
    assert "kl. 02:30 (normaltid)" in second.why[0]
    assert waiting_minutes(first.start, second.start) == 60


def test_hours_that_end_in_the_repeated_hour_say_which_one() -> None:
    found = counted(swedish(2026, 10, 24, "22:30"), "5 timmar")
    assert found.ends_at == swedish(2026, 10, 25, "02:30", 1)
    assert "kl. 02:30 (normaltid)" in found.why[1]
    assert say_state(found, found.start) == (
        "Löper till söndag 25 oktober 2026 kl. 02:30 (normaltid)."
    )


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        (swedish(2026, 3, 22), datetime(2026, 3, 29, 22, 0, tzinfo=UTC)),
        (swedish(2026, 10, 18), datetime(2026, 10, 25, 23, 0, tzinfo=UTC)),
    ],
)
def test_a_week_that_ends_on_a_clock_change_ends_at_midnight_on_the_wall(
    start: datetime, ends: datetime
) -> None:
    assert counted(start, "1 vecka", Extends.NO).ends_at == ends


# ── when the act of 1930 is not verified ────────────────────────────────────────────────────────


@pytest.mark.parametrize("extends", [Extends.LIKELY, Extends.UNCERTAIN])
def test_between_the_days_an_unverified_extension_says_uncertain_and_asserts_no_lapse(
    extends: Extends,
) -> None:
    found = counted(swedish(2026, 11, 7), "14 dagar", extends)
    assert both(found) == ("2026-11-21", "2026-11-23")
    assert found.uncertain
    between = swedish(2026, 11, 22)
    assert state(found, between) is State.UNCERTAIN
    assert say_state(found, between) == (
        "Lördag 21 november 2026 är passerad. Det är osäkert om lag (1930:173) ger tid till måndag "
        "23 november 2026: utgå inte från att fristen har löpt ut, och fråga jurist."
    )
    assert state(found, swedish(2026, 11, 24, "00:00")) is State.PASSED
    assert any(f"inte verifierat ({extends.value})" in sentence for sentence in found.why)
    assert "möjligen är måndag 23 november 2026" in say_state(found, swedish(2026, 11, 20))


def test_an_unverified_extension_that_moves_nothing_leaves_no_doubt() -> None:
    found = counted(swedish(2026, 11, 2), "14 dagar", Extends.UNCERTAIN)
    assert not found.uncertain
    assert state(found, swedish(2026, 11, 17, "00:00")) is State.PASSED


def test_where_the_act_does_not_apply_the_plain_day_stands_even_on_a_sunday() -> None:
    found = counted(swedish(2026, 11, 15), "1 vecka", Extends.NO)
    assert both(found) == ("2026-11-22", "2026-11-22")
    assert state(found, swedish(2026, 11, 23, "00:00")) is State.PASSED
    assert "Lag (1930:173) 2 § förlänger inte den här fristen." in found.why


def test_the_words_of_the_register_name_every_degree_of_certainty() -> None:
    assert [e.value for e in Extends] == ["verifierad", "trolig", "osäker", "nej"]


# ── states, working days, waiting, practice ─────────────────────────────────────────────────────


def test_a_running_clock_says_what_to_work_towards_and_the_last_lawful_day() -> None:
    found = counted(swedish(2019, 4, 12), "1 vecka")
    assert say_state(found, swedish(2019, 4, 15)) == (
        "Löper: arbeta mot fredag 19 april 2019; enligt lag (1930:173) är tisdag 23 april 2019 "
        "sista lagliga dag."
    )
    assert say_state(counted(swedish(2026, 11, 2), "14 dagar"), swedish(2026, 11, 3)) == (
        "Löper till måndag 16 november 2026."
    )


def test_working_days_left_are_told_to_both_days_and_change_at_swedish_midnight() -> None:
    found = counted(swedish(2019, 4, 12), "1 vecka")
    for now, left in (
        (swedish(2019, 4, 17, "23:59"), (2, 3)),
        (swedish(2019, 4, 18, "00:00"), (1, 2)),
        (swedish(2019, 4, 20), (0, 1)),
        (swedish(2019, 4, 23), (0, 1)),
        (swedish(2019, 4, 24), (0, 0)),
    ):
        days = working_days_left(found, now, CALENDAR)
        assert (days.unextended, days.last_lawful) == left


def test_what_is_due_at_once_has_no_due_day_and_only_waits() -> None:
    start = swedish(2026, 11, 19, "02:58")
    assert due(start, Length(0, Unit.AT_ONCE), CALENDAR, Extends.NO) is None
    assert waiting_minutes(start, start + timedelta(minutes=19, seconds=59)) == 19
    assert waiting_minutes(start, start - timedelta(minutes=5)) == 0


def test_practice_gives_the_same_day_and_the_day_after_to_what_came_late() -> None:
    limit = time(16, 0)
    for clock, day in (
        ("02:58", date(2026, 11, 20)),
        ("15:59", date(2026, 11, 20)),
        ("16:00", date(2026, 11, 21)),
        ("23:30", date(2026, 11, 21)),
    ):
        found = practice_due(swedish(2026, 11, 20, clock), limit)
        assert (found.unextended, found.last_lawful) == (day, day)
        assert found.ends_at == day_ends(day)
        assert "praxis, inte lag" in found.why[0]


def test_a_local_rule_lapses_at_a_stated_hour_of_the_first_working_day_after() -> None:
    found = next_working_day_due(swedish(2026, 4, 2, "22:00"), time(10, 0), CALENDAR)
    assert found.ends_at == swedish(2026, 4, 7, "10:00")
    assert found.to_the_minute
    assert "Inte vardag: fredag 3 april 2026 (långfredagen)" in found.why[1]
    assert state(found, found.ends_at - SECOND) is State.RUNNING
    assert state(found, found.ends_at) is State.PASSED


# ── refusing to guess ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("length", ["1 vecka", "9999 veckor", "9999 år", "9999 månader"])
def test_a_last_day_outside_the_calendar_is_refused_and_not_guessed(length: str) -> None:
    with pytest.raises(OutsideCalendar):
        counted(swedish(2035, 12, 28), length)


def test_a_start_without_zone_is_a_bug_and_said_so() -> None:
    with pytest.raises(ValueError, match="zone"):
        due(datetime(2026, 11, 2, 12, 0), WEEK, CALENDAR, Extends.VERIFIED)


# ── lengths in words ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("1 vecka", Length(1, Unit.WEEK)),
        ("6 veckor", Length(6, Unit.WEEK)),
        ("14 dagar", Length(14, Unit.DAY)),
        ("4 månader", Length(4, Unit.MONTH)),
        ("3  Månader", Length(3, Unit.MONTH)),
        ("4 timmar", Length(4, Unit.HOUR)),
        ("5 år", Length(5, Unit.YEAR)),
        ("en vecka", Length(1, Unit.WEEK)),
        ("ett år", Length(1, Unit.YEAR)),
        ("två månader", Length(2, Unit.MONTH)),
        ("dagen efter", Length(1, Unit.DAY)),
        ("genast", Length(0, Unit.AT_ONCE)),
        ("", None),
        ("vecka", None),
        ("0 veckor", None),
        ("-1 vecka", None),
        ("1,5 vecka", None),
        ("1 genast", None),
        ("10000 dagar", None),
        ("²2 dagar", None),
        ("snart", None),
        ("1 week", None),
        ("många dagar", None),
    ],
)
def test_a_length_is_read_from_its_words_or_not_at_all(text: str, length: Length | None) -> None:
    assert parse_length(text) == length


@given(st.integers(1, 9999), st.sampled_from([u for u in Unit if u is not Unit.AT_ONCE]))
def test_a_length_is_said_in_the_words_it_is_read_from(count: int, unit: Unit) -> None:
    assert parse_length(str(Length(count, unit))) == Length(count, unit)


# ── for all starts and lengths ──────────────────────────────────────────────────────────────────

STARTS = st.datetimes(datetime(2005, 1, 2), datetime(2034, 12, 1), timezones=st.just(UTC))
BY_DAY = st.one_of(
    st.builds(Length, st.integers(1, 200), st.just(Unit.DAY)),
    st.builds(Length, st.integers(1, 30), st.just(Unit.WEEK)),
    st.builds(Length, st.integers(1, 11), st.just(Unit.MONTH)),
)


def _due(start: datetime, length: Length, extends: Extends) -> Due:
    found = due(start, length, CALENDAR, extends)
    assert found is not None
    return found


@given(STARTS, BY_DAY, st.sampled_from(Extends))
def test_the_last_lawful_day_is_never_before_the_plain_one_and_skips_only_free_days(
    start: datetime, length: Length, extends: Extends
) -> None:
    found = _due(start, length, extends)
    assert found.start_day < found.unextended <= found.last_lawful
    if extends is Extends.NO:
        assert not found.moved
        return
    assert CALENDAR.is_working_day(found.last_lawful)
    gap = (found.last_lawful - found.unextended).days
    assert not any(
        CALENDAR.is_working_day(found.unextended + timedelta(days=n)) for n in range(gap)
    )


@given(STARTS, st.integers(1, 40))
def test_weeks_keep_the_weekday(start: datetime, weeks: int) -> None:
    found = _due(start, Length(weeks, Unit.WEEK), Extends.NO)
    assert found.unextended.weekday() == found.start_day.weekday()
    assert (found.unextended - found.start_day).days == 7 * weeks


@given(STARTS, st.integers(1, 11))
def test_months_keep_the_number_or_take_the_last_day(start: datetime, months: int) -> None:
    found = _due(start, Length(months, Unit.MONTH), Extends.NO)
    passed = (found.unextended.year - found.start_day.year) * 12
    assert passed + found.unextended.month - found.start_day.month == months
    if found.unextended.day != found.start_day.day:
        assert found.unextended.day < found.start_day.day
        assert (found.unextended + timedelta(days=1)).day == 1


@given(STARTS, BY_DAY, st.integers(0, 24 * 60 - 1))
def test_the_hour_of_the_day_moves_no_clock_counted_in_days(
    start: datetime, length: Length, minutes: int
) -> None:
    # The same Swedish day at another hour (a day has at least 23 h), also across UTC's midnight.
    other = day_starts(local_day(start)) + timedelta(minutes=min(minutes, 23 * 60 - 1))
    assert both(_due(other, length, Extends.VERIFIED)) == both(
        _due(start, length, Extends.VERIFIED)
    )


@given(STARTS, STARTS, BY_DAY)
def test_a_later_start_never_ends_earlier(one: datetime, two: datetime, length: Length) -> None:
    early, late = sorted((one, two))
    assert (
        _due(early, length, Extends.VERIFIED).ends_at
        <= _due(late, length, Extends.VERIFIED).ends_at
    )


@given(STARTS, BY_DAY, st.sampled_from(Extends), st.timedeltas(timedelta(0), timedelta(400)))
def test_passed_is_said_exactly_when_the_last_day_is_over(
    start: datetime, length: Length, extends: Extends, later: timedelta
) -> None:
    found = _due(start, length, extends)
    now = start + later
    over = local_day(now) > found.last_lawful
    assert (state(found, now) is State.PASSED) is over
    assert ("har löpt ut" in say_state(found, now).replace("att fristen har löpt ut", "")) is over


@given(STARTS, st.integers(1, 9999))
def test_hours_are_exact(start: datetime, count: int) -> None:
    found = _due(start, Length(count, Unit.HOUR), Extends.NO)
    assert found.ends_at - start == timedelta(hours=count)

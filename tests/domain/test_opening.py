"""Facts about opening hours: nights, red days, half-days, and hours nobody has stated."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jourstod.domain.calendar import Calendar, Day, DayKind
from jourstod.domain.local_time import show_time, to_utc
from jourstod.domain.opening import (
    Hours,
    HoursKind,
    is_open,
    next_opening,
    open_until,
    parse_hours,
    say_hours,
)

CALENDAR = Calendar(
    {
        date(2026, 4, 2): Day("skärtorsdagen", DayKind.HALF),
        date(2026, 4, 3): Day("långfredagen", DayKind.RED),
        date(2026, 4, 5): Day("påskdagen", DayKind.RED),
        date(2026, 4, 6): Day("annandag påsk", DayKind.RED),
        date(2026, 12, 24): Day("julafton", DayKind.EVE),
        date(2026, 12, 25): Day("juldagen", DayKind.RED),
        date(2026, 12, 26): Day("annandag jul", DayKind.RED),
        date(2026, 12, 31): Day("nyårsafton", DayKind.EVE),
    },
    date(2026, 1, 1),
    date(2027, 12, 31),
)
THURSDAY = date(2026, 11, 19)


def at(day: date, clock: str) -> datetime:
    return to_utc(day, time.fromisoformat(clock))


def hours(text: str) -> Hours:
    parsed = parse_hours(text)
    assert parsed is not None
    return parsed


DAYTIME = hours("mån-fre 08:00-17:00")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ibland",
        "mån-fre",
        "mån-fre 8-17",
        "mån-fre 08:00-25:00",
        "mån-fre 08:60-17:00",
        "fre-mån 08:00-17:00",
        "mån-fre-sön 08:00-17:00",
        "xyz 08:00-17:00",
        "mån 08:00-17:00,",
        "08:00-17:00",
    ],
)
def test_words_that_are_no_hours_are_not_read_as_hours(text: str) -> None:
    assert parse_hours(text) is None


def test_hours_are_read_with_dash_or_hyphen_and_per_weekday() -> None:
    assert hours("Mån–fre  08:00–17:00") == DAYTIME
    assert len(hours("mån-tors 08:00-16:30, fre 08:00-15:00").spans) == 5
    assert hours("tor 08:00-12:00") == hours("tors 08:00-12:00")


def test_daytime_hours_hold_to_the_minute() -> None:
    assert is_open(DAYTIME, at(THURSDAY, "07:59"), CALENDAR) is False
    assert is_open(DAYTIME, at(THURSDAY, "08:00"), CALENDAR) is True
    assert is_open(DAYTIME, at(THURSDAY, "16:59"), CALENDAR) is True
    assert is_open(DAYTIME, at(THURSDAY, "17:00"), CALENDAR) is False
    assert open_until(DAYTIME, at(THURSDAY, "12:00"), CALENDAR) == at(THURSDAY, "17:00")
    assert open_until(DAYTIME, at(THURSDAY, "18:00"), CALENDAR) is None


def test_what_closes_on_friday_opens_on_monday() -> None:
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    assert next_opening(DAYTIME, at(friday, "17:00"), CALENDAR) == at(monday, "08:00")


def test_over_easter_the_next_opening_is_the_tuesday() -> None:
    evening = at(date(2026, 4, 2), "20:00")
    assert next_opening(DAYTIME, evening, CALENDAR) == at(date(2026, 4, 7), "08:00")


def test_a_red_day_and_an_eve_on_a_weekday_are_closed() -> None:
    for day in (date(2026, 4, 6), date(2026, 12, 24), date(2026, 12, 31)):
        assert is_open(DAYTIME, at(day, "12:00"), CALENDAR) is False


def test_a_red_day_keeps_sundays_hours_when_they_are_stated() -> None:
    helpline = hours("mån-fre 08:00-20:00, lör-sön 10:00-14:00")
    assert open_until(helpline, at(date(2026, 4, 6), "13:00"), CALENDAR) == at(
        date(2026, 4, 6), "14:00"
    )
    assert is_open(helpline, at(date(2026, 4, 6), "15:00"), CALENDAR) is False


def test_a_half_day_is_open_with_a_word_of_warning() -> None:
    assert say_hours(DAYTIME, at(date(2026, 4, 2), "13:00"), CALENDAR) == (
        "öppet till 17:00 (kan stänga tidigare: skärtorsdagen)"
    )


def test_hours_past_midnight_belong_to_the_evening_they_began() -> None:
    nightly = hours("fre 16:00-02:00")
    friday, saturday = date(2026, 11, 20), date(2026, 11, 21)
    assert is_open(nightly, at(saturday, "01:59"), CALENDAR) is True
    assert is_open(nightly, at(saturday, "02:00"), CALENDAR) is False
    assert is_open(nightly, at(friday, "01:00"), CALENDAR) is False
    assert open_until(nightly, at(friday, "23:00"), CALENDAR) == at(saturday, "02:00")


def test_hours_that_meet_at_midnight_are_one_opening() -> None:
    joined = hours("fre 16:00-24:00, lör 00:00-04:00")
    assert open_until(joined, at(date(2026, 11, 20), "22:00"), CALENDAR) == at(
        date(2026, 11, 21), "04:00"
    )


def test_opening_times_follow_the_wall_clock_over_both_changes() -> None:
    nightly = hours("alla dagar 22:00-06:00")
    for evening, length in ((date(2026, 3, 28), 7), (date(2026, 10, 24), 9)):
        closes = open_until(nightly, at(evening, "22:00"), CALENDAR)
        assert closes is not None
        assert show_time(closes) == "06:00"
        assert closes - at(evening, "22:00") == timedelta(hours=length)


def test_hours_that_the_night_of_23_hours_skipped_are_no_opening() -> None:
    nightly = hours("sön 02:00-03:00")
    saturday = at(date(2026, 3, 28), "12:00")
    assert next_opening(nightly, saturday, CALENDAR) == at(date(2026, 4, 3), "02:00")


def test_unknown_hours_are_said_to_be_unknown() -> None:
    unknown = hours("okänt")
    noon = at(THURSDAY, "12:00")
    assert is_open(unknown, noon, CALENDAR) is None
    assert open_until(unknown, noon, CALENDAR) is None
    assert next_opening(unknown, noon, CALENDAR) is None
    assert say_hours(unknown, noon, CALENDAR) == "öppettiden är okänd"


def test_round_the_clock_needs_no_calendar_and_never_closes() -> None:
    always = hours("dygnet runt")
    long_ago = at(date(1999, 1, 1), "03:00")
    assert is_open(always, long_ago, CALENDAR) is True
    assert open_until(always, long_ago, CALENDAR) is None
    assert next_opening(always, long_ago, CALENDAR) == long_ago
    assert say_hours(always, long_ago, CALENDAR) == "öppet dygnet runt"


def test_office_hours_without_times_are_marked_as_such() -> None:
    office = hours("kontorstid")
    assert office.kind is HoursKind.OFFICE
    assert say_hours(office, at(THURSDAY, "12:00"), CALENDAR) == (
        "öppet till 16:00 (kontorstid, klockslag inte angivet)"
    )
    assert say_hours(office, at(THURSDAY, "22:00"), CALENDAR) == (
        "stängt, öppnar fre 20 nov 08:00 (kontorstid, klockslag inte angivet)"
    )


@given(
    st.sampled_from(
        [
            "mån-fre 08:00-17:00",
            "alla dagar 16:00-02:00",
            "kontorstid",
            "sön 02:30-03:30",
            "sön 02:00-03:00",
        ]
    ),
    st.integers(24 * 60, 700 * 24 * 60),
)
def test_the_next_opening_is_open_and_nothing_before_it_is(text: str, minutes: int) -> None:
    stated = hours(text)
    now = at(date(2026, 1, 1), "00:00") + timedelta(minutes=minutes)
    opens = next_opening(stated, now, CALENDAR)
    assert opens is not None
    assert opens >= now
    assert is_open(stated, opens, CALENDAR)
    if opens > now:
        assert not is_open(stated, opens - timedelta(minutes=1), CALENDAR)

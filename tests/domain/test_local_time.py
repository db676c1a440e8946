"""Facts about Swedish local time: the nights of 23 and 25 hours, and days that change at midnight
in Sweden and not in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jourstod.domain.local_time import (
    NoSuchTime,
    day_ends,
    day_starts,
    hours_in,
    is_ambiguous,
    local,
    local_day,
    long_day,
    short_day,
    show_time,
    to_utc,
    to_utc_or_later,
)

SPRING = date(2026, 3, 29)
AUTUMN = date(2026, 10, 25)
INSTANTS = st.datetimes(datetime(2005, 1, 1), datetime(2035, 12, 30), timezones=st.just(UTC))


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def test_late_in_the_evening_in_utc_is_already_tomorrow_in_sweden() -> None:
    assert local_day(utc(2026, 1, 15, 22, 59)) == date(2026, 1, 15)
    assert local_day(utc(2026, 1, 15, 23, 0)) == date(2026, 1, 16)
    assert local_day(utc(2026, 7, 15, 21, 59)) == date(2026, 7, 15)
    assert local_day(utc(2026, 7, 15, 22, 0)) == date(2026, 7, 16)


def test_a_time_without_zone_is_a_bug_and_said_so() -> None:
    with pytest.raises(ValueError, match="zone"):
        local(datetime(2026, 1, 1, 12, 0))


def test_the_repeated_hour_holds_two_instants_an_hour_apart() -> None:
    first, second = to_utc(AUTUMN, time(2, 30), 0), to_utc(AUTUMN, time(2, 30), 1)
    assert (first, second) == (utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30))
    assert (show_time(first), show_time(second)) == ("02:30 (sommartid)", "02:30 (normaltid)")


def test_the_edges_of_the_repeated_hour_are_told_apart() -> None:
    assert show_time(utc(2026, 10, 24, 23, 59)) == "01:59"
    assert show_time(utc(2026, 10, 25, 0, 0)) == "02:00 (sommartid)"
    assert show_time(utc(2026, 10, 25, 1, 59)) == "02:59 (normaltid)"
    assert show_time(utc(2026, 10, 25, 2, 0)) == "03:00"
    assert not is_ambiguous(AUTUMN, time(1, 59))
    assert is_ambiguous(AUTUMN, time(2, 0))
    assert is_ambiguous(AUTUMN, time(2, 59))
    assert not is_ambiguous(AUTUMN, time(3, 0))
    assert not is_ambiguous(SPRING, time(2, 30))


def test_a_time_in_the_skipped_hour_is_refused_with_a_sentence() -> None:
    for fold in (0, 1):
        with pytest.raises(NoSuchTime, match="02:30 fanns inte söndag 29 mars 2026"):
            to_utc(SPRING, time(2, 30), fold)
    assert to_utc(SPRING, time(1, 59)) == utc(2026, 3, 29, 0, 59)
    assert to_utc(SPRING, time(3, 0)) == utc(2026, 3, 29, 1, 0)


def test_a_printed_time_in_the_skipped_hour_is_read_as_its_end() -> None:
    assert to_utc_or_later(SPRING, time(1, 59)) == utc(2026, 3, 29, 0, 59)
    for minute in (0, 30, 59):
        assert show_time(to_utc_or_later(SPRING, time(2, minute))) == "03:00"


def test_the_night_to_summer_time_leaves_a_day_of_23_hours() -> None:
    assert hours_in(SPRING) == 23
    assert (day_starts(SPRING), day_ends(SPRING)) == (
        utc(2026, 3, 28, 23, 0),
        utc(2026, 3, 29, 22, 0),
    )


def test_the_night_to_normal_time_leaves_a_day_of_25_hours() -> None:
    assert hours_in(AUTUMN) == 25
    assert (day_starts(AUTUMN), day_ends(AUTUMN)) == (
        utc(2026, 10, 24, 22, 0),
        utc(2026, 10, 25, 23, 0),
    )


def test_days_are_said_in_swedish() -> None:
    assert long_day(date(2019, 4, 23)) == "tisdag 23 april 2019"
    assert short_day(date(2026, 1, 1)) == "tor 1 jan"


@given(INSTANTS)
def test_every_instant_finds_its_way_back_from_the_wall_clock(at: datetime) -> None:
    wall = local(at)
    assert to_utc(wall.date(), wall.time(), wall.fold) == at


@given(INSTANTS)
def test_every_instant_lies_in_exactly_its_own_day(at: datetime) -> None:
    day = local_day(at)
    assert day_starts(day) <= at < day_ends(day)
    assert day_ends(day) == day_starts(day + timedelta(days=1))

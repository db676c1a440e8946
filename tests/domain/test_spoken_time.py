"""Times as said become instants in UTC; the future and nonsense get a Swedish sentence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from jourstod.domain.errors import JourError
from jourstod.domain.local_time import NoSuchTime
from jourstod.domain.spoken_time import TimeNotYet, TimeUnclear, ahead, ahead_or_words, heard, shown

NIGHT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
"""Tuesday 24 November 2026, 03:00 on the wall."""


def utc(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "earliest", "latest"),
    [
        ("02:40", utc(24, 1, 40), utc(24, 1, 40)),
        ("kl 2.40", utc(24, 1, 40), utc(24, 1, 40)),
        ("0240", utc(24, 1, 40), utc(24, 1, 40)),
        ("ca 2", utc(24, 1), utc(24, 1)),
        ("i natt 02:40", utc(24, 1, 40), utc(24, 1, 40)),
        ("22:10", utc(23, 21, 10), utc(23, 21, 10)),
        ("I GÅR  22:10", utc(23, 21, 10), utc(23, 21, 10)),
        ("i förrgår 22:10", utc(22, 21, 10), utc(22, 21, 10)),
        ("23/11 22:10", utc(23, 21, 10), utc(23, 21, 10)),
        ("23 november 22:10", utc(23, 21, 10), utc(23, 21, 10)),
        ("2026-11-23 22:10", utc(23, 21, 10), utc(23, 21, 10)),
        ("2026-11-23T22:10", utc(23, 21, 10), utc(23, 21, 10)),
        ("i söndags 14:00", utc(22, 13), utc(22, 13)),
        ("mellan 22 och 23", utc(23, 21), utc(23, 22)),
        ("22–23:30", utc(23, 21), utc(23, 22, 30)),
        ("mellan 23 och 01", utc(23, 22), utc(24, 0)),
        ("i går", utc(22, 23), utc(23, 23)),
        ("nu", NIGHT, NIGHT),
        ("nyss", NIGHT - timedelta(minutes=5), NIGHT),
        ("för 20 min sedan", utc(24, 1, 40), utc(24, 1, 40)),
        ("för en timme sen", utc(24, 1), utc(24, 1)),
        ("för en halvtimme sedan", utc(24, 1, 30), utc(24, 1, 30)),
    ],
)
def test_what_is_said_becomes_an_interval_that_keeps_its_words(
    said: str, earliest: datetime, latest: datetime
) -> None:
    told = heard(said, NIGHT)
    assert (told.earliest, told.latest, told.words) == (earliest, latest, said)


def test_a_day_with_a_year_before_this_one_is_the_last_that_has_been() -> None:
    january = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
    assert heard("30/12 22:10", january).earliest == utc(30, 21, 10, month=12)


@pytest.mark.parametrize("said", ["04:30", "i morgon 02:00", "24/11 04:00", "2026-11-24 23:00"])
def test_what_has_not_been_yet_is_refused(said: str) -> None:
    with pytest.raises(TimeNotYet) as refused:
        heard(said, NIGHT)
    assert "har inte varit än" in refused.value.sentence


def test_a_clock_two_minutes_ahead_is_the_same_moment() -> None:
    assert heard("03:01", NIGHT).earliest == utc(24, 2, 1)


@pytest.mark.parametrize(
    "said",
    ["", "   ", "25:00", "12:75", "31/02 10:00", "2026-02-30 10:00", "snart", "före lunch", "/rm",
     "[/]", "9" * 4000, "\x1b[2J", "mellan"],
)  # fmt: skip
def test_nonsense_is_refused_with_an_example(said: str) -> None:
    with pytest.raises(TimeUnclear) as refused:
        heard(said, NIGHT)
    assert "Skriv till exempel 02:40" in refused.value.sentence
    assert len(refused.value.sentence) < 300


# --- the nights of 25 and 23 hours -----------------------------------------------------------

LONG = datetime(2026, 10, 25, 3, 0, tzinfo=UTC)
"""04:00 normal time, after the hour between 02 and 03 was shown twice."""


def test_a_time_in_the_repeated_hour_spans_both_hours() -> None:
    told = heard("02:30", LONG)
    assert (told.earliest, told.latest) == (utc(25, 0, 30, 10), utc(25, 1, 30, 10))


def test_which_of_the_two_hours_can_be_said() -> None:
    assert heard("02:30 (sommartid)", LONG).latest == utc(25, 0, 30, 10)
    assert heard("02:30 normaltid", LONG).earliest == utc(25, 1, 30, 10)


def test_within_the_repeated_hour_only_what_has_been_counts() -> None:
    first_time_round = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)
    told = heard("02:30", first_time_round)
    assert (told.earliest, told.latest) == (utc(25, 0, 30, 10), utc(25, 0, 30, 10))


def test_an_interval_over_the_repeated_hour_has_its_true_length() -> None:
    told = heard("mellan 01 och 03", LONG)
    assert told.latest - told.earliest == timedelta(hours=3)


def test_a_time_in_the_skipped_hour_is_refused_and_says_why() -> None:
    after = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # 03:30 summer time
    with pytest.raises(NoSuchTime) as refused:
        heard("02:30", after)
    assert "ställdes fram" in refused.value.sentence


# --- what lies ahead -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("03:40", utc(24, 2, 40)),
        ("02:40", utc(25, 1, 40)),
        ("om 20 min", NIGHT + timedelta(minutes=20)),
        ("om en halvtimme", NIGHT + timedelta(minutes=30)),
        ("om 2 h", NIGHT + timedelta(hours=2)),
        ("i morgon 08:00", utc(25, 7)),
        ("på torsdag 08:00", utc(26, 7)),
        ("1/12 08:00", utc(1, 7, month=12)),
        ("2026-12-01 08:00", utc(1, 7, month=12)),
    ],
)
def test_what_shall_be_is_the_next_time_the_clock_shows_it(said: str, due: datetime) -> None:
    assert ahead(said, NIGHT) == due


def test_the_second_round_of_the_repeated_hour_can_still_come() -> None:
    now = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)  # 02:45 summer time
    assert ahead("02:30", now) == utc(25, 1, 30, 10)


def test_words_that_are_no_time_stay_words() -> None:
    assert ahead_or_words("före lunch", NIGHT) == "före lunch"
    assert ahead_or_words("i morgon", NIGHT) == "i morgon"
    with pytest.raises(JourError):
        ahead("före lunch", NIGHT)


def test_a_due_time_is_shown_with_its_day_only_when_it_is_another_day() -> None:
    assert shown(utc(24, 2, 40).isoformat(), NIGHT) == "03:40"
    assert shown(utc(1, 7, month=12).isoformat(), NIGHT) == "tis 1 dec 08:00"
    assert shown("före lunch", NIGHT) == "före lunch"

"""The shipped register of duties counts as JO has said, from the event the provision names."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from jourstod.domain.counting import Due, Extends, due, parse_length
from jourstod.domain.local_time import STOCKHOLM
from jourstod.domain.rulebook import Rulebook
from jourstod.reading.shelf import Shelf, shipped_routines


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return Shelf(shipped_routines(), lambda rulebook: ()).current()[0]


def _due(book: Rulebook, duty: str, started: datetime) -> Due:
    kept = book.duties[duty]
    length = parse_length(kept.length)
    assert length is not None
    counted = due(started.replace(tzinfo=STOCKHOLM), length, book.calendar, Extends(kept.extends))
    assert counted is not None
    return counted


def test_a_decision_late_in_june_is_due_the_same_weekday_a_week_later(book: Rulebook) -> None:
    """JO 3925-2006: decided on 20 June 2006 at 23.30, submitted on the 28th: one day late."""
    counted = _due(book, "understallning-lvu-6", datetime(2006, 6, 20, 23, 30))
    assert counted.last_lawful == counted.unextended == date(2006, 6, 27)


def test_a_week_that_ends_on_good_friday_is_lawful_until_tuesday(book: Rulebook) -> None:
    """JO on Malmö, April 2019: a youth was let go on the 19th, but the 23rd was in time."""
    counted = _due(book, "understallning-lvu-6", datetime(2019, 4, 12, 14, 0))
    assert counted.unextended == date(2019, 4, 19)
    assert counted.last_lawful == date(2019, 4, 23)
    assert not counted.uncertain


def test_a_week_that_ends_on_christmas_eve_is_lawful_until_monday(book: Rulebook) -> None:
    counted = _due(book, "understallning-lvu-6", datetime(2026, 12, 17, 2, 0))
    assert (counted.unextended, counted.last_lawful) == (date(2026, 12, 24), date(2026, 12, 28))


def test_a_decision_in_the_doubled_hour_counts_from_its_own_day(book: Rulebook) -> None:
    counted = _due(book, "understallning-lvu-6", datetime(2026, 10, 25, 2, 30))
    assert counted.start_day == date(2026, 10, 25)
    assert (counted.unextended, counted.last_lawful) == (date(2026, 11, 1), date(2026, 11, 2))


def test_lvm_is_due_the_day_after_and_a_moved_day_is_never_said_for_sure(book: Rulebook) -> None:
    counted = _due(book, "understallning-lvm-13", datetime(2026, 11, 27, 23, 0))
    assert counted.unextended == date(2026, 11, 28)
    assert counted.uncertain


@pytest.mark.parametrize(
    ("duty", "event", "on"),
    [
        ("omedelbar-skyddsbedomning", "ärende_inkom", "anmälan"),
        ("forhandsbedomning", "ärende_inkom", "anmälan"),
        ("barnutredning-fyra-manader", "beslut", "inled-barnutredning"),
        ("understallning-lvu-6", "beslut", "lvu-6"),
        ("ansokan-lvu-8", "verkställighet", "lvu-6"),
        ("understallning-lvu-31d", "beslut", "lvu-31d"),
        ("understallning-lpbs-4-1", "beslut", "lpbs-4-1"),
        ("ansokan-lpbs", "verkställighet", "lpbs-4-1"),
        ("understallning-lvm-13", "beslut", "lvm-13"),
    ],
)
def test_a_duty_of_law_starts_with_the_event_its_provision_names(
    book: Rulebook, duty: str, event: str, on: str
) -> None:
    kept = book.duties[duty]
    assert (kept.kind, kept.starts_at, kept.starts_on) == ("lag", event, on)
    assert kept.wrong_start != event


@pytest.mark.parametrize("duty", ["omedelbar-skyddsbedomning", "inled-utredning-genast"])
def test_what_is_due_at_once_is_never_counted_down(book: Rulebook, duty: str) -> None:
    assert book.duties[duty].length == "genast"


def test_every_duty_says_why_it_starts_and_what_is_often_done_wrong(book: Rulebook) -> None:
    for duty in book.duties.values():
        assert duty.why_start and duty.common_mistake and duty.on_expiry, duty.id

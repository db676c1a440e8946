"""Facts about the review of accesses: what is marked, and that a sample can be drawn again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from jourstod.domain import access_review as review
from jourstod.domain.access_review import Seed, oddities, reviewed, sample
from jourstod.domain.entries import Act, Entry, entry_id
from jourstod.domain.events.access import AccessMade, AccessRefused, AccessReviewed
from jourstod.domain.events.every import Event
from jourstod.domain.people import Handler, Role

NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
OWN = AccessMade("opened", case="c", number="2026-0001", handler="AB", handler_station="City")
AB = Handler("AB", "Anna Berg", station="City")
SEED = Seed("2026-11", 30, "ab12")


def entry(event: Event, number: int = 0, who: Handler = AB, at: datetime = NIGHT) -> Entry:
    act = Act("0" * 32, who, at)
    return Entry(entry_id(act.command, number), act.stamp(), event)


def marks(event: Event, who: Handler = AB, at: datetime = NIGHT) -> tuple[str, ...]:
    one = entry(event, who=who, at=at)
    return oddities([one]).get(one.id, ())


@pytest.mark.parametrize(
    "event",
    [
        OWN,
        replace(OWN, handler="CD", offered_to="AB"),
        replace(OWN, handler="jouren"),
        replace(OWN, handler="Anna Berg"),
        AccessMade("listed", about="tavlan", cases=4),
        replace(OWN, deed="unmasked", reason="Tolken behöver veta"),
    ],
)
def test_what_the_work_asks_for_has_no_mark(event: Event) -> None:
    assert marks(event) == ()


def test_a_case_of_somebody_else_is_marked_and_more_so_at_another_station() -> None:
    assert marks(replace(OWN, handler="CD")) == (review.NOT_YOURS,)
    elsewhere = replace(OWN, handler="CD", handler_station="Norr")
    assert marks(elsewhere) == (review.NOT_YOURS, review.OTHER_STATION)


def test_a_closed_case_is_marked() -> None:
    assert marks(replace(OWN, closed=True)) == (review.CLOSED,)


@pytest.mark.parametrize("why", ["", "   ", "ok", "jobb"])
def test_something_protected_that_was_shown_for_no_real_reason_is_marked(why: str) -> None:
    assert marks(replace(OWN, deed="unmasked", reason=why)) == (review.UNMASKED,)


@pytest.mark.parametrize(
    ("role", "at", "odd"),
    [
        (Role.DUTY_OFFICER, datetime(2026, 11, 24, 10, tzinfo=UTC), True),
        (Role.DUTY_OFFICER, datetime(2026, 11, 28, 10, tzinfo=UTC), False),
        (Role.DUTY_OFFICER, NIGHT, False),
        (Role.TEAM_LEADER, datetime(2026, 11, 24, 10, tzinfo=UTC), False),
        (Role.RECEPTION, NIGHT, True),
        (Role.RECEPTION, datetime(2026, 11, 24, 10, tzinfo=UTC), False),
    ],
)
def test_an_hour_that_is_not_the_roles_is_marked(role: Role, at: datetime, odd: bool) -> None:
    who = replace(AB, role=role)
    assert (review.ODD_HOUR in marks(OWN, who, at)) is odd


def test_what_was_refused_is_marked() -> None:
    who = replace(AB, role=Role.RECEPTION)
    assert marks(AccessRefused("c", "2026-0001"), who) == (review.REFUSED,)


@pytest.mark.parametrize(
    ("event", "most", "mark"),
    [
        (AccessMade("searched", about="2026-0001"), review.MANY_SEARCHES, review.SEARCHED),
        (OWN, review.MANY_CASES, review.MANY),
    ],
)
def test_more_than_so_many_in_an_hour_are_marked_from_the_first_too_many(
    event: Event, most: int, mark: str
) -> None:
    close = [entry(event, n, at=NIGHT + timedelta(minutes=n)) for n in range(most + 1)]
    assert list(oddities(close)) == [close[-1].id]
    assert oddities(close)[close[-1].id] == (mark,)
    spread = [entry(event, n, at=NIGHT + timedelta(minutes=10 * n)) for n in range(most + 1)]
    assert not oddities(spread)
    two = [entry(event, n, replace(AB, signature="AB" if n % 2 else "CD")) for n in range(most + 1)]
    assert mark not in [m for found in oddities(two).values() for m in found]


def test_the_same_seed_draws_the_same_sample_in_whatever_order_it_is_read() -> None:
    of_month = [entry(OWN, n, at=NIGHT + timedelta(minutes=n)) for n in range(50)]
    drawn = sample(of_month, 20, SEED)
    assert len(drawn) == len(set(drawn)) == 20
    assert sample(of_month[::-1], 20, SEED) == drawn
    assert sample(of_month, 20, replace(SEED, hash="cd34")) != drawn
    assert [e.stamp.recorded_at for e in drawn] == sorted(e.stamp.recorded_at for e in drawn)


def test_a_sample_holds_accesses_only_and_the_reading_of_the_log_is_none() -> None:
    others = [
        entry(AccessMade("read_access_log"), 1),
        entry(AccessReviewed("2026-11", str(SEED), (), "Bra"), 2),
    ]
    assert sample([*others, entry(OWN)], 20, SEED) == (entry(OWN),)


def test_what_was_reviewed_says_by_whom_and_what_was_found() -> None:
    found = AccessReviewed("2026-11", str(SEED), ("a", "b"), "Inget", (("b", "Utreds"),))
    told = reviewed([entry(found)])
    assert [(one.who, one.day, one.words) for one in told["a"]] == [("AB", "2026-11-23", "Inget")]
    assert told["b"][0].words == "Utreds"

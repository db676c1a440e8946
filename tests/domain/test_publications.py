"""Facts about published routines: two named people, one version in force, and its day of review."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.domain.published import ANNA, FIRST, KARIN, LENA, SECOND, THIRD, Stream, at, proposal

from jourstod.domain.decide import publishing
from jourstod.domain.doctor import publications
from jourstod.domain.errors import AlreadySettled, JourError, NoRight, NoSuchBundle, ReasonMissing
from jourstod.domain.people import Handler, Role
from jourstod.domain.publications import Standing, review_words


@pytest.fixture
def stream() -> Stream:
    return Stream(at("2026-11-28"))


def test_nothing_is_in_force_before_a_second_person_has_approved(stream: Stream) -> None:
    stream.proposes(proposal(start="2026-11-28"))
    assert stream.in_force(at("2027-01-01")) == ""
    stream.approves()
    assert stream.in_force(stream.now) == FIRST


@pytest.mark.parametrize(
    "who",
    [
        LENA,
        Handler("la", "Någon Annan", Role.TEAM_LEADER),
        Handler(" LA ", "Någon Annan", Role.TEAM_LEADER),
        Handler("XX", "  lena   ASK ", Role.TEAM_LEADER),
        Handler("XX", "Lena\u200b Ask", Role.TEAM_LEADER),
        Handler("Lena Ask", "Lena A", Role.TEAM_LEADER),
        Handler("ＬＡ", "Någon Annan", Role.TEAM_LEADER),
    ],
)
def test_whoever_proposed_cannot_approve_however_it_is_written(
    stream: Stream, who: Handler
) -> None:
    stream.proposes(proposal())
    with pytest.raises(JourError, match="kan inte själv godkänna"):
        stream.approves(who=who)
    assert stream.log.waiting()


def test_only_a_named_team_leader_can_do_anything(stream: Stream) -> None:
    nameless = replace(KARIN, name=" kb ")
    for who in (ANNA, nameless):
        with pytest.raises(NoRight):
            stream.proposes(proposal(), who)
        with pytest.raises(NoRight):
            stream.proposes(proposal(), replace(who, name="K"))
    stream.proposes(proposal())
    for who in (ANNA, nameless):
        for act in (stream.approves, stream.refuses):
            with pytest.raises(NoRight):
                act(who=who)
    stream.approves()
    with pytest.raises(NoRight):
        stream.withdraws(who=ANNA)


def test_the_second_approval_is_refused_and_names_the_first(stream: Stream) -> None:
    stream.proposes(proposal())
    stream.approves()
    with pytest.raises(AlreadySettled, match="redan godkänd av Karin Berg"):
        stream.approves(who=Handler("CD", "Carl Dahl", Role.TEAM_LEADER))


def test_a_version_that_came_into_force_while_somebody_read_is_not_approved_over(
    stream: Stream,
) -> None:
    stream.publishes(FIRST, "2026-11-28")
    stream.proposes(proposal(SECOND))
    with pytest.raises(JourError, match="började en annan version gälla"):
        stream.approves(SECOND, against=THIRD)
    stream.approves(SECOND, against=FIRST)


def test_the_former_stays_in_force_until_midnight_in_sweden_of_the_day(stream: Stream) -> None:
    stream.publishes(FIRST, "2026-11-28")
    stream.publishes(SECOND, "2026-12-01")
    assert stream.in_force(at("2026-11-30", "22:59")) == FIRST
    assert stream.in_force(at("2026-11-30", "23:00")) == SECOND  # 00:00 in Stockholm


def test_of_two_that_could_be_in_force_the_one_approved_last_is(stream: Stream) -> None:
    stream.publishes(FIRST, "2026-12-20")
    stream.publishes(SECOND, "2026-12-01")
    assert stream.in_force(at("2026-12-10")) == SECOND
    assert stream.in_force(at("2026-12-25")) == SECOND
    assert stream.log.standing(stream.one(FIRST), at("2026-12-25")) is Standing.PASSED


def test_what_came_last_does_not_hang_on_a_clock_that_was_wrong(stream: Stream) -> None:
    stream.publishes(FIRST, "2026-12-01")
    stream.now = at("2026-11-27")
    stream.publishes(SECOND, "2026-12-01")
    assert stream.in_force(at("2026-12-02")) == SECOND


def test_a_withdrawn_version_gives_way_to_the_one_before_it(stream: Stream) -> None:
    stream.publishes(FIRST, "2026-11-28")
    stream.publishes(SECOND, "2026-11-28")
    stream.now = at("2026-11-29")
    stream.withdraws(SECOND)
    assert stream.in_force(at("2026-11-28", "13:00")) == SECOND, "what was is not rewritten"
    assert stream.in_force(stream.now) == FIRST
    stream.withdraws(FIRST)
    assert stream.in_force(stream.now) == ""
    with pytest.raises(AlreadySettled, match="återkallad av Karin Berg"):
        stream.withdraws(FIRST)


def test_every_period_is_told_also_of_a_version_that_comes_back(stream: Stream) -> None:
    stream.publishes(FIRST, "2026-11-28")
    stream.publishes(SECOND, "2026-12-01")
    stream.now = at("2026-12-05")
    stream.withdraws(SECOND)
    told = [(p.publication.bundle, p.since, p.until) for p in stream.log.periods(at("2026-12-06"))]
    midnight = at("2026-11-30", "23:00")
    assert told == [
        (FIRST, at("2026-11-28"), midnight),
        (SECOND, midnight, at("2026-12-05")),
        (FIRST, at("2026-12-05"), None),
    ]


def test_a_refused_proposal_can_be_put_forward_again(stream: Stream) -> None:
    stream.proposes(proposal())
    with pytest.raises(JourError, match="redan framlagd av Lena Ask"):
        stream.proposes(proposal())
    stream.refuses(who=LENA)
    with pytest.raises(AlreadySettled, match="nekad av Lena Ask"):
        stream.approves()
    stream.proposes(proposal())
    stream.approves()
    assert stream.in_force(at("2026-12-02")) == FIRST


def test_no_refusal_no_withdrawal_and_no_proposal_without_a_reason(stream: Stream) -> None:
    with pytest.raises(ReasonMissing):
        stream.proposes(replace(proposal(), reason=" "))
    stream.proposes(proposal())
    with pytest.raises(ReasonMissing):
        stream.refuses(why=" ")
    stream.approves()
    with pytest.raises(ReasonMissing):
        stream.withdraws(why="")


def test_a_first_day_that_has_been_and_a_review_before_it_are_refused(stream: Stream) -> None:
    with pytest.raises(JourError, match="den dagen har varit"):
        stream.proposes(proposal(start="2026-11-27"))
    with pytest.raises(JourError, match="efter att den börjar gälla"):
        stream.proposes(proposal(start="2026-12-01", review="2026-12-01"))
    stream.now = at("2026-11-28", "23:30")  # half past midnight on the 29th in Sweden
    with pytest.raises(JourError, match="den dagen har varit"):
        stream.proposes(proposal(start="2026-11-28"))


def test_the_version_in_force_is_proposed_again_only_with_a_later_review(stream: Stream) -> None:
    stream.publishes(FIRST, "2026-11-28", review="2027-06-01")
    with pytest.raises(AlreadySettled):
        stream.proposes(proposal(FIRST, "2026-11-28", "2027-06-01"))
    stream.publishes(FIRST, "2026-11-28", review="2028-06-01")
    found = stream.log.in_force(stream.now)
    assert found is not None and found.review_by == "2028-06-01"


def test_a_sum_that_begins_like_nothing_or_like_two_is_refused(stream: Stream) -> None:
    stream.proposes(proposal("abc" + FIRST[3:]))
    stream.proposes(proposal("abd" + FIRST[3:]))
    for start in ("ff", "ab", ""):
        with pytest.raises(NoSuchBundle):
            stream.approves(start)
    stream.approves("ABC")


def test_the_day_of_review_is_told_from_thirty_days_before_and_for_ever_after(
    stream: Stream,
) -> None:
    stream.publishes(FIRST, "2026-11-28", review="2027-03-31")
    one = stream.one()
    assert review_words(one, at("2027-02-28")) == ""
    assert "ska granskas senast 2027-03-31" in review_words(one, at("2027-03-01"))
    assert "ska granskas senast" in review_words(one, at("2027-03-31"))
    assert "skulle ha granskats 2027-03-31" in review_words(one, at("2027-04-01"))
    assert "skulle ha granskats" in review_words(one, at("2029-04-01"))
    assert stream.in_force(at("2029-04-01")) == FIRST, "a day of review stops nothing"


def test_what_was_delivered_is_told_of_once_per_program(stream: Stream) -> None:
    for sum, program in ((FIRST, "1.0"), (SECOND, "1.0"), (THIRD, "1.1")):
        stream.does(
            ANNA,
            lambda log, act, s=sum, p=program: publishing.deliver(log, act, s, p),  # type: ignore[misc]
        )
    assert [one.bundle for one in stream.log.delivered] == [FIRST, THIRD]
    known = stream.log.delivery("1.0")
    assert known is not None and known.bundle == FIRST


def test_the_doctor_tells_a_late_review_a_soon_one_and_what_waits_too_long(
    stream: Stream,
) -> None:
    def rules(day: str, trouble: str = "") -> list[str]:
        found = publications(stream.log, trouble, date.fromisoformat(day))
        return [one.finding.rule for one in found]

    stream.publishes(FIRST, "2026-11-28", review="2027-03-31")
    stream.proposes(proposal(SECOND, "2026-12-10"))
    assert rules("2026-11-28") == []
    assert rules("2026-12-10") == ["rutinversion-vantar"]
    stream.refuses(SECOND)
    assert rules("2027-03-31") == ["rutinversion-granskas-snart"]
    assert rules("2027-04-01", "Går inte att läsa.") == [
        "rutinversion-olaslig", "rutinversion-over-datum",
    ]  # fmt: skip


def test_a_case_may_be_moved_only_to_what_is_published_and_has_begun(stream: Stream) -> None:
    stream.proposes(proposal(FIRST, "2026-11-28"))
    assert not stream.log.usable(FIRST, stream.now) and stream.log.only_proposed(FIRST)
    stream.approves()
    assert stream.log.usable(FIRST, stream.now) and not stream.log.only_proposed(FIRST)
    stream.publishes(SECOND, "2026-12-01")
    assert not stream.log.usable(SECOND, stream.now)
    assert stream.log.usable(SECOND, at("2026-12-01"))
    stream.withdraws(FIRST)
    assert not stream.log.usable(FIRST, stream.now)
    stream.does(ANNA, lambda log, act: publishing.deliver(log, act, THIRD, "1.0"))
    assert stream.log.usable(THIRD, stream.now)

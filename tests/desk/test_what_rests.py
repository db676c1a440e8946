"""What rests on what: chains of corrections and changes, acts in the world, krav held again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.desk.sample import FILES, FixedShelf, Jour, asked, open_child, reply, visit
from tests.desk.test_corrections import decide, in_child_routine, latest

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.domain import events as ev
from jourstod.domain.answers import UNKNOWN, Answer
from jourstod.domain.case_parts import ItemKind
from jourstod.domain.clocks import clocks
from jourstod.domain.errors import NotAppointed, RequirementBroken
from jourstod.domain.spoken_time import TimeNotYet
from jourstod.domain.station import Mandate, Station


def one(value: str, reason: str = "Skäl.") -> Answer:
    """An answer with one value and its reason."""
    return Answer((value,), reason=reason)


def to_the_end(desk: Desk, id: str) -> None:
    """Answer the child's routine from the assessment to its end."""
    reply(desk, id, "skydd", "nej", reason="Mormor.")
    reply(desk, id, "chef", vem="Lisa")
    reply(desk, id, "uppgift")


# ── chains ──────────────────────────────────────────────────────────────────────────────────────


def test_a_second_correction_reaches_what_the_first_one_left_standing() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk, "akut")
    reply(desk, id, "skydd", "nej", reason="Mormor.")
    desk.correct(id, latest(desk, id, "hot"), one(UNKNOWN), "Gissning.", new_command())
    assert asked(desk, id) == ["chef"]
    desk.correct(id, latest(desk, id, "hot"), one("lågt"), "Fel barn.", new_command())
    assert asked(desk, id) == ["uppgift"]


def test_a_second_change_asks_what_the_first_one_left_standing() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk, UNKNOWN)
    reply(desk, id, "skydd", "nej", reason="Mormor.")
    desk.change(id, "hot", one("akut"), "Han är på väg.", new_command())
    assert "skydd" not in asked(desk, id)
    desk.change(id, "hot", one("lågt"), "Gripen.", new_command())
    assert "skydd" in asked(desk, id)


def test_a_question_that_is_open_already_is_not_opened_once_more_by_the_next_change() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk, "lågt")
    reply(desk, id, "skydd", "nej", reason="Tryggt.")
    for value in ("akut", "lågt", "akut"):
        desk.change(id, "hot", one(value), "Nytt.", new_command())
        assert sorted(asked(desk, id)) == ["fara", "skydd"]


def test_a_first_minute_question_that_reads_the_threat_is_asked_again_once() -> None:
    jour = Jour()
    split = "nej: [{ om: { hot: akut }, gå till: larma }, { annars: ålder }]"
    reads_threat = FILES["inkommande.yaml"].replace("nej: ålder", split)
    jour.shelf = FixedShelf({**FILES, "inkommande.yaml": reads_threat})
    desk = jour.desk()
    id = open_child(desk, ("fara", "nej"), ("hot", "lågt"))
    desk.change(id, "hot", one("akut"), "Han är på väg.", new_command())
    assert asked(desk, id) == ["fara"]


def test_a_correction_of_what_has_changed_since_leaves_the_change_standing() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk, "lågt")
    before = latest(desk, id, "hot")
    desk.change(id, "hot", one("akut"), "Han är på väg.", new_command())
    desk.correct(id, before, one(UNKNOWN), "Det visste vi inte då.", new_command())
    assert desk.case(id).facts["hot"].answer.values == ("akut",)
    assert [k.answer.values for k in desk.case(id).told["hot"]] == [(UNKNOWN,), ("akut",)]


def test_a_correction_of_what_was_true_before_a_change_releases_no_wait_of_today() -> None:
    jour = Jour()
    wait = "  vänta: { vänta på: { hot: vet inte }, gör: Vänta., senast: kl. 06, källa: manualen,"
    waiting = FILES["inkommande.yaml"].replace(
        "startar: [barn]\n    sedan: klart", "startar: [barn]\n    sedan: vänta"
    ).replace("  klart:\n", wait + " sedan: klart }\n  klart:\n")  # fmt: skip
    jour.shelf = FixedShelf({**FILES, "inkommande.yaml": waiting})
    desk = jour.desk()
    id = in_child_routine(desk, "lågt")
    before = latest(desk, id, "hot")
    desk.change(id, "hot", one("akut"), "Han är på väg.", new_command())
    reply(desk, id, "fara", "nej")
    assert "vänta" in asked(desk, id)
    desk.correct(id, before, one(UNKNOWN), "Det visste vi inte då.", new_command())
    assert "vänta" in asked(desk, id)


def test_a_routine_that_is_done_stays_done_when_an_answer_is_corrected_to_the_same_way() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    to_the_end(desk, id)
    ended = desk.case(id).tracks["barn"].ended
    desk.correct(id, latest(desk, id, "hot"), one(UNKNOWN), "Gissning.", new_command())
    assert ended and desk.case(id).tracks["barn"].ended == ended


# ── acts in the world ───────────────────────────────────────────────────────────────────────────


def test_a_decision_in_the_world_keeps_its_flaw_and_its_missing_signature() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    reply(desk, id, "skydd", "ja", reason="Fara.")
    decide(desk, id, beslutsfattare="Anna Berg", muntligt="ja")
    desk.correct(id, latest(desk, id, "skydd"), one("nej"), "Fel flicka.", new_command())
    case = desk.case(id)
    made = case.visits[latest(desk, id, "beslut")]
    assert made.state == "answered" and not made.voided
    kinds = {item.kind for item in case.open_items()}
    assert {ItemKind.FLAW, ItemKind.SIGNATURE, ItemKind.RESTING} <= kinds
    assert [c for c in clocks(case, desk.book(case)) if c.duty.id == "understallning"]


def test_a_consent_in_the_world_stands_and_is_marked_once() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    reply(desk, id, "skydd", "ja", reason="Fara.")
    decide(desk, id)
    reply(desk, id, "lov", "ja")
    for value in ("nej", "ja", "nej"):
        desk.correct(id, latest(desk, id, "skydd"), one(value), "Fel.", new_command())
    case = desk.case(id)
    assert case.consents["regionkoordinator"].given and "lov" in case.facts
    marked = [e.event.what for e in case.entries if isinstance(e.event, ev.MarkedResting)]
    assert len(marked) == len(set(marked)) == 2


def test_what_could_not_be_done_is_no_act_in_the_world() -> None:
    desk = Jour().desk()
    id = open_child(desk, ("fara", "ja"))
    desk.could_not(id, visit(desk, id, "larma"), "Ingen täckning.", new_command())
    desk.correct(id, latest(desk, id, "fara"), one("nej"), "Fel.", new_command())
    assert desk.case(id).visits[latest(desk, id, "larma")].voided
    assert not desk.case(id).open_items()


# ── krav ────────────────────────────────────────────────────────────────────────────────────────


def test_a_correction_cannot_walk_past_a_proof_that_the_routine_has_come_beyond() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    to_the_end(desk, id)
    target = latest(desk, id, "skydd")
    with pytest.raises(RequirementBroken, match="Ingen skyddsbedömning är gjord"):
        desk.correct(id, target, one(UNKNOWN), "Det var en gissning.", new_command())
    assert desk.case(id).facts["skydd"].answer.values == ("nej",)
    desk.correct(id, target, one(UNKNOWN), "Det var en gissning.", new_command(), "Dagen gör den.")
    kinds = [item.kind for item in desk.case(id).open_items()]
    assert ItemKind.REQUIREMENT in kinds


def test_a_correction_before_the_proof_is_due_is_not_held_up_by_it() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    reply(desk, id, "skydd", "nej", reason="Mormor.")
    desk.correct(id, latest(desk, id, "skydd"), one(UNKNOWN), "Gissning.", new_command())
    assert asked(desk, id) == ["chef"]


def test_a_krav_walked_past_once_is_not_held_again_by_a_later_correction() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    reply(desk, id, "skydd", UNKNOWN)
    reply(desk, id, "chef", vem="Lisa")
    given = Answer(reason="x")
    desk.answer(id, visit(desk, id, "uppgift"), given, new_command(), insist="Dagen gör den.")
    desk.correct(id, latest(desk, id, "hot"), one(UNKNOWN), "Gissning.", new_command())
    passed = [e for e in desk.case(id).entries if isinstance(e.event, ev.RequirementOverridden)]
    assert len(passed) == 1


LEADS = "lågt: skydd, vet inte: skydd }"
READ = "  läs: { läs: Läs., källa: manualen, sedan: uppgift }\n"
NEVER_AFTER = (
    FILES["barn.yaml"]
    .replace("krav:\n", "krav:\n  - { id: x, aldrig: chef, efter: läs, lagrum: sol-20-1 }\n")
    .replace(f"akut: skydd, {LEADS}", "akut: chef, lågt: läs, vet inte: skydd }")
    .replace("  skydd:\n    fråga", READ + "  skydd:\n    fråga")
)


def test_a_step_that_the_same_correction_voids_counts_as_not_done() -> None:
    jour = Jour()
    jour.shelf = FixedShelf({**FILES, "barn.yaml": NEVER_AFTER})
    desk = jour.desk()
    id = in_child_routine(desk, "lågt")
    reply(desk, id, "läs")
    desk.correct(id, latest(desk, id, "hot"), one("akut"), "Fel.", new_command())
    assert asked(desk, id) == ["chef"]


# ── times ───────────────────────────────────────────────────────────────────────────────────────


def test_a_corrected_wording_of_a_decision_moves_no_clock() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    reply(desk, id, "skydd", "ja", reason="Fara.")
    decide(desk, id)
    before = desk.case(id)
    (was,) = [c.started for c in clocks(before, desk.book(before)) if c.duty.id == "understallning"]
    fields = (("beslutsfattare", "Eva Ek"), ("föredragande", "AB"), ("skäl", "Bättre skäl."))
    desk.correct(id, latest(desk, id, "beslut"), Answer(fields=fields), "Skälen.", new_command())
    case = desk.case(id)
    (now,) = [c.started for c in clocks(case, desk.book(case)) if c.duty.id == "understallning"]
    assert now == was


def test_decided_and_enforced_are_two_times_and_the_second_leaves_the_first() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    reply(desk, id, "skydd", "ja", reason="Fara.")
    decide(desk, id, beslutad="i går 22:10", verkställd="i går 23:40")
    (made,) = desk.case(id).decisions.values()
    assert made.event.decided_at == datetime(2026, 11, 22, 21, 10, tzinfo=UTC).isoformat()
    assert made.enforced_at == datetime(2026, 11, 22, 22, 40, tzinfo=UTC).isoformat()
    later = datetime(2026, 11, 23, 1, 0, tzinfo=UTC).isoformat()
    desk.acts.enforce(id, made.entry, later, new_command())
    (again,) = desk.case(id).decisions.values()
    assert (again.event.decided_at, again.enforced_at) == (made.event.decided_at, later)


# ── refuse the future, log the past ─────────────────────────────────────────────────────────────


def test_a_decision_that_lies_ahead_by_one_without_mandate_is_refused_with_who_may() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    reply(desk, id, "skydd", "ja", reason="Fara.")
    for ahead in ("i morgon 08:00", "2026-11-25T08:00:00+01:00"):
        with pytest.raises(NotAppointed, match="Eva Ek"):
            decide(desk, id, beslutsfattare="Anna Berg", beslutad=ahead)
        with pytest.raises(TimeNotYet):
            decide(desk, id, beslutad=ahead)
    assert asked(desk, id) == ["beslut"] and not desk.case(id).decisions


@pytest.mark.parametrize(
    ("since", "until", "said", "holds"),
    [
        ("2026-11-24", "", "00:30", True),
        ("2026-01-01", "2026-11-23", "00:30", False),
        ("2026-01-01", "2026-11-23", "i går 23:30", True),
    ],
)
def test_a_mandate_holds_by_the_swedish_day_of_the_decision(
    since: str, until: str, said: str, holds: bool
) -> None:
    jour = Jour()
    jour.now.at = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    desk = jour.desk()
    mandate = Mandate("Eva Ek", "ledamot", "soder", "lvu-6", since, until, source="§ 14")
    desk.station = Station("City", desk.station.boards, (mandate,))
    id = in_child_routine(desk)
    reply(desk, id, "skydd", "ja", reason="Fara.")
    decide(desk, id, beslutad=said)
    (made,) = desk.case(id).decisions.values()
    assert (made.event.mandate == "lvu-6") is holds
    assert any("inget känt uppdrag" in flaw for flaw in made.event.flaws) is not holds


# ── the first minute asked again ────────────────────────────────────────────────────────────────


def test_the_first_minute_asked_again_does_not_ask_for_what_was_done_on_that_way_before() -> None:
    jour = Jour()
    chef_first = (
        FILES["inkommande.yaml"]
        .replace("nej: ålder, vet inte: larma }", "nej: chef, vet inte: larma }")
        .replace(
            "  ålder:\n",
            "  chef:\n    kontakt: arbetsledare\n    gör: Ring arbetsledaren.\n"
            "    källa: manualen\n    sedan: ålder\n  ålder:\n",
        )
    )
    jour.shelf = FixedShelf({**FILES, "inkommande.yaml": chef_first})
    desk = jour.desk()
    id = open_child(desk, ("hot", "lågt"))
    reply(desk, id, "fara", "nej")
    reply(desk, id, "chef", vem="Lisa")
    reply(desk, id, "ålder", "barn")
    desk.change(id, "hot", one("akut"), "Han är på väg.", new_command())
    assert "fara" in asked(desk, id)
    reply(desk, id, "fara", "nej")
    assert "chef" not in asked(desk, id)
    desk.change(id, "hot", one("lågt"), "Han vände.", new_command())
    reply(desk, id, "fara", "ja")
    assert "larma" in asked(desk, id)
    reply(desk, id, "larma", vem="Polisen")
    desk.change(id, "hot", one("akut"), "Han är tillbaka.", new_command())
    reply(desk, id, "fara", "ja")
    assert "larma" in asked(desk, id), "danger that is back needs a new call"

"""What no way through the routine of a night without a roof may lead to.

The krav here are the test's own, so that a krav taken out of the routine is still missed.
"""

from __future__ import annotations

import pytest
from tests.rutiner.shipped import book, broken

ROUTINE = "akut-hemloshet"
CHILD_ALONE = "när: { inte: { åldersgrupp: [ung_vuxen, vuxen] } }"
NEVER = {
    "a no while nobody knows of children":
        "aldrig: beslut_nej, när: { medföljande_barn: [vet inte, ej aktuellt, ännu inte] }",
    "a no to somebody with a child along":
        "aldrig: beslut_nej, när: { medföljande_barn: ja, barnen_är: med }",
    "a no to somebody whose children are nowhere known":
        "aldrig: beslut_nej, när: { medföljande_barn: ja, barnen_är: [vet inte, ännu inte] }",
    "a no in a night judged an emergency":
        "innan: beslut_nej, ska: { nöd: [nej] }",
    "a no by one person alone":
        "innan: beslut_nej, ska: { ring_före_nej: [gjort] }",
    "a no that ends before it is in the person's hand or an open task":
        "innan: kom_tillbaka, ska: { skicka_avslaget: [gjort, gick inte] }, "
        "om: { avslag_lämnat: [nej, vet inte, ej aktuellt] }",
    "a child alone told to go to a friend": f"aldrig: annan_plats, {CHILD_ALONE}",
    "a child alone taken at its word that it wants no help": f"aldrig: avböjt, {CHILD_ALONE}",
    "somebody who flees told to find a place": "aldrig: annan_plats, när: { utan_tak_orsak: våld }",
    "papers asked for while the night may be an emergency": "innan: papper, ska: { nöd: [nej] }",
    "a yes that ends without a bed or a makeshift one":
        "innan: beskedet, ska: { boende.mat_och_kläder: [gjort, ej aktuellt, gick inte] }",
}  # fmt: skip


@pytest.mark.parametrize("never", NEVER)
def test_no_way_leads_to(never: str) -> None:
    assert broken(ROUTINE, NEVER[never]) == []


@pytest.mark.parametrize("outcome", ["gick_inte", "ej_aktuellt"])
def test_a_talk_with_the_team_leader_that_was_not_had_leads_to_a_yes(outcome: str) -> None:
    step = book().routines[ROUTINE].steps["ring_före_nej"]
    led = {branch.to for branch in step.branches if outcome in branch.outcomes}
    assert led == {"boende.beslut_boende"}


def test_every_unknown_answer_on_the_way_to_a_decision_leads_to_a_yes_or_on() -> None:
    steps = book().routines[ROUTINE].steps
    for id in ("nöd", "bevilja"):
        [to] = {b.to for b in steps[id].branches if "vet_inte" in b.outcomes}
        assert to == "boende.beslut_boende"


def test_a_child_alone_begins_its_own_routine_whatever_became_of_the_age() -> None:
    age = book().routines[ROUTINE].steps["åldern"]
    to_child = [branch for branch in age.branches if branch.to == "barn_utan_vuxen"]
    assert len(to_child) > 1
    assert {branch.starts for branch in to_child} == {("skyddat-boende-och-placering",)}

"""The machine: one per routine, opaque names, exactly one way on, or it raises."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.domain.small_routine import routine

from jourstod.domain import machine
from jourstod.domain.conditions import Among
from jourstod.domain.findings import Place
from jourstod.domain.machine import BranchesBroken, edges, matching, move
from jourstod.domain.routine import Branch, Routine, Step, StepKind

HERE = Place("routines/prov.yaml")
ASKS = """\
  hot: { fråga: Hot?, svarar på: hot, källa: manualen,
    svar: { akut: slut, lågt: [{ om: { skydd: ja }, gå till: slut }, { annars: sist }],
      vet inte: sist } }
  sist: { läs: Läs., källa: manualen, sedan: slut }
"""


def test_a_move_tells_where_it_leads_and_which_facts_were_read() -> None:
    _, asks = routine(ASKS)
    plain = move(asks, "hot", "akut", {})
    assert (plain.to, plain.reads) == ("slut", ())
    assert move(asks, "hot", "lågt", {"skydd": "ja"}).to == "slut"
    told = move(asks, "hot", "lågt", {})
    assert (told.to, told.reads) == ("sist", ("skydd",))


def _two_ways(first: Branch, second: Branch) -> Routine:
    step = Step("a", StepKind.READ, "A", HERE, branches=(first, second))
    end = Step("slut", StepKind.END, "slut", HERE, ending="klart")
    other = replace(end, id="annat")
    return Routine("r", "R", HERE, "a", {"a": step, "slut": end, "annat": other})


DONE = frozenset({"gjort"})
IS_A = Among("f", frozenset({"a"}))


def test_no_matching_guard_raises_and_does_not_return_false_in_silence() -> None:
    _, asks = routine(ASKS)
    with pytest.raises(BranchesBroken, match="no branch"):
        move(asks, "hot", "inget", {})
    needs_a = _two_ways(Branch(DONE, "slut", HERE, IS_A), Branch(DONE, "annat", HERE, IS_A))
    with pytest.raises(BranchesBroken, match="no branch"):
        move(needs_a, "a", "gjort", {})


def test_overlapping_guards_raise_and_the_first_is_not_taken_in_silence() -> None:
    both = _two_ways(Branch(DONE, "slut", HERE), Branch(DONE, "annat", HERE, IS_A))
    assert move(both, "a", "gjort", {"f": "b"}).to == "slut"
    with pytest.raises(BranchesBroken, match="several"):
        move(both, "a", "gjort", {"f": "a"})
    assert len(matching(both.steps["a"], "gjort", {"f": "a"})) == 2


def test_a_routine_has_one_machine_and_another_routine_another() -> None:
    _, one = routine(ASKS)
    _, two = routine(ASKS.replace("Hot?", "Vilket hot?"))
    assert machine._compiled(one) is machine._compiled(one)
    assert machine._compiled(one) is not machine._compiled(two)


def test_states_are_opaque_so_that_no_step_name_becomes_an_attribute() -> None:
    _, asks = routine(ASKS.replace("sist", "go"))  # the name of the only trigger
    assert move(asks, "go", "gjort", {}).to == "slut"
    names = machine._compiled(asks).machine.states
    assert set(names) == {f"s{n}" for n in range(len(asks.steps))}
    assert list(machine._compiled(asks).machine.events) == ["go"]


def test_a_move_leaves_no_model_behind() -> None:
    _, asks = routine(ASKS)
    move(asks, "hot", "akut", {})
    with pytest.raises(BranchesBroken):
        move(asks, "hot", "inget", {})
    assert machine._compiled(asks).machine.models == []


def test_edges_are_every_branch_in_reading_order() -> None:
    _, asks = routine(ASKS)
    assert [step.id for step, _ in edges(asks)][:2] == ["hot", "hot"]
    assert {branch.to for _, branch in edges(asks)} == {"slut", "sist"}

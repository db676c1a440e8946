"""Faults put into one shipped routine are found, and those that nobody can see are told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from scripts.mutation.behaviour import equivalent
from scripts.mutation.judging import FOUND, Court, Judged, Verdict
from scripts.mutation.mutant import Mutant, Operator
from scripts.mutation.running import judged, made, sampled

from jourstod.bootstrap import shipped_routines
from jourstod.domain import checks
from jourstod.domain.conditions import Among
from jourstod.domain.explore import Explorer
from jourstod.domain.routine import Branch, Routine

ROUTINE = "polisanmalan-och-samverkan"
NIGHTS = (
    f"vagar-{ROUTINE}", "kvinna-pa-salong", "man-som-vill-sova", "ung-man-pa-bygget",
    "tjugoaring-sager-nej", "vill-ha-betanketid", "bakom-tvatteriet", "nittonaring-i-fara",
    "rad-om-ett-barn", "ung-kvinna-vill-ha-lakare", "andra-kvar-i-huset",
    "betanketid-bara-pa-eget-ja",
)  # fmt: skip
EACH = 4
"""So many of every operator: enough to see that each is made and found."""


@cache
def court() -> Court:
    return Court(shipped_routines(), NIGHTS)


@pytest.fixture(autouse=True, scope="module")
def _explorer_as_it_was() -> Iterator[None]:
    """The court lets `check` remember its walks; no other test shall."""
    yield
    checks.Explorer = Explorer  # type: ignore[attr-defined]


@cache
def tried() -> tuple[Judged, ...]:
    of = defaultdict[Operator, list[Mutant]](list)
    for mutant in sampled(made(court().book), 1):
        if Path(mutant.file).stem == ROUTINE:
            of[mutant.operator].append(mutant)
    few = [mutant for found in of.values() for mutant in found[:: len(found) // EACH + 1]]
    return tuple(judged(court(), few, processes=1))


def test_every_operator_but_what_the_routine_has_none_of_is_tried() -> None:
    made_here = {one.mutant.operator for one in tried()}
    assert made_here >= set(Operator) - {Operator.NOT_STARTED, Operator.CLOCK}


def test_at_least_95_of_a_hundred_faults_that_can_be_seen_are_found() -> None:
    seen = [one for one in tried() if one.verdict is not Verdict.EQUIVALENT]
    missed = [one.mutant for one in seen if one.verdict not in FOUND]
    assert len(seen) > 20
    assert 100 * len(missed) <= 5 * len(seen), [f"{m.step}: {m.words}" for m in missed]


def test_checks_and_nights_each_find_some_that_the_other_does_not() -> None:
    assert {one.verdict for one in tried()} >= {Verdict.CHECK, Verdict.NIGHTS}


def test_a_fault_is_one_and_the_same_each_time_it_is_made() -> None:
    again = sampled(made(court().book), 40)
    assert [(m.file, m.line, m.words) for m in again] == [
        (m.file, m.line, m.words) for m in sampled(made(court().book), 40)
    ]


def _with_branch(routine: Routine, step: str, number: int, **changes: object) -> Routine:
    branches = list(routine.steps[step].branches)
    branches[number] = replace(branches[number], **changes)  # type: ignore[arg-type]
    steps = {**routine.steps, step: replace(routine.steps[step], branches=tuple(branches))}
    return replace(routine, steps=steps)


def test_a_condition_on_what_cannot_be_is_the_same_behaviour_and_another_target_is_not() -> None:
    routine, facts = court().book.routines[ROUTINE], court().book.facts
    step, number, branch = next(
        (step.id, number, branch)
        for step in routine.steps.values()
        for number, branch in enumerate(step.branches)
        if isinstance(branch.condition, Among)
    )
    assert isinstance(branch.condition, Among)
    never = Among(branch.condition.fact, branch.condition.values | {"finns_inte"})
    elsewhere = next(id for id in routine.steps if id not in (branch.to, step))
    assert equivalent(routine, _with_branch(routine, step, number, condition=never), facts)
    assert not equivalent(routine, _with_branch(routine, step, number, to=elsewhere), facts)


def test_what_stands_at_a_step_nobody_comes_to_is_seen_by_nobody() -> None:
    routine, facts = court().book.routines[ROUTINE], court().book.facts
    first = routine.steps[routine.start]
    lost = replace(
        first, id="onådd", branches=(Branch(frozenset({"gjort"}), first.id, first.place),)
    )
    whole = replace(routine, steps={**routine.steps, "onådd": lost})
    bare = replace(whole, steps={**whole.steps, "onådd": replace(lost, provisions=())})
    shown = replace(whole, steps={**whole.steps, first.id: replace(first, provisions=())})
    assert equivalent(whole, bare, facts)
    assert not equivalent(whole, shown, facts)

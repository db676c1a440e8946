"""Asked: which facts are still asked about from each step on, and how finely.

The explorer's own way of forgetting is left alone, so that it cannot hide a difference from itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jourstod.domain.abstraction import Domain
from jourstod.domain.answers import COULD_NOT
from jourstod.domain.conditions import Among, Between, Value, atoms, holds, reads
from jourstod.domain.routine import Routine, Step

Atom = Among | Between
Classes = Mapping[str, Mapping[Any, object]]
"""For each fact that is kept: each value by the first one that is like it."""


def needed(routine: Routine) -> dict[str, frozenset[Atom]]:
    """For each step, the conditions on single facts that something from there on may still ask."""
    found: dict[str, set[Atom]] = {id: _asks(step) for id, step in routine.steps.items()}
    before: dict[str, list[str]] = {id: [] for id in routine.steps}
    for step in routine.steps.values():
        for to in {branch.to for branch in step.branches}:
            before[to].append(step.id)
    waiting: list[str] = list(routine.steps)[::-1]
    while waiting:
        id = waiting.pop()
        for earlier in before[id]:
            more = _through(routine.steps[earlier], id, found[id]) - found[earlier]
            if more:
                found[earlier] |= more
                waiting.append(earlier)
    return {id: frozenset(asked) for id, asked in found.items()}


def classes(asked: Iterable[Atom], domains: Mapping[str, Domain]) -> Classes:
    """For each fact asked about, every value of its domain by the first one that is like it."""
    by_fact: dict[str, list[Atom]] = {}
    for atom in asked:
        by_fact.setdefault(atom.fact, []).append(atom)
    found: dict[str, dict[Value, Value]] = {}
    for fact in sorted(by_fact):
        like: dict[tuple[bool, ...], Value] = {}
        found[fact] = {
            value: like.setdefault(
                tuple(holds(atom, {fact: value}) for atom in by_fact[fact]), value
            )
            for value in domains[fact]
        }
    return found


def _through(step: Step, to: str, asked: set[Atom]) -> set[Atom]:
    """What is asked at `to` of facts that the step does not tell anew on every way there."""
    if not step.fact:
        return asked
    ways = {o for branch in step.branches if branch.to == to for o in branch.outcomes}
    return asked if COULD_NOT in ways else {atom for atom in asked if atom.fact != step.fact}


def _asks(step: Step) -> set[Atom]:
    """What the step's branches and wait ask, but of the fact it tells itself."""
    told = [branch.condition for branch in step.branches if branch.condition is not None]
    asked = {atom for condition in told for atom in atoms(condition)}
    if not _own_fact_survives(step):
        asked = {atom for atom in asked if atom.fact != step.fact}
    return asked | set(atoms(step.waits_for) if step.waits_for is not None else ())


def _own_fact_survives(step: Step) -> bool:
    """Whether a branch for «gick inte», which tells nothing, reads the step's own fact."""
    return any(
        COULD_NOT in branch.outcomes and step.fact in reads(branch.condition)
        for branch in step.branches
    )

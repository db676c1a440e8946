"""Abstraction: the few values of each fact that a routine's conditions can tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, combinations
from typing import Any

from .answers import COULD_NOT, DONE, GIVEN, NOT_APPLICABLE, UNKNOWN
from .conditions import Among, Between, Condition, Value, atoms, holds, reads
from .facts import Fact, FactKind
from .routine import Routine, Step, StepKind

Atom = Among | Between
Classes = Mapping[str, Mapping[Any, object]]
"""For each fact that is kept: each value by the first one that is like it."""
Domain = tuple[Value, ...]
"""Values a fact can have once it is told, told apart no finer than the conditions do."""


def conditions(routine: Routine) -> Iterable[Condition]:
    """Every condition of the routine: of branches, waits and krav."""
    for step in routine.steps.values():
        if step.waits_for is not None:
            yield step.waits_for
        for branch in step.branches:
            if branch.condition is not None:
                yield branch.condition
    for krav in routine.krav:
        if krav.condition is not None:
            yield krav.condition


def domains(routine: Routine, facts: Mapping[str, Fact]) -> dict[str, Domain]:
    """The abstract domain of every fact that the routine's conditions read."""
    seen: dict[str, list[Among | Between]] = {}
    for condition in conditions(routine):
        for atom in atoms(condition):
            seen.setdefault(atom.fact, []).append(atom)
    return {fact: (*_known(facts[fact], seen[fact]), UNKNOWN, NOT_APPLICABLE) for fact in seen}


def told_by(step: Step, outcome: str, domain: Domain | None) -> Domain | None:
    """The values the step's fact can have after an outcome; None when it is left as it was."""
    if not step.fact or domain is None or outcome == COULD_NOT:
        return None
    if outcome != DONE:
        return (outcome,)
    return tuple(value for value in domain if value not in (UNKNOWN, NOT_APPLICABLE))


def outcomes(step: Step, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """Every outcome a step of that kind can be settled with, in reading order."""
    fact = facts.get(step.fact)
    match step.kind:
        case StepKind.END:
            return ()
        case StepKind.QUESTION | StepKind.CONSENT if fact and fact.kind is FactKind.CHOICE:
            values = tuple(choice.id for choice in fact.choices)
            return (*values, UNKNOWN, NOT_APPLICABLE, COULD_NOT)
        case StepKind.QUESTION | StepKind.CONSENT:
            return (DONE, UNKNOWN, NOT_APPLICABLE, COULD_NOT)
        case _:
            return (DONE, NOT_APPLICABLE, COULD_NOT)


def needed(
    routine: Routine, extra: Mapping[str, Iterable[Condition]]
) -> dict[str, frozenset[Atom]]:
    """For each step, the conditions on single facts that something from there on may still ask.

    `extra` adds what is asked on entering a step (the conditions of krav). A fact is dropped after
    its last reader, and its values are told apart no finer than the readers that are left: both
    keep the number of states small.
    """
    found: dict[str, set[Atom]] = {id: _asks(step) for id, step in routine.steps.items()}
    for id, conditions in extra.items():
        if id in found:
            found[id] |= {atom for condition in conditions for atom in atoms(condition)}
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


def _known(fact: Fact, tested: list[Among | Between]) -> Domain:
    match fact.kind:
        case FactKind.CHOICE:
            return tuple(choice.id for choice in fact.choices)
        case FactKind.NUMBER:
            return _intervals(tested)
        case FactKind.MANY:
            return _subsets(fact, tested)
        case _:
            return (GIVEN,)


def _intervals(tested: list[Among | Between]) -> Domain:
    """One number of each interval that the constants cut the line into, from 0 up."""
    cuts = {0}
    for atom in tested:
        if isinstance(atom, Between):
            cuts.update(n for n in (atom.low, None if atom.high is None else atom.high + 1) if n)
    return tuple(sorted(cuts))


def _subsets(fact: Fact, tested: list[Among | Between]) -> Domain:
    """Every set of the values that some condition asks for; the others are not told apart."""
    asked = {value for atom in tested if isinstance(atom, Among) for value in atom.values}
    named = [choice.id for choice in fact.choices if choice.id in asked]
    sizes = (combinations(named, size) for size in range(len(named) + 1))
    return tuple(frozenset(chosen) for chosen in chain.from_iterable(sizes))

"""Abstraction: the few values of each fact that a routine's conditions can tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, combinations

from .answers import COULD_NOT, DONE, GIVEN, NOT_APPLICABLE, UNKNOWN
from .conditions import Among, Between, Condition, Value, atoms
from .facts import Fact, FactKind
from .routine import Routine, Step, StepKind

Atom = Among | Between
Domain = tuple[Value, ...]
"""Values a fact can have once it is told, told apart no finer than the conditions do."""


MOST_TOGETHER = 12
"""The most values of one fact with several choices that conditions may ask for: 4,096 sets."""


class Crowded(Exception):
    """More must be told apart at once than can be tried: the facts that it comes from."""

    def __init__(self, facts: tuple[str, ...]) -> None:
        super().__init__(", ".join(facts))
        self.facts = facts


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
    """The abstract domain of every fact that the routine's conditions read. Raises Crowded."""
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
    if len(named) > MOST_TOGETHER:
        raise Crowded((fact.id,))
    sizes = (combinations(named, size) for size in range(len(named) + 1))
    return tuple(frozenset(chosen) for chosen in chain.from_iterable(sizes))

"""Branch trails: the arrows of machine.py that a case went over, and those next to each other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from .case import Case
from .case_parts import Visit
from .machine import edges
from .routine import Branch, Routine, Step
from .rulebook import Rulebook

BranchOf = tuple[str, str, int]
"""A branch: routine, step, and its place among the step's branches."""

PairOf = tuple[BranchOf, BranchOf]
"""Two branches after each other: into a step, and out of it."""


def taken(case: Case, book: Rulebook) -> tuple[set[BranchOf], set[PairOf]]:
    """Every branch the case went over, also those that were corrected away later, and the pairs.

    Two branches with the same outcome to the same step, told apart by condition alone, count as
    one arrow: nothing that happens shows which of them it was.
    """
    by_visit = {visit.id: set(_of(case, book, visit)) for visit in case.visits.values()}
    pairs = {
        (before, after)
        for visit in case.visits.values()
        for before in by_visit.get(visit.parent, ())
        for after in by_visit[visit.id]
        if before[0] == after[0]
    }
    return {branch for found in by_visit.values() for branch in found}, pairs


@lru_cache(maxsize=256)
def branches_of(routine: Routine) -> dict[BranchOf, str]:
    """Every branch of a routine in reading order, in words."""
    found: dict[BranchOf, str] = {}
    for step, branch in edges(routine):
        found[(routine.id, step.id, step.branches.index(branch))] = _words(step, branch)
    return found


@lru_cache(maxsize=256)
def pairs_of(routine: Routine) -> frozenset[PairOf]:
    """Every pair of branches that stand after each other, whatever the facts say of it."""
    return frozenset(
        (before, after)
        for before in branches_of(routine)
        for after in branches_of(routine)
        if routine.steps[before[1]].branches[before[2]].to == after[1]
    )


def _of(case: Case, book: Rulebook, visit: Visit) -> Iterator[BranchOf]:
    """The branches with the outcome and the step that the visit was settled with."""
    routine = case.tracks[visit.track].routine
    known = book.routines.get(routine)
    step = known.steps.get(visit.step) if known else None
    if step is None or not visit.outcome:
        return
    for number, branch in enumerate(step.branches):
        if visit.outcome in branch.outcomes and visit.to == branch.to:
            yield (routine, step.id, number)


def _words(step: Step, branch: Branch) -> str:
    outcomes = "/".join(sorted(outcome.replace("_", " ") for outcome in branch.outcomes))
    under = " (på villkor)" if branch.condition is not None else ""
    return f"{step.id}: {outcomes} → {branch.to}{under}"

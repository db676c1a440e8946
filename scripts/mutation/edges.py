"""Edges: a branch taken out or led to another step, and a routine that is not started."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from zlib import crc32

from jourstod.domain.routine import Branch, Routine, Step
from jourstod.domain.rulebook import Rulebook

from .mutant import Mutant, Operator, Site, StepOf, at_site


def edge_mutants(book: Rulebook, site: Site) -> Iterator[Mutant]:
    """Each branch of a step removed, led to up to three other steps, and without what it starts."""
    for number, branch in enumerate(site.step(book).branches):
        words = "/".join(sorted(branch.outcomes)).replace("_", " ")
        gone = {at: _without(book.step(*at), number) for at in site.copies}
        yield from at_site(book, site, Operator.REMOVED, words, gone)
        yield from _redirected(book, site, number, words)
        for routine in branch.starts:
            left = {at: _not_starting(book.step(*at), number, routine) for at in site.copies}
            yield from at_site(book, site, Operator.NOT_STARTED, f"{words}: {routine}", left)


def _redirected(book: Rulebook, site: Site, number: int, words: str) -> Iterator[Mutant]:
    """The step it led to is skipped, missed by one in reading order, or another one altogether."""
    told = set()
    for how in (_skipping, _next_in_order, _elsewhere):
        steps: dict[StepOf, Step] = {}
        for at in site.copies:
            routine, step = book.routines[at[0]], book.step(*at)
            to = how(routine, step, step.branches[number].to)
            if to and to not in (step.branches[number].to, step.id):
                branch = replace(step.branches[number], to=to)
                steps[at] = _with(step, number, branch)
        targets = tuple(step.branches[number].to for step in steps.values())
        if targets and targets not in told:
            told.add(targets)
            yield from at_site(book, site, Operator.REDIRECTED, f"{words} → {targets[0]}", steps)


def _skipping(routine: Routine, step: Step, to: str) -> str:
    return next((branch.to for branch in routine.steps[to].branches if branch.to != to), "")


def _next_in_order(routine: Routine, step: Step, to: str) -> str:
    order = list(routine.steps)
    after = order[order.index(to) + 1 :] or order
    return after[0]


def _elsewhere(routine: Routine, step: Step, to: str) -> str:
    """Some other step, always the same one: its place follows from the names."""
    others = [id for id in routine.steps if id not in (to, step.id)]
    return others[crc32(f"{step.place}{to}".encode()) % len(others)]


def _with(step: Step, number: int, branch: Branch) -> Step:
    branches = list(step.branches)
    branches[number] = branch
    return replace(step, branches=tuple(branches))


def _without(step: Step, number: int) -> Step:
    return replace(step, branches=(*step.branches[:number], *step.branches[number + 1 :]))


def _not_starting(step: Step, number: int, routine: str) -> Step:
    branch = step.branches[number]
    return _with(
        step, number, replace(branch, starts=tuple(id for id in branch.starts if id != routine))
    )

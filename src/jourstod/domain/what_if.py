"""What if: a past case's answers walked through another rulebook, to the first that parts ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from . import events as ev
from .case import Case, evolve
from .machine import move
from .migration import overridden, valuation
from .monitors import breaches
from .rulebook import Rulebook

Settled = ev.StepAnswered | ev.StepCouldNot | ev.StepNotNeeded | ev.StepOverridden
"""What settles a visit and leads on."""


@dataclass(frozen=True, slots=True)
class Parting:
    """Where a case would have gone another way: the routine and step, and how. Never an answer."""

    routine: str
    step: str
    how: str


def partings(case: Case, old: Rulebook, new: Rulebook) -> tuple[Parting, ...]:
    """The first parting on each track; what comes after it on that track is not known."""
    past, held = Case(case.id), overridden(case)
    found: dict[str, Parting] = {}
    for entry in case.entries:
        event = entry.event
        evolve(past, entry)
        if not isinstance(event, Settled) or event.track in found:
            continue
        if case.visits[event.visit].voided:
            continue
        told = next(_differs(past, event, old, new, held), "")
        if told:
            title = old.routines[past.tracks[event.track].routine].title
            found[event.track] = Parting(title, event.step, told)
    return tuple(found.values())


def _differs(
    past: Case, event: Settled, old: Rulebook, new: Rulebook, held: set[tuple[str, str, str]]
) -> Iterator[str]:
    """How the settled step leads otherwise, with the facts as they were then."""
    routine_id, visit = past.tracks[event.track].routine, past.visits[event.visit]
    routine = new.routines.get(routine_id)
    if routine is None:
        yield "rutinen finns inte längre"
        return
    step, before = routine.steps.get(event.step), old.step(routine_id, event.step)
    if step is None:
        yield "steget finns inte längre"
        return
    if step.fact != before.fact or visit.outcome not in step.outcomes:
        yield "steget frågar efter något annat, eller har andra svar"
        return
    known = valuation(past, new)
    moved = move(routine, step.id, visit.outcome, known)
    if moved.to != event.to:
        yield f"vägen leder till «{_name(moved.to)}» i stället för till «{_name(event.to)}»"
    was = move(old.routines[routine_id], step.id, visit.outcome, valuation(past, old))
    if set(was.starts) != set(moved.starts):
        yield "andra rutiner startas"
    last = partial(past.last_outcome, event.track)
    for breach in breaches(routine.krav, moved.to, last, known):
        if (event.track, breach.krav.id, moved.to) not in held:
            yield f"kravet «{_name(breach.krav.id)}» hade stoppat vägen"


def _name(step: str) -> str:
    return step.replace("_", " ")

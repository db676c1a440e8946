"""Clocks that a way starts and nothing on it can meet, and those met that never start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..answers import DONE
from ..exploration import Leg
from ..explore import Explorer
from ..findings import Finding, Severity
from ..registers import Duty
from ..routine import Krav, KravForm, Routine, Step, StepKind
from ..rulebook import Rulebook
from .graph import arrows, spread
from .starts import Edge, Starts, Walked
from .stories import story

_MET = "mött"
_DECIDED = ("beslut", "verkställighet")
_BY_HAND = ("ärende_inkom", "placering")
"""What starts a clock whatever the routines ask: how the case came in, and where somebody is."""


def check_deadlines(starts: Starts) -> Iterator[Finding]:
    """Both findings, for every duty that is the jour's own."""
    for duty in starts.book.duties.values():
        if not duty.not_ours:
            meets = {id: _meeting(one.routine, duty) for id, one in starts.walked.items()}
            for one in starts.walked.values():
                yield from _never_met(starts, one, duty, meets)
    yield from _never_started(starts)


def _never_met(
    starts: Starts, one: Walked, duty: Duty, meets: Mapping[str, frozenset[str]]
) -> Iterator[Finding]:
    """The shortest way that starts the clock and comes to an end with nobody who can meet it."""
    begun: dict[str, set[str]] = {}
    for edge in one.found.edges if one.whole else ():
        if _begins(one.routine, duty, edge):
            begun.setdefault(edge[0], set()).add(edge[1])
    first = one.routine.start in meets[one.routine.id]  # every way begins by meeting it
    if not begun or first or _met_above(starts, one.routine.id, meets):
        return
    past = _cut(starts, one.routine, meets)
    for id, outcomes in begun.items():
        way = () if id in meets[one.routine.id] else _unmet(starts.book, past, id, outcomes)
        if way:
            yield Finding(
                Severity.WARNING,
                "klocka-mots-aldrig",
                one.routine.steps[id].place,
                f"I «{id}» börjar fristen «{duty.id}», men på den här vägen möter inget steg den.",
                "Låt ett steg på vägen ha fullgör eller klocka, eller skriv i registret, under "
                "«möts av», vad som gör att den inte behövs.",
                f"fullgör: {duty.id}",
                story(starts.book, one.routine, way),
            )


def _met_above(starts: Starts, id: str, meets: Mapping[str, frozenset[str]]) -> bool:
    """Whether a routine that starts this one can meet the clock once it has done so."""
    for other in starts.above(id):
        above = starts.walked[other]
        for _, to, started in above.starts:
            if id in starts.all_from([started]) and not meets[other].isdisjoint(above.from_(to)):
                return True
    return False


def _cut(starts: Starts, routine: Routine, meets: Mapping[str, frozenset[str]]) -> Routine:
    """The routine, with every way that can meet the clock led to an end of its own."""
    met = Step(_MET, StepKind.END, "", routine.place)
    steps = {_MET: met}
    for step in routine.steps.values():
        branches = [
            replace(branch, to=_MET)
            if branch.to in meets[routine.id]
            or any(meets.get(id) for id in starts.all_from(branch.starts))
            else branch
            for branch in step.branches
        ]
        steps[step.id] = replace(step, branches=tuple(branches))
    return replace(routine, steps=steps, krav=())


def _unmet(book: Rulebook, past: Routine, id: str, outcomes: set[str]) -> tuple[Leg, ...]:
    """The shortest way to an end that the clock was started on and not met; () when none is."""
    ends = [s for s in past.steps.values() if s.kind is StepKind.END and s.id != _MET]
    begun = [b.to for b in past.steps[id].branches if not outcomes.isdisjoint(b.outcomes)]
    if spread(begun, arrows(past)).isdisjoint(end.id for end in ends):
        return ()  # told by the arrows alone, which is quick and true of most
    kravs = [
        Krav(e.id, KravForm.NEVER_AFTER, e.id, e.place, "", id, frozenset(outcomes)) for e in ends
    ]
    faults = Explorer(past, book.facts).walk(*kravs).faults
    ways = [fault.story for fault in faults if fault.krav is not None]
    return min(ways, key=len, default=())


def _never_started(starts: Starts) -> Iterator[Finding]:
    """Steps that meet or bear a clock whose start no routine can come to."""
    can = {duty.id for duty in starts.book.duties.values() if _can_start(starts, duty)}
    for one in starts.walked.values():
        for step in one.routine.steps.values():
            named = dict.fromkeys((*step.duties, *((step.clock,) if step.clock else ())))
            for id in (id for id in named if id in starts.book.duties and id not in can):
                duty = starts.book.duties[id]
                yield Finding(
                    Severity.WARNING,
                    "klocka-borjar-aldrig",
                    step.place,
                    f"«{step.id}» möter fristen «{id}», men den börjar aldrig: inget steg i någon "
                    f"rutin ger «{duty.starts_on}».",
                    "Lägg till frågan eller beslutet, eller ändra vad fristen börjar med.",
                )


def _can_start(starts: Starts, duty: Duty) -> bool:
    if duty.starts_at in _BY_HAND:
        return True
    return any(
        _begins(one.routine, duty, edge)
        for one in starts.walked.values()
        for edge in one.found.edges
    )


def _begins(routine: Routine, duty: Duty, edge: Edge) -> bool:
    """Whether settling a step so starts the clock."""
    step, outcome = routine.steps[edge[0]], edge[1]
    if duty.starts_at in _DECIDED:
        return step.decision == duty.starts_on and outcome == DONE
    if duty.starts_at == "placering":
        return step.kind is StepKind.PLACEMENT and outcome == DONE
    fact, _, value = duty.starts_on.partition(":")
    return duty.starts_at == "svar" and step.fact == fact and outcome in (value, DONE)


def _meeting(routine: Routine, duty: Duty) -> frozenset[str]:
    """The steps of a routine that can meet the clock, or that give it to somebody."""
    names = {name.partition(":")[0::2] for name in duty.met_by}
    facts = {kind for kind, _ in names if kind != "beslut"}
    made = {what for kind, what in names if kind == "beslut"}
    return frozenset(
        step.id
        for step in routine.steps.values()
        if duty.id in step.duties
        or step.clock == duty.id
        or (step.decision and step.decision in made)
        or (step.fact and step.fact in facts)
    )

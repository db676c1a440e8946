"""Behaviour: whether anybody can see a difference between a routine and the same with a fault.

What can be seen of a routine, by the handler at the screen, by a receiver and on paper:

* the order of the steps: for every way the answers can fall, and all that may be known from
  elsewhere, which step comes next, and which routines are started;
* when a wait is over;
* each step that some way comes to, as it is shown: its words, its clocks («klocka», «senast»,
  «fullgör»), the provisions and sources it names, and whom it is handed to;
* for each krav, whether some way puts it to the test, and whether some way breaks it.

Two routines that agree in all of this on every reachable state are equivalent. It is found out by
walking every state of both at once, with the facts told apart wherever either of them does it.

Not looked at: by which step the paper prints the stop of a krav, and what a krav would refuse
after a correction or a changed situation. A krav that is moved to a step where it is true on every
way as well is therefore equivalent here, unless a written night shows otherwise (judging.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from jourstod.domain.abstraction import outcomes, told_by
from jourstod.domain.answers import DONE
from jourstod.domain.carrying import OPEN, Known
from jourstod.domain.conditions import Either
from jourstod.domain.explore import explore
from jourstod.domain.facts import Fact
from jourstod.domain.machine import matching
from jourstod.domain.moves import NOT_YET_SEEN, Moves, holds_for, seen
from jourstod.domain.routine import Krav, KravForm, Routine, Step, StepKind

from .asked import classes, needed

State = tuple[str, tuple[tuple[str, object], ...]]
"""A step and the facts that either of the two may still ask about from there."""


def equivalent(sound: Routine, faulty: Routine, facts: Mapping[str, Fact]) -> bool:
    """Whether the two behave alike in every state that can be reached from the start."""
    both = _Both(sound, faulty, facts)
    if not both.alike() or any(_shown(sound, id) != _shown(faulty, id) for id in both.reached):
        return False
    return all(
        one == other or _verdict(sound, one, facts) == _verdict(faulty, other, facts)
        for one, other in zip(sound.krav, faulty.krav, strict=True)
    )


def _shown(routine: Routine, id: str) -> Step:
    """A step as it is shown; where its branches lead is seen by walking them."""
    return replace(routine.steps[id], branches=(), waits_for=None)


class _Both:
    """Two routines walked at once."""

    def __init__(self, sound: Routine, faulty: Routine, facts: Mapping[str, Fact]) -> None:
        self.sound, self.faulty, self.facts = sound, faulty, facts
        joint = _joint(sound, faulty)
        self.moves = Moves(joint, facts)
        self.kept = {id: classes(asked, self.moves.domains) for id, asked in needed(joint).items()}
        self.reached: set[str] = set()

    def alike(self) -> bool:
        """Whether every step, outcome and valuation leads to the same in both."""
        waiting: list[State] = [(self.sound.start, ())]
        known = set(waiting)
        while waiting:
            state = waiting.pop()
            self.reached.add(state[0])
            for one, other, after in self._onward(state):
                if one != other:
                    return False
                if after not in known:
                    known.add(after)
                    waiting.append(after)
        return True

    def _onward(self, state: State) -> Iterator[tuple[Seen, Seen, State]]:
        """For all that can happen at a state: what each of the two does, and the state then."""
        id, values = state
        for outcome, known in self._turns(self.moves.routine.steps[id], dict(values)):
            one = _does(self.sound.steps[id], outcome, known)
            other = _does(self.faulty.steps[id], outcome, known)
            yield one, other, self._after(one[0][0] if len(one) == 1 else id, known)

    def _turns(self, step: Step, known: Known) -> Iterator[tuple[str, Known]]:
        for outcome in outcomes(step, self.facts):
            told = told_by(step, outcome, self.moves.domains.get(step.fact))
            for value in (None,) if told is None else told:
                now = known if value is None else {**known, step.fact: value}
                for _, whole in self.moves.resolved(now, self.moves.read[step.id]):
                    yield outcome, whole

    def _after(self, to: str, known: Known) -> State:
        """The next step with what is still asked about; what is not told yet is open again."""
        kept = []
        for fact, like in self.kept[to].items():
            value = known.get(fact, OPEN)
            if value is not OPEN and value is not NOT_YET_SEEN:
                kept.append((fact, like[value]))
        return to, tuple(kept)


Seen = tuple[tuple[str, tuple[str, ...]], ...]
"""What a step does with an outcome: where it leads and what it starts, for each way it has."""


def _does(step: Step, outcome: str, known: Known) -> Seen:
    if step.kind is StepKind.WAIT and holds_for(step.waits_for, known) != (outcome == DONE):
        return ()  # a wait is over when what it waits for has come, and then by itself
    return tuple((branch.to, branch.starts) for branch in matching(step, outcome, seen(known)))


def _joint(sound: Routine, faulty: Routine) -> Routine:
    """A routine that asks all that either of the two asks: it is never followed."""
    steps = {}
    for id, step in sound.steps.items():
        other = faulty.steps[id]
        waits = [one for one in (step.waits_for, other.waits_for) if one is not None]
        branches = tuple(dict.fromkeys((*step.branches, *other.branches)))
        steps[id] = replace(
            step, branches=branches, waits_for=Either(tuple(waits)) if waits else None
        )
    return replace(sound, steps=steps, krav=())


def _verdict(routine: Routine, krav: Krav, facts: Mapping[str, Fact]) -> tuple[bool, bool]:
    """Whether some way puts the krav to the test, and whether no way breaks it."""
    found = explore(routine, facts, krav)
    reached = krav.form is not KravForm.REACHABLE or found.stuck is None
    broken = any(fault.krav is krav for fault in found.faults)
    return krav.id in found.met, reached and not broken

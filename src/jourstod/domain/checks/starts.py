"""Starts: which routines run beside each other, and who can have told a fact at a step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..exploration import Exploration
from ..machine import branches
from ..routine import Branch, Routine, Step, StepKind
from ..rulebook import Rulebook
from .graph import spread

Edge = tuple[str, str, str]
"""A move some way really makes: step, outcome, the step it leads to."""


@dataclass(frozen=True, eq=False)
class Walked:
    """A routine with what one free walk through it found."""

    routine: Routine
    found: Exploration

    @property
    def whole(self) -> bool:
        """Whether every way was walked to its end, so that what was not found is not there."""
        return not self.found.faults and not self.found.too_many

    @cached_property
    def onward(self) -> Mapping[str, set[str]]:
        """For each step, the steps some way really goes on to."""
        onward: dict[str, set[str]] = defaultdict(set)
        for step, _, to in self.found.edges:
            onward[step].add(to)
        return onward

    @cached_property
    def starts(self) -> tuple[tuple[str, str, str], ...]:
        """(step, where it leads, routine) for every start that some way comes to."""
        edges = self.found.edges
        told = {
            (step.id, branch.to, started): None
            for step in self.routine.steps.values()
            for branch in step.branches
            if branch.starts and any((step.id, o, branch.to) in edges for o in branch.outcomes)
            for started in branch.starts
        }
        return tuple(told)

    def from_(self, step: str) -> set[str]:
        """The steps some way goes on to from a step, and the step itself."""
        return spread([step], self.onward)

    def taken(self, edge: Edge) -> tuple[Branch, ...]:
        """The branches that may have made a move: those of its outcome that lead there."""
        step, outcome, to = edge
        return tuple(b for b in branches(self.routine.steps[step], outcome) if b.to == to)


@dataclass(frozen=True, eq=False)
class Starts:
    """The routines of a book as they start each other; nothing here explores anything again."""

    book: Rulebook
    walked: Mapping[str, Walked]
    started_by: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        by = {id: {started for *_, started in one.starts} for id, one in self.walked.items()}
        object.__setattr__(self, "started_by", by)

    @cached_property
    def by_hand(self) -> frozenset[str]:
        """The routines that no routine starts: a handler starts them, at any time."""
        started = {id for others in self.started_by.values() for id in others}
        return frozenset(self.walked) - started

    @cached_property
    def askers(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """For each fact, the steps that ask for it and that some way comes to."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for id, one in self.walked.items():
            for step in one.routine.steps.values():
                if step.fact and step.id in one.found.reached:
                    found[step.fact].append((id, step.id))
        return {fact: tuple(steps) for fact, steps in found.items()}

    def all_from(self, ids: Iterable[str]) -> set[str]:
        """The routines that these start, straight or through others, and these."""
        return spread(ids, self.started_by)

    def above(self, id: str) -> set[str]:
        """The routines that start this one, straight or through others."""
        return {other for other in self.walked if other != id and id in self.all_from([other])}

    def can_have_told(self, fact: str, id: str, step: str) -> bool:
        """Whether a fact can have been told when a way through a routine comes to a step.

        By an earlier step of its own (or an earlier run), by a routine it has started by then, by
        one that runs beside it, or by one that a handler starts when it suits.
        """
        others = set()
        for routine, asking in self.askers.get(fact, ()):
            if routine != id:
                others.add(routine)
            elif self.walked[id].routine.repeatable or self._before(id, asking, step):
                return True
        return not others.isdisjoint(self._beside(id) | self._started_before(id, step))

    def _before(self, id: str, asking: str, step: str) -> bool:
        one = self.walked[id]
        return step in spread(one.onward.get(asking, ()), one.onward)

    def _started_before(self, id: str, step: str) -> set[str]:
        one = self.walked[id]
        return self.all_from(started for _, to, started in one.starts if step in one.from_(to))

    def _beside(self, id: str) -> set[str]:
        """The routines that may run when this one does, whatever it starts itself.

        One that is started by hand may come after anything that another such one has started.
        """
        if id in self.by_hand:
            return self.all_from(self.by_hand - {id})
        return spread(self.above(id), {**self.started_by, id: set()}) | self.by_hand


def asks(step: Step) -> bool:
    """Whether the step asks somebody something, aloud."""
    return step.kind in (StepKind.QUESTION, StepKind.CONSENT)

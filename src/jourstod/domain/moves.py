"""Moves: what can happen at a step under the facts it reads, worked out once for each valuation.

Whatever krav is watched, the moves are the same: every outcome, every way the facts that are
still open can turn out, and where machine.py says that it leads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, NamedTuple

from .abstraction import Crowded, Domain, domains, outcomes, told_by
from .answers import DONE, NOT_YET
from .carrying import OPEN, Known
from .conditions import Condition, Value, holds, reads
from .demand import Demand
from .exploration import Leg
from .facts import Fact
from .machine import matching
from .routine import Branch, Routine, Step, StepKind

NOT_YET_SEEN = object()
"""Read, and not told yet: told apart from OPEN only within the move that read it."""

Found = tuple[tuple[str, Value], ...]


class Move(NamedTuple):
    """One outcome with what it told and found: where it leads, or what is wrong with it.

    `known` are the facts the step reads as they are after it. `fault` is missing or overlapping;
    `stays` when the step is not left yet and a fact was told elsewhere meanwhile.
    """

    leg: Leg
    known: Known
    to: str = ""
    fault: str = ""
    stays: bool = False


MOST_AT_ONCE = 50_000
"""The most ways that the open facts of one condition may turn out."""

MOST_MOVES = 500_000
"""The most moves of a routine that are worked out."""

_Matching = dict[tuple[object, ...], tuple[Branch, ...]]
"""The branches that match, by the values of the facts they ask for."""


@dataclass(frozen=True, slots=True)
class _Settling:
    """A step settled with an outcome: what may be told by it, and what its branches ask."""

    outcome: str
    told: tuple[Value | None, ...]
    asked: tuple[str, ...]
    matching: _Matching
    """Shared by outcomes with the same branches."""


class Moves:
    """The moves of one routine; `told_here` are facts that nobody tells elsewhere.

    Raises Crowded when there are too many, here and wherever asked.
    """

    def __init__(
        self, routine: Routine, facts: Mapping[str, Fact], told_here: frozenset[str] = frozenset()
    ) -> None:
        self.routine, self.facts, self.told_here = routine, facts, told_here
        self.domains = domains(routine, facts)
        self.demand = Demand(routine, self.domains)
        self.read = {id: _reads(step) for id, step in routine.steps.items()}
        self.before: dict[str, list[str]] = {id: [] for id in routine.steps}
        """The steps that lead to each step."""
        for step in routine.steps.values():
            for to in dict.fromkeys(branch.to for branch in step.branches):
                self.before[to].append(step.id)
        self.tables: dict[object, Any] = {}
        """Kept for those that walk with these moves (see ways.py)."""
        self._made = 0
        self._conditions = 0
        self._possible: dict[str, Domain] = {}
        self._of_step: dict[str, tuple[_Settling, ...]] = {}
        self._known: dict[tuple[str, tuple[object, ...]], tuple[Move, ...]] = {}

    def renew(self) -> None:
        """Forget what was worked out before a krav told values apart more finely."""
        if self._conditions != self.demand.conditions:
            self._conditions = self.demand.conditions
            self._possible.clear()
            self._known.clear()
            self.tables.clear()

    def at(self, step_id: str, values: tuple[object, ...]) -> tuple[Move, ...]:
        """The moves at a step; `values` are those of the facts it reads (`read`), in order."""
        key = (step_id, values)
        found = self._known.get(key)
        if found is None:
            known = dict(zip(self.read[step_id], values, strict=True))
            found = self._known[key] = tuple(self._counted(step_id, known))
        return found

    def _counted(self, step_id: str, known: Known) -> Iterator[Move]:
        for move in self._moves(self.routine.steps[step_id], known):
            self._made += 1
            if self._made > MOST_MOVES:
                raise Crowded(self.read[step_id])
            yield move

    def resolved(self, known: Known, asked: tuple[str, ...]) -> Iterator[tuple[Found, Known]]:
        """Every way the open facts among those asked can turn out, `ännu inte` among them."""
        unseen = [fact for fact in asked if known.get(fact, OPEN) is OPEN]
        if not unseen:
            yield (), known
            return
        possible = [self._turns_out(fact) for fact in unseen]
        if prod(map(len, possible)) > MOST_AT_ONCE:
            raise Crowded(tuple(unseen))
        for chosen in product(*possible):
            found = tuple(zip(unseen, chosen, strict=True))
            yield found, {**known, **settled_by(found)}

    def _moves(self, step: Step, known: Known) -> Iterator[Move]:
        for settling in self._settlings(step):
            for told in settling.told:
                now = known if told is None else {**known, step.fact: told}
                for found, settled in self.resolved(now, settling.asked):
                    yield from self._turned_out(step, settling, told, found, settled)

    def _turned_out(
        self, step: Step, settling: _Settling, told: Value | None, found: Found, known: Known
    ) -> Iterator[Move]:
        outcome = settling.outcome
        if found:
            yield Move(Leg(step.id, NOT_YET, None, found), known, step.id, stays=True)
        if step.kind is StepKind.WAIT and holds_for(step.waits_for, known) != (outcome == DONE):
            return  # a wait is over when what it waits for has come, and then by itself
        values = tuple([known.get(fact, OPEN) for fact in settling.asked])
        ways = settling.matching.get(values)
        if ways is None:
            ways = settling.matching[values] = matching(step, outcome, seen(known))
        leg = Leg(step.id, outcome, told, found)
        if len(ways) == 1:
            yield Move(leg, known, ways[0].to)
        else:
            yield Move(leg, known, fault="overlapping" if ways else "missing")

    def _settlings(self, step: Step) -> tuple[_Settling, ...]:
        if step.id not in self._of_step:
            shared: dict[tuple[int, ...], _Matching] = {}
            self._of_step[step.id] = tuple(
                _Settling(
                    outcome,
                    self._told(step, outcome),
                    _asked(step, outcome),
                    shared.setdefault(_tried(step, outcome), {}),
                )
                for outcome in outcomes(step, self.facts)
            )
        return self._of_step[step.id]

    def _told(self, step: Step, outcome: str) -> tuple[Value | None, ...]:
        values = told_by(step, outcome, self.domains.get(step.fact))
        return (None,) if values is None else values

    def _turns_out(self, fact: str) -> Domain:
        """What an open fact may turn out to be, told apart no finer than anything asks."""
        if fact not in self._possible:
            here = fact in self.told_here
            self._possible[fact] = (*(() if here else self.demand.told_apart(fact)), NOT_YET)
        return self._possible[fact]


def settled_by(found: Found) -> dict[str, object]:
    """The facts that were open, as they are once they have been read."""
    return {fact: NOT_YET_SEEN if value == NOT_YET else value for fact, value in found}


def with_found(leg: Leg, found: Found) -> Leg:
    """The leg, on which this was found too."""
    return leg._replace(found=(*leg.found, *found)) if found else leg


def holds_for(condition: Condition | None, known: Known) -> bool:
    """Whether a condition holds for the facts that are told."""
    return condition is not None and holds(condition, seen(known))


def seen(known: Known) -> dict[str, Value]:
    """What conditions see: facts that are told."""
    return {
        fact: value  # type: ignore[misc]
        for fact, value in known.items()
        if value is not OPEN and value is not NOT_YET_SEEN
    }


def _reads(step: Step) -> tuple[str, ...]:
    """The facts that decide where the step leads."""
    told = (*(branch.condition for branch in step.branches), step.waits_for)
    return tuple(dict.fromkeys(fact for condition in told for fact in reads(condition)))


def _asked(step: Step, outcome: str) -> tuple[str, ...]:
    """The facts that the step's branches for an outcome read, and what it waits for."""
    told = [b.condition for b in step.branches if outcome in b.outcomes]
    if step.kind is StepKind.WAIT:
        told.append(step.waits_for)
    return tuple(dict.fromkeys(fact for condition in told for fact in reads(condition)))


def _tried(step: Step, outcome: str) -> tuple[int, ...]:
    """The places of the branches for an outcome."""
    return tuple(at for at, branch in enumerate(step.branches) if outcome in branch.outcomes)

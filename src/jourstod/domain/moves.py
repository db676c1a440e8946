"""Moves: what can happen at a step under the facts it reads, worked out once for each valuation.

Whatever krav is watched, the moves are the same: every outcome, every way the facts that are
still open can turn out, and where machine.py says that it leads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from .abstraction import Atom, Classes, Domain, classes, domains, outcomes, told_by
from .answers import DONE, NOT_YET
from .conditions import Condition, Value, holds, reads
from .exploration import Leg
from .facts import Fact
from .machine import matching
from .routine import Routine, Step, StepKind

OPEN = object()
"""A fact nobody has read yet: told elsewhere, or not at all."""

NOT_YET_SEEN = object()
"""Read, and not told yet: told apart from OPEN only within the move that read it."""

Known = Mapping[str, object]
Found = tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Move:
    """One outcome with what it told and found: where it leads, or what is wrong with it.

    `known` are the facts the step reads as they are after it. `fault` is missing or overlapping;
    `stays` when the step is not left yet and a fact was told elsewhere meanwhile.
    """

    leg: Leg
    known: Known
    to: str = ""
    fault: str = ""
    stays: bool = False


class Moves:
    """The moves of one routine; `told_here` are facts that nobody tells elsewhere."""

    def __init__(
        self, routine: Routine, facts: Mapping[str, Fact], told_here: frozenset[str] = frozenset()
    ) -> None:
        self.routine, self.facts, self.told_here = routine, facts, told_here
        self.domains = domains(routine, facts)
        self.read = {id: _reads(step) for id, step in routine.steps.items()}
        self.tables: dict[object, Any] = {}
        """Kept for those that walk with these moves (see ways.py)."""
        self._known: dict[tuple[str, tuple[object, ...]], tuple[Move, ...]] = {}
        self._classes: dict[frozenset[Atom], Classes] = {}

    def at(self, step_id: str, values: tuple[object, ...]) -> tuple[Move, ...]:
        """The moves at a step; `values` are those of the facts it reads (`read`), in order."""
        key = (step_id, values)
        found = self._known.get(key)
        if found is None:
            known = dict(zip(self.read[step_id], values, strict=True))
            found = self._known[key] = tuple(self._moves(self.routine.steps[step_id], known))
        return found

    def classes(self, asked: frozenset[Atom]) -> Classes:
        """How finely values are told apart where that is what is still asked for."""
        if asked not in self._classes:
            self._classes[asked] = classes(asked, self.domains)
        return self._classes[asked]

    def resolved(self, known: Known, asked: tuple[str, ...]) -> Iterator[tuple[Found, Known]]:
        """Every way the open facts among those asked can turn out, `ännu inte` among them."""
        unseen = [fact for fact in asked if known.get(fact, OPEN) is OPEN]
        if not unseen:
            yield (), known
            return
        for chosen in product(*(self._possible(fact) for fact in unseen)):
            found = tuple(zip(unseen, chosen, strict=True))
            settled = {fact: NOT_YET_SEEN if v == NOT_YET else v for fact, v in found}
            yield found, {**known, **settled}

    def _moves(self, step: Step, known: Known) -> Iterator[Move]:
        for outcome in outcomes(step, self.facts):
            asked = _asked(step, outcome)
            for told in self._told(step, outcome):
                now = known if told is None else {**known, step.fact: told}
                for found, settled in self.resolved(now, asked):
                    yield from self._turned_out(step, outcome, told, found, settled)

    def _turned_out(
        self, step: Step, outcome: str, told: Value | None, found: Found, known: Known
    ) -> Iterator[Move]:
        if found:
            yield Move(Leg(step.id, NOT_YET, None, found), known, step.id, stays=True)
        if step.kind is StepKind.WAIT and holds_for(step.waits_for, known) != (outcome == DONE):
            return  # a wait is over when what it waits for has come, and then by itself
        ways, leg = matching(step, outcome, seen(known)), Leg(step.id, outcome, told, found)
        if len(ways) == 1:
            yield Move(leg, known, ways[0].to)
        else:
            yield Move(leg, known, fault="overlapping" if ways else "missing")

    def _told(self, step: Step, outcome: str) -> tuple[Value | None, ...]:
        values = told_by(step, outcome, self.domains.get(step.fact))
        return (None,) if values is None else values

    def _possible(self, fact: str) -> Domain:
        return (NOT_YET,) if fact in self.told_here else (*self.domains[fact], NOT_YET)


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

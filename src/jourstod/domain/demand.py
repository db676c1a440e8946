"""Demand: what is still asked for from each step on, as the bits of a number.

There is one bit for each condition on a single fact. A fact is kept from the first step that tells
or reads it to its last reader, and its values are told apart no finer than the readers that are
left: both keep the states few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .abstraction import Atom, Domain
from .answers import COULD_NOT
from .conditions import Condition, Value, atoms, holds, reads
from .routine import Branch, Routine, Step, StepKind

Classes = Mapping[str, Mapping[Any, object]]
"""For each fact that is kept: each value by the first one that is like it."""


@dataclass(frozen=True, slots=True)
class _Arrow:
    """A way from one step to another, and the fact that is told anew however one takes it."""

    earlier: str
    tells: str


class Demand:
    """The conditions of one routine, and what is asked for where."""

    def __init__(self, routine: Routine, domains: Mapping[str, Domain]) -> None:
        self._routine, self._domains = routine, domains
        self._number: dict[Atom, int] = {}
        self._atoms: list[Atom] = []
        self._of_fact: dict[str, int] = {}
        self._classes: dict[int, Classes] = {}
        self._like: dict[tuple[str, int], Mapping[Value, Value]] = {}
        self._asked = {id: self._asks(step, step.branches) for id, step in routine.steps.items()}
        self._facts = {id: _touches(step) for id, step in routine.steps.items()}
        self._onto = {id: _targets(step) for id, step in routine.steps.items()}
        self._into: dict[str, list[_Arrow]] = {id: [] for id in routine.steps}
        for step in routine.steps.values():
            for to in self._onto[step.id]:
                self._into[to].append(_Arrow(step.id, _tells(step, to)))

    def needed(
        self, on_entry: Mapping[str, Iterable[Condition]], within: frozenset[str] | None = None
    ) -> dict[str, int]:
        """For each step, what is asked from there on of facts that may be known there.

        `on_entry` adds what is asked on entering a step (the conditions of krav), and so of the
        steps before it. `within` leaves out the other steps, and what only decides whether one
        leaves for them.
        """
        entry = {id: self._bits(conditions) for id, conditions in on_entry.items()}
        if within is None:
            here = dict(self._asked)
        else:
            here = {id: self._asked_within(id, within) for id in self._asked if id in within}
        asked = self._asked_onward(here, entry)
        known = self._known(asked, entry)
        return {id: bits & known[id] for id, bits in asked.items()}

    def _asked_onward(self, found: dict[str, int], entry: Mapping[str, int]) -> dict[str, int]:
        """What each step asks and what is asked after it, unless it is told anew on the way."""
        waiting = list(found)
        while waiting:
            id = waiting.pop()
            bits = found[id] | entry.get(id, 0)
            for arrow in self._into[id]:
                before = found.get(arrow.earlier)
                if before is None:
                    continue
                more = before | (bits & ~self._of_fact.get(arrow.tells, 0))
                if more != before:
                    found[arrow.earlier] = more
                    waiting.append(arrow.earlier)
        return found

    def _known(self, steps: Iterable[str], entry: Mapping[str, int]) -> dict[str, int]:
        """All that may be asked of the facts that are told or read up to and at each step."""
        found: dict[str, int] = {}
        for id in steps:
            on_entry = (atom.fact for atom in self._atoms_of(entry.get(id, 0)))
            facts = {*self._facts[id], *on_entry}
            found[id] = sum(self._of_fact.get(fact, 0) for fact in facts)
        waiting = list(found)[::-1]
        while waiting:
            id = waiting.pop()
            for to in self._onto[id]:
                if to in found and (more := found[to] | found[id]) != found[to]:
                    found[to] = more
                    waiting.append(to)
        return found

    def _atoms_of(self, bits: int) -> Iterator[Atom]:
        while bits:
            lowest = bits & -bits
            yield self._atoms[lowest.bit_length() - 1]
            bits ^= lowest

    def classes(self, asked: int) -> Classes:
        """How finely each fact's values are told apart where that is what is still asked for."""
        if asked not in self._classes:
            facts = sorted({atom.fact for atom in self._atoms_of(asked)})
            self._classes[asked] = {f: self._alike(f, asked & self._of_fact[f]) for f in facts}
        return self._classes[asked]

    def told_apart(self, fact: str) -> tuple[Value, ...]:
        """The first of the values that no condition of the routine tells from each other."""
        return tuple(dict.fromkeys(self._alike(fact, self._of_fact[fact]).values()))

    @property
    def conditions(self) -> int:
        """How many conditions on single facts there are: a krav of one's own may bring more."""
        return len(self._atoms)

    def _alike(self, fact: str, asked: int) -> Mapping[Value, Value]:
        """Each value of the fact by the first one that these conditions do not tell it from."""
        if (fact, asked) not in self._like:
            tests = list(self._atoms_of(asked))
            first: dict[tuple[bool, ...], Value] = {}
            self._like[fact, asked] = {
                value: first.setdefault(
                    tuple([holds(test, {fact: value}) for test in tests]), value
                )
                for value in self._domains[fact]
            }
        return self._like[fact, asked]

    def _bits(self, conditions: Iterable[Condition]) -> int:
        found = 0
        for condition in conditions:
            for atom in atoms(condition):
                if atom not in self._number:
                    self._number[atom] = len(self._atoms)
                    self._atoms.append(atom)
                bit = 1 << self._number[atom]
                self._of_fact[atom.fact] = self._of_fact.get(atom.fact, 0) | bit
                found |= bit
        return found

    def _asked_within(self, id: str, within: frozenset[str]) -> int:
        """What the step asks to choose among the ways on that do not leave for other steps."""
        step = self._routine.steps[id]
        if all(branch.to in within for branch in step.branches):
            return self._asked[id]
        stay = {o for branch in step.branches if branch.to in within for o in branch.outcomes}
        return self._asks(step, [b for b in step.branches if not stay.isdisjoint(b.outcomes)])

    def _asks(self, step: Step, branches: Iterable[Branch]) -> int:
        """What the branches and the step's wait ask, but of the fact it tells itself."""
        told = [branch for branch in branches if branch.condition is not None]
        asked = self._bits(branch.condition for branch in told if branch.condition is not None)
        # A branch for «gick inte», which tells nothing, may read the step's own fact.
        if not any(COULD_NOT in b.outcomes and step.fact in reads(b.condition) for b in told):
            asked &= ~self._of_fact.get(step.fact, 0)
        waits = step.waits_for if step.kind is StepKind.WAIT else None
        return asked | (self._bits((waits,)) if waits is not None else 0)


def _tells(step: Step, to: str) -> str:
    outcomes = {o for branch in step.branches if branch.to == to for o in branch.outcomes}
    return "" if COULD_NOT in outcomes else step.fact


def _touches(step: Step) -> frozenset[str]:
    """The facts that the step tells or reads."""
    read = (*(branch.condition for branch in step.branches), step.waits_for)
    return frozenset((step.fact, *(fact for condition in read for fact in reads(condition))))


def _targets(step: Step) -> tuple[str, ...]:
    return tuple(dict.fromkeys(branch.to for branch in step.branches))

"""Ways: the moves of a routine with some krav watched, one for each state they lead to.

A step reads few facts, and many states agree on them. What they do not agree on is only carried
along, so the ways are the same for them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .abstraction import Atom, Classes
from .answers import DONE
from .conditions import reads
from .exploration import Fault, Leg, State
from .monitors import broken_by, done
from .moves import OPEN, Known, Move, Moves, holds_for, seen
from .routine import Krav, KravForm, Routine, StepKind

CARRIED = object()
"""In a way: the value is the one the state had."""

Plan = tuple[tuple[int, object], ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way on: the leg, the step it leads to, and how the values there come about.

    `plan` has for each fact kept there the place of the value carried along and the value set
    (CARRIED when it is carried); `like` what stands for a value there.
    """

    leg: Leg
    to: str
    plan: Plan
    done: bool | None
    """Whether the krav's other step is done; None when that is as it was."""
    like: tuple[Mapping[Any, object], ...]

    def values(self, before: tuple[object, ...]) -> tuple[object, ...]:
        """The values at the step it leads to."""
        return tuple(
            [
                like.get(before[at], OPEN) if value is CARRIED else value
                for (at, value), like in zip(self.plan, self.like, strict=True)
            ]
        )


@dataclass(slots=True)
class Onward:
    """All ways on from a step: one for each state they lead to, and every edge they go over."""

    ways: dict[tuple[str, Plan, bool | None], Way] = field(default_factory=dict)
    edges: dict[tuple[str, str], Leg] = field(default_factory=dict)
    """The first leg with each outcome to each step."""
    faults: list[Fault] = field(default_factory=list)
    met: set[str] = field(default_factory=set)


Table = dict[tuple[tuple[object, ...], bool | None], Onward]
"""The ways on from one step, by the values that decide and, where it matters, by what is done."""


class Ways:
    """The ways of one routine, with some krav watched.

    `asked` is what is still asked for from each step on: it says which facts are kept there, and
    how finely their values are told apart. Where no krav has a say, the ways are the same as in
    every other walk with the same moves, and are worked out once for them all.
    """

    def __init__(
        self, moves: Moves, kravs: tuple[Krav, ...], asked: Mapping[str, frozenset[Atom]]
    ) -> None:
        self.moves, self.kravs, self.asked = moves, kravs, asked
        self.other = next((krav.other for krav in kravs if krav.other), "")
        self.must_reach = any(krav.form is KravForm.REACHABLE for krav in kravs)
        self.watching: dict[str, list[Krav]] = {}
        for krav in kravs:
            self.watching.setdefault(krav.step, []).append(krav)
        self.kept: dict[str, Classes] = {id: moves.classes(atoms) for id, atoms in asked.items()}
        self.still_asked = _leading_to(moves.routine, self.watching) if self.other else frozenset()
        self._at = {id: {f: n for n, f in enumerate(facts)} for id, facts in self.kept.items()}
        self._like = {id: tuple(facts.values()) for id, facts in self.kept.items()}
        self._places = {id: self._decisive(id) for id in asked}
        self._own: dict[str, Table] = {}
        self._tables = {id: self._table(id) for id in asked}

    def in_(self) -> Onward:
        """The ways into the routine's first step."""
        onward = Onward()
        start = self.moves.routine.start
        self._arrive(onward, "", Leg("", "", None), {}, start, False)
        return onward

    def after(self, state: State, way: Way) -> State:
        """The state that a way leads to; what no krav can ask for any more is forgotten."""
        finished = state.done if way.done is None else way.done
        return State(way.to, way.values(state.values), finished and way.to in self.still_asked)

    def on_from(self, state: State) -> Onward:
        """The ways on from a state."""
        id, values = state.step, state.values
        done = state.done if id in self._own else None
        key = (tuple([values[at] for at in self._places[id]]), done)
        table = self._tables[id]
        found = table.get(key)
        if found is None:
            found = table[key] = self._worked_out(state, done)
        return found

    def _table(self, id: str) -> Table:
        """Where the ways on from a step are kept: with the moves, unless a krav has a say here."""
        targets = sorted({branch.to for branch in self.moves.routine.steps[id].branches})
        if id == self.other or any(to in self.watching for to in targets):
            return self._own.setdefault(id, {})
        shape = (id, self.must_reach, self.asked[id], tuple(self.asked[to] for to in targets))
        table: Table = self.moves.tables.setdefault(shape, {})
        return table

    def _decisive(self, id: str) -> tuple[int, ...]:
        """The places of the kept facts that decide where the step leads, and what breaks there."""
        read = set(self.moves.read[id])
        for branch in self.moves.routine.steps[id].branches:
            for krav in self.watching.get(branch.to, ()):
                read |= set(reads(krav.condition))
        return tuple(at for fact, at in self._at[id].items() if fact in read)

    def _worked_out(self, state: State, done: bool | None) -> Onward:
        kept, onward = tuple(self.kept[state.step]), Onward()
        known = {kept[at]: state.values[at] for at in self._places[state.step]}
        values = tuple(known.get(fact, OPEN) for fact in self.moves.read[state.step])
        for move in self.moves.at(state.step, values):
            self._make(onward, state.step, done, move, {**known, **move.known})
        return onward

    def _make(self, onward: Onward, at: str, done: bool | None, move: Move, known: Known) -> None:
        if move.fault:
            onward.faults.append(Fault(move.fault, at, move.leg.outcome, (move.leg,)))
        elif move.stays:
            # It may have closed the only way to where one must be able to come.
            if self.must_reach or self._waits(at):
                self._add(onward, at, move.leg, at, known, done)
        else:
            self._arrive(onward, at, move.leg, known, move.to, self._finished(at, move, done))

    def _waits(self, id: str) -> bool:
        return self.moves.routine.steps[id].kind is StepKind.WAIT

    def _finished(self, at: str, move: Move, before: bool | None) -> bool | None:
        """Whether the krav's other step is done after this outcome."""
        if at != self.other:
            return before
        return done(next(krav for krav in self.kravs if krav.other), move.leg.outcome)

    def _arrive(
        self, onward: Onward, before: str, leg: Leg, known: Known, to: str, finished: bool | None
    ) -> None:
        """Enter a step in every way the facts its krav read can turn out, unless one is broken."""
        watching = self.watching.get(to)
        if watching is None:
            self._add(onward, before, leg, to, known, finished)
            return
        asked = tuple(dict.fromkeys(f for krav in watching for f in reads(krav.condition)))
        for found, whole in self.moves.resolved(known, asked):
            whole_leg = Leg(leg.step, leg.outcome, leg.told, (*leg.found, *found))
            onward.met |= {krav.id for krav in watching if _put_to_the_test(krav, whole)}
            broken = [krav for krav in watching if _broken(krav, to, whole, bool(finished))]
            for krav in broken:
                onward.faults.append(Fault("broken", leg.step, leg.outcome, (whole_leg,), krav))
            if not broken:
                self._add(onward, before, whole_leg, to, whole, finished)

    def _add(
        self, onward: Onward, before: str, leg: Leg, to: str, known: Known, finished: bool | None
    ) -> None:
        onward.edges.setdefault((leg.outcome, to), leg)
        carried = self._at.get(before, {})
        plan = tuple([_planned(f, like, known, carried) for f, like in self.kept[to].items()])
        key = (to, plan, finished)
        if key not in onward.ways:
            onward.ways[key] = Way(leg, to, plan, finished, self._like[to])


def _leading_to(routine: Routine, goals: Iterable[str]) -> frozenset[str]:
    """The steps from which some way leads to one of these, and those themselves."""
    before: dict[str, list[str]] = {id: [] for id in routine.steps}
    for step in routine.steps.values():
        for branch in step.branches:
            before[branch.to].append(step.id)
    found = set(goals)
    waiting = list(found)
    while waiting:
        fresh = set(before.get(waiting.pop(), ())) - found
        found |= fresh
        waiting.extend(fresh)
    return frozenset(found)


def _planned(
    fact: str, like: Mapping[Any, object], known: Known, carried: Mapping[str, int]
) -> tuple[int, object]:
    """How the value of a fact at the next step comes about; what is not told yet stays open."""
    if fact in known:
        return (0, like.get(known[fact], OPEN))
    return (carried[fact], CARRIED) if fact in carried else (0, OPEN)


def _put_to_the_test(krav: Krav, known: Known) -> bool:
    """Whether the krav has something to say of entering its step so."""
    always = krav.form is not KravForm.BEFORE or krav.condition is None
    return always or holds_for(krav.condition, known)


def _broken(krav: Krav, to: str, known: Known, finished: bool) -> bool:
    last = (min(krav.accepts) if krav.accepts else DONE) if finished else ""
    return broken_by(krav, to, lambda _: last, seen(known))

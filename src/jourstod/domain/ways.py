"""Ways: the moves of a routine with some krav watched, one for each state they lead to.

A step reads few facts, and many states agree on them. What they do not agree on is only carried
along, so the ways are the same for them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .abstraction import Crowded
from .answers import DONE
from .carrying import OPEN, Carrying, Known, Values, picking
from .conditions import reads
from .demand import Classes
from .exploration import Fault, Leg, State
from .monitors import broken_by
from .moves import Found, Moves, holds_for, seen, settled_by, with_found
from .remembering import NO_TURN, Memory, Turn, leading_to
from .routine import Krav, KravForm, StepKind

MOST_WAYS = 1_000_000
"""The most ways of one walk that are worked out, those that turn out to be the same among them."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way on: the leg, the step it leads to, how the values there come about from those here,
    and what of the krav's other steps is done or undone by it."""

    leg: Leg
    to: str
    values: Callable[[Values], Values]
    turn: Turn


@dataclass(slots=True)
class Onward:
    """All ways on from a step: one for each state they lead to, and every edge they go over."""

    ways: dict[tuple[str, Values, Turn], Way] = field(default_factory=dict)
    edges: dict[tuple[str, str], Leg] = field(default_factory=dict)
    """The first leg with each outcome to each step."""
    faults: list[Fault] = field(default_factory=list)
    met: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    """The krav among the faults; the first leg that breaks each is told."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What entering a step says of its krav, for one way that the open facts turn out."""

    found: Found
    met: frozenset[str]
    broken: tuple[Krav, ...]


@dataclass(slots=True)
class _Here:
    """A step as a walk stands on it."""

    facts: tuple[str, ...]
    pick: Callable[[Values], Values]
    """Picks the values that decide where the step leads, and what breaks there."""
    decisive: tuple[str, ...]
    bits: int
    """The bits of the memory that decide what breaks."""
    table: dict[tuple[Values, int], Onward]


class Ways:
    """The ways of one routine, with some krav watched.

    What is still asked for from each step on says which facts are kept there, and how finely their
    values are told apart. Unless `whole`, only steps are walked from which one can come to a step
    of the krav. Where no krav has a say, the ways are the same as in every other walk with the
    same moves, and are worked out once for them all. Raises Crowded when they are too many.
    """

    def __init__(self, moves: Moves, kravs: tuple[Krav, ...], whole: bool = True) -> None:
        self._moves = moves
        self.must_reach = any(krav.form is KravForm.REACHABLE for krav in kravs)
        self._watching: dict[str, list[Krav]] = {}
        for krav in kravs:
            self._watching.setdefault(krav.step, []).append(krav)
        self._asked_on_entry: dict[str, dict[tuple[str, ...], list[Krav]]] = {}
        for krav in kravs:
            alike = self._asked_on_entry.setdefault(krav.step, {})
            alike.setdefault(reads(krav.condition), []).append(krav)
        on_entry = {
            id: [krav.condition for krav in watching if krav.condition is not None]
            for id, watching in self._watching.items()
        }
        within = None if whole else leading_to(self._watching, moves.before)
        self.asked = moves.demand.needed(on_entry, within)
        moves.renew()
        self.memory = Memory(kravs, moves.before)
        self._added = 0
        self._stood: dict[str, _Here] = {}
        self._carrying: dict[tuple[str, str], Carrying] = {}
        self._entered: dict[tuple[str, tuple[str, ...], Values, int], tuple[_Entry, ...]] = {}

    def kept(self, id: str) -> Classes:
        """The facts kept at a step, and how finely their values are told apart."""
        return self._moves.demand.classes(self.asked[id]) if id in self.asked else {}

    def in_(self) -> Onward:
        """The ways into the routine's first step."""
        onward = Onward()
        start = self._moves.routine.start
        if start in self.asked:
            self._arrive(onward, "", Leg("", "", None), {}, start, 0)
        return onward

    def on_from(self, state: State) -> Onward:
        """The ways on from a state."""
        here = self._stood.get(state[0]) or self._stand(state[0])
        key = (here.pick(state[1]), state[2] & here.bits)
        found = here.table.get(key)
        if found is None:
            found = here.table[key] = self._worked_out(state[0], here, *key)
        return found

    def _stand(self, id: str) -> _Here:
        facts = tuple(self.kept(id))
        targets = sorted({branch.to for branch in self._moves.routine.steps[id].branches})
        read = {*self._moves.read[id], *(f for to in targets for f in self._asked_of(to))}
        places = tuple(at for at, fact in enumerate(facts) if fact in read)
        bits = 0
        for to in targets:
            bits |= self.memory.asked.get(to, 0)
        decisive = tuple(facts[at] for at in places)
        here = _Here(facts, picking(places), decisive, bits, self._table(id, targets))
        self._stood[id] = here
        return here

    def _table(self, id: str, targets: Iterable[str]) -> dict[tuple[Values, int], Onward]:
        """Where the ways on from a step are kept: with the moves, unless a krav has a say here."""
        if self.memory.looks_at(id) or any(to in self._watching for to in targets):
            return {}
        shape = (id, self.must_reach, self.asked[id], tuple(self.asked.get(to) for to in targets))
        table: dict[tuple[Values, int], Onward] = self._moves.tables.setdefault(shape, {})
        return table

    def _worked_out(self, id: str, here: _Here, values: Values, bits: int) -> Onward:
        onward = Onward()
        known = dict(zip(here.decisive, values, strict=True))
        read = tuple([known.get(fact, OPEN) for fact in self._moves.read[id]])
        more = not known.keys() <= set(self._moves.read[id])  # only a krav has read the rest
        for move in self._moves.at(id, read):
            after = {**known, **move.known} if more else move.known
            if move.fault:
                onward.faults.append(Fault(move.fault, id, move.leg.outcome, (move.leg,)))
            elif move.stays:
                # It may have closed the only way to where one must be able to come.
                if self.must_reach or self._waits(id):
                    self._add(onward, id, move.leg, after, id, NO_TURN)
            elif move.to in self.asked:
                self._arrive(onward, id, move.leg, after, move.to, bits)
        return onward

    def _waits(self, id: str) -> bool:
        return self._moves.routine.steps[id].kind is StepKind.WAIT

    def _arrive(
        self, onward: Onward, before: str, leg: Leg, known: Known, to: str, bits: int
    ) -> None:
        """Enter a step in every way the facts its krav read can turn out, unless one is broken."""
        turn = self.memory.turn(before, leg.outcome)
        watching = self._asked_on_entry.get(to)
        if watching is None:
            self._add(onward, before, leg, known, to, turn)
            return
        bits = (bits & turn[0] | turn[1]) & self.memory.asked.get(to, 0)
        sound = True
        for asked in watching:
            for entry in self._entries(to, asked, known, bits):
                onward.met |= entry.met
                self._tell(onward, leg, entry)
                sound = sound and not entry.broken
                if len(watching) == 1 and not entry.broken:
                    self._add_found(onward, before, leg, known, to, turn, entry.found)
        if len(watching) > 1 and sound:
            later = tuple(f for f in self._asked_of(to) if f in self.kept(to))
            for found, _ in self._moves.resolved(known, later):
                self._add_found(onward, before, leg, known, to, turn, found)

    def _entries(
        self, to: str, asked: tuple[str, ...], known: Known, bits: int
    ) -> tuple[_Entry, ...]:
        """Every way a step can be entered as to the krav that read these facts."""
        values = tuple([known.get(fact, OPEN) for fact in asked])
        key = (to, asked, values, bits)
        if key not in self._entered:
            here = dict(zip(asked, values, strict=True))
            self._entered[key] = tuple(
                self._entry(to, self._asked_on_entry[to][asked], found, whole, bits)
                for found, whole in self._moves.resolved(here, asked)
            )
        return self._entered[key]

    def _entry(
        self, to: str, kravs: Iterable[Krav], found: Found, known: Known, bits: int
    ) -> _Entry:
        met = frozenset(krav.id for krav in kravs if _put_to_the_test(krav, known))
        broken = [k for k in kravs if _broken(k, to, known, self.memory.is_done(k, bits))]
        return _Entry(found, met, tuple(broken))

    def _tell(self, onward: Onward, leg: Leg, entry: _Entry) -> None:
        for krav in entry.broken:
            if krav.id not in onward.broken:
                onward.broken.add(krav.id)
                story = (with_found(leg, entry.found),)
                onward.faults.append(Fault("broken", leg.step, leg.outcome, story, krav))

    def _add_found(
        self, onward: Onward, before: str, leg: Leg, known: Known, to: str, turn: Turn, found: Found
    ) -> None:
        settled = {**known, **settled_by(found)} if found else known
        self._add(onward, before, with_found(leg, found), settled, to, turn)

    def _asked_of(self, to: str) -> tuple[str, ...]:
        """The facts that the krav of a step read when it is entered."""
        return tuple(dict.fromkeys(f for facts in self._asked_on_entry.get(to, ()) for f in facts))

    def _add(
        self, onward: Onward, before: str, leg: Leg, known: Known, to: str, turn: Turn
    ) -> None:
        self._added += 1
        if self._added > MOST_WAYS:
            raise Crowded(tuple(self.kept(to)))
        onward.edges.setdefault((leg.outcome, to), leg)
        carrying = self._carrying.get((before, to)) or self._carry(before, to)
        values = carrying.set_by(known)
        key = (to, values, turn)
        if key not in onward.ways:
            onward.ways[key] = Way(leg, to, carrying.setting(values), turn)

    def _carry(self, before: str, to: str) -> Carrying:
        step = self._moves.routine.steps.get(before)
        told = {*self._asked_of(to)}
        if step is not None:
            told |= {*self._moves.read[before], step.fact}
        made = Carrying(self.kept(before), self.kept(to), told)
        self._carrying[before, to] = made
        return made


def _put_to_the_test(krav: Krav, known: Known) -> bool:
    """Whether the krav has something to say of entering its step so."""
    always = krav.form is not KravForm.BEFORE or krav.condition is None
    return always or holds_for(krav.condition, known)


def _broken(krav: Krav, to: str, known: Known, finished: bool) -> bool:
    last = (min(krav.accepts) if krav.accepts else DONE) if finished else ""
    return broken_by(krav, to, lambda _: last, seen(known))

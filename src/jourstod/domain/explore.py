"""The explorer: every way through a routine, exactly, breadth first, with the shortest story.

A state is a step, the values of the facts still read from there, and what one krav needs to
remember. A fact told elsewhere (in the call, on another track) is open until it is read; then every
value, `ännu inte` among them, is tried. The moves are those of machine.py, the krav those of
monitors.py: there is no second interpretation.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from itertools import product

from .abstraction import Domain, domains, live, outcomes, told_by
from .answers import DONE, NOT_YET
from .conditions import Condition, Value, holds, reads
from .exploration import Exploration, Fault, Leg, State
from .facts import Fact
from .machine import matching
from .monitors import broken_by, done
from .routine import Krav, KravForm, Routine, Step, StepKind

BUDGET = 150_000
"""States after which the explorer refuses and names the facts that live at once."""

OPEN = object()
"""A fact nobody has read yet: told elsewhere, or not at all."""


def explore(
    routine: Routine,
    facts: Mapping[str, Fact],
    krav: Krav | None = None,
    budget: int = BUDGET,
) -> Exploration:
    """Walk every way through a routine, with one krav watched, or none."""
    return _Search(routine, facts, krav, budget).run()


class _Search:
    def __init__(
        self, routine: Routine, facts: Mapping[str, Fact], krav: Krav | None, budget: int
    ) -> None:
        self.routine, self.facts, self.krav, self.budget = routine, facts, krav, budget
        self.domains = domains(routine, facts)
        extra = {krav.step: reads(krav.condition)} if krav else {}
        self.live = live(routine, extra)
        self.must_reach = krav is not None and krav.form is KravForm.REACHABLE
        self.from_: dict[State, tuple[State | None, Leg]] = {}
        self.back: dict[State, list[State]] = {}
        self.found = Exploration()
        self._seen_faults: set[tuple[str, str, str]] = set()

    def run(self) -> Exploration:
        waiting: deque[State] = deque()
        for leg, start in self._arrive(None, Leg("", "", None), {}, self.routine.start, False):
            self.from_[start] = (None, leg)
            waiting.append(start)
        while waiting:
            state = waiting.popleft()
            self.found.reached.add(state.step)
            for leg, after in self._moves(state):
                edge = (state.step, leg.outcome, after.step)
                if leg.outcome != NOT_YET and edge not in self.found.edges:
                    self.found.edges[edge] = (*self._story(state), leg)
                self.back.setdefault(after, []).append(state)
                if after not in self.from_:
                    self.from_[after] = (state, leg)
                    waiting.append(after)
            if len(self.from_) > self.budget:
                self.found.too_many = max(self.live.values(), key=len)
                break
        self.found.states = len(self.from_)
        self._find_stuck()
        return self.found

    # --- one step ------------------------------------------------------------------------------

    def _moves(self, state: State) -> Iterator[tuple[Leg, State]]:
        step = self.routine.steps[state.step]
        known = self._known(state)
        for outcome in outcomes(step, self.facts):
            for told in self._told(step, outcome):
                yield from self._follow(state, step, outcome, told, known)

    def _follow(
        self, state: State, step: Step, outcome: str, told: Value | None, known: dict[str, object]
    ) -> Iterator[tuple[Leg, State]]:
        now = dict(known)
        if told is not None:
            now[step.fact] = told
        for found, settled in self._resolved(now, self._read(step, outcome)):
            waits = step.kind is StepKind.WAIT and outcome == DONE
            if waits or self.must_reach:
                yield from self._still(state, found, settled)
            if waits and not self._waited(step, settled):
                continue
            seen = _seen(settled)
            ways = matching(step, outcome, seen)
            leg = Leg(step.id, outcome, told, found)
            if len(ways) != 1:
                kind = "overlapping" if ways else "missing"
                self._fault(kind, state, outcome, (leg,), None)
                continue
            yield from self._enter(state, step, leg, settled, ways[0].to)

    def _still(
        self, state: State, found: tuple[tuple[str, Value], ...], settled: dict[str, object]
    ) -> Iterator[tuple[Leg, State]]:
        """The same step, not left yet, with a fact that was told elsewhere meanwhile.

        What was told may have closed the only way to where one must be able to come.
        """
        after = State(state.step, self._kept(settled, state.step), state.done)
        if found and after != state:
            yield Leg(state.step, NOT_YET, None, found), after

    def _enter(
        self, state: State, step: Step, leg: Leg, settled: dict[str, object], to: str
    ) -> Iterator[tuple[Leg, State]]:
        finished = state.done
        if self.krav is not None and self.krav.other == step.id:
            finished = done(self.krav, leg.outcome)
        yield from self._arrive(state, leg, settled, to, finished)

    def _arrive(
        self, state: State | None, leg: Leg, known: dict[str, object], to: str, finished: bool
    ) -> Iterator[tuple[Leg, State]]:
        """Enter a step in every way the facts its krav reads can turn out, unless it is broken."""
        asked = reads(self.krav.condition) if self.krav and self.krav.step == to else ()
        for found, whole in self._resolved(known, asked):
            after = State(to, self._kept(whole, to), finished)
            whole_leg = Leg(leg.step, leg.outcome, leg.told, (*leg.found, *found))
            self._note_met(to, whole)
            if self._broken(after, whole):
                self._fault("broken", state, leg.outcome, (whole_leg,), self.krav)
                continue
            yield whole_leg, after

    def _note_met(self, to: str, known: Mapping[str, object]) -> None:
        krav = self.krav
        if krav is not None and krav.step == to:
            always = krav.form is not KravForm.BEFORE or krav.condition is None
            self.found.met |= always or _holds(krav.condition, known)

    # --- facts ---------------------------------------------------------------------------------

    def _known(self, state: State) -> dict[str, object]:
        return dict(zip(self.live[state.step], state.values, strict=True))

    def _kept(self, known: dict[str, object], to: str) -> tuple[object, ...]:
        """Values of what is live at the next step; what is not told yet stays open."""
        return tuple(
            OPEN if known.get(fact, OPEN) is NOT_YET_SEEN else known.get(fact, OPEN)
            for fact in self.live[to]
        )

    def _told(self, step: Step, outcome: str) -> tuple[Value | None, ...]:
        values = told_by(step, outcome, self.domains.get(step.fact))
        return (None,) if values is None else values

    def _read(self, step: Step, outcome: str) -> tuple[str, ...]:
        read = [
            fact
            for branch in step.branches
            if outcome in branch.outcomes
            for fact in reads(branch.condition)
        ]
        if step.kind is StepKind.WAIT and outcome == DONE:
            read.extend(reads(step.waits_for))
        return tuple(dict.fromkeys(read))

    def _resolved(
        self, known: dict[str, object], asked: tuple[str, ...]
    ) -> Iterator[tuple[tuple[tuple[str, Value], ...], dict[str, object]]]:
        """Every way the open facts among those asked can turn out, `ännu inte` among them."""
        unseen = [fact for fact in asked if known.get(fact, OPEN) is OPEN]
        if not unseen:
            yield (), known
            return
        for chosen in product(*(self._possible(fact) for fact in unseen)):
            found = tuple(zip(unseen, chosen, strict=True))
            settled = {fact: NOT_YET_SEEN if v == NOT_YET else v for fact, v in found}
            yield found, {**known, **settled}

    def _possible(self, fact: str) -> Domain:
        return (*self.domains[fact], NOT_YET)

    def _waited(self, step: Step, known: dict[str, object]) -> bool:
        return _holds(step.waits_for, known)

    # --- what is wrong ---------------------------------------------------------------------------

    def _broken(self, after: State, known: Mapping[str, object]) -> bool:
        if self.krav is None:
            return False
        last = DONE if after.done and not self.krav.accepts else ""
        if after.done and self.krav.accepts:
            last = min(self.krav.accepts)
        return broken_by(self.krav, after.step, lambda _: last, _seen(known))

    def _fault(
        self,
        kind: str,
        state: State | None,
        outcome: str,
        more: tuple[Leg, ...],
        krav: Krav | None,
    ) -> None:
        step = state.step if state else ""
        key = (kind, step, outcome) if krav is None else (kind, krav.id, "")
        if key in self._seen_faults:
            return  # the first, which is the shortest, is told
        self._seen_faults.add(key)
        story = (*self._story(state), *more)
        self.found.faults.append(Fault(kind, step, outcome, story, krav))

    def _story(self, state: State | None) -> tuple[Leg, ...]:
        legs = []
        while state is not None:
            state, leg = self.from_[state]
            legs.append(leg)
        return tuple(reversed(legs))

    def _find_stuck(self) -> None:
        """The nearest state from which the goal (an end, or the krav's step) is out of reach.

        An end is nowhere stuck: the routine is over there.
        """
        goal = self.krav.step if self.krav and self.krav.form is KravForm.REACHABLE else ""
        good = {s for s in self.from_ if self._is_goal(s, goal)}
        waiting = list(good)
        while waiting:
            for before in self.back.get(waiting.pop(), ()):
                if before not in good:
                    good.add(before)
                    waiting.append(before)
        for state in self.from_:  # in the order they were found: nearest first
            ended = self.routine.steps[state.step].kind is StepKind.END
            if state not in good and not ended:
                self.found.stuck = self._story(state)
                self.found.stuck_at = state.step
                return

    def _is_goal(self, state: State, goal: str) -> bool:
        if goal:
            return state.step == goal
        return self.routine.steps[state.step].kind is StepKind.END


NOT_YET_SEEN = object()
"""Read, and not told yet: told apart from OPEN only within the move that read it."""


def _holds(condition: Condition | None, known: Mapping[str, object]) -> bool:
    return condition is not None and holds(condition, _seen(known))


def _seen(known: Mapping[str, object]) -> dict[str, Value]:
    """What conditions see: facts that are told."""
    return {
        fact: value  # type: ignore[misc]
        for fact, value in known.items()
        if value is not OPEN and value is not NOT_YET_SEEN
    }

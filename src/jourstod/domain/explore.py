"""The explorer: every way through a routine, exactly, breadth first, with the shortest story.

A state is a step, the values of the facts still read from there, and what the krav that are
watched need to remember. A fact told elsewhere (in the call, on another track) is open until it is
read; then every value, `ännu inte` among them, is tried. The moves are those of machine.py, the
krav those of monitors.py: there is no second interpretation.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from .abstraction import needed
from .answers import NOT_YET
from .conditions import Condition, reads
from .exploration import Exploration, Fault, Leg, State
from .facts import Fact
from .moves import Moves
from .routine import Krav, KravForm, Routine, StepKind
from .ways import Onward, Way, Ways

BUDGET = 150_000
"""States after which the explorer refuses and names the facts that live at once."""


def explore(
    routine: Routine, facts: Mapping[str, Fact], *kravs: Krav, budget: int = BUDGET
) -> Exploration:
    """Walk every way through a routine once, with some krav watched, or none."""
    return Explorer(routine, facts).walk(*kravs, budget=budget)


class Explorer:
    """Walks one routine as often as there are krav to watch; its moves are worked out once."""

    def __init__(
        self, routine: Routine, facts: Mapping[str, Fact], told_here: frozenset[str] = frozenset()
    ) -> None:
        self._moves = Moves(routine, facts, told_here)

    def walk(self, *kravs: Krav, budget: int = BUDGET) -> Exploration:
        """Walk every way, with some krav watched, or none.

        Krav that are watched together must be alike (`remembers`); a move that breaks one is not
        made.
        """
        return _Walk(self._moves, kravs, budget).run()


def remembers(krav: Krav) -> tuple[object, ...]:
    """What a walk has to keep in mind for a krav: those that are alike are watched in one walk."""
    alone = krav.id if krav.form is KravForm.REACHABLE else ""
    return (alone, krav.other, krav.accepts if krav.other else (), frozenset(reads(krav.condition)))


class _Walk:
    def __init__(self, moves: Moves, kravs: tuple[Krav, ...], budget: int) -> None:
        self.routine, self.kravs, self.budget = moves.routine, kravs, budget
        asked_on_entry: dict[str, list[Condition]] = {}
        for krav in kravs:
            if krav.condition is not None:
                asked_on_entry.setdefault(krav.step, []).append(krav.condition)
        self.ways = Ways(moves, kravs, needed(self.routine, asked_on_entry))
        self.from_: dict[State, tuple[State | None, Leg]] = {}
        self.back: dict[State, list[State]] = {}
        self.found = Exploration()
        self._walked: set[int] = set()
        self._seen_faults: set[tuple[str, str, str]] = set()

    def run(self) -> Exploration:
        waiting: deque[State] = deque()
        start = self.ways.in_()
        self._tell(None, start)
        for way in start.ways.values():
            state = State(way.to, way.values(()), False)
            self.from_[state] = (None, way.leg)
            waiting.append(state)
        while waiting:
            state = waiting.popleft()
            self.found.reached.add(state.step)
            for way, after in self._moves(state):
                self.back.setdefault(after, []).append(state)
                if after not in self.from_:
                    self.from_[after] = (state, way.leg)
                    waiting.append(after)
            if len(self.from_) > self.budget:
                self.found.too_many = max(
                    (tuple(facts) for facts in self.ways.kept.values()), key=len
                )
                break
        self.found.states = len(self.from_)
        if not self.kravs or self.ways.must_reach:
            self._find_stuck()
        return self.found

    def _moves(self, state: State) -> Iterator[tuple[Way, State]]:
        onward = self.ways.on_from(state)
        if id(onward) not in self._walked:  # the first state with these ways is the nearest
            self._walked.add(id(onward))
            self._tell(state, onward)
        for way in onward.ways.values():
            yield way, self.ways.after(state, way)

    # --- what is found on the way -----------------------------------------------------------------

    def _tell(self, state: State | None, onward: Onward) -> None:
        """Edges, faults and met krav of ways that are walked for the first time."""
        self.found.met |= onward.met
        for fault in onward.faults:
            self._fault(state, fault)
        if state is None:
            return
        fresh = {
            (state.step, outcome, to): leg
            for (outcome, to), leg in onward.edges.items()
            if outcome != NOT_YET and (state.step, outcome, to) not in self.found.edges
        }
        story = self._story(state) if fresh else ()
        for edge, leg in fresh.items():
            self.found.edges[edge] = (*story, leg)

    def _fault(self, state: State | None, fault: Fault) -> None:
        krav = fault.krav
        key = (fault.kind, fault.step, fault.outcome) if krav is None else ("", krav.id, "")
        if key in self._seen_faults:
            return  # the first, which is the shortest, is told
        self._seen_faults.add(key)
        story = (*self._story(state), *fault.story)
        self.found.faults.append(Fault(fault.kind, fault.step, fault.outcome, story, krav))

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
        goals = frozenset(k.step for k in self.kravs if k.form is KravForm.REACHABLE)
        good = {state for state in self.from_ if self._is_goal(state, goals)}
        waiting = list(good)
        while waiting:
            for before in self.back.get(waiting.pop(), ()):
                if before not in good:
                    good.add(before)
                    waiting.append(before)
        for state in self.from_:  # in the order they were found: nearest first
            if state not in good and not self._ended(state):
                self.found.stuck = self._story(state)
                self.found.stuck_at = state.step
                return

    def _is_goal(self, state: State, goals: Iterable[str]) -> bool:
        return state.step in goals if goals else self._ended(state)

    def _ended(self, state: State) -> bool:
        return self.routine.steps[state.step].kind is StepKind.END

"""The explorer: every way through a routine, exactly, breadth first, with the shortest story.

A state is a step, the values of the facts still read from there, and what the krav that are
watched need to remember. A fact told elsewhere (in the call, on another track) is open until it is
read; then every value, `ännu inte` among them, is tried. The moves are those of machine.py, the
krav those of monitors.py: there is no second interpretation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .abstraction import Crowded
from .answers import NOT_YET
from .exploration import Came, Exploration, Fault, State, Stories, story_of
from .facts import Fact
from .moves import Moves
from .routine import Krav, KravForm, Routine, StepKind
from .ways import Onward, Ways

BUDGET = 150_000
"""States after which the explorer refuses and names the facts that live at once."""

ROOM = 6_000_000
"""Values that all states together may hold: many facts make each state large."""

TOGETHER = 2_000
"""States that krav may need together, besides twice those of the routine itself, before they are
watched apart."""


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
        self._routine, self._states = routine, 0
        self._moves: Moves | None = None
        self._crowded: tuple[str, ...] = ()
        try:
            self._moves = Moves(routine, facts, told_here)
        except Crowded as crowd:
            self._crowded = crowd.facts

    def walk(self, *kravs: Krav, budget: int = BUDGET) -> Exploration:
        """Walk every way, with some krav watched, or none; a move that breaks one is not made."""
        found = self._walked(kravs, budget, whole=True)
        self._states = max(self._states, found.states)
        return found

    def watch(self, kravs: Iterable[Krav], budget: int = BUDGET) -> dict[Krav, Exploration]:
        """What a walk with each krav alone finds wrong with it, in as few walks as that takes.

        Krav are watched together as long as none is broken (a way that breaks one is not walked
        on, and may break another further on) and together they do not need many states more.
        """
        order = {id: number for number, id in enumerate(self._routine.steps)}
        together = [krav for krav in kravs if krav.form is not KravForm.REACHABLE]
        together.sort(key=lambda krav: order.get(krav.step, -1))
        found = {
            krav: self.walk(krav, budget=budget)
            for krav in kravs
            if krav.form is KravForm.REACHABLE
        }
        waiting = [together] if together else []
        while waiting:
            some = waiting.pop()
            alone = len(some) == 1
            enough = budget if alone else min(budget, TOGETHER + 2 * self._states)
            walked = self._walked(tuple(some), enough, whole=False)
            if alone or not (walked.too_many or any(fault.krav for fault in walked.faults)):
                found |= dict.fromkeys(some, walked)
            else:
                waiting += [some[len(some) // 2 :], some[: len(some) // 2]]
        return found

    def _walked(self, kravs: tuple[Krav, ...], budget: int, *, whole: bool) -> Exploration:
        if self._moves is None:
            return Exploration(too_many=self._crowded)
        return _Walk(self._moves, kravs, budget, whole=whole).run()


class _Walk:
    """One walk. States are numbered as they are found, so that the nearest have come first."""

    def __init__(self, moves: Moves, kravs: tuple[Krav, ...], budget: int, *, whole: bool) -> None:
        self._routine, self._kravs, self._budget = moves.routine, kravs, budget
        self._whole = whole
        self._ways = Ways(moves, kravs, whole)
        self._states: list[State] = []
        self._number: dict[State, int] = {}
        self._came: Came = []
        self._held = 0
        self._back: list[list[int]] = []
        self._may_be_stuck = whole and (not kravs or self._ways.must_reach)
        self._edges = Stories(self._came)
        self._found = Exploration(edges=self._edges)
        self._walked: set[int] = set()
        self._seen_faults: set[tuple[str, str, str]] = set()

    def run(self) -> Exploration:
        try:
            self._spread()
        except Crowded as crowd:
            self._found.too_many = crowd.facts
        self._found.states = len(self._states)
        if self._may_be_stuck and not self._found.too_many:
            self._find_stuck()
        return self._found

    def _spread(self) -> None:
        """From the start to every state; the list of states grows while it is gone through."""
        start = self._ways.in_()
        self._tell(-1, start)
        self._go(-1, State("", (), 0), start)
        for at, state in enumerate(self._states):
            onward = self._ways.on_from(state)
            if id(onward) not in self._walked:  # the first state with these ways is the nearest
                self._walked.add(id(onward))
                self._tell(at, onward)
            self._found.reached.add(state[0])
            self._go(at, state, onward)
            if len(self._states) > self._budget or self._held > ROOM:
                raise Crowded(self._alive())

    def _go(self, at: int, state: State, onward: Onward) -> None:
        """Every way on from a state, to states that are new and to those that are not."""
        _, values, bits = state
        kept = self._ways.memory.kept
        for way in onward.ways.values():
            on, done = way.turn
            after = State(way.to, way.values(values), (bits & on | done) & kept.get(way.to, 0))
            number = self._number.setdefault(after, len(self._states))
            if number == len(self._states):
                self._states.append(after)
                self._held += len(after[1])
                self._came.append((at, way.leg))
                if self._may_be_stuck:
                    self._back.append([])
            if self._may_be_stuck and at >= 0:
                self._back[number].append(at)

    def _alive(self) -> tuple[str, ...]:
        """The facts of the step where most are kept at once."""
        return max((tuple(self._ways.kept(id)) for id in self._ways.asked), key=len)

    # --- what is found on the way -----------------------------------------------------------------

    def _tell(self, at: int, onward: Onward) -> None:
        """Edges, faults and met krav of ways that are walked for the first time."""
        self._found.met |= onward.met
        for fault in onward.faults:
            self._fault(at, fault)
        if at < 0 or not self._whole:
            return
        step = self._states[at][0]
        for (outcome, to), leg in onward.edges.items():
            if outcome != NOT_YET:
                self._edges.add((step, outcome, to), at, leg)

    def _fault(self, at: int, fault: Fault) -> None:
        krav = fault.krav
        key = (fault.kind, fault.step, fault.outcome) if krav is None else ("", krav.id, "")
        if key in self._seen_faults:
            return  # the first, which is the shortest, is told
        self._seen_faults.add(key)
        story = (*story_of(self._came, at), *fault.story)
        self._found.faults.append(Fault(fault.kind, fault.step, fault.outcome, story, krav))

    def _find_stuck(self) -> None:
        """The nearest state from which the goal (an end, or the krav's step) is out of reach.

        An end is nowhere stuck: the routine is over there.
        """
        ends = {id for id, step in self._routine.steps.items() if step.kind is StepKind.END}
        goals = {k.step for k in self._kravs if k.form is KravForm.REACHABLE} or ends
        good = [state[0] in goals for state in self._states]
        waiting = [number for number, is_good in enumerate(good) if is_good]
        while waiting:
            for before in self._back[waiting.pop()]:
                if not good[before]:
                    good[before] = True
                    waiting.append(before)
        for number, state in enumerate(self._states):  # nearest first
            if not good[number] and state[0] not in ends:
                self._found.stuck = story_of(self._came, number)
                self._found.stuck_at = state[0]
                return

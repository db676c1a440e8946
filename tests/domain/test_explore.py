"""The explorer against brute force on random small routines: nothing more, nothing less."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.domain.routine_strategies import FACTS, krav, routine

from jourstod.domain.abstraction import outcomes, told_by
from jourstod.domain.answers import DONE
from jourstod.domain.conditions import holds
from jourstod.domain.exploration import Exploration
from jourstod.domain.explore import Explorer, explore
from jourstod.domain.machine import matching
from jourstod.domain.monitors import broken_by, done
from jourstod.domain.routine import KravForm, Routine, Step, StepKind

EXAMPLES = settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
DOMAIN = ("a", "b", "vet_inte", "ej_aktuellt")

Facts = tuple[str | None, ...]
Whole = tuple[str, Facts, bool]
"""Step, every fact (None: not told), whether the krav's other step is done."""


class Brute:
    """Every state written out in full: no fact dropped, none left open, told at any moment.

    `far` is the number of moves to each state, `edges` the fewest moves to and over each edge.
    """

    def __init__(self, routine: Routine, watch: bool) -> None:
        self.routine = routine
        self.krav = routine.krav[0] if watch else None
        self.missing: set[tuple[str, str]] = set()
        self.overlapping: set[tuple[str, str]] = set()
        self.broken_after: int | None = None
        self.edges: dict[tuple[str, str, str], int] = {}
        self.after: dict[Whole, set[Whole]] = {}
        self.far: dict[Whole, int] = {}
        self._walk()

    def _walk(self) -> None:
        waiting: deque[Whole] = deque()
        for facts in _told_elsewhere((None,) * len(FACTS)):
            for start in self._enter(self.routine.start, facts, False, 0):
                self.far[start] = 0
                waiting.append(start)
        while waiting:
            state = waiting.popleft()
            self.after[state] = set(self._moves(state))
            for after in self.after[state]:
                if after not in self.far:
                    self.far[after] = self.far[state] + 1
                    waiting.append(after)

    @property
    def reached(self) -> set[str]:
        """The steps some way comes to."""
        return {step for step, _, _ in self.after}

    def stuck(self) -> bool:
        """Whether some state cannot reach the krav's step (or an end, when none is watched)."""
        goal = self.krav.step if self.krav else "slut"
        before: dict[Whole, list[Whole]] = {}
        for state, to in self.after.items():
            for after in to:
                before.setdefault(after, []).append(state)
        good = {state for state in self.after if state[0] == goal}
        waiting = list(good)
        while waiting:
            fresh = set(before.get(waiting.pop(), ())) - good
            good |= fresh
            waiting.extend(fresh)
        return any(state not in good and state[0] != "slut" for state in self.after)

    def _moves(self, state: Whole) -> Iterator[Whole]:
        id, facts, finished = state
        step, far = self.routine.steps[id], self.far[state] + 1
        for before in _told_elsewhere(facts):
            for outcome in outcomes(step, FACTS):
                known = _after_telling(step, outcome, before)
                seen = {fact: value for fact, value in known.items() if value is not None}
                if step.waits_for and holds(step.waits_for, seen) != (outcome == DONE):
                    continue  # over by itself when it has come, and not before
                ways = matching(step, outcome, seen)
                if len(ways) != 1:
                    (self.overlapping if ways else self.missing).add((id, outcome))
                    continue
                is_done = finished
                if self.krav and self.krav.other == id:
                    is_done = done(self.krav, outcome)
                for after in self._enter(ways[0].to, tuple(known.values()), is_done, far):
                    self.edges.setdefault((id, outcome, ways[0].to), far)
                    yield after

    def _enter(self, to: str, facts: Facts, finished: bool, far: int) -> Iterator[Whole]:
        seen = {f: v for f, v in zip(FACTS, facts, strict=True) if v is not None}
        if self.krav is not None:
            accepted = min(self.krav.accepts) if self.krav.accepts else DONE
            if broken_by(self.krav, to, lambda _: accepted if finished else "", seen):
                self.broken_after = far if self.broken_after is None else self.broken_after
                return
        yield to, facts, finished


def _told_elsewhere(facts: Facts) -> Iterator[Facts]:
    yield from product(*((None, *DOMAIN) if v is None else (v,) for v in facts))


def _after_telling(step: Step, outcome: str, before: Facts) -> dict[str, str | None]:
    known = dict(zip(FACTS, before, strict=True))
    values = told_by(step, outcome, DOMAIN)
    if values is not None:
        known[step.fact] = str(values[0])
    return known


def _moves_told(found: Exploration) -> dict[tuple[str, str, str], int]:
    """The number of moves of each edge's story; the first leg only comes to the start."""
    return {edge: len(story) - 1 for edge, story in found.edges.items()}


@EXAMPLES
@given(routine())
def test_steps_edges_and_faults_are_those_that_brute_force_finds(routine: Routine) -> None:
    found, brute = explore(routine, FACTS), Brute(routine, watch=False)
    assert found.reached == brute.reached
    assert {(f.step, f.outcome) for f in found.faults if f.kind == "missing"} == brute.missing
    assert {(f.step, f.outcome) for f in found.faults if f.kind == "overlapping"} == (
        brute.overlapping
    )
    assert _moves_told(found) == brute.edges


@EXAMPLES
@given(routine(broken=False))
def test_a_krav_is_broken_exactly_when_brute_force_breaks_it_and_as_soon(
    routine: Routine,
) -> None:
    krav = routine.krav[0]
    found, brute = explore(routine, FACTS, krav), Brute(routine, watch=True)
    if krav.form is KravForm.REACHABLE:
        assert (found.stuck is not None) == brute.stuck()
        return
    told = next((len(f.story) - 1 for f in found.faults if f.krav is krav), None)
    assert told == brute.broken_after
    assert _moves_told(found) == brute.edges


@EXAMPLES
@given(routine(broken=False))
def test_a_routine_nobody_can_leave_is_found_exactly_when_brute_force_finds_it(
    routine: Routine,
) -> None:
    free = replace(routine, krav=())
    assert (explore(free, FACTS).stuck is not None) == Brute(free, watch=False).stuck()


@EXAMPLES
@given(routine())
def test_a_wait_is_over_only_once_what_it_waits_for_has_come(routine: Routine) -> None:
    waits = {id for id, step in routine.steps.items() if step.kind is StepKind.WAIT}
    for (step, outcome, _), story in explore(routine, FACTS).edges.items():
        if step in waits and outcome == DONE:
            told: dict[str, str] = {}
            for leg in story:
                told |= {fact: str(value) for fact, value in leg.found if value != "ännu_inte"}
                if leg.told is not None:
                    told[routine.steps[leg.step].fact] = str(leg.told)
            waits_for = routine.steps[step].waits_for
            assert waits_for is not None and holds(waits_for, told)


@EXAMPLES
@given(routine(broken=False), st.data())
def test_krav_watched_together_and_only_where_they_matter_break_as_when_each_is_watched_alone(
    routine: Routine, data: st.DataObject
) -> None:
    drawn = (data.draw(krav(tuple(routine.steps))) for _ in range(4))
    many = tuple(replace(one, id=f"k{number}") for number, one in enumerate(drawn))
    together = Explorer(routine, FACTS).watch(many)
    for one in many:
        brute = Brute(replace(routine, krav=(one,)), watch=True)
        if one.form is KravForm.REACHABLE:
            assert (together[one].stuck is not None) == brute.stuck()
            continue
        alone = explore(routine, FACTS, one)
        told = [fault for fault in together[one].faults if fault.krav is one]
        assert told == [fault for fault in alone.faults if fault.krav is one]
        assert [len(fault.story) - 1 for fault in told] == [
            far for far in (brute.broken_after,) if far is not None
        ]
        assert (one.id in together[one].met) == (one.id in alone.met)

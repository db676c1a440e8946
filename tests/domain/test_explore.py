"""The explorer against brute force on random routines, and against the live case it speaks for."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from hypothesis import HealthCheck, given, settings
from tests.domain.routine_strategies import FACTS, routine

from jourstod.domain.abstraction import outcomes, told_by
from jourstod.domain.answers import DONE
from jourstod.domain.explore import explore
from jourstod.domain.machine import matching
from jourstod.domain.monitors import broken_by, done
from jourstod.domain.routine import KravForm, Routine

EXAMPLES = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DOMAIN = ("a", "b", "vet_inte", "ej_aktuellt")

Facts = tuple[str | None, ...]
Whole = tuple[str, Facts, bool]
"""Step, every fact (None: not told), whether the krav's other step is done."""


class Brute:
    """Every state written out in full: no fact dropped, none left open, told at any moment."""

    def __init__(self, routine: Routine, watch: bool) -> None:
        self.routine = routine
        self.krav = routine.krav[0] if watch else None
        self.missing: set[tuple[str, str]] = set()
        self.overlapping: set[tuple[str, str]] = set()
        self.broken = False
        self.edges: set[tuple[str, str, str]] = set()
        self.after: dict[Whole, set[Whole]] = {}
        waiting: deque[Whole] = deque()
        for facts in self._told_elsewhere((None,) * len(FACTS)):
            waiting.extend(self._enter(routine.start, facts, False))
        while waiting:
            state = waiting.popleft()
            if state not in self.after:
                self.after[state] = set(self._moves(state))
                waiting.extend(self.after[state])

    def stuck(self) -> bool:
        """Whether some state cannot reach the krav's step (or an end, when none is watched)."""
        goal = self.krav.step if self.krav else "slut"
        good = {state for state in self.after if state[0] == goal}
        while more := {s for s, to in self.after.items() if s not in good and to & good}:
            good |= more
        return any(state not in good and state[0] != "slut" for state in self.after)

    def _moves(self, state: Whole) -> Iterator[Whole]:
        id, facts, finished = state
        step = self.routine.steps[id]
        for before in self._told_elsewhere(facts):
            for outcome in outcomes(step, FACTS):
                known = dict(zip(FACTS, before, strict=True))
                values = told_by(step, outcome, (*DOMAIN,))
                if values is not None:
                    known[step.fact] = str(values[0])
                seen = {fact: value for fact, value in known.items() if value is not None}
                ways = matching(step, outcome, seen)
                if len(ways) != 1:
                    (self.overlapping if ways else self.missing).add((id, outcome))
                    continue
                is_done = finished
                if self.krav and self.krav.other == id:
                    is_done = done(self.krav, outcome)
                for after in self._enter(ways[0].to, tuple(known.values()), is_done):
                    self.edges.add((id, outcome, ways[0].to))
                    yield after

    def _enter(self, to: str, facts: Facts, finished: bool) -> Iterator[Whole]:
        seen = {f: v for f, v in zip(FACTS, facts, strict=True) if v is not None}
        if self.krav is not None:
            accepted = min(self.krav.accepts) if self.krav.accepts else DONE
            if broken_by(self.krav, to, lambda _: accepted if finished else "", seen):
                self.broken = True
                return
        yield to, facts, finished

    def _told_elsewhere(self, facts: Facts) -> Iterator[Facts]:
        yield from product(*((None, *DOMAIN) if v is None else (v,) for v in facts))


@EXAMPLES
@given(routine())
def test_missing_and_overlapping_branches_are_those_that_brute_force_finds(
    routine: Routine,
) -> None:
    found, brute = explore(routine, FACTS), Brute(routine, watch=False)
    assert {(f.step, f.outcome) for f in found.faults if f.kind == "missing"} == brute.missing
    assert {(f.step, f.outcome) for f in found.faults if f.kind == "overlapping"} == (
        brute.overlapping
    )
    assert set(found.edges) == brute.edges


@EXAMPLES
@given(routine(broken=False))
def test_a_krav_is_broken_exactly_when_brute_force_breaks_it(routine: Routine) -> None:
    krav = routine.krav[0]
    found, brute = explore(routine, FACTS, krav), Brute(routine, watch=True)
    if krav.form is KravForm.REACHABLE:
        assert (found.stuck is not None) == brute.stuck()
    else:
        assert any(fault.krav is krav for fault in found.faults) == brute.broken


@EXAMPLES
@given(routine(broken=False))
def test_a_routine_nobody_can_leave_is_found_exactly_when_brute_force_finds_it(
    routine: Routine,
) -> None:
    free = replace(routine, krav=())
    assert (explore(free, FACTS).stuck is not None) == Brute(free, watch=False).stuck()

"""`decide` accepts a move exactly when the explorer has the edge, on random routines."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.domain.routine_strategies import FACTS, HERE, routine
from tests.domain.told_case import CALENDAR

from jourstod.domain import events as ev
from jourstod.domain.abstraction import outcomes
from jourstod.domain.answers import COULD_NOT, DONE, NOT_APPLICABLE, NOT_YET, Answer
from jourstod.domain.case import Case, evolve, replay
from jourstod.domain.case_parts import ItemKind, Visit
from jourstod.domain.conditions import Among, Value
from jourstod.domain.decide import cases, changes, steps
from jourstod.domain.entries import Act, Entry
from jourstod.domain.errors import NotCome, RequirementBroken
from jourstod.domain.events.every import Event
from jourstod.domain.exploration import Leg
from jourstod.domain.explore import explore
from jourstod.domain.lifecycles import VISIT
from jourstod.domain.people import Handler
from jourstod.domain.routine import Branch, KravForm, Routine, Step, StepKind
from jourstod.domain.rulebook import Rulebook
from jourstod.domain.station import Station

EXAMPLES = settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
ANNA = Handler("AB", "Anna")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Live:
    """A case that runs one routine through the real `decide` and `evolve`."""

    def __init__(self, routine: Routine, told: Iterable[tuple[str, Value]] = ()) -> None:
        self.routine = routine
        self.book = Rulebook("x", {routine.id: routine}, FACTS, CALENDAR)
        self.case, self.acts = Case("c"), 0
        intake = cases.Intake(
            "soder", "M", facts=tuple((f, _answer(v)) for f, v in told), routine=routine.id
        )
        self.take(cases.open_case(self.case, self.book, self.act(), "1", intake))

    def act(self) -> Act:
        """A new command, a minute after the one before."""
        self.acts += 1
        return Act(str(uuid.UUID(int=self.acts)), ANNA, NOON + timedelta(minutes=self.acts))

    def take(self, entries: Iterable[Entry]) -> None:
        """What was decided happens."""
        for entry in entries:
            evolve(self.case, entry)

    def at(self) -> Visit | None:
        """The first open question; None when there is none."""
        return next(iter(self.case.open_visits()), None)

    def where(self) -> str:
        """The step the routine stands at."""
        visit = self.at()
        return visit.step if visit else self.case.tracks[self.routine.id].end_step

    def hear(self, fact: str, value: Value) -> None:
        """Somebody else tells a fact, as another track of the case would."""
        told: Event = ev.FactNoted(fact, _answer(value))
        self.take([Entry(str(uuid.uuid4()), self.act().stamp(), told)])

    def settle(self, outcome: str, insist: str = "") -> list[Entry]:
        """Settle the open question with an outcome, in the way the handler would."""
        visit = self.at()
        assert visit is not None
        case, book, act = self.case, self.book, self.act()
        if outcome == COULD_NOT:
            return steps.could_not(case, book, act, visit.id, "Skäl.", insist=insist)
        if outcome == NOT_APPLICABLE:
            return steps.not_needed(case, book, act, visit.id, "Skäl.", insist=insist)
        given = Answer(() if outcome == DONE else (outcome,), reason="Skäl.")
        return steps.answer(case, book, act, visit.id, given, Station(""), insist=insist)


def _answer(value: Value) -> Answer:
    assert isinstance(value, str)
    return Answer((value,), reason="Skäl.")


def _told(leg: Leg, known: Mapping[str, object]) -> list[tuple[str, Value]]:
    return [(fact, value) for fact, value in leg.found if value != NOT_YET and fact not in known]


def _play(routine: Routine, story: tuple[Leg, ...]) -> tuple[Live, tuple[Leg, ...]]:
    """Walk a story of the explorer in a live case; gives what was left of it when refused."""
    live = Live(routine, _told(story[0], {}))
    for number, leg in enumerate(story[1:], 1):
        if live.where() != leg.step:
            assert _passes_by_itself(routine, leg)
            continue
        for fact, value in _told(leg, live.case.facts):
            live.hear(fact, value)
        try:
            if leg.outcome != NOT_YET:
                live.take(live.settle(leg.outcome))
        except RequirementBroken:
            return live, story[number:]
    return live, ()


def _passes_by_itself(routine: Routine, leg: Leg) -> bool:
    """A wait that is over is walked through in the same act as the move that led to it."""
    return routine.steps[leg.step].kind is StepKind.WAIT and leg.outcome == DONE


def _moves(entries: Iterable[Entry]) -> list[tuple[str, str, str]]:
    """Step, outcome and where it led, of everything that was settled."""
    found = []
    for event in (entry.event for entry in entries):
        match event:
            case ev.StepAnswered():
                found.append((event.step, event.outcome, event.to))
            case ev.StepCouldNot():
                found.append((event.step, COULD_NOT, event.to))
            case ev.StepNotNeeded():
                found.append((event.step, NOT_APPLICABLE, event.to))
    return found


def _without_krav(routine: Routine) -> Routine:
    return Routine(routine.id, routine.title, routine.place, routine.start, routine.steps)


@EXAMPLES
@given(routine(broken=False))
def test_every_edge_of_the_explorer_is_a_move_that_decide_makes(routine: Routine) -> None:
    free = _without_krav(routine)
    for edge, story in explore(free, FACTS).edges.items():
        live, left = _play(free, story)
        assert not left and edge in _moves(live.case.entries)


@EXAMPLES
@given(routine(broken=False))
def test_the_monitor_refuses_live_exactly_where_the_explorer_says_that_the_krav_breaks(
    routine: Routine,
) -> None:
    assume(routine.krav[0].form is not KravForm.REACHABLE)
    for fault in explore(routine, FACTS, routine.krav[0]).faults:
        if len(fault.story) > 1:
            _, left = _play(routine, fault.story)
            assert left and all(_passes_by_itself(routine, leg) for leg in left[1:])


@EXAMPLES
@given(routine(broken=False), st.data())
def test_a_random_walk_never_does_what_the_explorer_has_no_edge_for(
    routine: Routine, data: st.DataObject
) -> None:
    krav = routine.krav[0]
    found, free = explore(routine, FACTS, krav), explore(routine, FACTS)
    if any(len(f.story) == 1 for f in found.faults):
        return  # the routine cannot even be started under every telling
    live = Live(routine)
    for _ in range(data.draw(st.integers(1, 8))):
        visit = live.at()
        if visit is None:
            break
        outcome = data.draw(st.sampled_from(outcomes(routine.steps[visit.step], FACTS)))
        try:
            entries = live.settle(outcome)
        except RequirementBroken as refusal:
            assert len(live.case.open_visits()) == 1
            assert refusal.krav == krav.id
            assert any(fault.kind == "broken" for fault in found.faults)
            entries = live.settle(outcome, insist="Skäl.")
            assert any(isinstance(e.event, ev.RequirementOverridden) for e in entries)
            live.take(entries)
            assert ItemKind.REQUIREMENT in [item.kind for item in live.case.open_items()]
            break
        except NotCome:
            continue
        assert set(_moves(entries)) <= set(found.edges) and set(found.edges) <= set(free.edges)
        live.take(entries)
    assert replay("c", live.case.entries) == live.case


@EXAMPLES
@given(routine(broken=False), st.data())
def test_every_change_of_a_visit_is_a_turn_of_its_life_cycle(
    routine: Routine, data: st.DataObject
) -> None:
    free = _without_krav(routine)
    live = Live(free)
    turns = {(turn.source, turn.to) for turn in VISIT.turns}
    for _ in range(data.draw(st.integers(1, 8))):
        before = {id: _state(visit) for id, visit in live.case.visits.items()}
        visit = live.at()
        try:
            if data.draw(st.booleans()) and live.case.facts:
                fact = data.draw(st.sampled_from(sorted(live.case.facts)))
                new = _answer(data.draw(st.sampled_from(("a", "b", "vet_inte"))))
                entries = changes.change(
                    live.case, live.book, live.act(), fact, new, "Nytt.", Station("")
                )
                live.take(entries)
            elif visit is not None:
                step = free.steps[visit.step]
                live.take(live.settle(data.draw(st.sampled_from(outcomes(step, FACTS)))))
        except NotCome:
            continue
        for id, was in before.items():
            now = _state(live.case.visits[id])
            assert was == now or (was, now) in turns
            assert live.case.visits[id].open == (now in VISIT.open)


def _state(visit: Visit) -> str:
    return "voided" if visit.voided else visit.state


def test_a_ring_of_steps_that_pass_by_themselves_stops_and_asks() -> None:
    on, told = frozenset({DONE, NOT_APPLICABLE, COULD_NOT}), Among("f0", frozenset({"a"}))
    steps_of = {
        id: Step(id, StepKind.WAIT, id, HERE, branches=(Branch(on, to, HERE),), waits_for=told)
        for id, to in (("s0", "s1"), ("s1", "s0"))
    }
    live = Live(Routine("slump", "Slump", HERE, "s0", steps_of), [("f0", "a")])
    assert live.where() == "s0"
    live.take(live.settle(DONE))
    assert live.where() in ("s0", "s1")

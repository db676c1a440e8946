"""What every shipped routine must be: readable, short in each phase, and grounded in each step."""

from __future__ import annotations

import pytest
from tests.rutiner.shipped import book

from jourstod.domain.checks.phases import MOST_STEPS
from jourstod.domain.opening import parse_hours
from jourstod.domain.readability import lix_of
from jourstod.domain.routine import StepKind

ROUTINES = sorted(book().routines)
HARDEST = 45
MOST_WORDS = 25


@pytest.mark.parametrize("routine", ROUTINES)
def test_a_tired_person_can_read_it(routine: str) -> None:
    assert round(lix_of(book().routines[routine], book()).value, 1) <= HARDEST


@pytest.mark.parametrize("routine", ROUTINES)
def test_no_question_has_more_than_25_words(routine: str) -> None:
    asked = (StepKind.QUESTION, StepKind.CONSENT)
    steps = [s for s in book().routines[routine].steps.values() if s.kind in asked]
    assert [s.id for s in steps if len(s.text.split()) > MOST_WORDS] == []
    assert [s.id for s in steps if len(s.spoken.split()) > MOST_WORDS] == []


@pytest.mark.parametrize("routine", ROUTINES)
def test_no_phase_has_more_than_nine_steps(routine: str) -> None:
    phases = book().routines[routine].phases()
    sizes = {p: sum(s.kind is not StepKind.END for s in steps) for p, steps in phases.items()}
    assert {phase: size for phase, size in sizes.items() if phase and size > MOST_STEPS} == {}


@pytest.mark.parametrize("routine", ROUTINES)
def test_no_more_than_nine_steps_stand_before_the_first_phase(routine: str) -> None:
    unnamed = book().routines[routine].phases().get("", ())
    assert len([s for s in unnamed if s.kind is not StepKind.END]) <= MOST_STEPS


@pytest.mark.parametrize("routine", ROUTINES)
def test_every_step_has_a_source_or_a_provision(routine: str) -> None:
    steps = book().routines[routine].steps.values()
    assert [s.id for s in steps if not (s.provisions or s.sources)] == []


@pytest.mark.parametrize("routine", ROUTINES)
def test_everybody_a_step_calls_or_hands_to_has_hours(routine: str) -> None:
    for step in book().routines[routine].steps.values():
        for id in (step.agency, step.handed_to):
            if id:
                assert parse_hours(book().agencies[id].hours) is not None, step.id


def test_whose_hours_are_unknown_is_of_the_own_station_and_not_a_national_agency() -> None:
    unknown = {a.id for a in book().agencies.values() if a.hours == "okänt" and not a.own_board}
    national = {a.id for a in book().agencies.values() if a.numbers}
    assert unknown & national == set()

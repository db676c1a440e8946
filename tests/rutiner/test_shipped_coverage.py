"""Facts about the shipped knowledge: what the law demands is done in a step a night reaches."""

from __future__ import annotations

from functools import cache

import pytest
from tests.rutiner.shipped import book

from jourstod.bootstrap import shipped_routines
from jourstod.domain.coverage import Coverage, Trail, coverage
from jourstod.domain.routine import StepKind
from jourstod.written_nights import trails

SHALLS = sorted((*book().duties, *book().shalls))


@cache
def played() -> tuple[Trail, ...]:
    return trails(shipped_routines())


@cache
def found() -> Coverage:
    return coverage(book(), played())


def test_every_night_goes_as_it_is_written() -> None:
    assert found().failures == ()


@pytest.mark.parametrize("shall", SHALLS)
def test_what_the_law_demands_is_done_in_a_step_and_the_step_in_a_night(shall: str) -> None:
    [one] = [one for one in found().shalls if one.id == shall]
    assert one.gap == ""


def test_no_provision_demands_something_that_is_not_counted() -> None:
    assert [provision.id for provision in found().uncounted] == []


def test_what_is_not_our_task_says_why_in_a_sentence() -> None:
    reasons = [one.not_ours for one in found().shalls if one.not_ours]
    assert reasons
    assert all(len(reason.split()) >= 5 and reason.endswith(".") for reason in reasons)


@pytest.mark.parametrize("routine", sorted(book().routines))
def test_every_routine_is_walked_to_an_end_in_three_nights(routine: str) -> None:
    steps = book().routines[routine].steps.values()
    ends = {(routine, step.id) for step in steps if step.kind is StepKind.END}
    assert sum(1 for one in played() if ends & one.done) >= 3

"""Facts about what is said of a checklist that was answered."""

from __future__ import annotations

import pytest

from jourstod.domain.answers import NOT_APPLICABLE, Answer
from jourstod.domain.checklist import tally, ticked
from jourstod.domain.facts import Choice
from jourstod.domain.findings import Place
from jourstod.domain.routine import Step, StepKind

ITEMS = (Choice("mat", "Mat"), Choice("kläder", "Torra kläder"), Choice("ladd", "Laddare"))


def step(kind: StepKind) -> Step:
    return Step("ordna", kind, "Gå igenom.", Place("r.yaml", 1, 1), items=ITEMS)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (("mat", "kläder", "ladd"), ""),
        (("mat",), "1 av 3 gjorda; inte markerat: Torra kläder, Laddare"),
        (("mat", "kläder", "ladd:not_needed"), "2 av 3 gjorda; behövdes inte: Laddare"),
        ((), "inget markerat"),
        ((NOT_APPLICABLE,), ""),
    ],
)
def test_a_checklist_says_what_was_not_done(values: tuple[str, ...], said: str) -> None:
    assert ticked(step(StepKind.CHECKLIST), Answer(values)) == said


def test_only_a_checklist_has_points() -> None:
    assert ticked(step(StepKind.READ), Answer(())) == ticked(None, Answer(())) == ""


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (("mat", "kläder", "ladd"), ""),
        (("mat", "kläder", "ladd:not_needed"), ""),
        (("mat",), "1 av 3"),
        ((), "0 av 3"),
    ],
)
def test_a_point_that_was_not_needed_is_settled(values: tuple[str, ...], said: str) -> None:
    assert tally(step(StepKind.CHECKLIST), Answer(values)) == said

"""No line that somebody wrote at a step is lost: the day unit's sheet and the journal have it."""

from __future__ import annotations

import pytest
from tests.desk.every_field import PROTECTED, Typed, jour, walk

from jourstod.desk.sheets import sheet_for
from jourstod.domain.journal import JOURNAL
from jourstod.domain.routine import StepKind
from jourstod.reports import render


@pytest.fixture(scope="module")
def written() -> tuple[Typed, dict[str, str]]:
    """What was typed, and what stands on the sheets."""
    desk = jour().desk()
    id, typed = walk(desk)
    sheets = {
        to: " ".join(render(sheet_for(desk, id, to).sheet, "text").decode().split())
        for to in ("mottagning", JOURNAL)
    }
    return typed, sheets


def test_every_kind_of_step_was_written_at(written: tuple[Typed, dict[str, str]]) -> None:
    typed, _ = written
    assert {kind for kind, _, _ in typed} == set(StepKind) - {StepKind.END}


@pytest.mark.parametrize("receiver", ["mottagning", JOURNAL])
def test_every_line_stands_on_the_own_sheet(
    written: tuple[Typed, dict[str, str]], receiver: str
) -> None:
    typed, sheets = written
    told = [(place, said) for _, place, said in typed if not place.startswith(PROTECTED)]
    assert [line for line in told if line[1] not in sheets[receiver]] == []


def test_what_is_written_at_a_protected_question_stands_on_no_sheet(
    written: tuple[Typed, dict[str, str]],
) -> None:
    typed, sheets = written
    hidden = [said for _, place, said in typed if place.startswith(PROTECTED)]
    assert hidden and not [s for s in hidden for text in sheets.values() if s in text]

"""Facts about step numbers: the same on paper, on the screen and line by line."""

from __future__ import annotations

from datetime import date

import pytest
from tests.desk.sample import Jour, open_child
from tests.text.lines import typed

from jourstod.desk.command import new_command
from jourstod.domain.answer_keys import keyed
from jourstod.domain.overview import Question, questions
from jourstod.domain.paper import paper
from jourstod.domain.printed_routine import PrintedStep
from jourstod.tui.answering import pages


@pytest.fixture
def jour() -> Jour:
    return Jour()


@pytest.fixture
def child(jour: Jour) -> str:
    """A case where the first routine waits for its step, and the child's own asks too."""
    id = open_child(jour.desk(), ("fara", "nej"), ("åldersgrupp", "barn"))
    jour.desk().start_routine(id, "barn", new_command())
    return id


def open_ones(jour: Jour, id: str) -> tuple[Question, ...]:
    """The questions that are open now, in the order they are asked."""
    desk = jour.desk()
    return questions(desk.case(id), desk.book(desk.case(id)))


def on_paper(jour: Jour, id: str) -> dict[tuple[str, str], PrintedStep]:
    """The printed step of each of the case's routines, by routine and the words of the step."""
    desk = jour.desk()
    book = desk.book(desk.case(id))
    printed = paper(book, list(book.routines.values()), date(2026, 11, 24))
    return {(routine.id, s.text): s for routine in printed.routines for s in routine.steps}


def test_an_open_question_has_the_number_its_step_has_on_paper(jour: Jour, child: str) -> None:
    shown, found = on_paper(jour, child), open_ones(jour, child)
    assert found
    for question in found:
        assert shown[question.routine.id, question.step.text].number == question.number


def test_the_digits_of_the_paper_are_those_of_the_screen(jour: Jour, child: str) -> None:
    shown = on_paper(jour, child)
    for question in open_ones(jour, child):
        on_screen = [(key, choice.id) for page in pages(question) for key, choice in page]
        turned = [(key.split()[-1], choice.id) for key, choice in keyed(question.choices)]
        assert set(turned) == set(on_screen)
        printed = shown[question.routine.id, question.step.text]
        boxes = {box.label: box.key for turn in printed.turns for box in turn.boxes}
        for key, choice in keyed(question.choices):
            assert boxes.get(choice.label, key) == key


def test_the_question_shows_its_number_line_by_line(jour: Jour, child: str) -> None:
    number = open_ones(jour, child)[0].number
    assert f"steg {number}" in typed(jour, "1")


def test_a_step_that_is_not_open_is_said_and_the_open_ones_named(jour: Jour, child: str) -> None:
    number = open_ones(jour, child)[0].number
    read = typed(jour, "1", "steg 999")
    assert "Steg 999 är inte öppet i rutinbunt" in read
    assert f"steg {number} " in read.partition("Öppet: ")[2]


def test_an_open_question_is_turned_to_by_its_number(jour: Jour, child: str) -> None:
    found = open_ones(jour, child)
    assert len(found) > 1
    read = typed(jour, "1", f"steg {found[-1].number}")
    assert found[-1].step.text in read.rpartition(f"steg {found[-1].number}")[2]


def test_a_number_from_another_bundle_turns_to_nothing_and_says_which_is_which(
    jour: Jour, child: str
) -> None:
    found, ours = open_ones(jour, child), bundle_of(jour, child)
    read = typed(jour, "1", f"steg {found[-1].number} 0123456789ab")
    assert "rutinbunt 0123456789ab" in read and ours in read
    assert f"steg {found[-1].number} {found[-1].step.text}" in read.rpartition("Öppet: ")[2]


def test_a_number_says_which_bundle_it_belongs_to_unless_it_was_said(
    jour: Jour, child: str
) -> None:
    found, ours = open_ones(jour, child), bundle_of(jour, child)
    assert f"Numret gäller rutinbunt {ours}" in typed(jour, "1", f"steg {found[-1].number}")
    read = typed(jour, "1", f"steg {found[-1].number} {ours}")
    assert "Numret gäller" not in read
    assert found[-1].step.text in read.rpartition(f"steg {found[-1].number}")[2]


def bundle_of(jour: Jour, id: str) -> str:
    """The signs of the case's bundle that stand on paper."""
    return jour.desk().case(id).bundle[:12]

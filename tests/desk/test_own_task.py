"""A task of the jour itself: what is done when it is answered is left to nobody."""

from __future__ import annotations

from tests.desk.sample import FILES, Jour, open_child, reply

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.domain import events as ev
from jourstod.domain.answers import Answer
from jourstod.domain.case_parts import Item, ItemKind
from jourstod.domain.forms import DONE_NOW, form

TASK = """\
steg:
  fråga_igen:
    uppgift: Ring nästa ledamot
    lämnas till: {owner}
    källa: manualen
    sedan: hot
"""


def test_done_at_once_it_is_in_the_log_and_open_to_nobody() -> None:
    desk, case = _at_the_task()
    _answer(desk, case, "ja")
    assert [item.open for item in _tasks(desk, case)] == [False]
    assert any(isinstance(e.event, ev.TaskDone) for e in desk.case(case).entries)


def test_not_said_to_be_done_it_is_left_open() -> None:
    for said in ("", "nej"):
        desk, case = _at_the_task()
        _answer(desk, case, said)
        assert [item.open for item in _tasks(desk, case)] == [True]


def test_corrected_to_done_it_is_closed_and_back_again_it_is_open() -> None:
    desk, case = _at_the_task()
    _answer(desk, case, "nej")
    _correct(desk, case, "ja")
    assert [item.open for item in _tasks(desk, case)] == [False]
    _correct(desk, case, "nej")
    assert [item.open for item in _tasks(desk, case) if item.open] == [True]


def test_a_task_of_another_is_never_done_by_being_left() -> None:
    desk, case = _at_the_task("mottagning")
    step = desk.book(desk.case(case)).routines["barn"].steps["fråga_igen"]
    assert DONE_NOW not in form(step)
    _answer(desk, case, "ja")
    assert [item.open for item in _tasks(desk, case)] == [True]


def _at_the_task(owner: str = "jouren") -> tuple[Desk, str]:
    jour = Jour()
    told = TASK.replace("{owner}", owner)
    barn = FILES["barn.yaml"].replace("börjar: hot", "börjar: fråga_igen")
    jour.shelf.files["barn.yaml"] = barn.replace("steg:\n", told, 1)
    desk = jour.desk()
    case = open_child(desk, ("fara", "nej"), ("åldersgrupp", "barn"))
    reply(desk, case, "börja_barn")
    return desk, case


def _answer(desk: Desk, case: str, done: str) -> None:
    reply(desk, case, "fråga_igen", gjort=done)


def _correct(desk: Desk, case: str, done: str) -> None:
    visit = next(v.id for v in desk.case(case).visits.values() if v.step == "fråga_igen")
    answer = Answer((), fields=(("gjort", done),))
    desk.correct(case, visit, answer, "Fel från början.", new_command())


def _tasks(desk: Desk, case: str) -> list[Item]:
    items = desk.case(case).items.values()
    return [item for item in items if item.kind is ItemKind.TASK]

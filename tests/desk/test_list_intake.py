"""A list of persons after a raid: one write, the same cases however often it is tried."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.desk.sample import Jour

from jourstod.desk import link_forms
from jourstod.desk.command import new_command
from jourstod.desk.ports import NewRow
from jourstod.domain.errors import AnswerIncomplete, CommandReused, StoreAway
from jourstod.domain.protection import Level
from jourstod.store.memory import MemoryLog

WRITTEN = {
    "board": "soder", "report": "anmälan", "reporter": "Polisen", "relation": "samma plats",
    "persons": "Ana; Bea\nCia,, ",
}  # fmt: skip


def test_a_list_that_is_tried_again_after_a_kill_opens_nothing_twice() -> None:
    jour = Jour()
    desk = jour.desk()
    call = desk.notebook.new_call(jour.now())
    first = link_forms.persons(desk, call).write(WRITTEN, new_command(), "")
    desk.notebook.keep_call(call)  # killed before the call was let go
    again = jour.desk()
    assert link_forms.persons(again, call).write(WRITTEN, new_command(), "") == first
    assert sorted(again.case(row.case).alias for row in again.board()) == ["Ana", "Bea", "Cia"]
    assert again.notebook.calls() == ()
    with pytest.raises(CommandReused):
        more = {**WRITTEN, "persons": "Ana; Bea; Cia; Dora"}
        link_forms.persons(again, call).write(more, new_command(), "")


def test_a_list_that_the_store_refuses_opens_no_case_at_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    jour = Jour()
    desk = jour.desk()
    call = desk.notebook.new_call(jour.now())

    def away(*told: NewRow, **more: object) -> None:
        raise StoreAway("Disken är full.")

    with monkeypatch.context() as broken:
        broken.setattr(MemoryLog, "append", away)
        with pytest.raises(StoreAway):
            link_forms.persons(desk, call).write(WRITTEN, new_command(), "")
    assert not desk.board()
    assert desk.notebook.calls()
    link_forms.persons(desk, call).write(WRITTEN, new_command(), "")
    numbers = sorted(row.number for row in desk.board())
    assert [number[-4:] for number in numbers] == ["0001", "0002", "0003"]


def test_a_list_without_persons_is_asked_for_again() -> None:
    jour = Jour()
    desk = jour.desk()
    call = desk.notebook.new_call(jour.now())
    with pytest.raises(AnswerIncomplete):
        link_forms.persons(desk, call).write({**WRITTEN, "persons": " ; "}, new_command(), "")
    assert desk.notebook.calls()


def test_two_stations_that_open_lists_at_once_give_no_number_twice() -> None:
    jour = Jour()
    mine, theirs = jour.desk(), jour.desk("CD")
    for desk in (mine, theirs, mine):
        call = desk.notebook.new_call(jour.now())
        link_forms.persons(desk, call).write(WRITTEN, new_command(), "")
    numbers = [row.number for row in mine.board()]
    assert len(numbers) == len(set(numbers)) == 9


def test_everybody_of_a_list_has_the_protection_that_was_told_for_it() -> None:
    jour = Jour()
    desk = jour.desk()
    call = desk.notebook.new_call(jour.now())
    shielded = {**WRITTEN, "persons": "Blå 1; Blå 2", "protection": "protected_registration"}
    with pytest.raises(AnswerIncomplete, match="vem som har sagt det"):
        link_forms.persons(desk, call).write(shielded, new_command(), "")
    assert not desk.board()
    told = {**shielded, "source": "Polisen"}
    link_forms.persons(desk, call).write(told, new_command(), "")
    assert [row.apart for row in desk.board()] == [True, True]
    levels = {desk.whole(row.case).protection.level for row in desk.board()}
    assert levels == {Level.REGISTERED}


def test_a_list_of_protected_persons_takes_no_names_as_aliases_and_opens_none_of_them() -> None:
    jour = Jour()
    desk = jour.desk()
    call = desk.notebook.new_call(jour.now())
    told = {**WRITTEN, "protection": "protected_registration", "source": "Polisen"}
    for persons in ("Blå 1; Ana Lind", "Blå 1; Ana"):
        call = replace(call, line="Ana Lind och hennes syster.")
        with pytest.raises(AnswerIncomplete, match="arbetsnamnet"):
            link_forms.persons(desk, call).write({**told, "persons": persons}, new_command(), "")
        assert not desk.board()


def test_a_list_without_protection_is_as_before() -> None:
    jour = Jour()
    desk = jour.desk()
    call = desk.notebook.new_call(jour.now())
    link_forms.persons(desk, call).write({**WRITTEN, "protection": "none"}, new_command(), "")
    assert len(desk.board()) == 3
    assert {desk.case(row.case).protection.level for row in desk.board()} == {Level.NONE}

"""Nytt samtal: number and line at once, facts by digits in any order, and only then what it is."""

from __future__ import annotations

import re

from tests.tui.night import Clock, a_case, a_desk, desk_on, new_vault
from tests.tui.pilot import Night, play

from jourstod.bootstrap import shipped_routines
from jourstod.desk.calls import first_facts, to_ring
from jourstod.desk.desk import Desk
from jourstod.desk.notebook import Call
from jourstod.domain import events as ev
from jourstod.domain.answers import UNKNOWN
from jourstod.reading.shelf import Shelf
from jourstod.tui import symbols
from jourstod.tui.call_screen import ROWS, CallScreen


def test_the_number_has_the_keys_at_once_and_time_runs() -> None:
    desk = a_desk()

    async def night(n: Night) -> None:
        await n.press("n")
        await n.write("070")
        assert re.search(r"Nytt samtal  \d\d:\d\d ", n.lines[0])

    play(desk, night)
    [call] = desk.notebook.calls()
    assert call.number == "070"


def test_facts_are_set_by_digits_in_any_order_and_taken_back_by_the_same_digit() -> None:
    desk = a_desk()

    async def night(n: Night) -> None:
        await n.press("n", "down", "down", "down", "1", "up", "2", "up", "2", "1")

    play(desk, night)
    [call] = desk.notebook.calls()
    assert dict(call.told) == {"åldersgrupp": "barn", "fara": "ja"}


def _ended(desk: Desk, *keys: str) -> None:
    async def night(n: Night) -> None:
        await n.press("n", "0", "7", "0", "enter")
        await n.write("flicka")
        await n.press("down", "2", "1", "f6", *keys)

    play(desk, night)


def test_advice_leaves_nothing_of_what_was_written() -> None:
    desk = a_desk()
    _ended(desk, "1", "1")
    assert desk.notebook.calls() == ()
    kept = b"".join(row.sealed for head in desk._vault.log.heads()
                    for row in desk._vault.log.read(head.stream))  # fmt: skip
    assert b"070" not in kept and b"flicka" not in kept
    assert b"advice" in kept


def test_a_wrong_number_leaves_nothing_but_that_it_was_one() -> None:
    desk = a_desk()
    _ended(desk, "6", "1")
    assert desk.notebook.calls() == () and desk.board() == []
    kept = b"".join(row.sealed for head in desk._vault.log.heads()
                    for row in desk._vault.log.read(head.stream))  # fmt: skip
    assert b"070" not in kept and b"flicka" not in kept
    assert b"wrong_number" in kept


def test_what_was_written_is_not_struck_before_a_second_word() -> None:
    for keys in (("1", "2"), ("1", "escape"), ("4", "2"), ("6", "2")):
        desk = a_desk()
        _ended(desk, *keys)
        [call] = desk.notebook.calls()
        assert (call.number, call.line) == ("070", "flicka")


def test_a_new_case_carries_note_facts_and_the_time_of_the_call() -> None:
    desk = a_desk()
    _ended(desk, "3", "2", "1", "B", "o", "enter", "enter")
    [row] = desk.board()
    case = desk.case(row.case)
    assert (case.board, case.alias, case.report) == ("norr", "Bo", "anmälan")
    assert case.facts["fara"].answer.values == ("nej",)
    notes = [e.event.text for e in case.entries if isinstance(e.event, ev.NoteWritten)]
    assert "070" in notes[0] and "flicka" in notes[0]
    opened = case.by_id[case.opened].stamp
    assert opened.happened.earliest < opened.recorded_at
    assert desk.notebook.calls() == ()


def test_the_new_case_opens_at_its_first_question_that_the_call_did_not_answer() -> None:
    desk = a_desk()

    async def night(n: Night) -> None:
        await n.press("n", "enter", "enter", "2", "1", "f6", "3", "1", "1", "enter", "enter")
        assert "Det här är ett barn." in n.text

    play(desk, night)


def test_a_call_that_belongs_to_a_case_becomes_a_note_there() -> None:
    desk = a_desk()
    id = a_case(desk)
    _ended(desk, "2", "1")
    words = [e.event.text for e in desk.case(id).entries if isinstance(e.event, ev.NoteWritten)]
    assert any("070" in text and "flicka" in text and "Akut fara: Nej" in text for text in words)
    assert desk.notebook.calls() == ()


def test_tab_goes_between_two_calls_and_each_keeps_its_own() -> None:
    desk = a_desk()

    async def night(n: Night) -> None:
        await n.press("n", "1", "f2", "2", "tab")
        assert "1 samtal till pågår" in n.text
        await n.press("a", "tab", "b")  # the number is there, so the line has the keys

    play(desk, night)
    calls = sorted((call.number, call.line) for call in desk.notebook.calls())
    assert calls == [("1", "a"), ("2", "b")]


def test_a_call_left_with_esc_goes_on_and_stands_on_the_board() -> None:
    desk = a_desk()

    async def night(n: Night) -> None:
        await n.press("n", "0", "escape")
        assert "1 samtal pågår (Tab)" in n.text
        await n.press("tab")
        assert "Nytt samtal" in n.text

    play(desk, night)


def test_a_retry_after_a_kill_between_case_and_call_opens_no_second_case() -> None:
    desk = a_desk()

    async def night(n: Night) -> None:
        await n.press("n", "f6", "3", "1", "1", "enter")
        kept = desk.notebook.calls()[0]
        await n.press("enter")
        desk.notebook.keep_call(kept)  # the kill came before the call was dropped
        await n.press("escape", "tab", "f6", "3", "1", "1", "enter", "enter")

    play(desk, night)
    assert len(desk.board()) == 1
    assert desk.notebook.calls() == ()


def test_what_is_asked_and_every_answer_to_it_is_in_sight_on_a_small_screen() -> None:
    clock = Clock()
    desk = desk_on(new_vault(clock), clock, shelf=Shelf(shipped_routines()))
    facts = first_facts(desk.current_book())

    async def night(n: Night) -> None:
        await n.press("n", "down")
        for step in (*["down"] * len(facts), *["up"] * len(facts)):
            await n.press(step)
            screen = n.screen
            assert isinstance(screen, CallScreen)
            if screen.at < 2:
                assert f"{symbols.NOW} {ROWS[screen.at][1]}" in n.text
                continue
            fact = facts[screen.at - 2]
            assert f"{symbols.NOW} {fact.heading}" in n.text
            shown = n.text[n.text.index(f"{symbols.NOW} {fact.heading}") :]
            below = shown.split("\n")[: 1 + len(fact.choices)]
            labels = (*(choice.label for choice in fact.choices), "Vet inte")
            assert all(label in "\n".join(below) for label in labels), fact.id

    for size in ((80, 24), (80, 16)):
        play(desk, night, size=size)


def test_danger_says_whom_to_ring_before_there_is_a_case() -> None:
    """As the first minute of the shipped routine has it: «ja» and «vet inte» lead to 112."""
    book = Shelf(shipped_routines(), lambda book: ()).current()[0]
    call = Call("c", "2026-11-27T22:00:00+00:00")
    said = {
        value: to_ring(book, call.with_fact("omedelbar_fara", value))
        for value in ("", "ja", "nej", UNKNOWN)
    }
    assert said == {"": "", "ja": "112", "nej": "", UNKNOWN: "112"}

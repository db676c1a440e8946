"""Keys without a pause between them: each goes to where the mark is when its turn comes."""

from __future__ import annotations

import asyncio

import pytest
from tests.tui.night import a_child, a_desk
from tests.tui.pilot import Night, play, typed
from tests.tui.terminal import WAIT
from tests.tui.test_case_screen import at_protection
from tests.tui.test_first_start import _first
from textual import events

from jourstod.desk.desk import Desk
from jourstod.domain import events as ev
from jourstod.settings import FirstStart
from jourstod.tui import in_turn
from jourstod.tui.app import JourApp
from jourstod.tui.in_turn import PATIENCE


def test_what_follows_enter_in_a_new_call_is_on_the_next_row() -> None:
    desk = a_desk()

    async def night(n: Night) -> None:
        await n.rush("n", *typed("0701740699"), "enter", *typed("snabb text"))

    play(desk, night)
    [call] = desk.notebook.calls()
    assert (call.number, call.line) == ("0701740699", "snabb text")


def test_what_follows_an_arrow_in_a_new_call_is_on_that_row() -> None:
    desk = a_desk()

    async def night(n: Night) -> None:
        await n.rush("n", "0", "7", "down", "a", "b", "up", "0", "down", "c", "down", "2", "1")

    play(desk, night)
    [call] = desk.notebook.calls()
    assert (call.number, call.line) == ("070", "abc")
    assert dict(call.told) == {"fara": "nej", "åldersgrupp": "barn"}


def test_a_new_call_is_ended_with_what_was_written_just_before() -> None:
    desk = a_desk()

    async def night(n: Night) -> None:
        keys = ("n", *typed("070"), "enter", *typed("flicka"), "f6", "3", "1", "1", "B", "o")
        await n.rush(*keys, "enter", "enter")

    play(desk, night)
    [row] = desk.board()
    case = desk.case(row.case)
    notes = [e.event.text for e in case.entries if isinstance(e.event, ev.NoteWritten)]
    assert case.alias == "Bo" and "070" in notes[0] and "flicka" in notes[0]


def test_a_page_with_a_form_takes_each_line_where_it_belongs() -> None:
    asked: list[FirstStart] = []

    def set_up(first: FirstStart) -> tuple[Desk, str]:
        asked.append(first)
        return a_desk(), "22222-33333"

    async def night(n: Night) -> None:
        words = ("AB", "Anna", "City", "Norr", "fyra ord", "fyra ord")
        lines = (typed(line) for line in words)
        await n.rush("1", *(key for line in lines for key in (*line, "enter")))
        await n.settle()
        await n.press("1")
        assert "Nattens ärenden" in n.text

    play(None, night, first=_first(set_up))
    assert asked == [FirstStart("AB", "Anna", "City", ("Norr",))]


def test_an_answer_and_its_reason_are_written_in_one_go() -> None:
    desk = a_desk()
    id = at_protection(desk)

    async def night(n: Night) -> None:
        await n.rush("enter", "1", *typed("hot mot barnet"), "enter")

    play(desk, night)
    answer = desk.case(id).facts["skydd"].answer
    assert (answer.values, answer.reason) == (("ja",), "hot mot barnet")


def test_a_note_written_and_saved_without_a_pause_is_whole() -> None:
    desk = a_desk()
    id = a_child(desk)

    async def night(n: Night) -> None:
        await n.rush("enter", "f2", *typed("mamma ringde"), *["enter"] * 3, "f2", "x")

    play(desk, night)
    notes = [e.event.text for e in desk.case(id).entries if isinstance(e.event, ev.NoteWritten)]
    assert notes[-1] == "mamma ringde"


def test_the_list_of_everything_is_filtered_before_enter_chooses() -> None:
    async def night(n: Night) -> None:
        await n.rush("f8", *typed("dölj"), "enter")
        assert "Nattens ärenden" not in n.text and "Allt som går" not in n.text

    play(a_desk(), night)


def test_leaving_the_program_at_once_keeps_what_was_written() -> None:
    desk = a_desk()

    async def night(n: Night) -> None:
        await n.rush("n", *typed("070"), "ctrl+q")

    play(desk, night)
    [call] = desk.notebook.calls()
    assert call.number == "070"


def test_keys_wait_in_line_with_what_is_pasted() -> None:
    desk = a_desk()

    async def night(n: Night) -> None:
        await n.press("n")
        for event in (events.Paste("0701"), events.Key("enter", None), events.Paste("klistrat")):
            n.app.post_message(event)
        await n.rush("enter", "2")

    play(desk, night)
    [call] = desk.notebook.calls()
    assert (call.number, call.line) == ("0701", "klistrat")
    assert dict(call.told) == {"fara": "nej"}


def test_ctrl_u_clears_what_is_written_before_the_mark() -> None:
    desk = a_desk()

    async def night(n: Night) -> None:
        await n.press("n")
        await n.write("0701740699")
        await n.press("ctrl+u")
        await n.write("112")
        await n.press("down")
        (call,) = desk.notebook.calls()
        assert call.number == "112"

    play(desk, night)


class _Busy:
    """A pump that never gets to what is put in its queue."""

    def __init__(self) -> None:
        self.message_queue_size = 0

    def call_later(self, act: object) -> bool:
        self.message_queue_size += 1
        return True


def test_a_key_that_is_never_handled_holds_up_the_keyboard_no_longer_than_patience(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Once the wait itself filled the queue that it waited for, and never ended."""
    monkeypatch.setattr(in_turn, "PATIENCE", 20)
    app, busy = JourApp(None), _Busy()
    monkeypatch.setattr(app, "_pumps", lambda: [busy])
    asyncio.run(asyncio.wait_for(app._quiet([busy]), 60))  # type: ignore[list-item]
    assert busy.message_queue_size == 1


def test_something_that_hangs_holds_up_a_key_but_never_the_keyboard() -> None:
    async def night(n: Night) -> None:
        goes_on = asyncio.Event()
        n.screen.call_later(goes_on.wait)  # what the screen does next is not done for a long time
        try:
            n.app.post_message(events.Key("down", None))
            n.app.post_message(events.Key("down", None))
            await asyncio.wait_for(at_rest(n), WAIT)
        finally:
            goes_on.set()

    play(a_desk(), night)


def test_a_failure_between_two_keys_is_shown_and_ends_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[Exception] = []

    async def night(n: Night) -> None:
        def fails() -> None:
            raise RuntimeError("between two keys")

        monkeypatch.setattr(n.app, "_handle_exception", shown.append)
        monkeypatch.setattr(n.app, "_pumps", fails)
        n.app.post_message(events.Key("down", None))
        await asyncio.wait_for(at_rest(n), WAIT)

    play(a_desk(), night)
    assert [str(error) for error in shown] == ["between two keys"]


def test_a_field_on_its_way_out_with_something_left_to_do_is_not_waited_for() -> None:
    class Closing:
        """Takes nothing more, and what it has is never done."""

        looked_at = 0

        def call_later(self, done: object) -> bool:
            return False

        @property
        def message_queue_size(self) -> int:
            self.looked_at += 1
            assert self.looked_at < 100 * PATIENCE, "it would have been looked at for ever"
            return 1

    closing = Closing()

    async def night(n: Night) -> None:
        setattr(n.app, "_pumps", lambda: [closing])  # noqa: B010
        n.app.post_message(events.Key("down", None))
        await asyncio.wait_for(at_rest(n), WAIT)
        delattr(n.app, "_pumps")

    play(a_desk(), night)


async def at_rest(n: Night) -> None:
    await asyncio.sleep(0.05)  # the keys have come
    while not n.app.at_rest:
        await asyncio.sleep(0.01)

"""No state lives in a widget only: the program may die between any two key presses."""

from __future__ import annotations

import asyncio

import pytest
from tests.tui.night import Clock, a_child, desk_on, new_vault
from tests.tui.pilot import Night, play
from tests.tui.test_case_screen import at_protection

from jourstod.desk.desk import Desk
from jourstod.tui.app import JourApp


def press_and_die(desk: Desk, *keys: str, size: tuple[int, int] = (100, 30)) -> str:
    """Press keys and drop everything, with nothing said to the program; gives the last screen."""
    shown = ""

    async def run() -> None:
        nonlocal shown
        app = JourApp(desk)
        async with app.run_test(size=size) as pilot:
            night = Night(app, pilot)
            await night.settle()
            await night.press(*keys)
            shown = night.text
            # No exit, no unmount: what is not in the store now is gone.
            monkey = pytest.MonkeyPatch()
            monkey.setattr(desk.notebook.__class__, "save", lambda *a: None)
            try:
                app.exit()
                await pilot.pause()
            finally:
                monkey.undo()

    asyncio.run(run())
    return shown


WHOLE_NIGHT = [
    "enter", "1", "1", "3", "enter", "0", "2", "1", "A", "l", "i", "enter", "enter", "enter",
    "1", "h", "o", "t", "enter", "1", "E", "v", "a", "enter", "l",
]  # fmt: skip
"""From the board to the second field of a decision."""


def middle(shown: str) -> list[str]:
    """The column of the question, without clocks that go and the recap."""
    lines = [line[27:68].strip() for line in shown.splitlines()[2:-2]]
    return [line for line in lines if line and not line.startswith("Senast:")]


def test_the_program_dies_after_every_single_key_and_goes_on_where_it_was() -> None:
    clock = Clock()
    vault = new_vault(clock)
    a_child(desk_on(vault, clock))
    other_clock = Clock()
    other_vault = new_vault(other_clock)
    a_child(desk_on(other_vault, other_clock))
    died = ""
    for key in WHOLE_NIGHT:
        died = press_and_die(desk_on(vault, clock), key)
    unbroken = press_and_die(desk_on(other_vault, other_clock), *WHOLE_NIGHT)
    assert middle(died) == middle(unbroken)
    case = desk_on(vault, clock).case(desk_on(vault, clock).board()[0].case)
    assert case.facts["skydd"].answer.reason == "hot"
    assert "Föredra för ledamoten: LVU 6 §." in died
    assert "Eva" in died


def test_a_half_written_note_is_there_for_the_next_program() -> None:
    clock = Clock()
    vault = new_vault(clock)
    a_child(desk_on(vault, clock))
    press_and_die(desk_on(vault, clock), "enter", "f2", "m", "a", "m")
    shown = press_and_die(desk_on(vault, clock), "f2")
    assert "mam" in shown


def test_a_call_is_there_with_its_line_number_and_facts() -> None:
    clock = Clock()
    vault = new_vault(clock)
    press_and_die(desk_on(vault, clock), "n", "0", "7", "0", "enter", "a", "b", "down", "1")
    shown = press_and_die(desk_on(vault, clock))
    assert "Nytt samtal" in shown
    assert "070" in shown and "ab" in shown and "✓ Ja" in shown


def test_another_front_end_finds_the_draft_under_the_visit() -> None:
    clock = Clock()
    vault = new_vault(clock)
    at_protection(desk_on(vault, clock))
    press_and_die(desk_on(vault, clock), "enter", "1", "h", "o", "t")
    kept = desk_on(vault, clock).notebook.text("visit:barn/skyddsbedömning/5")
    assert '"ja"' in kept and "hot" in kept


def test_leaving_the_program_the_usual_way_leads_to_the_board_next_time() -> None:
    clock = Clock()
    vault = new_vault(clock)
    a_child(desk_on(vault, clock))

    async def leave(n: Night) -> None:
        await n.press("enter", "ctrl+q")

    async def again(n: Night) -> None:
        assert "Nattens ärenden" in n.text

    play(desk_on(vault, clock), leave)
    play(desk_on(vault, clock), again)


def test_a_draft_is_gone_when_its_answer_is_stored() -> None:
    clock = Clock()
    vault = new_vault(clock)
    desk = desk_on(vault, clock)
    id = at_protection(desk)
    press_and_die(desk, "enter", "1", "h", "o", "t", "enter")
    assert desk.case(id).facts["skydd"].answer.reason == "hot"
    assert desk.notebook.text("visit:barn/skyddsbedömning/5") == ""


def test_a_slow_store_gathers_key_presses_and_saves_them_before_leaving() -> None:
    from jourstod.domain.errors import StoreAway
    from jourstod.tui.drafts import Keeper

    clock = Clock()
    notebook = desk_on(new_vault(clock), clock).notebook
    later: list[object] = []
    told: list[StoreAway] = []
    keeper = Keeper(notebook, later.append, told.append)
    keeper._cost = 1.0
    keeper.keep("note:x", "m")
    assert notebook.text("note:x") == ""
    assert keeper.text("note:x") == "m"
    assert later == [keeper.flush]
    keeper.flush()
    assert notebook.text("note:x") == "m"

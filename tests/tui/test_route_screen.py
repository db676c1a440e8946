"""Facts about the map in the program: the same as drawn, with where one is."""

from __future__ import annotations

from tests.tui.night import Clock, a_child, desk_on, new_vault
from tests.tui.pilot import Night, play, typed

from jourstod.tui.case_screen import CaseScreen


def test_the_map_of_a_case_says_where_one_is_first() -> None:
    clock = Clock()
    desk = desk_on(new_vault(clock), clock)
    a_child(desk)

    async def night(n: Night) -> None:
        await n.press("enter")
        assert isinstance(n.screen, CaseScreen)
        asked = n.screen.question
        assert asked is not None
        await n.rush("f8", *typed("kartan"), "enter")
        await n.settle()
        assert "kartan" in n.text
        assert f"Du är vid steg {asked.number}," in n.text
        line = next(line for line in n.text.splitlines() if "(här nu)" in line)
        assert "➤" in line
        assert f" {asked.number}  " in line
        assert "· kan komma härifrån" in n.text
        await n.press("escape")
        assert isinstance(n.screen, CaseScreen)

    play(desk, night, size=(80, 40))

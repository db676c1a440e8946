"""Back after an interruption: what others have done stands before the question."""

from __future__ import annotations

from tests.tui.night import Clock, a_child, desk_on, new_vault
from tests.tui.pilot import Night, play

from jourstod.desk.command import new_command


def test_two_minutes_without_a_key_and_the_recap_stands_there() -> None:
    clock = Clock()
    vault = new_vault(clock)
    mine, theirs = desk_on(vault, clock), desk_on(vault, clock, "CD")
    id = a_child(mine)

    async def night(n: Night) -> None:
        await n.press("enter", "1")
        assert "Sedan du sist var här" not in n.text
        theirs.acts.note(id, "Patrullen är framme.", new_command())
        clock.forward(3)
        n.screen.news()
        await n.settle()
        assert "Sedan du sist var här har CD skrivit en rad:" in n.text
        assert "Patrullen" in n.text
        await n.press("1", "enter")
        assert "Sedan du sist var här" not in n.text

    play(mine, night, size=(160, 50))


def test_the_recap_is_there_after_a_hidden_screen() -> None:
    clock = Clock()
    vault = new_vault(clock)
    mine, theirs = desk_on(vault, clock), desk_on(vault, clock, "CD")
    id = a_child(mine)

    async def night(n: Night) -> None:
        await n.press("enter", "1", "f9")
        theirs.acts.note(id, "Patrullen är framme.", new_command())
        clock.forward(3)
        await n.press("f9")
        assert "Sedan du sist var här har CD skrivit en rad:" in n.text

    play(mine, night, size=(160, 50))

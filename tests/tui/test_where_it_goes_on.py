"""After a correction, or a step taken up again, what that opened is the question in the middle."""

from __future__ import annotations

from tests.desk.test_asked_anew import without_a_bed
from tests.tui.pilot import Night, play


def test_a_step_taken_up_again_from_the_open_items_is_asked_now() -> None:
    desk, _ = without_a_bed()

    async def night(n: Night) -> None:
        await n.press("enter")
        assert "Sök en plats." not in n.text
        await n.press("f7")
        assert "sök: Alla säger nej." in n.text
        await n.press("up", "enter")
        await n.write("Jourhem 2 ringde.")
        await n.press("enter")
        assert "Sök en plats." in n.text

    play(desk, night)

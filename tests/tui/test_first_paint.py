"""The first paint: the board stands there before the rest of the program has been read in."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.tui.night import a_case, a_desk
from tests.tui.pilot import Night, play

from jourstod.desk.front import FrontDesk

HEAVY = ("yaml", "transitions", "jourstod.domain.case", "jourstod.domain.decide",
         "jourstod.desk.desk", "jourstod.reading")  # fmt: skip


def test_what_the_board_needs_reads_in_neither_the_routines_nor_what_decides() -> None:
    code = (
        "import sys, jourstod.commands.screens, jourstod.tui.app, jourstod.tui.board_screen\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_board_is_read_once_when_the_program_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    real = FrontDesk.board

    def counted(self: FrontDesk):  # type: ignore[no-untyped-def]
        read.append(1)
        return real(self)

    monkeypatch.setattr(FrontDesk, "board", counted)
    desk = a_desk()
    a_case(desk)

    async def night(n: Night) -> None:
        assert "1 öppna" in n.text

    play(desk, night)
    assert len(read) == 1


def test_the_whole_desk_is_there_right_after_the_first_paint() -> None:
    desk = a_desk()
    a_case(desk)
    asked: list[str] = []

    def whole():  # type: ignore[no-untyped-def]
        asked.append("")
        return desk

    async def night(n: Night) -> None:
        assert "1 öppna" in n.text
        await n.pilot.pause(0.2)
        assert asked == [""]
        await n.press("enter")
        assert "Är någon i fara just nu?" in n.text

    play(desk, night, whole=whole)

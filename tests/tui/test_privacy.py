"""What must not be seen: hidden at once, no content in an error, marked when it is practice."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tests.tui.night import Clock, a_child, a_desk, desk_on, new_vault
from tests.tui.pilot import Night, play

from jourstod.desk.desk import Desk
from jourstod.tui import incidents
from jourstod.tui.app import JourApp
from jourstod.tui.case_screen import CaseScreen


@pytest.mark.parametrize("before", [("enter",), ("enter", "f2", "m"), ("n",), ("enter", "f8")])
def test_f9_hides_every_word_at_once_and_f9_brings_it_back(before: tuple[str, ...]) -> None:
    desk = a_desk()
    a_child(desk)

    async def night(n: Night) -> None:
        await n.press(*before)
        shown = n.text
        await n.press("f9")
        assert n.text.split() == ["Paus.", "F9", "går", "tillbaka."]
        await n.press("1", "a", "f1", "f8", "escape")
        assert n.text.split() == ["Paus.", "F9", "går", "tillbaka."]
        await n.press("f9")
        assert n.lines[3:20] == shown.splitlines()[3:20]

    play(desk, night)


def test_an_unexpected_error_gives_a_number_and_no_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = a_desk()
    a_child(desk, "Maja-hemlig")

    def broken(self: CaseScreen) -> None:
        name = self.desk.board()[0].who
        raise RuntimeError(f"something with {name}")

    async def run() -> None:
        app = JourApp(desk, home=tmp_path)
        with pytest.raises(RuntimeError):
            async with app.run_test(size=(100, 30)) as pilot:
                await pilot.pause()
                monkeypatch.setattr(CaseScreen, "sides", broken)
                await pilot.press("enter")
                await pilot.pause()

    asyncio.run(run())
    said = capsys.readouterr().err
    [file] = (tmp_path / incidents.FOLDER).iterdir()
    assert file.stem in said
    written = file.read_text(encoding="utf-8")
    assert "test_privacy.py" in written and "broken" in written
    for text in (said, written):
        assert "hemlig" not in text and "something" not in text
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "keys", [(), ("enter",), ("n",), ("enter", "f7"), ("enter", "f2"), ("f4",)]
)
def test_practice_is_marked_on_every_screen(keys: tuple[str, ...]) -> None:
    desk = a_desk()
    a_child(desk)

    async def night(n: Night) -> None:
        await n.press(*keys)
        assert "ÖVNING" in n.lines[0]

    play(desk, night, size=(80, 24))


def test_a_sharp_store_is_not_marked_as_practice() -> None:
    clock = Clock()
    desk: Desk = desk_on(new_vault(clock), clock, mode="skarp")

    async def night(n: Night) -> None:
        assert "ÖVNING" not in n.text

    play(desk, night)


def test_the_list_of_everything_has_no_screenshot_and_no_english() -> None:
    desk = a_desk()
    a_child(desk)

    async def night(n: Night) -> None:
        await n.press("enter", "ctrl+p")
        assert "palette" not in n.text.lower()
        await n.press("f8")
        for word in ("screenshot", "Screenshot", "Quit", "Theme", "Keys"):
            assert word not in n.text
        assert "Anteckna" in n.text and "Lämna över" in n.text

    play(desk, night, size=(100, 40))


def test_ctrl_c_neither_ends_the_program_nor_reaches_the_terminals_clipboard() -> None:
    desk = a_desk()
    a_child(desk)

    async def night(n: Night) -> None:
        await n.press("enter", "f2", "m", "ctrl+c")
        assert n.app.is_running
        n.app.copy_to_clipboard("x")

    play(desk, night)


def test_the_help_is_about_the_screen_one_stands_on() -> None:
    desk = a_desk()
    a_child(desk)

    async def night(n: Night) -> None:
        await n.press("f1")
        assert "Hjälp: Nattens ärenden" in n.text
        await n.press("escape", "enter", "f1")
        assert "Hjälp: Ärendet" in n.text and "F3" in n.text

    play(desk, night, size=(100, 40))

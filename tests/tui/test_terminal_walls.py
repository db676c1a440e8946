"""What a terminal, a clipboard and an incident do not get; and that the locks are wired."""

from __future__ import annotations

import io
import os
import re
import unicodedata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import textual.constants
from tests.tui.night import Clock, a_child, a_desk, desk_on, new_vault
from tests.tui.pilot import Night, play
from tests.tui.test_hostile_text import HOSTILE

from jourstod.cli import main
from jourstod.commands import exporting, screens
from jourstod.desk.command import new_command
from jourstod.domain import events as ev
from jourstod.domain.secret import Secret
from jourstod.settings import FirstStart
from jourstod.text.talk import Talk
from jourstod.tui import entrance, incidents
from jourstod.tui.app import JourApp
from jourstod.tui.case_papers import print_all
from jourstod.tui.first_start import Welcome
from jourstod.vault.locked_file import open_file

CLIPBOARD = "\x1b]52"
HARMLESS = frozenset(
    {
        *("ANIMATIONS", "COLOR_SYSTEM", "DIM_FACTOR", "FILTERS", "FPS", "SMOOTH_SCROLL", "THEME"),
        *("DEVTOOLS_PORT", "DISABLE_KITTY_KEY", "SHOW_RETURN", "SLOW_THRESHOLD"),
    }
)
"""Variables of the screen library that change how it looks, and send nothing anywhere."""


# --- errors -----------------------------------------------------------------------------------


def test_the_folder_of_incidents_is_for_its_owner_only_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        incidents.record(RuntimeError("Maja"), tmp_path / "home")
    finally:
        os.umask(before)
    made = [tmp_path / "home" / incidents.FOLDER, *(tmp_path / "home").rglob("*.txt")]
    assert len(made) == 2
    assert [path.stat().st_mode & 0o077 for path in made] == [0, 0]


def test_an_unexpected_error_of_a_command_gives_a_number_and_no_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> int:
        raise RuntimeError("Maja bor på Tallbacken 7")

    monkeypatch.setattr("jourstod.commands.cases.list_cases", broken)
    assert main(["cases", "--home", str(tmp_path)]) == 70
    said = capsys.readouterr().err
    [file] = (tmp_path / incidents.FOLDER).iterdir()
    assert file.stem in said
    for text in (said, file.read_text(encoding="utf-8")):
        assert "Maja" not in text and "Tallbacken" not in text


# --- the clipboard ----------------------------------------------------------------------------


def test_nothing_marked_in_a_text_is_copied_by_ctrl_c() -> None:
    desk = a_desk()
    a_child(desk)

    async def night(n: Night) -> None:
        await n.press("enter", "f2", "m", "a", "j", "shift+home", "ctrl+c")
        assert n.app.clipboard == ""

    play(desk, night)


def test_what_is_copied_stays_inside_the_program() -> None:
    desk = a_desk()
    a_child(desk)

    async def night(n: Night) -> None:
        sent: list[str] = []
        driver: Any = n.app._driver
        driver.write = sent.append
        n.app.copy_to_clipboard("Maja")
        assert n.app.clipboard == "Maja"
        assert [one for one in sent if CLIPBOARD in one] == []

    play(desk, night)


def test_nothing_on_a_screen_can_be_selected_with_the_mouse() -> None:
    desk = a_desk()
    a_child(desk)

    async def night(n: Night) -> None:
        await n.pilot.mouse_down(offset=(2, 3))
        await n.pilot.hover(offset=(60, 12))
        await n.pilot.mouse_up(offset=(60, 12))
        await n.settle()
        assert not n.app.screen.selections
        assert not n.app.screen.get_selected_text()

    play(desk, night)


# --- the screen elsewhere ---------------------------------------------------------------------


def test_every_variable_of_the_screen_library_that_writes_elsewhere_is_known() -> None:
    """A new version of the library may bring a new one: it is looked at before it is let in."""
    source = Path(textual.constants.__file__).read_text(encoding="utf-8")
    found = set(re.findall(r'"(TEXTUAL_[A-Z_]+)"', source))
    assert len(found) > 10
    known = {*entrance.SPYING, entrance.WEB_DRIVER, *(f"TEXTUAL_{name}" for name in HARMLESS)}
    assert found - known == set()


# --- the locks are wired ----------------------------------------------------------------------


def test_the_screens_are_opened_with_all_that_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}
    monkeypatch.setattr("jourstod.tui.entrance.run", lambda desk, **more: given.update(more) or 0)
    names = ("set_up", "practice", "sign_in", "unlock", "seat", "sandbox", "home", "signature")
    way_in: Any = SimpleNamespace(locked=True, station_known=True, **{n: n for n in names})
    assert screens._show(way_in, None) == 0
    assert given["locked"] is True
    assert (given.get("sign_in"), given.get("unlock")) == ("sign_in", "unlock")
    assert "lock_file" in given
    passphrase = Secret.typed("gröna hästar äter sent")
    sealed = given["lock_file"](b"Maja", "text", passphrase)
    assert b"Maja" not in sealed and open_file(sealed, passphrase) == ("text", b"Maja")


@pytest.mark.parametrize("locked", [True, False])
def test_what_locks_reaches_the_screens(monkeypatch: pytest.MonkeyPatch, locked: bool) -> None:
    """At once where the store is locked, else the moment that one is set up; never in practice."""
    opened: list[JourApp] = []
    monkeypatch.setattr(JourApp, "run", lambda self, mouse: opened.append(self))
    locks: Any = tuple(lambda *_: None for _ in range(3))
    sign_in, unlock, lock_file = locks
    entrance.run(
        None,
        set_up=lambda told: (a_desk(), "nyckel"),
        practice=a_desk,
        locked=locked,
        sign_in=sign_in,
        unlock=unlock,
        lock_file=lock_file,
    )
    [app] = opened
    assert app.lock_file is lock_file
    if not locked:
        assert (app.sign_in, app.unlock) == (None, None)
        assert app._first is not None
        welcome = app._first()
        assert isinstance(welcome, Welcome)
        assert welcome._set_up(FirstStart("AB", "Anna", "City", ("Söder",)))[1] == "nyckel"
    assert (app.sign_in, app.unlock) == (sign_in, unlock)


def test_a_weak_passphrase_for_a_file_is_refused_while_it_can_be_changed(tmp_path: Path) -> None:
    clock = Clock()
    desk = desk_on(new_vault(clock), clock, mode="skarp")
    a_child(desk)

    async def night(n: Night) -> None:
        n.app.lock_file = exporting.lock
        print_all(n.screen)
        await n.settle()
        await n.press("1")
        for twice in ("kort", "kort"):
            await n.write(twice)
            await n.press("enter")
            await n.settle()
        assert "Lösenfrasen är för kort" in n.text
        assert "Samma en gång till" in n.text

    play(desk, night, home=tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


# --- hostile text -----------------------------------------------------------------------------


def test_what_is_typed_is_clean_in_the_log() -> None:
    desk = a_desk()
    id = a_child(desk)
    desk.acts.note(id, HOSTILE, new_command())
    [note] = [e.event for e in desk.case(id).entries if isinstance(e.event, ev.NoteWritten)]
    assert _steering(note.text) == set()
    assert "[/]" in note.text and "👧🏽" in note.text


def test_what_is_said_line_by_line_is_clean() -> None:
    out = io.StringIO()
    Talk(io.StringIO(), out).say(HOSTILE)
    assert _steering(out.getvalue()) == set()


def _steering(text: str) -> set[str]:
    return {
        sign
        for sign in text
        if sign not in "\n\u200c\u200d" and unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co")
    }

"""On a real terminal: keys in one burst, and a terminal that goes away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.commands.sealed import WORDS, sealed_home
from tests.tui.terminal import WAIT, Terminal

from jourstod.tui.terminal import NO_TERMINAL

Open = Callable[[str], Terminal]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Opens the program on a terminal, and ends what a test left running."""
    terminals: list[Terminal] = []

    def open_one(page: str) -> Terminal:
        terminals.append(Terminal(tmp_path))
        terminals[-1].until(page)
        return terminals[-1]

    yield open_one
    for terminal in terminals:
        terminal.program.kill()
        terminal.program.wait()


def test_a_burst_of_keys_is_written_row_by_row(opened: Open) -> None:
    terminal = opened("Nattens ärenden")
    terminal.type("n0701740699\rsnabb text\x11")
    assert terminal.ended() == 0
    again = opened("Nattens ärenden")
    again.type("\t")
    again.until("0701740699")
    again.until("snabb text")
    again.close()


def test_the_program_ends_when_its_terminal_is_gone_and_goes_on_where_it_was(opened: Open) -> None:
    terminal = opened("Nattens ärenden")
    terminal.type("n0701740699\rhalvskriv")
    terminal.until("halvskriv")
    terminal.close()
    assert terminal.program.wait(WAIT) == NO_TERMINAL
    again = opened("Nytt samtal")
    again.until("0701740699")
    again.until("halvskriv")
    again.close()


def test_the_window_has_one_title_and_it_is_never_a_case(opened: Open) -> None:
    terminal = opened("Nattens ärenden")
    assert "\x1b]2;jourstod\x07" in terminal.all
    terminal.type("\r")
    terminal.until("Esc")
    terminal.type("\x11")
    assert terminal.ended() == 0
    assert re.findall(r"\x1b\][012];[^\x07\x1b]*", terminal.all) == ["\x1b]2;jourstod"]


def test_f9_locks_a_sharp_store_until_its_passphrase_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, _ = sealed_home(tmp_path, monkeypatch)
    terminal = Terminal(home, command=())
    try:
        terminal.until("Logga in")
        terminal.type(f"{WORDS}\r")
        terminal.until("Nattens ärenden")
        terminal.type("\x1b[20~")
        terminal.until("Enter låser upp")
        terminal.type("\r")
        terminal.until("Lösenfras")
        terminal.type("fel fras helt\r")
        terminal.until("Fel signatur eller lösenfras")
        terminal.type(f"{WORDS}\r")
        terminal.until("Nattens ärenden")
        terminal.type("\x11")
        assert terminal.ended() == 0
        assert WORDS not in terminal.all
    finally:
        terminal.program.kill()


def test_f9_locks_from_the_first_start_on(tmp_path: Path) -> None:
    """Whoever sets the station up has a passphrase at once, and the screen is locked with it."""
    terminal = Terminal(tmp_path / "home", command=())
    try:
        terminal.until("Välkommen till jourstod")
        terminal.type("1")
        terminal.until("Din signatur")
        for line in ("AB", "Anna Berg", "City", "Söder"):
            terminal.type(f"{line}\r")
        terminal.until("Välj en lösenfras")
        for _ in range(2):
            terminal.type(f"{WORDS}\r")
        terminal.until("Återställningsnyckeln")
        terminal.type("1")
        terminal.until("Nattens ärenden")
        terminal.type("\x1b[20~")
        terminal.until("Enter låser upp")
        terminal.type("\r")
        terminal.until("Lösenfras")
        terminal.type("fel fras helt\r")
        terminal.until("Fel signatur eller lösenfras")
        terminal.type(f"{WORDS}\r")
        terminal.until("Nattens ärenden")
        terminal.type("\x11")
        assert terminal.ended() == 0
    finally:
        terminal.program.kill()
        terminal.program.wait()

"""Facts about the lock of the line mode, on a real terminal: what is shown, and what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.commands.sealed import WORDS, sealed_home
from tests.desk.sample import Jour, open_child
from tests.text.at_the_terminal import PHRASE, FileClock
from tests.tui.terminal import Terminal

from jourstod.commands.window import SWEPT
from jourstod.store.place import open_vault
from jourstod.text.lock import HIDDEN, LOCKED


class AtTheLine:
    """Somebody at the line mode on a terminal, with the clock in a file."""

    def __init__(self, home: Path, after: int = 15) -> None:
        self.home = home
        (home / "after").write_text(str(after))
        (home / "minutes").write_text("0")
        vault = open_vault(home, FileClock(home / "minutes"), practice=True)
        self.case = open_child(Jour(vault=vault).desk())
        vault.close()
        self.terminal = Terminal(home, program="tests.text.at_the_terminal")
        self.until, self.type = self.terminal.until, self.terminal.type
        self.until("r rutiner:")

    def left(self, minutes: int) -> None:
        """So long goes without a key."""
        before = int((self.home / "minutes").read_text())
        (self.home / "minutes").write_text(str(before + minutes))

    def unlock(self, phrase: str = PHRASE, who: str = "") -> None:
        self.type("\n")
        self.until("Signatur (Enter: AB):")
        self.type(f"{who}\n")
        self.until("Lösenfras:")
        self.type(f"{phrase}\n")

    @property
    def shown(self) -> str:
        """What can be seen in the window, and scrolled back to."""
        return self.terminal.all.rpartition(SWEPT)[2]

    def drafts(self) -> list[str]:
        """Every draft of this station, as it is kept."""
        vault = open_vault(self.home, FileClock(self.home / "minutes"), practice=True)
        try:
            return [one.sealed.decode() for who in ("AB", "CD") for one in vault.drafts.all_of(who)]
        finally:
            vault.close()

    def answered(self) -> int:
        vault = open_vault(self.home, FileClock(self.home / "minutes"), practice=True)
        try:
            return len(vault.log.read(self.case))
        finally:
            vault.close()


@pytest.fixture
def line(tmp_path: Path) -> Iterator[AtTheLine]:
    one = AtTheLine(tmp_path)
    yield one
    one.terminal.program.kill()
    one.terminal.program.wait()


def in_a_note(line: AtTheLine) -> None:
    line.type("1\n")
    line.until("Svar:")
    line.type("meny 1\n")
    line.until("Anteckning")
    line.until("> ")


def test_after_the_stations_minutes_the_terminal_shows_only_that_it_is_locked(
    line: AtTheLine,
) -> None:
    line.type("1\n")
    line.until("Svar:")
    assert "Maja" in line.shown
    line.left(16)
    line.until(LOCKED)
    assert "Maja" not in line.shown
    line.unlock("fel fras helt")
    line.until("Fel signatur eller lösenfras.")
    assert "Maja" not in line.shown
    line.unlock()
    line.until("Maja")
    line.until("Svar:")
    assert (line.home / "asked").read_text() == "AB\nAB\n"
    assert PHRASE not in line.terminal.all


def test_a_line_that_comes_too_late_is_no_answer_until_it_is_unlocked(line: AtTheLine) -> None:
    line.type("1\n")
    line.until("Svar:")
    before = line.answered()
    line.left(16)
    line.type("1\n")
    line.until(LOCKED)
    line.unlock()
    line.until("Du hade börjat på raden: 1")
    assert line.answered() == before
    line.type("n\n")
    line.until("> ")


def test_what_was_half_typed_can_be_gone_on_with(line: AtTheLine) -> None:
    in_a_note(line)
    line.type("Hon sover hos")
    line.until("Hon sover hos")
    line.left(16)
    line.until(LOCKED)
    assert "Hon sover" not in line.shown
    line.unlock()
    line.until("Du hade börjat på raden: Hon sover hos")
    line.type("\n")
    line.until("> Hon sover hos")
    line.type(" en moster.\n")
    line.until("Hände")
    assert any("Hon sover hos en moster." in kept for kept in line.drafts())


def test_what_was_half_typed_is_a_draft_of_the_former_when_somebody_else_signs_in(
    line: AtTheLine,
) -> None:
    in_a_note(line)
    line.type("Hon sover hos")
    line.until("Hon sover hos")
    line.left(16)
    line.until(LOCKED)
    line.unlock(who="CD")
    line.until("Nattens ärenden")
    line.until("CD ===")
    line.until("r rutiner:")
    assert "Hon sover" not in line.shown
    assert any("Hon sover hos" in kept for kept in line.drafts())


def test_one_who_is_writing_has_five_minutes_at_least(tmp_path: Path) -> None:
    line = AtTheLine(tmp_path, after=1)
    try:
        in_a_note(line)
        line.left(4)
        line.type("Hon\n")
        line.until("Hände")
        line.left(6)
        line.until(LOCKED)
    finally:
        line.terminal.program.kill()
        line.terminal.program.wait()


def test_a_running_call_is_never_locked_and_only_hidden_by_hand(line: AtTheLine) -> None:
    line.type("n\n")
    line.until("Ring tillbaka på:")
    line.left(600)
    line.type("0701740699\n")
    line.until("Vad som sägs:")
    line.type("lås\n")
    line.until(HIDDEN)
    assert "0701740699" not in line.shown
    line.type("\n")
    line.until("Vad som sägs:")
    assert not (line.home / "asked").exists()
    line.type("<\n")
    line.until("r rutiner:")
    line.left(16)
    line.until(LOCKED)


def test_a_passphrase_that_is_half_written_when_it_locks_is_kept_nowhere(line: AtTheLine) -> None:
    line.type("s\n")
    line.until("> ")
    line.type("2\n")
    line.until("Signatur:")
    line.type("CD\n")
    line.until("(visas inte)")
    line.type("halva fras")
    line.left(16)
    line.until(LOCKED)
    line.type("?\n")
    line.until("Inget har stängts")
    line.until(LOCKED)
    line.unlock()
    line.until("(visas inte)")
    line.type(f"{PHRASE}\n")
    line.until("CD ===")
    assert "halva" not in line.terminal.all
    assert not any("halva" in kept for kept in line.drafts())


def test_the_word_las_locks_a_sharp_store_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, _ = sealed_home(tmp_path, monkeypatch)
    terminal = Terminal(home, command=("text",))
    try:
        terminal.until("Signatur (Enter: AB):")
        terminal.type("\n")
        terminal.until("(visas inte)")
        terminal.type(f"{WORDS}\n")
        terminal.until("Nattens ärenden")
        terminal.type("LÅS\n")
        terminal.until(LOCKED)
        assert "Nattens" not in terminal.all.rpartition(SWEPT)[2]
        terminal.type("\n")
        terminal.until("Signatur")
        terminal.type("\n")
        terminal.until("Lösenfras:")
        terminal.type("fel fras helt\n")
        terminal.until("Fel signatur eller lösenfras.")
        terminal.type("\n\n")
        terminal.until("Lösenfras:")
        terminal.type(f"{WORDS}\n")
        terminal.until("Nattens ärenden")
        terminal.type("slut\n")
        terminal.until("Enter rensar det")
        terminal.type("\n")
        assert terminal.ended() == 0
        assert WORDS not in terminal.all
    finally:
        terminal.program.kill()
        terminal.program.wait()

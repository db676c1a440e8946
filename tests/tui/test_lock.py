"""Facts about the lock: an unused screen shows nothing, and only a passphrase brings it back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.tui.night import Clock, a_child, desk_on, new_vault
from tests.tui.pilot import Night, Play, play

from jourstod.desk.desk import Desk
from jourstod.domain.errors import NoRight
from jourstod.domain.secret import Secret
from jourstod.store.memory import MemoryVault
from jourstod.tui.case_screen import CaseScreen
from jourstod.tui.lock_screen import LOCKED, LockedScreen

PHRASE = "gröna hästar äter sent"
COVERED = {"övning": "Paus. F9 går tillbaka.", "skarp": LOCKED}


class Station:
    """A store with one child's case, two who may sign in, and the clock of both."""

    def __init__(self, mode: str = "skarp", minutes: int = 15) -> None:
        self.clock = Clock()
        self.vault: MemoryVault = new_vault(self.clock)
        self.mode = mode
        self.desk = self.seated("AB", minutes)
        self.case = a_child(self.desk, "Maja")
        self.asked: list[str] = []

    def seated(self, signature: str, minutes: int = 15) -> Desk:
        desk = desk_on(self.vault, self.clock, signature, self.mode)
        desk.station = replace(desk.station, locks_after=minutes)
        return desk

    def unlock(self, signature: str, passphrase: Secret) -> None:
        self.asked.append(signature)
        if passphrase.reveal().decode() != PHRASE:
            raise NoRight("Fel signatur eller lösenfras.")

    def sign_in(self, signature: str, passphrase: Secret) -> Desk:
        self.unlock(signature, passphrase)
        return self.seated(signature)

    def night(self, night: Play, **more: Any) -> None:
        async def begun(n: Night) -> None:
            if self.mode == "skarp":
                n.app.sign_in, n.app.unlock = self.sign_in, self.unlock
            await night(n)

        play(self.desk, begun, **more)

    async def left(self, n: Night, minutes: int) -> None:
        """Nobody touches anything for so long, and then the program looks."""
        self.clock.forward(minutes)
        n.app.look()
        await n.settle()


def covered(n: Night) -> bool:
    return " ".join(n.text.split()) in COVERED.values()


@pytest.mark.parametrize("mode", ["skarp", "övning"])
@pytest.mark.parametrize("keys", [(), ("enter",), ("enter", "f7"), ("enter", "f8"), ("f4",)])
def test_after_fifteen_minutes_without_a_key_nothing_is_shown(
    mode: str, keys: tuple[str, ...]
) -> None:
    station = Station(mode)

    async def night(n: Night) -> None:
        await n.press("tab", *keys)
        await station.left(n, 14)
        assert not covered(n)
        await station.left(n, 2)
        assert " ".join(n.text.split()) == COVERED[mode]

    station.night(night)


def test_the_station_says_how_long(minutes: int = 3) -> None:
    station = Station(minutes=minutes)

    async def night(n: Night) -> None:
        await n.press("enter")
        await station.left(n, minutes - 1)
        assert not covered(n)
        await station.left(n, 2)
        assert covered(n)

    station.night(night)


def test_a_key_starts_the_time_anew_and_one_that_comes_too_late_does_nothing_else() -> None:
    station = Station()

    async def night(n: Night) -> None:
        for _ in range(3):
            station.clock.forward(10)
            await n.press("down")
            assert not covered(n)
        station.clock.forward(16)
        await n.press("enter")
        assert covered(n)
        assert not any(isinstance(screen, CaseScreen) for screen in n.app.screen_stack)

    station.night(night)


def test_a_clock_set_back_does_not_keep_the_screen_open_for_ever() -> None:
    station = Station()

    async def night(n: Night) -> None:
        await n.press("down")
        await station.left(n, -600)
        await station.left(n, 16)
        assert covered(n)

    station.night(night)


def test_a_running_call_is_never_locked_and_hidden_by_f9_without_a_passphrase() -> None:
    station = Station()

    async def night(n: Night) -> None:
        await n.press("n")
        await n.write("0701740699")
        await station.left(n, 600)
        assert "0701740699" in n.text
        await n.press("down", "f9")
        assert n.text.split() == ["Paus.", "F9", "går", "tillbaka."]
        await n.press("f9")
        assert "0701740699" in n.text
        await n.press("escape")
        await station.left(n, 16)
        assert covered(n)

    station.night(night)


def test_one_who_is_writing_has_five_minutes_at_least_and_keeps_every_letter() -> None:
    station = Station(minutes=1)

    async def night(n: Night) -> None:
        await n.press("enter", "f2", "m", "a", "j")
        written = n.text
        await station.left(n, 4)
        assert n.text == written
        await station.left(n, 2)
        assert covered(n)
        await n.press("enter")
        await n.write(PHRASE)
        await n.press("enter")
        await n.settle()
        assert n.lines[3:20] == written.splitlines()[3:20]

    station.night(night)


def test_only_the_passphrase_brings_it_back_to_the_same_place() -> None:
    station = Station()

    async def night(n: Night) -> None:
        await n.press("enter")
        assert "Maja" in n.text
        await station.left(n, 16)
        await n.press("1", "escape", "f1", "f8", "ctrl+p")
        assert covered(n)
        await n.press("enter")
        for wrong in ("fel", ""):
            await n.write(wrong)
            await n.press("enter", "escape", "f9", "f9")
            assert "Maja" not in n.text
            assert any(isinstance(screen, LockedScreen) for screen in n.app.screen_stack)
        if covered(n):
            await n.press("enter")
        await n.write(PHRASE)
        assert PHRASE not in n.text
        await n.press("enter")
        await n.settle()
        assert isinstance(n.screen, CaseScreen) and "Maja" in n.text

    station.night(night)
    assert station.asked[-1] == "AB"


def test_the_lists_over_the_passphrase_page_tell_nothing_and_lead_nowhere() -> None:
    station = Station()

    async def night(n: Night) -> None:
        await n.press("enter")
        await station.left(n, 16)
        await n.press("enter")
        for key in ("f1", "f8", "f4", "f2", "f7"):
            await n.press(key)
            assert "Maja" not in n.text and "2026-" not in n.text
            await n.press("escape")
        assert any(isinstance(screen, LockedScreen) for screen in n.app.screen_stack)

    station.night(night)


def test_somebody_else_signs_in_and_sees_nothing_of_the_former() -> None:
    station = Station()

    async def night(n: Night) -> None:
        await n.press("enter", "f2", "m", "a", "j")
        await station.left(n, 16)
        await n.press("enter", "up", "backspace", "backspace")
        await n.write("CD")
        await n.press("enter")
        await n.write(PHRASE)
        await n.press("enter")
        await n.settle()
        assert "Nattens ärenden" in n.text and " CD" in n.lines[0]
        assert not any(isinstance(screen, CaseScreen) for screen in n.app.screen_stack)
        assert len([s for s in n.app.screen_stack if not s.is_attached]) == 0
        await n.press("escape")
        assert "Nattens ärenden" in n.text

    station.night(night)
    assert station.asked == ["CD"]


def test_f9_asks_for_the_passphrase_in_a_sharp_store() -> None:
    station = Station()

    async def night(n: Night) -> None:
        await n.press("enter", "f9")
        assert covered(n)
        await n.press("f9")
        assert "Lösenfras" in n.text and "Maja" not in n.text
        await n.press("f9")
        assert covered(n)

    station.night(night)

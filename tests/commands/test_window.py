"""Facts about the window of the terminal: its title says nothing, and nothing is left in it."""

from __future__ import annotations

import os
import pty
import select
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import TextIO

import pytest

from jourstod.commands.window import FORMER_TITLE, SWEPT, TITLE, offer_to_sweep, titled


@dataclass
class Window:
    """A terminal: the program's two ends of it, and ours."""

    master: int
    keys: TextIO
    screen: TextIO

    def shown(self) -> str:
        """What has been written to it until now; the system may pass it on in pieces."""
        told = b""
        while select.select([self.master], [], [], 0.3)[0]:
            told += os.read(self.master, 65536)
        return told.decode()


@pytest.fixture
def window() -> Iterator[Window]:
    master, slave = pty.openpty()
    with (
        open(slave, encoding="utf-8") as keys,
        open(os.dup(slave), "w", encoding="utf-8") as screen,
    ):
        yield Window(master, keys, screen)
    os.close(master)


def test_the_title_is_the_same_whatever_is_shown_and_the_former_one_comes_back(
    window: Window,
) -> None:
    with titled(window.screen):
        assert window.shown() == TITLE
    assert window.shown() == FORMER_TITLE
    assert TITLE.endswith("\x1b]2;jourstod\x07")


def test_a_file_gets_no_title_and_is_never_swept() -> None:
    file = StringIO()
    with titled(file):
        offer_to_sweep(StringIO("\n"), file)
    assert file.getvalue() == ""


@pytest.mark.parametrize(("typed", "swept"), [("\n", True), ("n\n", False), ("\x04", True)])
def test_the_window_is_swept_unless_that_is_said_no_to(
    window: Window, typed: str, swept: bool
) -> None:
    os.write(window.master, typed.encode())
    offer_to_sweep(window.keys, window.screen)
    assert (SWEPT in window.shown()) is swept
    assert "\x1b[3J" in SWEPT

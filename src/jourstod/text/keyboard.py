"""The keyboard of a terminal: a line at a time, and what is typed of one that got no Enter yet.

The terminal's own line mode is left as it is: its keys for editing, and a reader of screens, work.
"""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

LOOKS = 2.0
"""Seconds between two looks at whether anybody is there."""


class Keyboard:
    """One terminal's keys. Not for Windows, where nothing tells of a line that is half typed."""

    def __init__(self, fd: int) -> None:
        self._fd, self._typed = fd, b""

    def line(self, left: Callable[[], bool]) -> str | None:
        """The next line with its Enter; None as soon as `left` says that nobody is there.

        At the end of the input what there is, without Enter.
        """
        while b"\n" not in self._typed:
            if not self._waits_for(LOOKS):
                if left():
                    return None
                continue
            told = self._told()
            if not told:
                rest, self._typed = self._typed, b""
                return rest.decode(errors="replace")
            self._typed += told
        line, _, self._typed = self._typed.partition(b"\n")
        return f"{line.decode(errors='replace')}\n"

    def half(self) -> str:
        """What is typed without Enter, taken away from the terminal."""
        import termios

        typed, self._typed = self._typed, b""
        with self._set(termios.ICANON | termios.ECHO):
            while self._waits_for(0) and (told := self._told()):
                typed += told
        signs = typed.decode(errors="replace").partition("\n")[0]
        return "".join(sign for sign in signs if sign.isprintable())

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """What is typed in the block is not shown."""
        import termios

        with self._set(termios.ECHO):
            yield

    @contextmanager
    def _set(self, off: int) -> Iterator[None]:
        import termios

        before = termios.tcgetattr(self._fd)
        now = [*before]
        now[3] &= ~off
        termios.tcsetattr(self._fd, termios.TCSANOW, now)
        try:
            yield
        finally:
            termios.tcsetattr(self._fd, termios.TCSANOW, before)

    def _waits_for(self, seconds: float) -> bool:
        return bool(select.select([self._fd], [], [], seconds)[0])

    def _told(self) -> bytes:
        try:
            return os.read(self._fd, 65536)
        except OSError:  # the terminal is gone
            return b""


def keyboard_of(keys: TextIO) -> Keyboard | None:
    """The keyboard behind a stream; None for a file, a pipe, and where there is no such thing."""
    if sys.platform == "win32" or not keys.isatty():
        return None
    return Keyboard(keys.fileno())

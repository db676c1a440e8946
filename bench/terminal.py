"""A pseudo-terminal: starts a program in it, presses keys and sees when a text is painted."""

from __future__ import annotations

import fcntl
import os
import select
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from typing import Self

from .measure import NotMeasured

PATIENCE = 60.0
"""Seconds to wait for a text before giving up."""
SIZE = (160, 50)
"""Columns and rows: the widest layout, where every pane is painted."""
_PLAIN = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}


class Terminal:
    """A program in a terminal of its own; everything it writes is read."""

    def __init__(self, command: Sequence[str], size: tuple[int, int] = SIZE) -> None:
        columns, rows = size
        self._handle, inside = os.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.began = time.perf_counter()
        self._child = subprocess.Popen(
            command,
            stdin=inside,
            stdout=inside,
            stderr=inside,
            env={**os.environ, **_PLAIN},
            start_new_session=True,
        )
        os.close(inside)
        self._command = " ".join(command)
        self._seen = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *why: object) -> None:
        self._child.kill()  # as good an end as any: nothing is ever unsaved
        self._child.wait()
        os.close(self._handle)

    @property
    def process(self) -> int:
        """The process id of the program."""
        return self._child.pid

    def until_painted(self, *texts: str) -> str:
        """Read until one of the texts has come; gives it. Raises NotMeasured when none does."""
        give_up = time.perf_counter() + PATIENCE
        while True:
            for text in texts:
                if text.encode() in self._seen:
                    return text
            if not self._read(give_up - time.perf_counter()):
                tail = self._seen[-400:].decode(errors="replace")
                raise NotMeasured(f"{self._command}: «{texts}» visades aldrig. {tail!r}")

    def press(self, key: str) -> float:
        """Press a key, with everything painted before it forgotten; gives the moment."""
        self._seen = b""
        began = time.perf_counter()
        os.write(self._handle, key.encode())
        return began

    def settle(self, quiet: float = 0.03, longest: float = 2.0) -> None:
        """Read until nothing has come for `quiet` seconds."""
        give_up = time.perf_counter() + longest
        while self._read(quiet) and time.perf_counter() < give_up:
            pass

    def _read(self, longest: float) -> bool:
        ready, _, _ = select.select([self._handle], [], [], max(0.0, longest))
        if not ready:
            return False
        try:
            found = os.read(self._handle, 65_536)
        except OSError:  # the program has ended
            return False
        self._seen += found
        return bool(found)


class Presser:
    """A program in a terminal that paints two texts in turn: the other one at each key press.

    A program may begin with either.
    """

    def __init__(self, terminal: Terminal, key: str, first: str, second: str) -> None:
        self.terminal, self._key = terminal, key
        self._texts = _last_word(first), _last_word(second)

    def __enter__(self) -> Presser:
        begun_with = self.terminal.until_painted(*self._texts)
        if begun_with != self._texts[0]:
            self._texts = self._texts[1], self._texts[0]
        self.terminal.settle(quiet=0.5)
        return self

    def __exit__(self, *why: object) -> None:
        self.terminal.__exit__(*why)

    def __call__(self) -> float:
        """Seconds from a key press until the other text is painted."""
        began = self.terminal.press(self._key)
        self.terminal.until_painted(self._texts[1])
        painted = time.perf_counter()
        self._texts = self._texts[1], self._texts[0]
        self.terminal.settle()
        return painted - began


def _last_word(text: str) -> str:
    return text.split()[-1]

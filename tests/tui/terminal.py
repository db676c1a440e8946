"""A real terminal, the master's side of it: the program runs on the other."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from pathlib import Path

WAIT = 60.0
"""Seconds until a test gives up; nothing is measured with it."""


class Terminal:
    """`jourstod practice` on a terminal that is not its controlling one: it gets no SIGHUP.

    `program` is run instead of the whole `jourstod`, with the home as its argument.
    """

    def __init__(
        self,
        home: Path,
        size: tuple[int, int] = (80, 24),
        command: tuple[str, ...] = ("practice",),
        program: str = "",
    ) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        told = {"HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        ours = ["jourstod", *command, "--home", str(home), "--as", "AB"]
        self.program = subprocess.Popen(
            [sys.executable, "-m", *([program, str(home)] if program else ours)],
            stdin=slave, stdout=slave, stderr=slave, close_fds=True,
            env={**os.environ, **told}, start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self.seen = self.all = ""

    def until(self, words: str) -> None:
        """Read what the program paints until it has painted these words after the last ones."""
        while words not in self.seen:
            ready, _, _ = select.select([self._master], [], [], WAIT)
            assert ready, f"«{words}» was never painted"
            painted = os.read(self._master, 65536).decode(errors="replace")
            self.seen, self.all = self.seen + painted, self.all + painted
        self.seen = self.seen.partition(words)[2]

    def type(self, keys: str) -> None:
        """Hand over the keys at once, as a quick hand or a paste does."""
        os.write(self._master, keys.encode())

    def ended(self) -> int:
        """Read what is left until the program has ended; gives its exit code."""
        while select.select([self._master], [], [], WAIT)[0]:
            try:
                self.all += os.read(self._master, 65536).decode(errors="replace")
            except OSError:  # nobody writes any more
                break
        return self.program.wait(WAIT)

    def close(self) -> None:
        """The terminal is gone."""
        os.close(self._master)

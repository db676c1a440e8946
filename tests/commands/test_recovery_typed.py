"""Facts about typing the printed key at a terminal: seen, and then it stands there no more."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios

import pytest

KEY = "MRQGA RYAEF P7PRD 33ABC SAT9E GGA5X 6JUXX GCK2P"
ASKS = "from jourstod.commands.passphrases import typed_recovery_key as asks; print(len(asks()))"


@pytest.mark.parametrize(("columns", "rows"), [(80, 1), (30, 2)])
def test_the_typed_key_is_wiped_off_every_row_that_it_took(columns: int, rows: int) -> None:
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    told = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")}
    program = subprocess.Popen(
        [sys.executable, "-c", ASKS], stdin=slave, stdout=slave, stderr=slave, env=told
    )
    os.close(slave)
    os.write(master, f"{KEY}\n".encode())
    seen = b""
    try:
        while chunk := os.read(master, 1024):
            seen += chunk
    except OSError:  # the program has ended, and with it the terminal
        pass
    assert program.wait(60) == 0
    os.close(master)
    _, typed, after = seen.partition(KEY.encode())
    assert typed, "what is copied from paper is seen while it is typed"
    assert after.count(b"\x1b[A\x1b[2K") == rows
    assert after.endswith(f"{len(KEY) + 1}\r\n".encode()), "and the key came through whole"

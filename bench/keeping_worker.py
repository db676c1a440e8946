"""One deed over a whole store in a process of its own: prints seconds, and how much memory it took.

python -m bench.keeping_worker DEED HOME [FILE] [TO]
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jourstod import copies
from jourstod.bootstrap import utc_now
from jourstod.desk.ports import Head
from jourstod.store.bare import STRETCH, follows
from jourstod.store.place import FILE_NAME, open_vault
from jourstod.store.seal import verify_stream
from jourstod.store.sqlite import SqliteVault
from jourstod.vault.cipher import Cipher, bound_to, fresh_key
from jourstod.vault.sealed_file import CHUNK

from .machine import peak_mib

_BOUND = bound_to("bench")


def verify(home: Path) -> float:
    """Every stream, as `jourstod log verify` does it."""
    began = time.perf_counter()
    with _opened(home) as vault:
        for head in vault.log.heads():
            verify_stream(vault.log, head)
    return time.perf_counter() - began


def chain(home: Path) -> float:
    """The chained sum alone, over the same rows when they are in memory."""
    taken = 0.0
    with _opened(home) as vault:
        for head in vault.log.heads():
            last: Head | None = None
            while rows := vault.log.bare(head.stream, last.seq if last else 0, STRETCH):
                began = time.perf_counter()
                last = follows(rows, head.stream, last)
                taken += time.perf_counter() - began
                assert last is not None
    return taken


def create(home: Path, file: Path) -> float:
    """A sealed copy of the store."""
    began = time.perf_counter()
    with _opened(home) as vault:
        copies.make_copy(vault, home, file, utc_now(), clear=True)
    return time.perf_counter() - began


def restore(_: Path, file: Path, to: Path) -> float:
    """A new home out of the copy."""
    began = time.perf_counter()
    copies.restore(file, to, utc_now, lambda: sys.exit("the copy asks for a key"))
    return time.perf_counter() - began


def plain_create(home: Path, file: Path) -> float:
    """SQLite's own copy of the file, then the same bytes encrypted; nothing is verified."""
    began, whole = time.perf_counter(), file.with_suffix(".db")
    source, target = sqlite3.connect(home / FILE_NAME), sqlite3.connect(whole)
    source.backup(target)
    target.close()
    source.close()
    cipher = Cipher(fresh_key())
    _carried(whole, file, CHUNK, lambda part: cipher.lock(part, _BOUND))
    whole.unlink()
    return time.perf_counter() - began


def plain_restore(_: Path, file: Path, to: Path) -> float:
    """The same bytes sealed in chunks, opened again and written to a file."""
    cipher = Cipher(fresh_key())
    sealed = file.with_suffix(".sealed")
    _carried(file, sealed, CHUNK, lambda part: cipher.lock(part, _BOUND))
    began = time.perf_counter()
    _carried(sealed, to, CHUNK + 29, lambda part: cipher.unlock(part, _BOUND))
    taken = time.perf_counter() - began
    sealed.unlink()
    return taken


def _carried(source: Path, target: Path, size: int, through: Callable[[bytes], bytes]) -> None:
    with source.open("rb") as reading, target.open("wb") as writing:
        while part := reading.read(size):
            writing.write(through(part))
        writing.flush()
        os.fsync(writing.fileno())


@contextmanager
def _opened(home: Path) -> Iterator[SqliteVault]:
    vault = open_vault(home, utc_now, practice=False)
    try:
        yield vault
    finally:
        vault.close()


if __name__ == "__main__":
    deed, *places = sys.argv[1:]
    seconds = globals()[deed](*map(Path, places))
    peak = peak_mib(os.getpid())
    print(json.dumps({"seconds": seconds, "mib": peak}))

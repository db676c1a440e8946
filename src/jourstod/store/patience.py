"""Patience: how long a commit is waited for before the connection is cut and the answer unknown.

A database with a synchronous copy commits only when the copy has answered. When the copy is gone,
the server waits without an end, and says nothing to whoever waits for it.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psycopg


class Patience:
    """One thread for a connection, begun at the first commit; it looks a few times in the limit."""

    def __init__(self, limit: float) -> None:
        self._limit, self._lock, self._over = limit, Lock(), Event()
        self._until, self._socket, self._begun = 0.0, -1, False

    @contextmanager
    def waiting(self, db: psycopg.Connection) -> Iterator[None]:
        """Cut the connection if the block takes longer than the limit (seconds)."""
        with self._lock:
            self._until, self._socket = monotonic() + self._limit, db.fileno()
            if not self._begun:
                self._begun = True
                Thread(target=self._watch, daemon=True).start()
        try:
            yield
        finally:
            with self._lock:
                self._until = 0.0

    def close(self) -> None:
        """Watch no more."""
        self._over.set()

    def _watch(self) -> None:
        while not self._over.wait(self._limit / 20):
            with self._lock:
                if self._until and monotonic() > self._until:
                    self._until = 0.0
                    _cut(self._socket)


def _cut(number: int) -> None:
    """End the connection of a file number that belongs to somebody else, and leave it to them."""
    with suppress(OSError), socket.socket(fileno=os.dup(number)) as wire:
        wire.shutdown(socket.SHUT_RDWR)

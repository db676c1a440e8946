"""What other stations have written, heard from the database as it happens, without asking."""

from __future__ import annotations

import os
import select
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from jourstod.domain.errors import StoreAway

if TYPE_CHECKING:
    import psycopg

Found = TypeVar("Found")

CHANNEL = "jourstod"
STALE = 10.0
"""Seconds after which the database is asked all the same: whoever wrote may have been killed before
the word was out."""
BREATH = 0.4
"""Seconds in which words are gathered when many are told: of fifty stations each writes, and each
hears all the others. The first word after a silence is told and heard at once."""
LONGEST = 7_000
"""Bytes of the topics in one word; the database takes just under 8,000."""
AGAIN = 1.0
"""Seconds between tries to hear again when the connection was lost."""
_NOTIFY = "SELECT pg_notify(%s, word) FROM unnest(%s::text[]) AS word"


class _Known(NamedTuple):
    heard: object
    at: float
    found: object


class Ear:
    """A second connection that listens and tells; one thread, which ends with the program.

    Telling is done here and not in the transaction of an answer: a commit with a word to others
    holds up every other commit of the database until it is on disk.
    """

    def __init__(
        self, connect: Callable[[], psycopg.Connection], tenant: str, found: Callable[[], None]
    ) -> None:
        self._connect, self._tenant, self._found = connect, tenant, found
        self._lock = Lock()
        self._heard: Counter[str] = Counter()
        self._times = 0  # how often it began to listen: what was said between is not known
        self._telling: list[str] = []
        self._kept: dict[str, _Known] = {}
        self._read, self._write = os.pipe()
        self._ending, self._anew = Event(), Event()
        self.listening = Event()
        self._thread = Thread(target=self._run, name="postgres-ear", daemon=True)
        self._thread.start()

    def tell(self, topics: Iterable[str]) -> None:
        """Something was written: other stations hear of it, and what is kept here is asked anew."""
        with self._lock:
            woken = bool(self._telling)
            for topic in topics:
                self._heard[topic] += 1
                self._telling.append(topic)
        if not woken:
            self._wake()

    def kept(self, topic: str, ask: Callable[[], Found], about: object = None) -> Found:
        """What was found the last time, as long as nothing has been heard about the topic.

        `about` is what was asked; of each topic the last question is kept.
        """
        heard, now = self._what_was_heard(topic), monotonic()
        known = self._kept.get(topic)
        if known and heard and known.heard == (heard, about) and now - known.at < STALE:
            return cast("Found", known.found)
        found = ask()  # after the ear was asked: a word that comes meanwhile makes it old
        if heard is not None:
            self._kept[topic] = _Known((heard, about), now, found)
        return found

    def begin_anew(self) -> None:
        """Another connection was lost: what is heard here can no longer be trusted."""
        self.listening.clear()
        self._anew.set()
        self._wake()

    def close(self) -> None:
        """Stop listening; what is still to be told is told first, when the database is there."""
        self._ending.set()
        self._wake()
        self._thread.join(2)

    def _wake(self) -> None:
        with suppress(OSError):
            os.write(self._write, b".")

    def _what_was_heard(self, topic: str) -> tuple[int, int] | None:
        """How often something was heard so far, None while nothing can be."""
        if not self.listening.is_set():
            return None
        with self._lock:
            return self._times, self._heard[topic]

    # --- the thread -------------------------------------------------------------------------

    def _run(self) -> None:
        import psycopg

        while not self._ending.is_set():
            self._anew.clear()
            try:
                self._listen()
            except (psycopg.Error, StoreAway, OSError):
                self.listening.clear()
                self._ending.wait(AGAIN)

    def _listen(self) -> None:
        with self._connect() as db:
            db.execute("SET synchronous_commit = off")  # a word that is lost is no answer
            db.execute("LISTEN " + CHANNEL)
            with self._lock:
                self._times += 1
            self._found()
            self.listening.set()
            breathed = monotonic()
            while True:
                self._tell(db)
                if self._ending.is_set() or self._anew.is_set():
                    return
                select.select([db.fileno(), self._read], [], [], 60)
                self._ending.wait(breathed + BREATH - monotonic())
                breathed = monotonic()
                self._drain()
                for word in db.notifies(timeout=0):
                    self._hear(word.payload)

    def _drain(self) -> None:
        while select.select([self._read], [], [], 0)[0]:
            os.read(self._read, 4096)

    def _tell(self, db: psycopg.Connection) -> None:
        with self._lock:
            telling, self._telling = self._telling, []
        if telling:
            db.execute(_NOTIFY, (CHANNEL, words(self._tenant, dict.fromkeys(telling))))

    def _hear(self, word: str) -> None:
        tenant, *topics = word.split("\n")
        if tenant == self._tenant:
            with self._lock:
                self._heard.update(topics)


def words(tenant: str, topics: Iterable[str]) -> list[str]:
    """The topics as few words, each a line with the tenant and then one topic a line."""
    gathered: list[list[str]] = []
    room = 0
    for topic in topics:
        size = len(topic.encode()) + 1
        if size > room:
            gathered.append([tenant])
            room = LONGEST
        gathered[-1].append(topic)
        room -= size
    return ["\n".join(lines) for lines in gathered]

"""Presence: who is in a case now, and how far each has read it. No part of any log."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from ..domain.errors import StoreAway
from .ports import Clear, Codec, Mark, Vault

BEAT = 15.0
"""Seconds between two signs of life."""
GONE = 45.0
"""So long after the last sign of life nobody is there: a program may be killed at any moment."""


class Presence:
    """One screen's signs of life. That the store is away is told elsewhere: here it is quiet."""

    def __init__(self, vault: Vault, codec: Codec, signature: str) -> None:
        self._vault, self._codec, self._who = vault, codec, signature
        self._screen = uuid.uuid4().hex

    # --- who is here ------------------------------------------------------------------------

    @contextmanager
    def staying(self, case: str, beat: float = BEAT) -> Iterator[None]:
        """Be in the case until the block ends, also while nothing is written or pressed."""
        stay = self.enter(case, beat)
        try:
            yield
        finally:
            stay.end()

    def enter(self, case: str, beat: float = BEAT) -> Stay:
        """Be in the case from now until `Stay.end`."""
        return Stay(self, case, beat)

    def sign(self, case: str) -> None:
        """A sign of life."""
        with suppress(StoreAway):
            self._put(f"here/{case}", self._screen, {"who": self._who}, GONE)

    def leave(self, case: str) -> None:
        """Nobody at this screen is in the case any more."""
        with suppress(StoreAway):
            self._vault.marks.drop(f"here/{case}", self._screen)

    def others(self, case: str) -> tuple[str, ...]:
        """Signatures at other screens that are in the case now, in order, each once."""
        try:
            marks = self._vault.marks.at(f"here/{case}")
        except StoreAway:
            return ()
        found = {self._read(mark)["who"] for mark in marks if mark.holder != self._screen}
        return tuple(sorted(found))

    # --- how far it has been read -----------------------------------------------------------

    def seen(self, case: str, seq: int) -> None:
        """This handler has seen the case as it was at an entry number."""
        if self.seen_to(case) != seq:
            with suppress(StoreAway):
                self._put(f"seen/{case}", self._who, {"seq": seq}, 0)

    def seen_to(self, case: str) -> int | None:
        """How far this handler has seen the case, None when they were never in it."""
        with suppress(StoreAway):
            for mark in self._vault.marks.at(f"seen/{case}"):
                if mark.holder == self._who:
                    return int(self._read(mark)["seq"])
        return None

    # --- sealing ------------------------------------------------------------------------------

    def _put(self, place: str, holder: str, told: dict[str, str | int], lasts: float) -> None:
        clear = Clear("", f"mark/{place}", 0, holder, "")
        key_id, sealed = self._codec.seal(json.dumps(told).encode(), clear)
        self._vault.marks.put(Mark(place, holder, key_id, sealed), lasts)

    def _read(self, mark: Mark) -> dict[str, str]:
        clear = Clear("", f"mark/{mark.place}", 0, mark.holder, "")
        found: dict[str, str] = json.loads(self._codec.open(mark.key_id, mark.sealed, clear))
        return found


class Stay:
    """A stay in a case: a sign of life now and each while, in a thread of its own."""

    def __init__(self, presence: Presence, case: str, beat: float) -> None:
        self._presence, self._case, self._ended = presence, case, Event()
        presence.sign(case)
        self._thread = Thread(target=self._beat, args=(beat,), name="presence", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Leave the case; ending twice is no harm."""
        if not self._ended.is_set():
            self._ended.set()
            self._thread.join(0.2)  # a sign that waits for the store holds nobody up
            self._presence.leave(self._case)

    def _beat(self, beat: float) -> None:
        while not self._ended.wait(beat):
            self._presence.sign(self._case)

"""The lock: a terminal that nobody uses shows nothing of any case until a passphrase is written."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from ..desk.desk import Desk
from ..desk.idle import patience
from ..domain.errors import JourError
from ..domain.secret import Secret
from .session import Session
from .talk import Back, Left

LOCKED = "Låst. Enter låser upp."
HIDDEN = "Paus. Enter går tillbaka."
HELP = ("Inget har stängts och inget är osparat. Lösenfrasen låser upp.",)

Unlock = Callable[[str, Secret], object]
"""Raises JourError unless the passphrase is the one of the signature."""


class TakenOver(Left):
    """Somebody else has signed in on a locked terminal; `half` is what the former had begun."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk


class Lock:
    """Covers the terminal of one session; never by itself in a call."""

    def __init__(self, session: Session, unlock: Unlock | None, sweep: Callable[[], None]) -> None:
        self._session, self._unlock, self._sweep = session, unlock, sweep
        self._seated_at = session.desk.clock()
        self._covered = False

    def touched(self) -> None:
        """Somebody is there."""
        self._seated_at = self._session.desk.clock()

    def is_left(self, writing: bool) -> bool:
        """Whether nobody has been there for as long as the station says."""
        now = self._session.desk.clock()
        if now < self._seated_at:  # a clock set back starts it anew
            self._seated_at = now
        if self._covered or self._session.talk.in_call:
            return False
        return now - self._seated_at >= patience(self._session.desk, writing)

    def cover(self, half: str) -> bool:
        """Clear the terminal, and wait until somebody may see it. Raises TakenOver, Left.

        False when something protected was shown: that is masked again, and not repeated.
        """
        if self._covered:
            return True
        self._covered, sight = True, self._session.desk.sight
        again = not sight.shows_any
        sight.cover()
        try:
            self._sweep()
            if self._unlock is None or self._session.talk.in_call:
                self._wait_at(HIDDEN)
            else:
                self._ask_who(self._unlock)
            self._sweep()
            return again
        except Left as left:
            left.half = half
            raise
        finally:
            self._covered = False
            self.touched()

    def _ask_who(self, unlock: Unlock) -> None:
        mine, talk = self._session.desk.handler.signature, self._session.talk
        while True:
            self._wait_at(LOCKED)
            with suppress(Back):
                who = talk.ask(f"Signatur (Enter: {mine}):", HELP) or mine
                passphrase = talk.secret("Lösenfras:")
                talk.say("Låser upp …")
                try:
                    if who != mine and self._session.sign_in is not None:
                        raise TakenOver(self._session.sign_in(who, passphrase))
                    unlock(who, passphrase)
                    return
                except JourError as refusal:
                    talk.say(f"Gick inte: {refusal.sentence}")

    def _wait_at(self, words: str) -> None:
        with suppress(Back):
            self._session.talk.ask(words, HELP)

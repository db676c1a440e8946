"""The watch: a screen that nobody uses is covered, but never in the middle of a call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from textual import events

from ..desk.idle import patience
from .base_screen import JourScreen
from .program import AWAY
from .screen_rights import ByRight

if TYPE_CHECKING:
    from ..desk.desk import Desk
    from ..desk.exports import LockFile
    from ..desk.front import FrontDesk
    from ..domain.secret import Secret
    from .drafts import Keeper
    from .secret_screen import SignIn

LOOKS = 5.0
"""Seconds between two looks at whether somebody is there."""


class Watched(ByRight):
    """An app that is covered when nobody has touched it for as long as the station says."""

    front: FrontDesk | None
    keeper: Keeper
    sign_in: SignIn | None
    unlock: Callable[[str, Secret], object] | None = None
    """Raises JourError unless the passphrase is the one of the signature; None where none is."""
    lock_file: LockFile | None = None
    pressed_at: datetime | None = None
    _seated_at: datetime | None = None

    def watch_over(self) -> None:
        """Begin to look."""
        self.set_interval(LOOKS, self.look)

    def look(self) -> None:
        """Cover the screen when nobody has been there for too long."""
        if self.front is not None and self._is_left(self.front.clock()):
            self.cover()

    async def on_event(self, event: events.Event) -> None:
        """Notice when somebody comes back; on a screen left too long the key does nothing else."""
        touched = isinstance(event, events.Key | events.Paste | events.MouseDown)
        if touched and self.front is not None and not event.is_forwarded:
            now = self.front.clock()
            if self._is_left(now):
                self.cover()
                return
            if not isinstance(event, events.MouseDown):
                self._notice_return(now)
            self._seated_at = now
        await super().on_event(event)

    def cover(self) -> None:
        """Lock the screen where somebody has a passphrase, else only hide it."""
        from .lock_screen import LockedScreen
        from .page_screen import HiddenScreen

        self.keeper.flush()
        locks = self.front is not None and self.unlock is not None and not self._in_a_call()
        self.push_screen(LockedScreen() if locks else HiddenScreen())

    def taken_over(self, desk: Desk) -> None:
        """Somebody else has signed in on a locked screen: nothing of the former's is shown."""
        from .program import seat

        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.pressed_at = self._seated_at = None
        seat(self, desk)  # type: ignore[arg-type]

    @property
    def is_covered(self) -> bool:
        """Whether the screen is hidden or locked."""
        from .page_screen import HiddenScreen

        return any(isinstance(screen, HiddenScreen) for screen in self.screen_stack)

    def _is_left(self, now: datetime) -> bool:
        if self._seated_at is None or now < self._seated_at:  # a clock set back starts it anew
            self._seated_at = now
        if self.is_covered or self._in_a_call():
            return False
        assert self.front is not None
        return now - self._seated_at >= patience(self.front, self._in_a_text())

    def _in_a_call(self) -> bool:
        from .call_screen import CallScreen

        return any(isinstance(screen, CallScreen) for screen in self.screen_stack)

    def _in_a_text(self) -> bool:
        from .form_screen import FormScreen
        from .writing import Writing

        return isinstance(self.screen, FormScreen) or isinstance(self.focused, Writing)

    def _notice_return(self, now: datetime) -> None:
        since, self.pressed_at = self.pressed_at, now
        if since is not None and now - since >= AWAY:
            for screen in self.screen_stack:
                if isinstance(screen, JourScreen):
                    screen.back_after(since)

"""The clock of a written night: it stands still until the runner sets it."""

from __future__ import annotations

from datetime import datetime

from ..domain.local_time import in_utc


class NightClock:
    """Says the time (UTC) the night has come to; a desk and its store read it as their now."""

    def __init__(self, begins: datetime) -> None:
        self._at = in_utc(begins)

    def __call__(self) -> datetime:
        """Now."""
        return self._at

    def set(self, at: datetime) -> None:
        """Go to an instant; a night's clock is never set back."""
        self._at = max(self._at, in_utc(at))

"""Astray: a line of a night that did not go as written, told so that one sees why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..domain.findings import Place
from ..domain.local_time import local, long_day, show_time


@dataclass(frozen=True, slots=True)
class Astray:
    """What was not as written, at what time of the night, what was open, what had happened.

    `happened` are the last lines of the time line, the latest last.
    """

    night: str
    place: Place
    sentence: str
    at: datetime
    open: tuple[str, ...] = ()
    happened: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """On one line: place and sentence."""
        return f"{self.place}: {self.sentence}"

    def text(self) -> str:
        """As a person reads it: the line, then where the night stood."""
        return "\n    ".join(
            [
                self.line,
                f"natt: {self.night}",
                f"klockan i natten: {self._clock()}",
                f"öppet då: {', '.join(self.open) or 'ingenting'}",
                "hände sist:" if self.happened else "hände sist: ingenting",
                *(f"  {one}" for one in self.happened),
            ]
        )

    def as_json(self) -> dict[str, object]:
        """The same for other programs."""
        return {
            "natt": self.night,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "sentence": self.sentence,
            "klockan": self.at.isoformat(),
            "öppet": list(self.open),
            "hände sist": list(self.happened),
        }

    def _clock(self) -> str:
        return f"{show_time(self.at)}, {long_day(local(self.at).date())}"

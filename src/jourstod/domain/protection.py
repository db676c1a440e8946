"""Protected identity: three levels told of a case, and who may open one that is kept apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from .errors import JourError
from .people import Handler
from .station import Station
from .station_file import LocalContactKind

EMERGENCY = timedelta(hours=12)
"""How long an opening in an emergency holds: the night, and no longer."""


class Level(StrEnum):
    """How protected the person is; the value is what stands in the log."""

    NONE = "none"
    MARKED = "marked"
    REGISTERED = "protected_registration"
    ASSUMED = "assumed_identity"

    @property
    def swedish(self) -> str:
        """As the population register and the field say it."""
        return {
            Level.NONE: "inget skydd",
            Level.MARKED: "sekretessmarkering",
            Level.REGISTERED: "skyddad folkbokföring",
            Level.ASSUMED: "fingerade personuppgifter",
        }[self]

    @property
    def rank(self) -> int:
        """0 for none, 3 for the strongest."""
        return list(Level).index(self)

    @property
    def hides(self) -> bool:
        """Whether the case is kept apart and masked; a marking is only a warning."""
        return self.rank >= Level.REGISTERED.rank


@dataclass(frozen=True, slots=True)
class Protection:
    """What the log says: level, who told us, where the file is, who knows it already.

    `opened` are openings in an emergency: who, and when.
    """

    level: Level = Level.NONE
    source: str = ""
    pointer: str = ""
    known_by: frozenset[str] = frozenset()
    opened: tuple[tuple[str, datetime], ...] = ()

    @property
    def hides(self) -> bool:
        """Whether the case is kept apart."""
        return self.level.hides

    def told(self, level: str, source: str, pointer: str, by: str) -> Protection:
        """The same with another level; a word not known here is the strongest."""
        return replace(
            self,
            level=level_of(level),
            source=source or self.source,
            pointer=pointer or self.pointer,
            known_by=self.known_by | {by},
        )

    def opened_by(self, who: str, at: datetime) -> Protection:
        """The same, opened in an emergency."""
        return replace(self, opened=(*self.opened, (who, at)))


def level_of(word: str) -> Level:
    """The level of a logged word; one of a newer version is the strongest."""
    return Level(word) if word in set(Level) else Level.ASSUMED


class ProtectedCase(JourError):
    """The case is kept apart, and who asked is not among those who may open it."""

    exit_code = 7

    def __init__(self, number: str, who_may: Iterable[str]) -> None:
        names = ", ".join(who_may)
        ask = f"Fråga {names}" if names else "Stationens fil nämner ingen som får öppna den"
        super().__init__(f"Ärende {number} är skyddat och öppnas bara av den som får det. {ask}.")


def on_the_list(station: Station, board: str, handler: Handler) -> bool:
    """Whether the station's file says that the handler may open the nämnd's protected files.

    By signature; by the whole name only where the file has no signature.
    """
    me, name = handler.signature.casefold(), handler.name.casefold()
    return any(
        me == one.signature.casefold() if one.signature else name == one.name.casefold()
        for one in station.reached(LocalContactKind.PROTECTED, board)
    )


def who_may_open(station: Station, board: str) -> tuple[str, ...]:
    """Those whom the station's file names, in its order."""
    listed = station.reached(LocalContactKind.PROTECTED, board)
    return tuple(f"{one.name} {one.phone}".strip() for one in listed)


def shield(protection: Protection, covered: bool) -> str:
    """What a screen says of it on top, "" when there is nothing to say."""
    if protection.level is Level.NONE:
        return ""
    if not protection.hides:
        return f"{protection.level.swedish}. Pröva varje uppgift innan den lämnas vidare."
    pointer = f" {protection.pointer}" if protection.pointer else ""
    if covered:
        return f"{protection.level.swedish}. Det som är skrivet är dolt. Visa det med skäl."
    return f"{protection.level.swedish}.{pointer} Allt visas tills du lämnar ärendet."

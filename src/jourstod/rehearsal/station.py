"""The made-up station of practice: two nämnder, who may decide in them, and numbers nobody has."""

from __future__ import annotations

from ..domain.station import Board, Mandate, Station
from ..domain.station_file import LocalClock, LocalClockKind

_MINUTES = "Nämndens protokoll 2026-01-15 (påhittat)"
_ORDER = "Delegationsordning 2026 (påhittad)"
_CONFIRMED = "2026-11-02"
_MEMBER = ("lvu-6", "lvu-11", "lpbs-4-1", "lpbs-5-1")
_CHAIR = (*_MEMBER, "lvu-31d", "lpbs-5-5", "lvm-13", "kl-6-39")


def _appointed(
    person: str, role: str, board: str, provisions: tuple[str, ...], phone: str
) -> tuple[Mandate, ...]:
    return tuple(
        Mandate(person, role, board, provision, "2026-01-01", "", phone, _MINUTES, _CONFIRMED)
        for provision in provisions
    )


PRACTICE_STATION = Station(
    "Övningsjouren",
    (
        Board("soder", "Söder", "0701740690", "Mottagning Söder", _CONFIRMED),
        Board("norr", "Norr", "0701740691", "Mottagning Norr", _CONFIRMED),
    ),
    (
        *_appointed("Eva Ek", "ledamot", "soder", _MEMBER, "0701740692"),
        *_appointed("Siv Påhitt", "ordförande", "soder", _CHAIR, "0701740693"),
        *_appointed("Olof Låtsas", "ordförande", "norr", _CHAIR, "0701740694"),
    ),
    clocks=(
        LocalClock(LocalClockKind.JOUR_PLACEMENT, "12:00", "", _ORDER, _CONFIRMED),
        LocalClock(LocalClockKind.MISSING_CHILD, "3 månader", "", _ORDER, _CONFIRMED),
        LocalClock(LocalClockKind.MISSING_ADULT, "2 veckor", "", _ORDER, _CONFIRMED),
    ),
)
"""The practice store's station, when it has no file of its own. Nights of `prov/` count on it."""

"""A clock of the register counted from a stated time, without any case."""

from __future__ import annotations

from datetime import datetime, time

from . import events as ev
from .clocks import Clock, counted
from .errors import UsageError
from .findings import nearest
from .local_time import to_utc
from .registers import Duty
from .rulebook import Rulebook
from .spoken_time import heard
from .station import Station
from .station_file import LocalClockKind


class NoSuchDuty(UsageError):
    """The register holds no duty with that id."""

    def __init__(self, id: str, known: tuple[str, ...]) -> None:
        near = nearest(id, known)
        meant = f" Menade du «{near}»?" if near else f" Välj bland: {', '.join(known)}."
        super().__init__(f"Det finns ingen frist «{id}» i registret.{meant}")


def duty_of(book: Rulebook, id: str) -> Duty:
    """The duty with that id; raises NoSuchDuty with the nearest one."""
    if id not in book.duties:
        raise NoSuchDuty(id, tuple(book.duties))
    return book.duties[id]


def count(
    book: Rulebook, duty: Duty, start: datetime, station: Station | None = None, board: str = ""
) -> Clock:
    """The clock as it would run from `start` (UTC), by the nämnd's own limit where it has one."""
    own = station.clock(LocalClockKind(duty.local), board) if station and duty.local else None
    taken = ev.LocalLimitTaken(duty.id, "", own.limit, own.source) if own else None
    ends, uncounted = counted(duty, start, book.calendar, taken)
    return Clock(duty, "", start, ends, uncounted=uncounted)


def moment(said: str, now: datetime) -> datetime:
    """An instant in UTC from an ISO time (a bare day is noon there), or from words as said.

    A time without zone is Swedish. Raises TimeUnclear, NoSuchTime.
    """
    try:
        at = datetime.fromisoformat(said.strip())
    except ValueError:
        return heard(said, now).earliest
    if at.tzinfo is not None:
        return at
    bare_day = len(said.strip()) == len("2026-11-24")
    return to_utc(at.date(), time(12) if bare_day else at.time(), at.fold)

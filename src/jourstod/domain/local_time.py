"""Swedish local time: the day and the clock on the wall for an instant in UTC, and back again."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .errors import JourError

STOCKHOLM = ZoneInfo("Europe/Stockholm")

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


class NoSuchTime(JourError):
    """The wall clock never showed that time: the hour was skipped when summer time began."""

    def __init__(self, day: date, clock: time) -> None:
        super().__init__(
            f"Klockan {clock:%H:%M} fanns inte {long_day(day)}: klockan ställdes fram från 02 "
            "till 03. Skriv tiden före 02:00 eller från 03:00."
        )


def local(at: datetime) -> datetime:
    """The same instant on the wall clock in Stockholm; ValueError when `at` has no zone.

    Never compute with the result: two local times in the repeated hour compare as equal.
    """
    return in_utc(at).astimezone(STOCKHOLM)


def local_day(at: datetime) -> date:
    """The Swedish calendar day of an instant: 23:30 UTC in winter is already tomorrow."""
    return local(at).date()


def in_utc(at: datetime) -> datetime:
    """The same instant in UTC; ValueError when `at` has no zone, for then it says no instant."""
    if at.tzinfo is None:
        raise ValueError("a time without zone says no instant")
    return at.astimezone(UTC)


def to_utc(day: date, clock: time, fold: int = 0) -> datetime:
    """The instant when the wall clock showed `clock` on `day`; NoSuchTime in the skipped hour.

    In the repeated hour `fold` 0 is the first time round (summer time), 1 the second. Ask when
    `is_ambiguous`; a clock that must count from the earliest takes fold 0.
    """
    at = _on_the_wall(day, clock, fold)
    shown = at.astimezone(STOCKHOLM)
    if (shown.date(), shown.time()) != (day, clock.replace(tzinfo=None, fold=0)):
        raise NoSuchTime(day, clock)
    return at


def to_utc_or_later(day: date, clock: time) -> datetime:
    """As `to_utc`, but a time in the skipped hour is read as its end, 03:00: for printed hours."""
    try:
        return to_utc(day, clock)
    except NoSuchTime:
        # Sweden's clocks change on the hour, so what the wall shows then is past it by minutes.
        shown = _on_the_wall(day, clock, 0)
        return shown.replace(minute=0, second=0, microsecond=0)


def is_ambiguous(day: date, clock: time) -> bool:
    """Whether the wall clock showed `clock` twice on `day` (the night of 25 hours)."""
    first, second = (_on_the_wall(day, clock, fold) for fold in (0, 1))
    return first < second


def day_starts(day: date) -> datetime:
    """Kl. 00.00 of the day, as an instant in UTC."""
    return _on_the_wall(day, time(0), 0)


def day_ends(day: date) -> datetime:
    """Kl. 24.00 of the day, as an instant in UTC: the first instant of the next day."""
    return day_starts(day + timedelta(days=1))


def hours_in(day: date) -> int:
    """23, 24 or 25: how many hours the day has."""
    return (day_ends(day) - day_starts(day)) // timedelta(hours=1)


def show_time(at: datetime) -> str:
    """Hours and minutes, told apart in the repeated hour: "02:30 (sommartid)"."""
    wall = local(at)
    shown = f"{wall:%H:%M}"
    if not is_ambiguous(wall.date(), wall.time()):
        return shown
    return f"{shown} ({'sommartid' if wall.dst() else 'normaltid'})"


def long_day(day: date) -> str:
    """As in a sentence: "tisdag 23 april 2019"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """As in a list: "tis 23 apr"; the year is left to the place where it stands."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {_MONTHS[day.month - 1][:3]}"


def _on_the_wall(day: date, clock: time, fold: int) -> datetime:
    bare = clock.replace(tzinfo=None, fold=fold)
    return datetime.combine(day, bare, tzinfo=STOCKHOLM).astimezone(UTC)

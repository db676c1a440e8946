"""Times as people say them: «02:40», «i går 22:10», «mellan 22 och 23», «om 20 min»."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from .entries import Happened
from .errors import JourError
from .local_time import local_day, short_day, show_time, to_utc

_CLOCK = r"(?:kl\.? ?)?(\d{1,2})(?:[:.](\d{2}))?"
_BETWEEN = re.compile(rf"(?:mellan )?{_CLOCK} ?(?:och|-|–|till) ?{_CLOCK}")
_AT = re.compile(rf"(?:cirka |ca |runt |vid )?{_CLOCK}")
_IN = re.compile(r"om (\d{1,3}) ?(min|minuter|h|tim|timmar|timme)\.?")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SAME_MOMENT = timedelta(minutes=2)
"""A clock on the desk may be a little behind the one who speaks."""


class TimeUnclear(JourError):
    """The words say no time that can be placed."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f"«{said}» går inte att läsa som en tid. Skriv till exempel 02:40, i går 22:10, "
            "mellan 22 och 23 eller 2026-12-01 08:00."
        )


def heard(said: str, now: datetime) -> Happened:
    """When something happened, never in the future: an interval with the words as said.

    A bare clock time is the last time the clock showed it. Raises TimeUnclear, NoSuchTime.
    """
    first, last, day = _parts(said, now)
    if day is None:
        day = local_day(now)
        if to_utc(day, last) > now + _SAME_MOMENT:
            day -= timedelta(days=1)
    earliest, latest = to_utc(day, first), to_utc(day, last)
    if latest < earliest:  # «mellan 23 och 01»
        earliest = to_utc(day - timedelta(days=1), first)
    if latest > now + _SAME_MOMENT:
        raise TimeUnclear(said)
    return Happened(earliest, latest, said)


def ahead(said: str, now: datetime) -> datetime:
    """When something shall be, in UTC: a bare clock time is the next time the clock shows it.

    Raises TimeUnclear, NoSuchTime.
    """
    soon = _IN.fullmatch(_plain(said))
    if soon:
        unit = "minutes" if soon[2].startswith("min") else "hours"
        return now + timedelta(**{unit: int(soon[1])})
    first, _, day = _parts(said, now)
    if day is not None:
        return to_utc(day, first)
    at = to_utc(local_day(now), first)
    return at if at > now else to_utc(local_day(now) + timedelta(days=1), first)


def ahead_or_words(said: str, now: datetime) -> str:
    """ISO UTC when the words are a time to come, else the words themselves (`före lunch`)."""
    try:
        return ahead(said, now).isoformat()
    except JourError:
        return said


def shown(due: str, now: datetime) -> str:
    """A due time for a list: «03:40», «tis 1 dec 08:00», or the words as said."""
    try:
        at = datetime.fromisoformat(due)
    except ValueError:
        return due
    if at.tzinfo is None:
        return due
    day = local_day(at)
    clock = show_time(at)
    return clock if day == local_day(now) else f"{short_day(day)} {clock}"


def _parts(said: str, now: datetime) -> tuple[time, time, date | None]:
    """First and last clock time, and the day when one was said."""
    day, words = _day(_plain(said), now)
    if words == "nu" or not words:
        raise TimeUnclear(said)
    between = _BETWEEN.fullmatch(words)
    if between:
        return _time(said, between[1], between[2]), _time(said, between[3], between[4]), day
    at = _AT.fullmatch(words)
    if at is None:
        raise TimeUnclear(said)
    clock = _time(said, at[1], at[2])
    return clock, clock, day


def _day(words: str, now: datetime) -> tuple[date | None, str]:
    today = local_day(now)
    named = {"i går": -1, "igår": -1, "i dag": 0, "idag": 0, "i morgon": 1, "imorgon": 1}
    for name, days in named.items():
        if words.startswith(f"{name} "):
            return today + timedelta(days=days), words.removeprefix(name).strip()
    iso = _ISO_DAY.match(words)
    if iso:
        try:
            day = date(int(iso[1]), int(iso[2]), int(iso[3]))
        except ValueError:
            return None, ""
        return day, words[iso.end() :].strip()
    return None, words


def _plain(said: str) -> str:
    return " ".join(said.casefold().split())


def _time(said: str, hours: str, minutes: str | None) -> time:
    try:
        return time(int(hours), int(minutes or 0))
    except ValueError:
        raise TimeUnclear(said) from None

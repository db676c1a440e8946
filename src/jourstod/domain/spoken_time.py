"""Times as people say them: «02:40», «i går 22:10», «mellan 22 och 23», «för 20 min sedan»."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from .errors import JourError
from .happened import Happened
from .local_time import (
    NoSuchTime,
    day_ends,
    day_starts,
    is_ambiguous,
    local_day,
    short_day,
    show_time,
    to_utc,
)

_T = TypeVar("_T")

_CLOCK = r"(?:kl\.? ?)?(\d{1,2})(?:[:.](\d{2}))?"
_BETWEEN = re.compile(rf"(?:mellan )?{_CLOCK} ?(?:och|-|–|till) ?{_CLOCK}")
_AT = re.compile(rf"(?:cirka |ca |omkring |runt |vid )?{_CLOCK}")
_GLUED = re.compile(r"(?:kl\.? ?)?(\d{2})(\d{2})")
_LENGTH = r"(\d{1,3}|en|ett) ?(min|minut|minuter|h|tim|timmar|timme)\.?"
_IN = re.compile(rf"om (?:(?:ca|cirka) )?{_LENGTH}")
_AGO = re.compile(rf"(?:för )?(?:(?:ca|cirka) )?{_LENGTH} (?:sedan|sen)")
_HALVES = {"en halvtimme": "30 min", "en kvart": "15 min", "ett par minuter": "3 min"}
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:t| |$)")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?: |$)")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_NAMED_DAY = re.compile(rf"(?:den )?(\d{{1,2}}) ({'|'.join(_MONTHS)})[a-z]*(?: |$)")
_WEEKDAY = re.compile(r"(?:i |på )?(mån|tis|ons|tors|fre|lör|sön)(?:dag)?s?(?: |$)")
_WEEKDAYS = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")
_DAYS = {
    "i förrgår": -2, "i går": -1, "igår": -1, "i dag": 0, "idag": 0, "i morse": 0, "i kväll": 0,
    "i morgon": 1, "imorgon": 1, "i övermorgon": 2,
}  # fmt: skip
_SEASON = re.compile(r" ?\(?(sommartid|normaltid|vintertid)\)?$")
SAME_MOMENT = timedelta(minutes=2)
"""A clock on the desk may be a little behind the one who speaks."""
_LONGEST_BACK = timedelta(hours=20)
"""A bare clock time further back than this is rather a slip: the day has to be said."""
_JUST_NOW = timedelta(minutes=5)


class TimeUnclear(JourError):
    """The words say no time that can be placed."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f"«{said[:60]}» går inte att läsa som en tid. Skriv till exempel 02:40, i går 22:10, "
            "mellan 22 och 23, för 20 min sedan eller 2026-12-01 08:00."
        )


class TimeNotYet(JourError):
    """What is said to have happened lies ahead."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f"«{said[:60]}» har inte varit än. Skriv när det hände, med dag om det inte var nyss: "
            "i går 22:10."
        )


@dataclass(frozen=True, slots=True)
class _Said:
    """First and last clock time, None for a whole day; the day said, and which hour of two."""

    first: time | None
    last: time | None
    day: date | None
    fold: int | None = None


def heard(said: str, now: datetime) -> Happened:
    """When something happened, never in the future: an interval with the words as said.

    A bare clock time is the last time the clock showed it; in the repeated hour of the night of
    25 hours it spans both. Raises TimeUnclear, TimeNotYet, NoSuchTime.
    """
    words = _plain(said)
    loose = _loosely(words, now)
    if loose is not None:
        return Happened(*loose, said)
    parts = _parts(said, words, now, back=True)
    if parts.first is None or parts.last is None:
        return _whole_day(said, parts, now)
    span = _span(parts, parts.day, now) if parts.day is not None else _latest(said, parts, now)
    if span[1] > now + SAME_MOMENT:
        raise TimeNotYet(said)
    return Happened(*span, said)


def ahead(said: str, now: datetime) -> datetime:
    """When something shall be, in UTC: a bare clock time is the next time the clock shows it.

    Raises TimeUnclear, NoSuchTime.
    """
    words = _plain(said)
    soon = _IN.fullmatch(_halved(words))
    if soon:
        return now + _length(soon)
    parts = _parts(said, words, now, back=False)
    if parts.first is None:
        raise TimeUnclear(said)
    if parts.day is not None:
        return to_utc(parts.day, parts.first, parts.fold or 0)
    today = local_day(now)
    at = _or_none(lambda: to_utc(today, parts.first or time(0), parts.fold or 0))
    if at is not None and at > now:
        return at
    if at is not None and is_ambiguous(today, parts.first):
        second = to_utc(today, parts.first, 1)
        if second > now:
            return second
    return to_utc(today + timedelta(days=1), parts.first)


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


# --- placing ---------------------------------------------------------------------------------


def _latest(said: str, parts: _Said, now: datetime) -> tuple[datetime, datetime]:
    """The last time the clock showed it: today, or the day before when that is still to come."""
    today = local_day(now)
    span = _or_none(lambda: _span(parts, today, now))
    if span is not None and span[1] <= now + SAME_MOMENT:
        return span
    before = _or_none(lambda: _span(parts, today - timedelta(days=1), now))
    if before is None or now - before[1] > _LONGEST_BACK:
        if span is None:
            return _span(parts, today, now)  # raises NoSuchTime, which says why
        raise TimeNotYet(said)
    return before


def _span(parts: _Said, day: date, now: datetime) -> tuple[datetime, datetime]:
    """The instants on that day; «mellan 23 och 01» begins the evening before."""
    assert parts.first is not None and parts.last is not None
    latest = to_utc(day, parts.last, parts.fold or 0)
    if parts.fold is None and is_ambiguous(day, parts.last):
        second = to_utc(day, parts.last, 1)
        latest = second if second <= now + SAME_MOMENT else latest
    earliest = to_utc(day, parts.first, parts.fold or 0)
    if earliest > latest:
        earliest = to_utc(day - timedelta(days=1), parts.first)
    return earliest, latest


def _whole_day(said: str, parts: _Said, now: datetime) -> Happened:
    """«i går» without a time: from the day's beginning to its end, or to now."""
    assert parts.day is not None
    if day_starts(parts.day) > now:
        raise TimeNotYet(said)
    return Happened(day_starts(parts.day), min(day_ends(parts.day), now), said)


def _loosely(words: str, now: datetime) -> tuple[datetime, datetime] | None:
    """«nyss», «nu», «för 20 min sedan»."""
    at = now.astimezone(UTC)
    if words in ("nu", "just nu"):
        return at, at
    if words in ("nyss", "alldeles nyss", "precis nyss"):
        return at - _JUST_NOW, at
    ago = _AGO.fullmatch(_halved(words))
    if ago is None:
        return None
    return at - _length(ago), at - _length(ago)


# --- reading ---------------------------------------------------------------------------------


def _parts(said: str, words: str, now: datetime, *, back: bool) -> _Said:
    """The clock times and the day that were said; raises TimeUnclear."""
    fold, words = _season(words)
    day, rest = _day(said, words, now, back)
    rest = rest.removeprefix("i natt ").strip()
    if not rest and day is not None:
        return _Said(None, None, day)
    between = _BETWEEN.fullmatch(rest)
    if between:
        first = _time(said, between[1], between[2])
        return _Said(first, _time(said, between[3], between[4]), day, fold)
    at = _GLUED.fullmatch(rest) or _AT.fullmatch(rest)
    if at is None:
        raise TimeUnclear(said)
    clock = _time(said, at[1], at[2])
    return _Said(clock, clock, day, fold)


def _day(said: str, words: str, now: datetime, back: bool) -> tuple[date | None, str]:
    """The day said, and the words after it."""
    today = local_day(now)
    for name, days in _DAYS.items():
        if words == name or words.startswith(f"{name} "):
            return today + timedelta(days=days), words.removeprefix(name).strip()
    iso = _ISO_DAY.match(words)
    if iso:
        return _date(said, iso[1], iso[2], iso[3]), words[iso.end() :].strip()
    numbered = _SLASHED.match(words)
    if numbered:
        return _nearest(said, numbered[1], numbered[2], today, back), words[numbered.end() :]
    named = _NAMED_DAY.match(words)
    if named:
        month = str(_MONTHS.index(named[2]) + 1)
        return _nearest(said, named[1], month, today, back), words[named.end() :]
    weekday = _WEEKDAY.match(words)
    if weekday:
        away = (_WEEKDAYS.index(weekday[1]) - today.weekday()) % 7
        # On a Friday «i fredags» is a week ago and «på fredag» a week ahead.
        days = (away or 7) if not back else (away - 7)
        return today + timedelta(days=days), words[weekday.end() :]
    return None, words


def _nearest(said: str, day: str, month: str, today: date, back: bool) -> date:
    """A day without a year: the last one that has been, or the next one to come."""
    year = today.year
    found = _date(said, str(year), month, day)
    if back and found > today:
        return _date(said, str(year - 1), month, day)
    if not back and found < today:
        return _date(said, str(year + 1), month, day)
    return found


def _date(said: str, year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise TimeUnclear(said) from None


def _season(words: str) -> tuple[int | None, str]:
    """Which of two equal hours is meant, as `show_time` tells them apart."""
    found = _SEASON.search(words)
    if found is None:
        return None, words
    return (0 if found[1] == "sommartid" else 1), words[: found.start()].strip()


def _length(found: re.Match[str]) -> timedelta:
    number = 1 if found[1] in ("en", "ett") else int(found[1])
    minutes = found[2].startswith("min")
    return timedelta(minutes=number) if minutes else timedelta(hours=number)


def _halved(words: str) -> str:
    for spoken, written in _HALVES.items():
        words = words.replace(spoken, written)
    return words


def _plain(said: str) -> str:
    return " ".join(said.casefold().split())


def _time(said: str, hours: str, minutes: str | None) -> time:
    try:
        return time(int(hours), int(minutes or 0))
    except ValueError:
        raise TimeUnclear(said) from None


def _or_none(read: Callable[[], _T]) -> _T | None:
    try:
        return read()
    except NoSuchTime:
        return None

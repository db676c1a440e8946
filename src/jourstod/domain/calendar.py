"""The calendar: which days are working days, and why the others are not, from data passed in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from .errors import JourError
from .local_time import long_day

_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6


class DayKind(StrEnum):
    """What a listed day is; the value is the word in register/kalender.yaml."""

    RED = "röd dag"
    EVE = "helgdagsafton"
    HALF = "halvdag"


@dataclass(frozen=True, slots=True)
class Day:
    """A listed day: its name as it stands in a sentence ("långfredagen") and its kind."""

    name: str
    kind: DayKind


class OutsideCalendar(JourError):
    """The calendar was asked about a day it does not cover; it never guesses."""

    def __init__(self, asked: date | None, first: date, last: date) -> None:
        what = "Fristen" if asked is None else long_day(asked).capitalize()
        super().__init__(
            f"{what} ligger utanför kalendern, som går från {long_day(first)} till "
            f"{long_day(last)}. Räkna för hand och be den som sköter programmet att förlänga "
            "kalendern."
        )
        self.asked = asked


@dataclass(frozen=True, slots=True)
class Calendar:
    """Red days, eves and half-days from `first` to `last`, both included.

    A working day is what lag (1930:173) 2 § leaves as `vardag`: not Saturday, Sunday, other
    allmän helgdag, midsommarafton, julafton or nyårsafton. A half-day is a working day.
    Every question about a day outside the range raises OutsideCalendar.
    """

    days: Mapping[date, Day]
    first: date
    last: date
    _free_weekdays: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse data that would make the range a lie (ValueError: a bug or a bad register)."""
        if self.first > self.last:
            raise ValueError("the calendar ends before it begins")
        if any(not self.covers(day) for day in self.days):
            raise ValueError("a day lies outside the range the calendar says it covers")
        free = (
            day.toordinal()
            for day, listed in self.days.items()
            if listed.kind is not DayKind.HALF and day.weekday() < _SATURDAY
        )
        object.__setattr__(self, "_free_weekdays", tuple(sorted(free)))

    def covers(self, day: date) -> bool:
        """Whether the calendar can answer about that day."""
        return self.first <= day <= self.last

    def listed(self, day: date) -> Day | None:
        """The red day, eve or half-day, or None for a day like others."""
        if not self.covers(day):
            raise OutsideCalendar(day, self.first, self.last)
        return self.days.get(day)

    def why_not_working(self, day: date) -> str | None:
        """Name the free day ("långfredagen", "julafton", "lördag"); None for a working day."""
        listed = self.listed(day)
        if listed is not None and listed.kind is not DayKind.HALF:
            return listed.name
        return {_SATURDAY: "lördag", _SUNDAY: "söndag"}.get(day.weekday())

    def is_working_day(self, day: date) -> bool:
        """Whether the day is a vardag in the sense of lag (1930:173) 2 §."""
        return self.why_not_working(day) is None

    def working_day_from(self, day: date) -> date:
        """The day itself when it is a working day, else the next one."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def next_working_day(self, day: date) -> date:
        """The first working day after the day."""
        return self.working_day_from(day + _DAY)

    def free_days(self, day: date) -> Iterator[tuple[date, str]]:
        """The unbroken run of non-working days that begins with `day`, each with its name."""
        while (why := self.why_not_working(day)) is not None:
            yield day, why
            day += _DAY

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days there are from `first` to `last`, both counted; 0 if reversed.

        "Arbetsdagar kvar" is from today to the due day: on a due day that is a working day
        it is 1, the day after it is 0. Hours are not weighed: late in the evening today counts.
        """
        for end in (first, last):
            self.listed(end)
        if last < first:
            return 0
        # Every clock on a long board asks this, so no walk over the days.
        low, high = first.toordinal(), last.toordinal()
        free = bisect_right(self._free_weekdays, high) - bisect_left(self._free_weekdays, low)
        return _weekdays_until(high) - _weekdays_until(low - 1) - free


def _weekdays_until(ordinal: int) -> int:
    """Mondays to Fridays from 1 January of year 1, which is a Monday, to that day."""
    weeks, rest = divmod(ordinal, 7)
    return weeks * _SATURDAY + min(rest, _SATURDAY)

"""Local clocks: the station's own limits, taken from its file when something starts one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from . import events as ev
from .answers import Answer
from .calendar import Calendar
from .counting import Due, Extends, due, next_working_day_due, parse_length
from .events.every import Event
from .registers import LOCAL as LOCAL
from .registers import Duty

UNKNOWN_LIMIT = "Hur länge står inte i stationens fil. Fråga arbetsledaren."

_TELLS = ev.StepAnswered | ev.AnswerCorrected | ev.SituationChanged | ev.FactNoted


def local_due(started: datetime, limit: str, source: str, calendar: Calendar) -> Due:
    """When a local limit is due: «12:00» of the first working day after, or a plain length.

    Raises OutsideCalendar; ValueError for a limit the reader of the station's file refuses.
    """
    length = parse_length(limit)
    if length is None:
        counted = next_working_day_due(started, time.fromisoformat(limit), calendar)
    else:
        by_length = due(started, length, calendar, Extends.NO)
        if by_length is None:
            raise ValueError(limit)
        plain = tuple(why for why in by_length.why if "1930:173" not in why)
        counted = replace(by_length, why=plain)
    return replace(counted, why=(*counted.why, f"Lokal frist, ingen lag: {source}."))


def starts(duty: Duty, event: Event) -> bool:
    """Whether the event starts a local clock of that duty."""
    match duty.starts_at:
        case "placering":
            return isinstance(event, ev.PlacementBegun)
        case "svar":
            return isinstance(event, _TELLS) and _tells(event.fact, event.answer, duty.starts_on)
        case "beslut":
            return isinstance(event, ev.DecisionMade) and event.decision == duty.starts_on
        case _:
            return False


def _tells(fact: str, answer: Answer, told: str) -> bool:
    name, _, value = told.partition(":")
    return fact == name and (not value or value in answer.values)

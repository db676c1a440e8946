"""Words on a sheet: days and times, agencies, and sections of facts, as the receiver reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, time, timedelta

from .answers import Answer
from .calendar import OutsideCalendar
from .events import ConsentGiven, ContactMade
from .facts import Fact, FactKind
from .local_time import local_day, short_day, show_time, to_utc
from .rulebook import Rulebook

SECTIONS = (
    ("läget", "Läget"),
    ("vem", "Om personen"),
    ("bedömning", "Bedömning"),
    ("skydd", "Skydd"),
    ("vårdnadshavare", "Vårdnadshavare"),
    ("medföljande", "Syskon och medföljande"),
    ("vård", "Vård och hälsa"),
    ("polis", "Polis"),
    ("samtal", "Samtal med personen"),
    ("praktiskt", "Mat, sömn, kläder och annat praktiskt"),
)
"""Sections of facts, in the order a receiver reads them, with their headings."""

LUNCH = time(12)
_QUOTED = re.compile(r"[«»”\"]")
_SENTENCE_END = re.compile(r"(?<=[a-zåäö)»”])\.\s+(?=[A-ZÅÄÖ«])")


def day_and_time(at: datetime) -> str:
    """«mån 23 nov 22:41»."""
    return f"{short_day(local_day(at))} {show_time(at)}"


def instant(due: str) -> datetime | None:
    """The instant that a due time says in ISO, None for words."""
    try:
        at = datetime.fromisoformat(due)
    except ValueError:
        return None
    return at if at.tzinfo else None


def iso_words(due: str) -> str:
    """An ISO instant as day and time; other words as they are."""
    at = instant(due)
    return day_and_time(at) if at is not None else due


def next_lunch(book: Rulebook, now: datetime) -> datetime:
    """12.00 on the working day that the day unit comes to next."""
    day = local_day(now)
    if to_utc(day, LUNCH) <= now:
        day += timedelta(days=1)
    with suppress(OutsideCalendar):
        day = book.calendar.working_day_from(day)
    return to_utc(day, LUNCH)


def agency_name(book: Rulebook, id: str) -> str:
    """The name of an agency; its id for one that is not in the register."""
    known = book.agencies.get(id)
    return known.name if known else id


def contact_words(book: Rulebook, made: ContactMade) -> str:
    """Whom, with what reference, what was said, and at what number."""
    whom = joined((agency_name(book, made.agency) if made.agency else "", made.who))
    told = joined((whom, f"ref {made.reference}" if made.reference else "", made.number))
    return joined((told, made.outcome), ": ")


def consent_limits(given: ConsentGiven) -> str:
    """What the consent is limited to and who interpreted, "" for neither."""
    only = f"bara: {', '.join(given.sections)}" if given.sections else ""
    return joined((only, f"tolk {given.interpreter}" if given.interpreter else ""))


def fact_words(fact: Fact, answer: Answer) -> str:
    """The answer with its motivation, in one line."""
    said = fact.words(answer)
    if fact.kind is FactKind.VERBATIM and said and not _QUOTED.search(said):
        said = f"”{said}”"
    return one_line(f"{said} ({answer.reason})" if answer.reason else said)


def one_line(text: str) -> str:
    """Text of several lines as one."""
    return " / ".join(line.strip() for line in text.splitlines() if line.strip())


def joined(parts: Iterable[str], between: str = ", ") -> str:
    """The parts that hold something."""
    return between.join(part for part in parts if part)


def capital(words: str) -> str:
    """The words with a capital first."""
    return words[:1].upper() + words[1:]


def first_sentence(text: str) -> str:
    """The first sentence of a step's text, without its full stop: what was done, not how."""
    said = _SENTENCE_END.split(one_line(text), maxsplit=1)[0]
    return said.removesuffix(".")


def cited(book: Rulebook, provision: str) -> str:
    """A provision by its number now in force, marked when it is not verified."""
    known = book.provisions.get(provision)
    if known is None:
        return provision
    sure = known.confidence in ("", "verifierad")
    return known.current if sure else f"{known.current} [{known.confidence}]"

"""The half page that is read first: who, where now, before lunch, who may not know, promised."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

from .answers import Answer
from .case import Case
from .case_parts import Item, ItemKind
from .clock_words import KIND_WORDS, line
from .clocks import Clock, running
from .facts import Fact, Sensitivity
from .local_time import local_day, short_day
from .overview import silences, waits, who
from .rulebook import Rulebook
from .sheet import SheetLine, SheetPart
from .sheet_words import (
    agency_name,
    capital,
    day_and_time,
    fact_words,
    first_sentence,
    instant,
    iso_words,
    joined,
    next_lunch,
    one_line,
)

THREATS = 5
"""Facts about the threat under who it is; those the register names first."""
LATER = ("vecka", "veckor", "månad", "dagar", "sedan")
"""Words of a due time that lies further ahead than lunch."""
SEVERE = frozenset({"akut", "förhöjt"})
"""Answers about a threat that are marked, whatever the fact is called."""
MOST = 8
"""Lines before lunch; more than that is no half page, and stands under the open items."""


def half_page(case: Case, book: Rulebook, now: datetime, receiver: str) -> tuple[SheetPart, ...]:
    """The five things a receiver asks for, in that order; in each the most serious first."""
    lunch = next_lunch(book, now)
    before = f"Före lunch {short_day(local_day(lunch))}"
    return (
        SheetPart("who", "Vem", tuple(_who(case, book))),
        SheetPart("where", "Var personen är nu", _where(case, book, receiver), "Inte skrivet."),
        SheetPart(
            "lunch", before, _cut(_lunch(case, book, now, lunch, receiver)), "Inget med tid."
        ),
        SheetPart("silence", "Får inte informeras (ännu)", _silent(case), "Ingen är antecknad."),
        SheetPart("promised", "Utlovat", tuple(promised(case)), "Inget utlovat är öppet."),
    )


def item_id(item: Item) -> str:
    """The id an item has on a sheet."""
    return hashlib.sha256(item.id.encode()).hexdigest()[:12]


def promised(case: Case) -> Iterator[SheetLine]:
    """What we said that we would do, soonest first."""
    open_ones = [i for i in case.open_items() if i.kind is ItemKind.PROMISE]
    for item in sorted(open_ones, key=lambda item: item.due or "~"):
        when = capital(iso_words(item.due) or "tid är inte sagd")
        yield SheetLine(one_line(f"{item.what} (till {item.owner})"), when, item_id(item))


def clock_line(clock: Clock, book: Rulebook, now: datetime, who_too: bool = True) -> SheetLine:
    """A clock with both its days where they differ, working days left, kind, and whose it is."""
    kind = KIND_WORDS.get(clock.duty.kind, clock.duty.kind)
    told = joined(
        (line(clock, book, now), kind, clock.duty.who.removesuffix(".") if who_too else ""), " · "
    )
    return SheetLine(told, clock.duty.name, urgent=clock.at_once)


def severe(fact: Fact, answer: Answer) -> bool:
    """Whether an answer about the threat is one that must be seen first: not all is equally red."""
    return fact.threat and not SEVERE.isdisjoint(answer.values)


def _who(case: Case, book: Rulebook) -> Iterator[SheetLine]:
    yield SheetLine(who(case, book), "Personen")
    threats = [fact for fact in book.facts.values() if fact.threat and fact.id in case.facts]
    for fact in threats[:THREATS]:
        answer = case.facts[fact.id].answer
        yield SheetLine(fact_words(fact, answer), fact.heading, urgent=severe(fact, answer))
    if case.opened:
        came = f"{case.report or 'kontakt'} {day_and_time(_at(case, case.opened))}"
        yield SheetLine(joined((came, f"från {case.reporter}" if case.reporter else "")), "Kom in")
    if case.closed:
        yield SheetLine(case.closed, "Ärendet är avslutat")


def _where(case: Case, book: Rulebook, receiver: str) -> tuple[SheetLine, ...]:
    """The placement as a pointer; a place told later, where the receiver is named for it."""
    lines = []
    for placement in case.placements.values():
        if placement.ended or placement.entry in case.misfiled:
            continue
        event = placement.event
        until = f"till {iso_words(event.until)}" if event.until else ""
        told = (event.pointer, f"sedan {iso_words(event.since)}", until, event.ground)
        decided = f"beslutat av {event.decided_by}" if event.decided_by else ""
        lines.append(SheetLine(one_line(joined((*told, decided))), capital(event.form)))
    settled = max(
        (_at(case, p.entry) for p in case.placements.values() if not p.ended), default=None
    )
    for fact in book.facts.values():
        known = case.facts.get(fact.id)
        place = fact.sensitivity is Sensitivity.PROTECTED and fact.section == "läget"
        if not place or known is None or fact.kept_from(receiver):
            continue
        since = _at(case, known.entry)
        if settled is None or since > settled:
            words = f"{fact_words(fact, known.answer)} (uppgift {day_and_time(since)})"
            lines.append(SheetLine(words, fact.heading))
    return tuple(lines)


def _at(case: Case, entry: str) -> datetime:
    return case.happened(entry).earliest


def _lunch(
    case: Case, book: Rulebook, now: datetime, lunch: datetime, receiver: str
) -> Iterator[SheetLine]:
    """What is due at once, then by the day of the next lunch; the receiver's own tasks first."""
    for clock in running(case, book, now):
        if clock.at_once or (clock.due and clock.due.unextended <= local_day(lunch)):
            yield clock_line(clock, book, now, who_too=False)
    for item in case.open_items():
        if item.kind is ItemKind.SIGNATURE:
            yield SheetLine(first_sentence(item.what), "Underskrift saknas", item_id(item))
    timed = [i for i in (*_tasks(case), *waits(case)) if i.due and _before(i.due, lunch)]
    for item in sorted(timed, key=lambda item: (item.owner != receiver, *due_order(item))):
        yield _to_do(item, book)


def _to_do(item: Item, book: Rulebook) -> SheetLine:
    owner = agency_name(book, item.owner)
    if item.kind is ItemKind.CALLBACK:
        verb = "Ring" if item.we_call else "Väntar på"
        told = joined((f"{verb} {owner}: {item.what}", item.number))
    else:
        told = f"{first_sentence(item.what)} ({owner})"
    return SheetLine(one_line(told), capital(iso_words(item.due)), item_id(item))


def _tasks(case: Case) -> list[Item]:
    return [item for item in case.open_items() if item.kind is ItemKind.TASK]


def _before(due: str, lunch: datetime) -> bool:
    """Whether it is due by then; words that say no instant count, unless they say it is later."""
    at = instant(due)
    if at is None:
        return not any(word in due.casefold() for word in LATER)
    return at <= lunch


def due_order(item: Item) -> tuple[int, str]:
    """What has a time first, then what is due at the handover, other words, and no time last."""
    if instant(item.due) is not None:
        return (0, item.due)
    if "överlämning" in item.due.casefold():
        return (1, "")
    return (2, "") if item.due else (3, "")


def _silent(case: Case) -> tuple[SheetLine, ...]:
    lines = []
    for silence in silences(case):
        event = silence.event
        review = f"omprövas {iso_words(event.review)}" if event.review else "omprövning: ingen tid"
        decided = f"beslutat av {event.decided_by}" if event.decided_by else ""
        told = (event.relation, event.ground or "grund är inte skriven", decided, review)
        lines.append(SheetLine(one_line(joined(told)), one_line(event.who), urgent=True))
    return tuple(lines)


def _cut(lines: Iterator[SheetLine]) -> tuple[SheetLine, ...]:
    found = tuple(lines)
    if len(found) <= MOST:
        return found
    return (*found[: MOST - 1], SheetLine(f"och {len(found) - MOST + 1} till, se längre ned."))

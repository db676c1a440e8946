"""The time line of a sheet: when it happened, who told and who wrote, struck through when void."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from . import events as ev
from .case import Case
from .entries import Entry, Stamp
from .facts import Fact
from .local_time import local_day, short_day, show_time
from .rulebook import Rulebook
from .sheet import SheetRow
from .sheet_words import (
    agency_name,
    consent_limits,
    contact_words,
    iso_words,
    joined,
    one_line,
)
from .timeline import told
from .written import beside, step_of

_LATER = timedelta(minutes=10)
"""Written down later than this, both times are shown."""


def time_line(case: Case, book: Rulebook, receiver: str) -> tuple[SheetRow, ...]:
    """Every line in the order it happened, as the receiver may read it."""
    gone = void(case)
    found = []
    for entry in case.entries:
        line = told(case, book, entry, on_paper=True)
        if line is None:
            continue
        words = words_for(case, book, receiver, entry, line.words)
        row = SheetRow(_at(as_corrected(case, entry)), line.by, one_line(words), entry.id in gone)
        found.append((line.at, entry.seq, row))
    return tuple(row for *_, row in sorted(found, key=lambda item: item[:2]))


def void(case: Case) -> frozenset[str]:
    """Entries that no longer hold: corrected, replaced, resting on that, or in the wrong case."""
    return frozenset(_void(case))


def words_for(case: Case, book: Rulebook, receiver: str, entry: Entry, words: str) -> str:
    """The line's words for a reader who has not the routine before them: headings and names.

    A linked case is told by its number alone, a protected fact by its name.
    """
    event = entry.event
    fact = book.facts.get(getattr(event, "fact", ""))
    if fact is not None and fact.kept_from(receiver):
        return f"{fact.heading}: skyddad uppgift"
    match event:
        case ev.CaseLinked():
            return f"Hör ihop med {event.number}"
        case ev.StepAnswered() if fact is not None:
            return f"{fact.heading}: {_said(case, book, fact, event)}"
        case ev.AnswerCorrected() if fact is not None:
            return f"Rättat: {fact.heading}: {_said(case, book, fact, event)} ({event.reason})"
        case ev.ContactMade():
            whom = contact_words(book, event)
            return f"Kontakt: {whom}" if event.reached else f"Försök, inget svar: {whom}"
        case ev.TaskLeft():
            told = f"Uppgift till {agency_name(book, event.owner)}: {event.what}"
            return joined((told, iso_words(event.due)))
        case ev.PromiseMade() | ev.PlacementBegun() | ev.DoNotTellAdded():
            return joined((words, *_in_full(event)))
        case ev.ConsentGiven():
            named = words.replace(event.receiver, agency_name(book, event.receiver), 1)
            return joined((named, consent_limits(event)))
        case ev.ConsentRefused() | ev.ConsentWithdrawn():
            return words.replace(event.receiver, agency_name(book, event.receiver), 1)
        case ev.HandoverOffered() | ev.DisclosureMade():
            return words.replace(event.receiver, agency_name(book, event.receiver), 1)
        case _:
            return words.removesuffix(": ")


def _in_full(event: ev.PromiseMade | ev.PlacementBegun | ev.DoNotTellAdded) -> Iterator[str]:
    """What was written besides the words of the line."""
    match event:
        case ev.PromiseMade():
            yield iso_words(event.when)
            yield f"hålls av {event.owner}" if event.owner else ""
        case ev.PlacementBegun():
            yield from (event.pointer, event.ground, _decided(event.decided_by))
            yield f"till {iso_words(event.until)}" if event.until else ""
        case ev.DoNotTellAdded():
            yield from (event.relation, event.ground, _decided(event.decided_by))
            yield f"omprövas {iso_words(event.review)}" if event.review else ""


def _decided(by: str) -> str:
    return f"beslutat av {by}" if by else ""


def _said(
    case: Case, book: Rulebook, fact: Fact, event: ev.StepAnswered | ev.AnswerCorrected
) -> str:
    """The answer, and what was written beside it."""
    visit = case.visits[event.visit]
    return joined(
        (fact.words(event.answer), beside(step_of(case, book, visit), event.answer)), "; "
    )


def as_corrected(case: Case, entry: Entry) -> Stamp:
    """The stamp with the time as it has been put right."""
    return replace(entry.stamp, happened=case.happened(entry.id))


def said_when(stamp: Stamp) -> str:
    """«22:10 (mellan 22 och 23; skrevs 03:05)»; "" when it was written as it happened."""
    happened, written = stamp.happened, stamp.recorded_at
    later = written - happened.latest > _LATER
    if not happened.words and not later:
        return ""
    said = f"«{happened.words}»" if happened.words else ""
    other = local_day(written) != local_day(happened.latest)
    day = f"{short_day(local_day(written))} " if other else ""
    noted = f"skrevs {day}{show_time(written)}" if later else ""
    inside = "; ".join(part for part in (said, noted) if part)
    return f"{show_time(happened.earliest)} ({inside})"


def _at(stamp: Stamp) -> str:
    day = short_day(local_day(stamp.happened.earliest))
    return f"{day} {said_when(stamp) or show_time(stamp.happened.earliest)}"


def _void(case: Case) -> Iterator[str]:
    yield from case.misfiled
    for entry in case.entries:
        event = entry.event
        match event:
            case ev.AnswerCorrected():
                yield event.corrects
            case ev.DecisionMade() | ev.ContactMade():
                yield event.replaces
            case ev.StepAnswered() | ev.StepCouldNot() | ev.StepNotNeeded() | ev.StepOverridden():
                if case.visits[event.visit].voided:
                    yield entry.id
    for visit in case.visits.values():
        if visit.voided and visit.settled_by:
            yield visit.settled_by

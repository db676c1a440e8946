"""The parts of a sheet for the own nämnd after its half page: clocks, decisions, what is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from . import events as ev
from .answers import NOT_APPLICABLE, UNKNOWN
from .case import Case
from .case_parts import Decision, Item, ItemKind
from .clocks import running
from .half_page import clock_line, due_order, item_id, severe
from .overview import name_of, waits
from .routine import StepKind
from .rulebook import Rulebook
from .sheet import SheetLine, SheetPart
from .sheet_words import (
    SECTIONS,
    agency_name,
    capital,
    cited,
    consent_limits,
    contact_words,
    day_and_time,
    fact_words,
    first_sentence,
    iso_words,
    joined,
    one_line,
)
from .written import beside, beside_at, settled

PROTECTED = "skyddad uppgift, står inte på bladet"


def parts(case: Case, book: Rulebook, now: datetime, receiver: str) -> tuple[SheetPart, ...]:
    """Everything after the half page, in the order a receiver needs it."""
    clocks = tuple(clock_line(clock, book, now) for clock in running(case, book, now))
    numbers = tuple(SheetLine(number) for number, _ in case.links.values())
    return (
        SheetPart("clocks", "Klockor som löper", clocks, "Ingen klocka löper."),
        SheetPart("decisions", "Beslut", tuple(_decisions(case, book)), "Inget beslut är fattat."),
        *_known(case, book, receiver),
        SheetPart("unknown", "Vi vet inte", tuple(_unknown(case, book)), "Inget står som okänt."),
        SheetPart("consents", "Samtycken", tuple(_consents(case, book)), "Ingen är tillfrågad."),
        SheetPart(
            "tasks", "Uppgifter", tuple(_tasks(case, book, receiver)), "Ingen uppgift är lämnad."
        ),
        SheetPart("open", "Öppet i övrigt", tuple(_open(case, book))),
        SheetPart("contacts", "Kontakter och försök", tuple(contacts(case, book))),
        SheetPart("written", "Skrivet vid stegen", tuple(_written(case, book, receiver))),
        SheetPart("left", "Lämnat till andra", tuple(_left(case, book))),
        SheetPart("linked", "Hör ihop med ärende", numbers),
    )


def decision_words(made: Decision, book: Rulebook) -> str:
    """A decision in full: who, role, mandate, ground, when, carried out, until, presented by."""
    event = made.event
    ground = ", ".join(cited(book, id) for id in event.ground)
    source = f" ({event.mandate_source})" if event.mandate_source else ""
    own = f"uppdrag {cited(book, event.mandate)}{source}" if event.mandate else ""
    oral = "undertecknat" if made.signed else ("muntligt, underskrift kommer" if event.oral else "")
    told = (
        joined((event.decider, event.role)),
        own or "uppdrag är inte känt",
        f"grund {ground}" if ground else "",
        f"beslutat {iso_words(event.decided_at)}",
        f"verkställt {iso_words(made.enforced_at)}" if made.enforced_at else "inte verkställt",
        f"gäller till {iso_words(event.valid_until)}" if event.valid_until else "",
        f"föredragande {event.presenter or 'saknas'}",
        oral,
        f"skäl: {event.reasons or 'saknas'}",
    )
    return one_line(joined(told, "; "))


def contacts(case: Case, book: Rulebook) -> Iterator[SheetLine]:
    """Contacts and failed tries, by time: the tries are the evidence."""
    found = [(c.entry, c.event) for c in case.contacts if c.entry not in case.misfiled]
    for entry, event in sorted(found, key=lambda pair: _at(case, pair[0])):
        more = beside_at(case, book, event.visit) if event.reached else ""
        told = joined((contact_words(book, event), more), "; ")
        text = told if event.reached else f"Försök, inget svar: {told}"
        yield SheetLine(one_line(text), capital(day_and_time(_at(case, entry))))


def _at(case: Case, entry: str) -> datetime:
    return case.happened(entry).earliest


def _decisions(case: Case, book: Rulebook) -> Iterator[SheetLine]:
    for made in case.decisions.values():
        if made.entry not in case.misfiled:
            yield SheetLine(decision_words(made, book), capital(first_sentence(made.event.what)))


def _known(case: Case, book: Rulebook, receiver: str) -> Iterator[SheetPart]:
    """The facts by section; a protected one stands only where the receiver is cleared."""
    for section, heading in SECTIONS:
        lines = []
        for id, fact in book.facts.items():
            known = case.facts.get(id)
            if fact.section != section or known is None or known.entry in case.misfiled:
                continue
            if UNKNOWN in known.answer.values or NOT_APPLICABLE in known.answer.values:
                continue
            words = PROTECTED if fact.kept_from(receiver) else fact_words(fact, known.answer)
            lines.append(SheetLine(words, fact.heading, urgent=severe(fact, known.answer)))
        yield SheetPart(f"facts-{section}", heading, tuple(lines))


def _unknown(case: Case, book: Rulebook) -> Iterator[SheetLine]:
    """Every «vet inte», what could not be done, what is asked now, and what nobody has asked."""
    for id, fact in book.facts.items():
        known = case.facts.get(id)
        if known and UNKNOWN in known.answer.values:
            yield SheetLine(one_line(known.answer.reason) or "vet inte", fact.heading)
    for item in case.open_items():
        if item.kind is ItemKind.COULD_NOT:
            yield SheetLine(one_line(item.what), f"{_step_name(case, book, item)}, gick inte")
    for visit in case.open_visits():
        step = book.step(case.tracks[visit.track].routine, visit.step)
        aside = f"uppskjutet: {visit.deferred}" if visit.deferred else "frågan är öppen"
        yield SheetLine(one_line(aside), name_of(step))
    never = _never_asked(case, book)
    if never:
        yield SheetLine(", ".join(never), "Inte frågat")


def _never_asked(case: Case, book: Rulebook) -> list[str]:
    """Headings of facts that a routine of the case asks for, and that nobody has told."""
    now = {visit.step for visit in case.open_visits()}
    found: dict[str, None] = {}
    for track in case.tracks.values():
        for step in book.routines[track.routine].steps.values():
            asks = step.kind in (StepKind.QUESTION, StepKind.CONSENT)
            if asks and step.fact and step.fact not in case.facts and step.id not in now:
                found[book.facts[step.fact].heading] = None
    return list(found)


def _consents(case: Case, book: Rulebook) -> Iterator[SheetLine]:
    for consent in case.consents.values():
        entry = case.by_id[consent.entry]
        at = day_and_time(_at(case, entry.id))
        match entry.event:
            case ev.ConsentGiven() as given:
                told = joined(("samtycker", given.scope, consent_limits(given)))
            case ev.ConsentWithdrawn(by=by):
                told = f"samtycket är återtaget av {by}"
            case _:
                told = "samtycker inte"
        yield SheetLine(one_line(f"{told} ({at})"), agency_name(book, consent.receiver))


def _written(case: Case, book: Rulebook, receiver: str) -> Iterator[SheetLine]:
    """What was written beside at the steps; at a contact it stands with the contact."""
    for step, visit in settled(case, book):
        fact = book.facts.get(step.fact)
        if step.kind is StepKind.CONTACT or (fact is not None and fact.kept_from(receiver)):
            continue
        words = beside(step, visit.answer)
        if words:
            yield SheetLine(one_line(words), name_of(step))


def _tasks(case: Case, book: Rulebook, receiver: str) -> Iterator[SheetLine]:
    tasks = [item for item in case.open_items() if item.kind is ItemKind.TASK]
    for item in sorted(tasks, key=lambda item: (item.owner != receiver, *due_order(item))):
        owner, due = agency_name(book, item.owner), iso_words(item.due) or "ingen tid"
        then = f". Om: {item.note}" if item.note else ""
        yield SheetLine(one_line(f"{item.what}{then}"), capital(f"{owner}, {due}"), item_id(item))


def _open(case: Case, book: Rulebook) -> Iterator[SheetLine]:
    for item in waits(case):
        verb = "Ring" if item.we_call else "Väntar på"
        tries = f"{item.tries} försök" if item.tries else ""
        then = f"annars: {item.note}" if item.note else ""
        told = joined((f"{verb} {agency_name(book, item.owner)}", item.what, item.number))
        text = joined((told, tries, then))
        yield SheetLine(one_line(text), capital(iso_words(item.due) or "ingen tid"), item_id(item))
    for item in case.open_items():
        if item.kind is ItemKind.SIGNATURE:
            yield SheetLine(first_sentence(item.what), "Underskrift saknas", item_id(item))
        elif item.kind is ItemKind.REQUIREMENT:
            yield SheetLine(one_line(f"{item.what} {item.note}"), "Förbigånget krav", item_id(item))
        elif item.kind is ItemKind.RETURNED:
            yield SheetLine(one_line(item.what), "Åter till jouren", item_id(item))


def _left(case: Case, book: Rulebook) -> Iterator[SheetLine]:
    """Sheets left before: to the own nämnd with what became of them, to others with the ground."""
    for handover in case.handovers.values():
        states = [handover.item(id).state for id, _ in handover.event.items]
        by = handover.taken_by
        taken = f"mottaget{by}" if handover.received else f"{states.count('accepted')} mottagna{by}"
        back = states.count("returned")
        told = joined((taken, f"{back} åter" if back else ""))
        name = handover.event.unit or agency_name(book, handover.event.receiver)
        yield SheetLine(f"{name}: {told}", day_and_time(_at(case, handover.entry)))
    for entry in case.disclosures:
        event = case.by_id[entry].event
        if isinstance(event, ev.DisclosureMade):
            told = f"{agency_name(book, event.receiver)}, grund: {event.ground}"
            yield SheetLine(one_line(told), day_and_time(_at(case, entry)))


def _step_name(case: Case, book: Rulebook, item: Item) -> str:
    visit = case.visits.get(item.visit)
    if visit is None:
        return item.step
    return name_of(book.step(case.tracks[visit.track].routine, visit.step))

"""Flaws: what a case lacks when it is handed over; they stand on top and never stop a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from . import events as ev
from .answers import WAYS_OUT
from .case import Case
from .case_parts import Contact, Decision, Item, ItemKind, Known
from .clock_words import line
from .clocks import Clock, passed, running
from .decision_lacks import lacks
from .local_time import show_time
from .overview import silences
from .rulebook import Rulebook
from .sheet_words import day_and_time, first_sentence, instant, one_line

CHILD = ("barn", "oklart")
"""Answers to the age question that make somebody a child, with a vårdnadshavare to inform."""
ASSESSMENT = "skyddsbedomning"
"""Part of the ids of the duties that a protection assessment meets."""
_TOLD_OF = ("inform", "får_veta")
"""Parts of the ids of facts that tell what a vårdnadshavare has been told, or why not."""

_AS_IT_IS = {
    ItemKind.RETURNED: "Åter till jouren",
    ItemKind.REQUIREMENT: "Förbigånget krav",
    ItemKind.RESTING: "Vilar på rättad uppgift",
}


def flaws(case: Case, book: Rulebook, now: datetime) -> tuple[str, ...]:
    """Whole Swedish sentences, most serious first."""
    found = (
        *_items(case, ItemKind.RETURNED),
        *_unassessed(case, book, now),
        *_clocks(case, book, now),
        *_decisions(case, book),
        *_items(case, ItemKind.REQUIREMENT),
        *_passed_by(case),
        *_items(case, ItemKind.RESTING),
        *_uninformed(case, book),
        *_without_review(case),
        *_promises(case, now),
        *_ownerless(case),
        *_misfiled(case),
    )
    return tuple(dict.fromkeys(one_line(flaw) for flaw in found))


def left_open(case: Case, book: Rulebook, now: datetime) -> tuple[str, ...]:
    """The flaws that become open items of the jour when a sheet is left with them.

    Those that are not on some list already, as an item, a running clock or a call that is due.
    """
    listed = {item.what for item in case.open_items() if item.kind is ItemKind.FLAW}
    listed = {_said(what).removesuffix(" saknas.") for what in listed}
    found = (
        *_unassessed(case, book, now),
        *(_no_owner(clock) for clock in running(case, book, now) if not clock.duty.who.strip()),
        *(f for f in _decisions(case, book) if not any(f.endswith(f" {x}.") for x in listed)),
        *_uninformed(case, book),
        *_without_review(case),
        *_ownerless(case),
    )
    return tuple(dict.fromkeys(one_line(flaw) for flaw in found))


def _items(case: Case, kind: ItemKind) -> Iterator[str]:
    for item in case.open_items():
        if item.kind is kind:
            why = f" Skäl: {item.note}" if item.note and kind is ItemKind.REQUIREMENT else ""
            yield f"{_AS_IT_IS[kind]}: {item.what}{why}"


def _clocks(case: Case, book: Rulebook, now: datetime) -> Iterator[str]:
    for clock in running(case, book, now):
        if clock.at_once:
            yield f"{clock.duty.name} är inte gjord: ska göras genast, {line(clock, book, now)}."
        elif clock.uncounted:
            yield f"{clock.duty.name}: {clock.uncounted}"
        elif passed(clock, now):
            yield f"{clock.duty.name}: {line(clock, book, now)}."
        if not clock.duty.who.strip():
            yield _no_owner(clock)


def _no_owner(clock: Clock) -> str:
    return f"{clock.duty.name} har ingen ägare: ingen är utsedd att göra det."


def _decisions(case: Case, book: Rulebook) -> Iterator[str]:
    """Each decision by its time; by its words too where two have the same."""
    times = [decided_at(made) for made in case.decisions.values()]
    for made, at in zip(case.decisions.values(), times, strict=True):
        alone = times.count(at) == 1
        name = at if alone else f"{at} «{first_sentence(made.event.what)}»"
        yield from _decision(made, name, lacks(case, book, made))


def _decision(made: Decision, at: str, missing: tuple[str, ...]) -> Iterator[str]:
    """«Beslutet 03:40 saknar föredragande.», whatever the flaws were called when it was made.

    A signature that is to come is an open item and no flaw: the decision is whole.
    """
    said = [_said(flaw) for flaw in made.event.flaws]
    for what in missing:
        if what == "känt uppdrag" and any("uppdrag" in told for told in said):
            continue  # the log says more: which mandate, and whose
        yield f"Beslutet {at} saknar {what}."
    yield from (f"Beslutet {at}: {told}" for told in said if not told.endswith(" saknas."))


def _said(flaw: str) -> str:
    """A flaw as the log has it, without the decision's own words before it."""
    return flaw.partition("»: ")[2] or flaw


def decided_at(made: Decision) -> str:
    """The clock time of a decision, by which everybody speaks of it."""
    try:
        return show_time(datetime.fromisoformat(made.event.decided_at))
    except ValueError:
        return f"«{made.event.what}»"


def _passed_by(case: Case) -> Iterator[str]:
    for item in case.open_items():
        if item.kind is ItemKind.OVERRIDDEN:
            yield f"Förbigått steg «{item.step.replace('_', ' ')}»: {item.what}"


def _unassessed(case: Case, book: Rulebook, now: datetime) -> Iterator[str]:
    """A child, or a young person who was reported, whom nobody has assessed for protection.

    A running clock says the same, and is told with how long it has waited.
    """
    if not _to_be_assessed(case):
        return
    duties = [duty for duty in book.duties if ASSESSMENT in duty]
    waiting = any(clock.duty.id in duties for clock in running(case, book, now))
    if not duties or waiting or any(_done(case, book, duty) for duty in duties):
        return
    yield "Ingen skyddsbedömning är gjord."


def _to_be_assessed(case: Case) -> bool:
    age = case.facts.get("åldersgrupp")
    said = set(age.answer.values) if age is not None else set()
    young = "ung_vuxen" in said and case.report == "anmälan"
    return young or not said.isdisjoint(CHILD)


def _done(case: Case, book: Rulebook, duty: str) -> bool:
    """Whether some step that fulfils the duty was really done, or it was met in another way."""
    for track in case.tracks.values():
        routine = book.routines.get(track.routine)
        steps = routine.steps.values() if routine else ()
        if any(duty in step.duties and track.done.get(step.id) for step in steps):
            return True
    met = (case.by_id[entry].event for entry in case.clocks_met)
    return any(isinstance(event, ev.ClockMet) and event.duty == duty for event in met)


def _uninformed(case: Case, book: Rulebook) -> Iterator[str]:
    """A child whose vårdnadshavare is not informed, and no note why."""
    age = case.facts.get("åldersgrupp")
    asked = [
        case.facts.get(fact.id)
        for fact in book.facts.values()
        if fact.section == "vårdnadshavare" and any(part in fact.id for part in _TOLD_OF)
    ]
    if not asked or age is None or not set(CHILD).intersection(age.answer.values):
        return
    settled = any(known is not None and _says_why(known) for known in asked)
    if not settled and not any(_of_custodian(case, made) for made in case.contacts):
        yield "Det framgår inte om vårdnadshavare är informerade, och inget skäl är skrivet."


def _says_why(known: Known) -> bool:
    """Whether the answer is one, or gives the reason why there is none."""
    plain = not any(value in (*WAYS_OUT, "nej") for value in known.answer.values)
    return plain or bool(known.answer.reason or known.answer.text)


def _of_custodian(case: Case, made: Contact) -> bool:
    event = made.event
    step = case.visits[event.visit].step if event.visit in case.visits else ""
    words = f"{event.who} {event.agency} {step}".casefold()
    return event.reached and "vårdnadshavar" in words


def _without_review(case: Case) -> Iterator[str]:
    """Nobody may be kept in the dark for ever: each silence has a time when it is tried again."""
    for silence in silences(case):
        if not silence.event.review:
            yield f"Får inte informeras, utan tid för omprövning: {silence.event.who}"


def _promises(case: Case, now: datetime) -> Iterator[str]:
    for item in case.open_items():
        if item.kind is not ItemKind.PROMISE:
            continue
        due = instant(item.due)
        if not item.due:
            yield f"Utlovat utan tid: {item.what}"
        elif due is not None and due < now:
            yield f"Utlovad tid har passerat, {day_and_time(due)}: {item.what}"


def _ownerless(case: Case) -> Iterator[str]:
    for item in case.open_items():
        if item.kind is ItemKind.PROMISE and not _keeper(case, item):
            yield f"Utlovat utan ägare, ingen är utsedd att hålla det: {item.what}"


def _keeper(case: Case, item: Item) -> str:
    """Who is to keep a promise."""
    event = case.by_id[item.entry].event
    return event.owner.strip() if isinstance(event, ev.PromiseMade) else ""


def _misfiled(case: Case) -> Iterator[str]:
    if case.misfiled:
        many = len(case.misfiled)
        yield f"{many} {'rad' if many == 1 else 'rader'} hör till ett annat ärende och är strukna."

"""The case: the fold of its entries. `evolve` never refuses and knows no routine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from . import events as ev
from .case_parts import Case, Consent, Contact, ItemKind
from .entries import Entry
from .events.access import AccessEvent
from .events.keeping import KeepingEvent
from .events.routines import RoutinesEvent
from .events.station import StationEvent
from .fold_acts import (
    Deciding,
    HandingOver,
    Protecting,
    fold_decision,
    fold_handover,
    fold_protection,
)
from .fold_items import LeavingOpen, fold_item, fold_unanswered, leave
from .fold_life import Life, fold_life, leave_late
from .fold_protection import Shielding, fold_shielding
from .fold_tracks import Settled, Telling, Tracking, fold_settled, fold_told, fold_track

__all__ = ["Case", "evolve", "replay", "witnessed"]


def replay(id: str, entries: Iterable[Entry]) -> Case:
    """The case that these entries add up to."""
    case = Case(id)
    for entry in entries:
        evolve(case, entry)
    return case


def evolve(case: Case, entry: Entry) -> Case:
    """Fold one entry into the case, in constant time, and give the same case back."""
    case.seq = entry.seq or case.seq + 1
    case.entries.append(entry)
    case.by_id[entry.id] = entry
    case.last_seen[entry.stamp.who] = case.seq
    _fold(case, entry)
    leave_late(case, entry)
    return case


def witnessed(case: Case, entries: Iterable[Entry]) -> None:
    """Put the store's witness of time on entries that were folded before they were stored."""
    for entry in entries:
        case.entries[entry.seq - 1] = entry
        case.by_id[entry.id] = entry


# One event, one room: each fold names the events it takes, and mypy names one that has none.
Trace = (
    ev.NoteWritten
    | ev.ContactMade
    | ev.DisclosureMade
    | ev.ClockMet
    | ev.LocalLimitTaken
    | ev.MarkedResting
    | ev.ConsentGiven
    | ev.ConsentRefused
    | ev.ConsentWithdrawn
)


def _fold(case: Case, entry: Entry) -> None:
    event = entry.event
    if isinstance(event, Life):
        fold_life(case, entry, event)
    elif isinstance(event, Shielding):
        fold_shielding(case, entry, event)
    elif isinstance(event, Tracking):
        fold_track(case, entry, event)
    elif isinstance(event, Settled):
        fold_settled(case, entry, event)
    elif isinstance(event, Telling):
        fold_told(case, entry, event)
    elif isinstance(event, Deciding):
        fold_decision(case, entry, event)
    elif isinstance(event, Protecting):
        fold_protection(case, entry, event)
    elif isinstance(event, LeavingOpen):
        fold_item(case, entry, event)
    elif isinstance(event, HandingOver):
        fold_handover(case, entry, event)
    elif isinstance(event, Trace):
        _fold_trace(case, entry, event)
    elif isinstance(event, StationEvent | RoutinesEvent | AccessEvent | KeepingEvent):
        pass  # belongs to a stream of the station; evolve never refuses
    else:
        assert_never(event)


def _fold_trace(case: Case, entry: Entry, event: Trace) -> None:
    match event:
        case ev.NoteWritten():
            pass  # the entry itself is the note
        case ev.ContactMade():
            _keep_contact(case, Contact(entry.id, event))
            fold_unanswered(case, entry, event)
        case ev.ConsentGiven() | ev.ConsentRefused() | ev.ConsentWithdrawn():
            given = isinstance(event, ev.ConsentGiven)
            case.consents[event.receiver] = Consent(event.receiver, given, entry.id)
        case ev.DisclosureMade():
            case.disclosures.append(entry.id)
        case ev.ClockMet():
            case.clocks_met.append(entry.id)
        case ev.LocalLimitTaken():
            case.local_limits[(event.duty, event.start)] = event
        case ev.MarkedResting():
            case.resting[event.entry] = event.by
            leave(case, entry, ItemKind.RESTING, event.what)


def _keep_contact(case: Case, made: Contact) -> None:
    """Last in the list, or where the one stood that was written wrongly."""
    back = range(len(case.contacts) - 1, -1, -1) if made.event.replaces else ()
    for at in back:
        if case.contacts[at].entry == made.event.replaces:
            case.contacts[at] = made
            return
    case.contacts.append(made)

"""The case: the fold of its entries. `evolve` never refuses and knows no routine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from . import events as ev
from .case_parts import Case, Consent, Contact, ItemKind, Known
from .entries import Entry
from .fold_acts import fold_decision, fold_handover, fold_protection
from .fold_items import fold_item, leave
from .fold_tracks import fold_settled, fold_track
from .station_events import CallEnded, NumberGiven, ShiftEnded, StoreStarted

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
    return case


def witnessed(case: Case, entries: Iterable[Entry]) -> None:
    """Put the store's witness of time on entries that were folded before they were stored."""
    for entry in entries:
        case.entries[entry.seq - 1] = entry
        case.by_id[entry.id] = entry


def _fold(case: Case, entry: Entry) -> None:
    event = entry.event
    match event:
        case (
            ev.CaseOpened() | ev.CaseClosed() | ev.CaseReopened() | ev.CaseMisfiled()
            | ev.CaseLinked() | ev.CaseTaken() | ev.BundleAdopted() | ev.TransferredToJournal()
        ):
            _fold_life(case, entry, event)
        case ev.TrackStarted() | ev.TrackEnded() | ev.VisitOpened() | ev.VisitsVoided():
            fold_track(case, entry, event)
        case (
            ev.StepAnswered() | ev.StepCouldNot() | ev.StepNotNeeded() | ev.StepOverridden()
            | ev.AnswerCorrected() | ev.StepRerouted()
        ):
            fold_settled(case, entry, event)
        case ev.StepDeferred():
            visit = case.visits[event.visit]
            case.visits[event.visit] = replace(
                visit, deferred=event.reason, next_try=event.next_try
            )
        case ev.RequirementOverridden():
            leave(case, entry, ItemKind.REQUIREMENT, event.sentence, note=event.reason)
        case ev.FactNoted() | ev.SituationChanged():
            case.facts[event.fact] = Known(event.answer, entry.id, case.seq, "")
        case ev.MarkedResting():
            case.resting[event.entry] = event.by
            leave(case, entry, ItemKind.RESTING, event.what)
        case ev.NoteWritten():
            pass
        case ev.ContactMade():
            case.contacts.append(Contact(entry.id, event))
        case ev.DecisionMade() | ev.DecisionEnforced() | ev.DecisionSigned():
            fold_decision(case, entry, event)
        case ev.ConsentGiven() | ev.ConsentRefused() | ev.ConsentWithdrawn():
            case.consents[event.receiver] = Consent(
                event.receiver, isinstance(event, ev.ConsentGiven), entry.id
            )
        case (
            ev.DoNotTellAdded() | ev.DoNotTellLifted() | ev.PlacementBegun() | ev.PlacementEnded()
        ):
            fold_protection(case, entry, event)
        case (
            ev.TaskLeft() | ev.TaskDone() | ev.PromiseMade() | ev.PromiseKept()
            | ev.CallbackSet() | ev.CallbackMade()
        ):
            fold_item(case, entry, event)
        case ev.HandoverOffered() | ev.HandoverAccepted() | ev.HandoverReturned():
            fold_handover(case, entry, event)
        case ev.DisclosureMade():
            case.disclosures.append(entry.id)
        case ev.ClockMet():
            case.clocks_met.append(entry.id)
        case StoreStarted() | NumberGiven() | CallEnded() | ShiftEnded():
            pass  # belongs to the station's stream; evolve never refuses
        case _:
            assert_never(event)


def _fold_life(
    case: Case,
    entry: Entry,
    event: ev.CaseOpened | ev.CaseClosed | ev.CaseReopened | ev.CaseMisfiled | ev.CaseLinked
    | ev.CaseTaken | ev.BundleAdopted | ev.TransferredToJournal,
) -> None:
    match event:
        case ev.CaseOpened():
            case.opened, case.handler = entry.id, entry.stamp.who
            case.number, case.board, case.bundle = event.number, event.board, event.bundle
            case.alias, case.report, case.reporter = event.alias, event.report, event.reporter
        case ev.CaseClosed():
            case.closed = event.outcome
        case ev.CaseReopened():
            case.closed = ""
        case ev.CaseMisfiled():
            case.misfiled[event.entry] = event.belongs_to
        case ev.CaseLinked():
            case.links[event.case] = (event.number, event.relation)
        case ev.CaseTaken():
            case.handler = entry.stamp.who
        case ev.BundleAdopted():
            case.bundle = event.bundle
        case ev.TransferredToJournal():
            case.journal_upto = event.upto

"""Folding of a case's life: opened, whose it is, linked, merged, and what was in the wrong case."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from . import events as ev
from .case_parts import JOUR, Case, Consent, ItemKind
from .entries import Entry, Happened
from .fold_acts import settle_late
from .fold_items import leave

Life = (
    ev.CaseOpened
    | ev.CaseClosed
    | ev.CaseReopened
    | ev.CaseMisfiled
    | ev.CaseLinked
    | ev.CaseTaken
    | ev.CaseGiven
    | ev.DistrictTold
    | ev.CaseMerged
    | ev.CaseMergedAway
    | ev.EntriesBrought
    | ev.TimeCorrected
    | ev.LateNewsReceived
    | ev.ProtectedShown
    | ev.BundleAdopted
    | ev.TransferredToJournal
)

SAME_PERSON = "samma person"
"""The relation of two cases that proved to be about one person."""

NEWS = (
    ev.NoteWritten,
    ev.ContactMade,
    ev.StepAnswered,
    ev.AnswerCorrected,
    ev.SituationChanged,
    ev.FactNoted,
    ev.DecisionMade,
    ev.DoNotTellAdded,
    ev.PlacementBegun,
    ev.PlacementEnded,
    ev.TaskLeft,
    ev.PromiseMade,
    ev.CallbackSet,
    ev.TimeCorrected,
)
"""What whoever has the case must hear of when it is written after the handover."""


def fold_life(case: Case, entry: Entry, event: Life) -> None:
    """Fold an event of the case's life."""
    match event:
        case ev.CaseOpened():
            case.opened, case.handler = entry.id, entry.stamp.who
            case.number, case.board, case.bundle = event.number, event.board, event.bundle
            case.alias, case.report, case.reporter = event.alias, event.report, event.reporter
        case ev.CaseClosed():
            case.closed = event.outcome
        case ev.CaseReopened():
            case.closed, case.merged_into = "", ("", "")
        case ev.CaseMisfiled():
            case.misfiled[event.entry] = event.belongs_to
            _undo(case, event.entry)
        case ev.CaseLinked():
            case.links[event.case] = (event.number, event.relation)
        case ev.CaseTaken():
            _taken(case, entry)
        case ev.CaseGiven():
            _given(case, entry, event)
        case ev.DistrictTold():
            case.district = event.district
        case ev.CaseMerged():
            case.links[event.case] = (event.number, SAME_PERSON)
        case ev.CaseMergedAway():
            case.links[event.case] = (event.number, SAME_PERSON)
            case.closed = f"{SAME_PERSON} som {event.number}"
            case.merged_into = (event.case, event.number)
            for item in case.open_items():
                case.items[item.id] = replace(
                    item, open=False, outcome=f"går vidare i {event.number}"
                )
        case ev.BundleAdopted():
            case.bundle = event.bundle
        case ev.TransferredToJournal():
            case.journal_upto = event.upto
        case ev.EntriesBrought() | ev.TimeCorrected() | ev.LateNewsReceived():
            _fold_origin(case, event)
        case ev.ProtectedShown():
            pass  # the entry itself is the receipt


def leave_late(case: Case, entry: Entry) -> None:
    """What is written after the case was handed over is new to whoever has it now."""
    if not case.received_by or not isinstance(entry.event, NEWS):
        return
    receiver = case.received_by.casefold()
    if receiver in (entry.stamp.who.casefold(), entry.stamp.name.casefold()):
        return
    what = f"skrivet av {entry.stamp.who} efter överlämningen"
    leave(case, entry, ItemKind.LATE, what, owner=case.received_by)


def _fold_origin(
    case: Case, event: ev.EntriesBrought | ev.TimeCorrected | ev.LateNewsReceived
) -> None:
    match event:
        case ev.EntriesBrought():
            source = f"från {event.number}" if event.number else event.why
            case.brought.update((here, source) for here, _ in event.entries)
        case ev.TimeCorrected():
            earliest, latest = map(datetime.fromisoformat, (event.earliest, event.latest))
            case.times[event.entry] = Happened(earliest, latest, event.words)
        case ev.LateNewsReceived():
            settle_late(case, event.upto, f"{event.receiver_name} har fått veta: {event.how}")


def _taken(case: Case, entry: Entry) -> None:
    case.handler, case.offered_to = entry.stamp.who, ""
    case.gone.discard(entry.stamp.who)
    case.received_by, case.received_seq = "", 0
    settle_late(case, case.seq, "jouren har ärendet")


def _given(case: Case, entry: Entry, event: ev.CaseGiven) -> None:
    """To everybody at once; to one colleague only when they take it."""
    if event.to == JOUR:
        case.handler, case.offered_to = JOUR, ""
        case.gone.add(entry.stamp.who)
    else:
        case.offered_to = event.to


def _undo(case: Case, id: str) -> None:
    """Take away what an entry in the wrong case left; the entry stays in the log."""
    entry = case.by_id.get(id)
    event = entry.event if entry else None
    match event:
        case ev.TaskLeft() | ev.PromiseMade() | ev.CallbackSet():
            case.items.pop(event.item, None)
        case ev.ContactMade():
            case.contacts = [made for made in case.contacts if made.entry != id]
        case ev.DoNotTellAdded():
            case.silences.pop(event.item, None)
        case ev.PlacementBegun():
            case.placements.pop(event.item, None)
        case ev.ConsentGiven() | ev.ConsentRefused() | ev.ConsentWithdrawn():
            _consent_before(case, event.receiver)
        case _:
            pass
    for item in [item.id for item in case.items.values() if item.entry == id]:
        case.items.pop(item)


def _consent_before(case: Case, receiver: str) -> None:
    """The last word about consent to a receiver that stands in the right case."""
    case.consents.pop(receiver, None)
    for entry in case.entries:
        event = entry.event
        if not isinstance(event, ev.ConsentGiven | ev.ConsentRefused | ev.ConsentWithdrawn):
            continue
        if event.receiver == receiver and entry.id not in case.misfiled:
            given = isinstance(event, ev.ConsentGiven)
            case.consents[receiver] = Consent(receiver, given, entry.id)

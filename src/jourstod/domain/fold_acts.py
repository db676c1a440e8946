"""Folding of decisions, protection and handovers."""

from __future__ import annotations

from dataclasses import replace

from . import events as ev
from .case_parts import JOUR, JOURNAL, WHOLE_CASE, Case, Decision, ItemKind, Placement, Silence
from .entries import Entry
from .fold_items import item_id, leave, leave_flaws
from .left_sheet import Handover, HandoverItem

Deciding = ev.DecisionMade | ev.DecisionEnforced | ev.DecisionSigned
Protecting = ev.DoNotTellAdded | ev.DoNotTellLifted | ev.PlacementBegun | ev.PlacementEnded
HandingOver = ev.HandoverOffered | ev.HandoverAccepted | ev.HandoverReturned


def fold_decision(case: Case, entry: Entry, event: Deciding) -> None:
    """Fold a decision, when it was carried out, and when it was signed."""
    match event:
        case ev.DecisionMade():
            if event.replaces:
                _replace_decision(case, event.replaces)
            case.decisions[entry.id] = Decision(entry.id, event, event.enforced_at)
            for flaw in event.flaws:
                leave(case, entry, ItemKind.FLAW, flaw, event.visit)
            if event.oral:
                leave(case, entry, ItemKind.SIGNATURE, event.what, event.visit)
        case ev.DecisionEnforced():
            made = case.decisions[event.entry]
            case.decisions[event.entry] = replace(made, enforced_at=event.at)
        case ev.DecisionSigned():
            made = case.decisions[event.entry]
            case.decisions[event.entry] = replace(made, signed=True)
            _settle(case, item_id(event.entry, ItemKind.SIGNATURE, made.event.what), "undertecknat")


def _replace_decision(case: Case, old: str) -> None:
    """The decision was written wrongly: its flaws and missing signature go with it."""
    made = case.decisions.pop(old, None)
    if made is not None:
        for flaw in made.event.flaws:
            _settle(case, item_id(old, ItemKind.FLAW, flaw), "rättat")
        _settle(case, item_id(old, ItemKind.SIGNATURE, made.event.what), "rättat")


def _settle_asked_before(case: Case, taken: Handover) -> None:
    """A receiver that has taken all of a later sheet has no question left on an earlier one."""
    for earlier in case.handovers.values():
        if earlier.event.receiver == taken.event.receiver:
            for _, said in earlier.said:
                if said.left:
                    _settle(case, said.left, "mottaget på ett senare blad")


def _settle(case: Case, id: str, outcome: str) -> None:
    item = case.items.get(id)
    if item is not None and item.open:
        case.items[id] = replace(item, open=False, outcome=outcome)


def fold_protection(case: Case, entry: Entry, event: Protecting) -> None:
    """Fold who must not be informed, and where the person stays."""
    match event:
        case ev.DoNotTellAdded():
            case.silences[event.item] = Silence(entry.id, event)
        case ev.DoNotTellLifted():
            silence = case.silences.get(event.item)
            if silence is not None:  # else it was moved to another case meanwhile
                case.silences[event.item] = replace(silence, lifted=event.reason)
        case ev.PlacementBegun():
            case.placements[event.item] = Placement(entry.id, event)
        case ev.PlacementEnded():
            placement = case.placements[event.item]
            case.placements[event.item] = replace(placement, ended=event.reason)


def _goes_over(case: Case, entry: Entry, who: str, receiver: str) -> None:
    """Who accepts the whole case has it, and knows what had been written by then.

    The next shift reads the same log, so that nothing written later is news to it.
    """
    case.handler, case.offered_to = who, ""
    outside = receiver != JOUR
    case.received_by, case.received_seq = (who, entry.seq or case.seq) if outside else ("", 0)
    settle_late(case, case.seq, "mottaget")


def _written_by(entry: Entry, receiver: str) -> str:
    """Who wrote what the receiver said, "" for the receiver's own hand in the program."""
    own = {name.strip().casefold() for name in (entry.stamp.who, entry.stamp.name)}
    return "" if receiver.strip().casefold() in own else entry.stamp.who


def settle_late(case: Case, upto: int, outcome: str) -> None:
    """What was written after the handover, up to a number, is known to who has the case."""
    for item in case.open_items():
        if item.kind is ItemKind.LATE and case.by_id[item.entry].seq <= upto:
            _settle(case, item.id, outcome)


def fold_handover(case: Case, entry: Entry, event: HandingOver) -> None:
    """Fold a sheet left to a receiver and what was said of its items."""
    match event:
        case ev.HandoverOffered():
            case.handovers[event.handover] = Handover(entry.id, event)
            leave_flaws(case, entry, event.lacks)
        case ev.HandoverAccepted(handover, item, who, words):
            question = case.handovers[handover].item(item).left
            told = HandoverItem("accepted", who, words, written_by=_written_by(entry, who))
            taken = case.handovers[handover].with_item(item, told)
            case.handovers[handover] = taken
            _settle(case, question, "mottaget")
            if item == WHOLE_CASE and taken.event.receiver != JOURNAL:
                _goes_over(case, entry, who, taken.event.receiver)
            if taken.received:
                _settle_asked_before(case, taken)
        case ev.HandoverReturned(handover, item, who, question):
            asked = item_id(entry.id, ItemKind.RETURNED, question)
            told = HandoverItem("returned", who, question, asked, _written_by(entry, who))
            case.handovers[handover] = case.handovers[handover].with_item(item, told)
            leave(case, entry, ItemKind.RETURNED, question, note=f"{handover}/{item}")

"""Handing over: offered item by item, accepted with the receiver's own words, or returned."""

from __future__ import annotations

from dataclasses import replace

from .. import events as ev
from ..case import Case
from ..entries import Act, Entry, Written
from ..errors import NotFoundInCase
from ..left_sheet import Handover
from ..lifecycles import HANDOVER_ITEM, advance


def offer(
    case: Case,
    act: Act,
    receiver: str,
    items: tuple[tuple[str, str], ...],
    digest: str,
    flaws: tuple[str, ...] = (),
    lacks: tuple[str, ...] = (),
    unit: str = "",
) -> list[Entry]:
    """Leave a sheet to a receiver; flaws never stop it: they stand on top, and stay open."""
    written = Written(act)
    offered = ev.HandoverOffered(written.next_id(), receiver, items, digest, flaws, lacks=lacks)
    written.add(replace(offered, unit=unit))
    return written.entries


def accept(
    case: Case,
    act: Act,
    handover_id: str,
    item: str,
    receiver_name: str,
    said_back: str,
    on_paper: bool = False,
) -> list[Entry]:
    """The receiver takes an item and says back what comes first; never the sender's own tick."""
    handover = _offered(case, handover_id, item)
    sender = case.by_id[handover.entry].stamp
    given = {
        "receiver": receiver_name,
        "words": said_back,
        "sender": sender.who,
        "sender_name": sender.name,
    }
    advance(HANDOVER_ITEM, handover.item(item).state, "accept", given, "Punkten")
    written = Written(act)
    written.add(ev.HandoverAccepted(handover_id, item, receiver_name.strip(), said_back, on_paper))
    return written.entries


def give_back(
    case: Case, act: Act, handover_id: str, item: str, receiver_name: str, question: str
) -> list[Entry]:
    """The receiver hands an item back with a question; it stays with the jour."""
    state = _offered(case, handover_id, item).item(item).state
    advance(HANDOVER_ITEM, state, "give_back", {"words": question}, "Punkten")
    written = Written(act)
    written.add(ev.HandoverReturned(handover_id, item, receiver_name, question))
    return written.entries


def disclose(
    act: Act, receiver: str, ground: str, digest: str, form: str, facts: tuple[str, ...],
    reason: str = "", copy: str = "",
) -> list[Entry]:  # fmt: skip
    """A sheet went to a receiver: the receipt of what was told, to whom, on what ground."""
    written = Written(act)
    written.add(ev.DisclosureMade(receiver, ground, digest, form, facts, reason, copy))
    return written.entries


def _offered(case: Case, handover_id: str, item: str) -> Handover:
    handover = case.handovers.get(handover_id)
    if handover is None or all(id != item for id, _ in handover.event.items):
        raise NotFoundInCase("punkten i överlämningen")
    return handover

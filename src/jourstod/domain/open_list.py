"""The open list: everything somebody must still see to in a case, of all kinds, in one order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from .case import Case
from .case_parts import JOUR, WHOLE_CASE, Item, ItemKind, Visit
from .half_page import item_id
from .overview import name_of
from .rulebook import Rulebook
from .spoken_time import shown
from .veil import veiled

TOLD_TO = (ItemKind.PROMISE, ItemKind.CALLBACK, ItemKind.UNANSWERED)
"""Items whose `owner` is the other end: whoever has the case sees to them."""
LEFT_TO = (ItemKind.TASK, ItemKind.QUESTION, ItemKind.LATE)
"""Items that were left to somebody by name."""
OTHER_END = {
    ItemKind.PROMISE: "till",
    ItemKind.CALLBACK: "gäller",
    ItemKind.UNANSWERED: "sökt",
}
"""What the other end is to us, by the kind of item."""
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Open:
    """One thing that is open: what kind, what, who sees to it, and by when (ISO UTC or words)."""

    kind: str
    what: str
    responsible: str
    due: str = ""
    item: Item | None = None
    visit: Visit | None = None
    """The step that was put aside, when it is one."""
    number: str = ""

    def passed(self, now: datetime) -> bool:
        """Whether its time is over."""
        return _moment(self.due) <= now


def open_list(case: Case, book: Rulebook) -> tuple[Open, ...]:
    """Items and steps put aside: those with a time first, soonest first, then as they came."""
    found = [_of_item(case, book, item) for item in case.open_items()]
    found += [_of_visit(case, book, visit) for visit in case.open_visits() if visit.deferred]
    return tuple(sorted(found, key=lambda one: _moment(one.due)))


def open_tail(one: Open, now: datetime) -> str:
    """Who sees to it, the other end, by when, tries, number and note, in one line."""
    item, due = one.item, shown(one.due, now)
    waits = one.visit is not None or (item is not None and item.kind is ItemKind.CALLBACK)
    when = f"{'nästa försök' if waits else 'senast'} {due}" if due else ""
    parts = [one.responsible, f"passerat: {when}" if when and one.passed(now) else when]
    if item is not None:
        other = f"{OTHER_END[item.kind]} {item.owner}" if item.kind in OTHER_END else ""
        tries = f"försökt {item.tries} ggr" if item.tries else ""
        parts = [parts[0], other if item.owner else "", parts[1], tries, one.number, item.note]
    return " · ".join(part for part in parts if part)


def responsible(case: Case, item: Item) -> str:
    """Who sees to an item now: to whom it was left and who is still here, else who has the case.

    A question that came back, and what a receiver of the case has not taken, stay with the jour.
    """
    if item.kind is ItemKind.RETURNED or _not_taken(case, item):
        return JOUR
    theirs = item.kind in LEFT_TO and item.owner and item.owner not in case.gone
    return item.owner if theirs else case.handler


def _not_taken(case: Case, item: Item) -> bool:
    """Whether the case went over on a sheet of which this item has not been taken."""
    key = item_id(item)
    for handover in reversed(case.handovers.values()):
        if key in dict(handover.event.items):
            taken = handover.item(key).state == "accepted"
            return handover.item(WHOLE_CASE).state == "accepted" and not taken
    return False


def _asked_about(case: Case, item: Item) -> str:
    """What the receiver asks about: the item that came back, by its words."""
    name, _, key = item.note.partition("/")
    handover = case.handovers.get(name)
    words = dict(handover.event.items).get(key, "") if handover else ""
    return f"om: {words}" if words else ""


def _of_item(case: Case, book: Rulebook, item: Item) -> Open:
    veil = partial(veiled, case, book)
    note = _asked_about(case, item) if item.kind is ItemKind.RETURNED else item.note
    shown_as = replace(item, what=veil(item.what), note=veil(note))
    what, number = shown_as.words, veil(item.number)
    return Open(item.kind.value, what, responsible(case, item), item.due, shown_as, number=number)


def _of_visit(case: Case, book: Rulebook, visit: Visit) -> Open:
    step = book.step(case.tracks[visit.track].routine, visit.step)
    what = f"{name_of(step)}: {veiled(case, book, visit.deferred)}"
    return Open("uppskjutet", what, case.handler, visit.next_try, visit=visit)


def _moment(due: str) -> datetime:
    try:
        at = datetime.fromisoformat(due)
    except ValueError:
        return _LAST
    return at if at.tzinfo else at.replace(tzinfo=UTC)

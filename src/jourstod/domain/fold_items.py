"""Folding of open items: tasks, promises, call-backs, and what other events leave open."""

from __future__ import annotations

from dataclasses import replace

from . import events as ev
from .case_parts import Case, Item, ItemKind
from .entries import Entry

LeavingOpen = (
    ev.TaskLeft
    | ev.TaskDone
    | ev.PromiseMade
    | ev.PromiseKept
    | ev.CallbackSet
    | ev.CallbackMade
    | ev.ItemCancelled
)

LEFT_WITH = "brist:"
"""How the id of a flaw begins that a sheet was left with."""


def fold_item(case: Case, entry: Entry, event: LeavingOpen) -> None:
    """Fold what is left open to somebody, and what settles it."""
    match event:
        case ev.TaskLeft() | ev.PromiseMade() | ev.CallbackSet():
            _keep(case, _left(entry, event))
            if isinstance(event, ev.CallbackSet):
                case.awaited[_folded(event.who)] = event.item
                settle_unanswered(case, event.who, "ringer igen")
        case ev.TaskDone(item, outcome, needed):
            done = "utförd" if needed else "behövdes inte"
            _settle_item(case, item, f"{done}: {outcome}" if outcome else done)
        case ev.PromiseKept(item, how, kept):
            told = "hållet" if kept else "kunde inte hållas"
            _settle_item(case, item, f"{told}: {how}" if how else told)
        case ev.ItemCancelled(item, could_not, reason):
            _settle_item(case, item, f"{'gick inte' if could_not else 'behövdes inte'}: {reason}")
        case ev.CallbackMade(item, reached, outcome, next_try):
            old = case.items.get(item)
            if old is None:
                return  # moved to another case meanwhile
            case.items[item] = replace(
                old,
                tries=old.tries + 1,
                open=not reached,
                outcome=outcome,
                due=next_try or old.due,
            )


def item_id(entry: str, kind: ItemKind, what: str) -> str:
    """The id of an open item that no event names: what it is about, and the entry that left it."""
    return f"{entry}:{kind.value}:{what}"


def leave(
    case: Case,
    entry: Entry,
    kind: ItemKind,
    what: str,
    visit: str = "",
    *,
    step: str = "",
    owner: str = "",
    note: str = "",
) -> None:
    """Leave an open item that no event names by id: a flaw, something that could not be done."""
    id = item_id(entry.id, kind, what)
    who = owner or case.handler
    _keep(case, Item(id, kind, what, entry.id, who, visit=visit, step=step, note=note))


def leave_flaws(case: Case, entry: Entry, lacks: tuple[str, ...]) -> None:
    """A sheet was left with these flaws: each is open until a later sheet has it no more."""
    for id in case.left_with:
        if id.removeprefix(LEFT_WITH) not in lacks and case.items[id].open:
            _settle_item(case, id, "åtgärdat")
    case.left_with = tuple(f"{LEFT_WITH}{what}" for what in lacks)
    for id, what in zip(case.left_with, lacks, strict=True):
        if id not in case.items or not case.items[id].open:
            case.items[id] = Item(id, ItemKind.FLAW, what, entry.id, "jouren")


def _left(entry: Entry, event: ev.TaskLeft | ev.PromiseMade | ev.CallbackSet) -> Item:
    match event:
        case ev.TaskLeft():
            kind = ItemKind.QUESTION if event.question else ItemKind.TASK
            item = Item(event.item, kind, event.what, entry.id, event.owner)
            told = replace(item, due=event.due, note=event.if_then, clock=event.clock)
            return replace(told, visit=event.visit)
        case ev.PromiseMade():
            item = Item(event.item, ItemKind.PROMISE, event.what, entry.id, event.to_whom)
            return replace(item, due=event.when, visit=event.visit)
        case ev.CallbackSet():
            item = Item(event.item, ItemKind.CALLBACK, event.about, entry.id, event.who)
            return replace(
                item,
                due=event.next_try,
                number=event.number,
                note=event.fallback,
                we_call=event.we_call,
                visit=event.visit,
            )


def _keep(case: Case, item: Item) -> None:
    """Items of a visit are settled when the visit is voided, or the step is done after all."""
    old = case.items.get(item.id)
    if old is not None and not old.open and old.what == item.what and item.visit == old.visit:
        return  # the answer that left it was corrected, but what it left is done already
    case.items[item.id] = item
    if item.visit in case.visits:
        seen = case.visits[item.visit]
        items_of = case.tracks[seen.track].items_of
        for owner_id in (item.visit, seen.step):
            items_of.setdefault(owner_id, []).append(item.id)


def _settle_item(case: Case, id: str, outcome: str) -> None:
    if id in case.items:  # else it was moved to another case meanwhile
        case.items[id] = replace(case.items[id], open=False, outcome=outcome)


# --- contacts that nobody answered ---------------------------------------------------------------


def fold_unanswered(case: Case, entry: Entry, event: ev.ContactMade) -> None:
    """A try without an answer is open until somebody was reached, or it is let go with a reason.

    One for each person sought, however many tries; a call-back that is set already says it.
    """
    whom = event.who or event.agency
    if event.reached:
        settle_unanswered(case, whom, "nådd")
        return
    waiting = case.items.get(case.awaited.get(_folded(whom), ""))
    if not whom or event.visit or (waiting is not None and waiting.open):
        return
    before = case.items.get(case.sought.get(_folded(whom), ""))
    if before is not None and before.open:
        case.items[before.id] = replace(before, tries=before.tries + 1)
        return
    id = item_id(entry.id, ItemKind.UNANSWERED, whom)
    item = Item(id, ItemKind.UNANSWERED, event.outcome or whom, entry.id, whom)
    case.items[id] = replace(item, number=event.number, tries=1)
    case.sought[_folded(whom)] = id


def settle_unanswered(case: Case, whom: str, outcome: str) -> None:
    """They answered, or are waited for otherwise."""
    item = case.items.get(case.sought.get(_folded(whom), ""))
    if item is not None and item.open:
        _settle_item(case, item.id, outcome)


def _folded(whom: str) -> str:
    return whom.strip().casefold()

"""Folding of open items: tasks, promises, call-backs, and what other events leave open."""

from __future__ import annotations

from dataclasses import replace

from . import events as ev
from .case_parts import Case, Item, ItemKind
from .entries import Entry


def fold_item(
    case: Case,
    entry: Entry,
    event: ev.TaskLeft | ev.TaskDone | ev.PromiseMade | ev.PromiseKept | ev.CallbackSet
    | ev.CallbackMade,
) -> None:
    match event:
        case ev.TaskLeft():
            leave(
                case, entry, ItemKind.TASK, event.what, event.visit, id=event.item,
                owner=event.owner, due=event.due, note=event.if_then, clock=event.clock,
            )
        case ev.PromiseMade():
            leave(
                case, entry, ItemKind.PROMISE, event.what, event.visit, id=event.item,
                owner=event.to_whom, due=event.when,
            )
        case ev.CallbackSet():
            leave(
                case, entry, ItemKind.CALLBACK, event.about, event.visit, id=event.item,
                owner=event.who, due=event.next_try, number=event.number, note=event.fallback,
                we_call=event.we_call,
            )
        case ev.TaskDone():
            done = "utförd" if event.needed else "behövdes inte"
            _settle_item(case, event.item, f"{done}: {event.outcome}" if event.outcome else done)
        case ev.PromiseKept():
            kept = "hållet" if event.kept else "kunde inte hållas"
            _settle_item(case, event.item, f"{kept}: {event.how}" if event.how else kept)
        case ev.CallbackMade():
            item = case.items[event.item]
            case.items[event.item] = replace(
                item,
                tries=item.tries + 1,
                open=not event.reached,
                outcome=event.outcome,
                due=event.next_try or item.due,
            )


def _settle_item(case: Case, id: str, outcome: str) -> None:
    case.items[id] = replace(case.items[id], open=False, outcome=outcome)


def leave(
    case: Case,
    entry: Entry,
    kind: ItemKind,
    what: str,
    visit: str = "",
    *,
    id: str = "",
    step: str = "",
    owner: str = "",
    due: str = "",
    note: str = "",
    number: str = "",
    clock: str = "",
    we_call: bool = True,
) -> None:
    """Leave an open item; items of a visit are settled when the visit is voided."""
    key = id or f"{entry.id}:{kind.value}:{what}"
    case.items[key] = Item(
        key, kind, what, entry.id, owner or case.handler, due, visit, step, note, number, clock,
        we_call,
    )
    if visit and visit in case.visits:
        seen = case.visits[visit]
        items_of = case.tracks[seen.track].items_of
        for owner_id in (visit, seen.step):
            items_of[owner_id] = (*items_of.get(owner_id, ()), key)

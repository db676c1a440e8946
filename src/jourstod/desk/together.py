"""Linked cases handed over together: a sheet for each person, cut from one night, in one act."""

from __future__ import annotations

import uuid
from dataclasses import replace

from ..domain.entries import entry_id
from ..domain.sheet import SheetCut
from .command import Command
from .desk import Desk
from .ledger import Written
from .sheets import SheetOutdated, hand_over, sheet_for

RECEIVERS = ("mottagning", "jouren")
"""Who takes several cases at once; a receiver outside gets one sheet at a time, on its ground."""

Cuts = tuple[tuple[str, SheetCut], ...]
"""Case ids and their sheets, the one asked for first."""


def linked(desk: Desk, case_id: str) -> tuple[str, ...]:
    """The case and every open case that belongs together with it, also through another."""
    found, ahead = {case_id: None}, [case_id]
    while ahead:
        for other in desk.case(ahead.pop()).links:
            case = desk.whole(other)
            if other not in found and case.number and not case.closed and desk.sight.admits(case):
                found[other] = None
                ahead.append(other)
    return tuple(found)


def cuts(desk: Desk, case_id: str, receiver: str) -> Cuts:
    """A sheet of each linked case for the receiver: mother and child may have a unit each."""
    return tuple((id, sheet_for(desk, id, receiver)) for id in linked(desk, case_id))


def hand_over_together(desk: Desk, found: Cuts, command: Command, form: str) -> tuple[Written, ...]:
    """Leave them all. One that has grown old stops all before anything is left (SheetOutdated).

    Each write has an id that follows from the command, so that a retry finishes what is missing.
    """
    root = uuid.UUID(command.id)
    steps = [replace(command, id=str(uuid.uuid5(root, id))) for id, _ in found]
    for (id, cut), step in zip(found, steps, strict=True):
        case = desk.case(id)
        if case.seq != cut.seq and entry_id(step.id, 0) not in case.by_id:
            raise SheetOutdated
    return tuple(
        hand_over(desk, id, cut, step, form) for (id, cut), step in zip(found, steps, strict=True)
    )


def told(found: Cuts) -> tuple[str, ...]:
    """What goes where: «2026-0142 till Barn och unga Ek, 2 brister»."""
    return tuple(_one(cut) for _, cut in found)


def _one(cut: SheetCut) -> str:
    flaws = len(cut.sheet.flaws)
    lacks = f", {flaws} {'brist' if flaws == 1 else 'brister'}" if flaws else ""
    return f"{cut.sheet.number} till {cut.sheet.receiver_name}{lacks}"

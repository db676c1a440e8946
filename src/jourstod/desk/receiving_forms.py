"""Forms of receiving: a sheet that was left is taken in the receiver's own words, or given back."""

from __future__ import annotations

import uuid
from dataclasses import replace

from ..domain.case import Case
from ..domain.case_parts import Handover
from ..domain.rulebook import Rulebook
from .command import Command
from .desk import Desk
from .forms import Blank, Form, Written

STATES = {"offered": "lämnad", "accepted": "mottagen", "returned": "åter till jouren"}
"""What has been said of an item, in words."""
HOW = (("said", "På plats eller i telefon"), ("paper", "Skriftligt, på papperet"))


def waiting(case: Case) -> tuple[Handover, ...]:
    """Sheets that were left and that nobody has taken the whole of."""
    return tuple(handover for handover in case.handovers.values() if not handover.received)


def left(handover: Handover) -> tuple[str, ...]:
    """Items that nobody has taken."""
    items = (id for id, _ in handover.event.items)
    return tuple(id for id in items if handover.item(id).state != "accepted")


def receiver_name(book: Rulebook, handover: Handover) -> str:
    """The receiver as it is called."""
    if handover.event.unit:
        return handover.event.unit
    agency = book.agencies.get(handover.event.receiver)
    return agency.name if agency else handover.event.receiver


def taken(desk: Desk, case: Case, handover: Handover, items: tuple[str, ...], title: str) -> Form:
    """Items that somebody else takes, all with the same words; a retry goes on where it stopped."""
    name = handover.event.handover

    def write(told: Written, command: Command, insist: str) -> None:
        for item in items:
            desk.acts.accept(
                case.id, name, item, told.get("who", ""), told.get("said", ""),
                _part(command, item), told.get("how") == "paper",
            )  # fmt: skip

    blanks = (
        Blank("who", "Vem tog emot, inte du själv", True),
        Blank("said", "Vad ska göras först, med mottagarens egna ord", True),
        Blank("how", "Hur", True, HOW),
    )
    return Form(title, blanks, f"accept:{name}:{'+'.join(items)}", write)


def given_back(desk: Desk, case: Case, handover: Handover, item: str) -> Form:
    """An item that the receiver hands back with a question; it stays with the jour."""
    name = handover.event.handover

    def write(told: Written, command: Command, insist: str) -> None:
        who, question = told.get("who", ""), told.get("question", "")
        desk.acts.give_back(case.id, name, item, who, question, command)

    blanks = (
        Blank("who", "Vem lämnar åter", True),
        Blank("question", "Frågan till jouren, med mottagarens ord", True),
    )
    title = f"Åter till jouren: {dict(handover.event.items)[item]}"
    return Form(title, blanks, f"back:{name}:{item}", write)


def _part(command: Command, item: str) -> Command:
    """The command of one item, the same when it is tried again."""
    return replace(command, id=str(uuid.uuid5(uuid.UUID(command.id), item)))

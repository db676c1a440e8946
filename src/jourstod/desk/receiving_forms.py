"""Forms of receiving: a sheet that was left is taken in the receiver's own words, or given back."""

from __future__ import annotations

import uuid
from dataclasses import replace

from ..domain.case import Case
from ..domain.case_parts import JOUR
from ..domain.left_sheet import Handover, HandoverItem
from ..domain.people import Role
from ..domain.reception import may_take
from ..domain.rulebook import Rulebook
from .command import Command
from .desk import Desk
from .forms import Blank, Form, Written

STATES = {"offered": "lämnad", "accepted": "mottagen", "returned": "åter till jouren"}
"""What has been said of an item, in words."""
REGISTERED = "Det här registreras av dig, och det syns: den som lämnar över tar aldrig emot själv."
HOW = (("said", "På plats eller i telefon"), ("paper", "Skriftligt, på papperet"))


def waiting(case: Case) -> tuple[Handover, ...]:
    """Sheets that were left and that nobody has taken the whole of."""
    return tuple(handover for handover in case.handovers.values() if not handover.received)


def waiting_here(desk: Desk, case: Case) -> tuple[Handover, ...]:
    """Those that whoever sits here may take: of a reception only what lies with its own unit."""
    return tuple(one for one in waiting(case) if may_take(desk.handler, case, one, desk.station))


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


def in_own_hand(desk: Desk, case: Case, handover: Handover) -> bool:
    """Whether the one at the desk is the receiver: from the mottagning, or the next shift.

    Whoever left the sheet never is; they can only register what somebody else said.
    """
    if case.by_id[handover.entry].stamp.who == desk.handler.signature:
        return False
    return desk.handler.role is Role.RECEPTION or handover.event.receiver == JOUR


def said_of(item: HandoverItem) -> str:
    """What was said of an item and by whom; who wrote it down where the receiver did not."""
    by = f", {item.receiver}" if item.receiver else ""
    written = f" (registrerat av {item.written_by})" if item.written_by else ""
    quoted = f": ”{item.words}”" if item.words else ""
    return f"{STATES[item.state]}{by}{written}{quoted}"


def taken(desk: Desk, case: Case, handover: Handover, items: tuple[str, ...], title: str) -> Form:
    """Items that are taken, all with the same words; a retry goes on where it stopped.

    The receiver takes them in their own name; else it is registered who did.
    """
    name, me = handover.event.handover, desk.handler
    own = in_own_hand(desk, case, handover)

    def write(told: Written, command: Command, insist: str) -> None:
        who = (me.name or me.signature) if own else told.get("who", "")
        for item in items:
            desk.acts.accept(
                case.id, name, item, who, told.get("said", ""),
                _part(command, item), told.get("how") == "paper",
            )  # fmt: skip

    said = Blank("said", "Vad ska göras först, med mottagarens egna ord", True)
    place = f"accept:{name}:{'+'.join(items)}"
    if own:
        mine = (replace(said, label="Vad ska du göra först, med dina egna ord"),)
        return Form(title, mine, place, write, (f"Du tar emot som {me.name or me.signature}.",))
    who, how = Blank("who", "Vem tog emot, inte du själv", True), Blank("how", "Hur", True, HOW)
    return Form(title, (who, said, how), place, write, (REGISTERED,))


def given_back(desk: Desk, case: Case, handover: Handover, item: str) -> Form:
    """An item that the receiver hands back with a question; it stays with the jour."""
    name = handover.event.handover

    me, own = desk.handler, in_own_hand(desk, case, handover)

    def write(told: Written, command: Command, insist: str) -> None:
        who = (me.name or me.signature) if own else told.get("who", "")
        question = told.get("question", "")
        desk.acts.give_back(case.id, name, item, who, question, command)

    who = () if own else (Blank("who", "Vem lämnar åter", True),)
    blanks = (*who, Blank("question", "Frågan till jouren, med mottagarens ord", True))
    title = f"Åter till jouren: {dict(handover.event.items)[item]}"
    return Form(title, blanks, f"back:{name}:{item}", write)


def _part(command: Command, item: str) -> Command:
    """The command of one item, the same when it is tried again."""
    return replace(command, id=str(uuid.uuid5(uuid.UUID(command.id), item)))

"""Receiving a sheet that was left: said back in the receiver's own words, or given back."""

from __future__ import annotations

import uuid
from dataclasses import replace

from ..desk.command import Command
from ..desk.forms import Blank
from ..domain.case_parts import Handover
from .case_page import CasePage
from .forms import Written, submit

HOW = (("said", "På plats eller i telefon"), ("paper", "Skriftligt, på papperet"))
RECEIVE_HELP = (
    "Den som tar emot säger med egna ord vad som ska göras först. Den som lämnade över kan inte "
    "själv ta emot. Det som ges åter med en fråga stannar hos jouren.",
)


def receive(page: CasePage) -> None:
    """What is left to receive: all of it, or one thing that is given back with a question."""
    waiting = [sheet for sheet in page.case.handovers.values() if _left(sheet)]
    if not waiting:
        page.session.talk.say("Inget blad väntar på att tas emot.")
        return
    sheet = waiting[0]
    if len(waiting) > 1:
        choices = [(one.event.handover, _title(page, one)) for one in waiting]
        chosen = page.session.talk.choose(choices, "Vilket blad:", RECEIVE_HELP)
        sheet = page.case.handovers[chosen]
    page.session.talk.say("", _title(page, sheet))
    page.session.talk.say(*(f"  {words} ({_state(sheet, id)})" for id, words in sheet.event.items))
    ways = (("accept", "Tas emot"), ("back", "En punkt ges åter med en fråga"))
    if page.session.talk.choose(ways, "Vad händer:", RECEIVE_HELP) == "accept":
        _accept(page, sheet)
    else:
        _give_back(page, sheet)


def _accept(page: CasePage, sheet: Handover) -> None:
    """Everything that is left of the sheet, with the same words."""
    desk, handover = page.session.desk, sheet.event.handover

    def do(written: Written, command: Command, insist: str) -> None:
        for item in _left(sheet):
            desk.acts.accept(
                page.id, handover, item, written["who"], written["said"],
                _part(command, item), written.get("how") == "paper",
            )  # fmt: skip

    blanks = (
        Blank("who", "Vem tog emot", True),
        Blank("said", "Vad ska göras först, med mottagarens egna ord", True),
        Blank("how", "Hur", True, HOW),
    )
    submit(page.session, "Mottaget", blanks, f"accept:{handover}", do)


def _give_back(page: CasePage, sheet: Handover) -> None:
    desk, handover = page.session.desk, sheet.event.handover
    choices = [(id, words) for id, words in sheet.event.items if id in _left(sheet)]
    item = page.session.talk.choose(choices, "Vilken punkt:", RECEIVE_HELP)

    def do(written: Written, command: Command, insist: str) -> None:
        desk.acts.give_back(page.id, handover, item, written["who"], written["question"], command)

    blanks = (
        Blank("who", "Vem ger åter", True),
        Blank("question", "Vad undrar mottagaren", True),
    )
    submit(page.session, "Åter till jouren", blanks, f"back:{handover}:{item}", do)


def _left(sheet: Handover) -> tuple[str, ...]:
    """Items that nobody has taken."""
    return tuple(id for id, _ in sheet.event.items if sheet.item(id).state != "accepted")


def _title(page: CasePage, sheet: Handover) -> str:
    agency = page.book.agencies.get(sheet.event.receiver)
    return f"Blad till {agency.name if agency else sheet.event.receiver}"


def _state(sheet: Handover, item: str) -> str:
    said = sheet.item(item)
    words = {"offered": "lämnad", "accepted": "mottagen", "returned": "åter till jouren"}
    return f"{words[said.state]}{f', {said.receiver}' if said.receiver else ''}"


def _part(command: Command, item: str) -> Command:
    """The command of one item, the same when it is tried again."""
    return replace(command, id=str(uuid.uuid5(uuid.UUID(command.id), item)))

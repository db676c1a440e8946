"""Receiving a sheet that was left: said back in the receiver's own words, or given back."""

from __future__ import annotations

from ..desk.receiving_forms import STATES, given_back, left, receiver_name, taken, waiting
from ..domain.case_parts import Handover
from .case_page import CasePage
from .forms import fill_in

RECEIVE_HELP = (
    "Den som tar emot säger med egna ord vad som ska göras först. Den som lämnade över kan inte "
    "själv ta emot. Det som ges åter med en fråga stannar hos jouren.",
)


def receive(page: CasePage) -> None:
    """What is left to receive: all of it, or one thing that is given back with a question."""
    offered = waiting(page.case)
    if not offered:
        page.session.talk.say("Inget blad väntar på att tas emot.")
        return
    sheet = offered[0]
    if len(offered) > 1:
        choices = [(one.event.handover, _title(page, one)) for one in offered]
        chosen = page.session.talk.choose(choices, "Vilket blad:", RECEIVE_HELP)
        sheet = page.case.handovers[chosen]
    page.session.talk.say("", _title(page, sheet))
    page.session.talk.say(*(f"  {words} ({_state(sheet, id)})" for id, words in sheet.event.items))
    ways = (("accept", "Tas emot"), ("back", "En punkt ges åter med en fråga"))
    if page.session.talk.choose(ways, "Vad händer:", RECEIVE_HELP) == "accept":
        fill_in(page, taken(page.session.desk, page.case, sheet, left(sheet), "Mottaget"))
        return
    choices = [(id, words) for id, words in sheet.event.items if id in left(sheet)]
    item = page.session.talk.choose(choices, "Vilken punkt:", RECEIVE_HELP)
    fill_in(page, given_back(page.session.desk, page.case, sheet, item))


def _title(page: CasePage, sheet: Handover) -> str:
    return f"Blad till {receiver_name(page.book, sheet)}"


def _state(sheet: Handover, item: str) -> str:
    said = sheet.item(item)
    return f"{STATES[said.state]}{f', {said.receiver}' if said.receiver else ''}"

"""Receiving a sheet that was left: said back in the receiver's own words, or given back."""

from __future__ import annotations

from ..desk.inbox import inbox, nothing_waits, whom_to_ring
from ..desk.receiving_forms import given_back, left, receiver_name, said_of, taken, waiting_here
from ..desk.sheets import sheet_for
from ..domain.left_sheet import Handover
from ..reports import render
from .case_page import CasePage
from .forms import fill_in
from .session import Session

RECEIVE_HELP = (
    "Den som tar emot säger med egna ord vad som ska göras först. Den som lämnade över kan inte "
    "själv ta emot. Det som ges åter med en fråga stannar hos jouren.",
)


def receive(page: CasePage) -> None:
    """What is left to receive: all of it, or one thing that is given back with a question."""
    offered = waiting_here(page.session.desk, page.case)
    if not offered:
        page.session.talk.say("Inget blad väntar på att tas emot.")
        return
    sheet = offered[0]
    if len(offered) > 1:
        choices = [(one.event.handover, _title(page, one)) for one in offered]
        chosen = page.session.talk.choose(choices, "Vilket blad:", RECEIVE_HELP)
        sheet = page.case.handovers[chosen]
    receive_sheet(page, sheet)


def receive_from_inbox(session: Session) -> None:
    """Choose among every sheet that waits, and receive it."""
    found = session.attempt(lambda: inbox(session.desk)) or ()
    if not found:
        session.talk.say(nothing_waits(session.desk))
        return
    choices = [(one.handover, f"{one.number} till {one.to}: {one.state}") for one in found]
    chosen = session.talk.choose(choices, "Vilket blad:", RECEIVE_HELP)
    page = CasePage(session, {one.handover: one.case for one in found}[chosen])
    page.begin()
    receive_sheet(page, page.case.handovers[chosen])


def receive_sheet(page: CasePage, sheet: Handover) -> None:
    """One sheet: what it holds, whom to ring, and what happens to it."""
    page.session.talk.say("", _title(page, sheet))
    for id, words in sheet.event.items:
        page.session.talk.say(f"  {words} ({said_of(sheet.item(id))})")
    _chain(page)
    ways = (
        ("accept", "Tas emot"),
        ("back", "En punkt ges åter med en fråga"),
        ("read", "Läs bladet först"),
    )
    way = page.session.talk.choose(ways, "Vad händer:", RECEIVE_HELP)
    if way == "read":
        _read(page, sheet)
        receive_sheet(page, sheet)
        return
    if way == "accept":
        fill_in(page, taken(page.session.desk, page.case, sheet, left(sheet), "Mottaget"))
        return
    choices = [(id, words) for id, words in sheet.event.items if id in left(sheet)]
    item = page.session.talk.choose(choices, "Vilken punkt:", RECEIVE_HELP)
    fill_in(page, given_back(page.session.desk, page.case, sheet, item))


def _title(page: CasePage, sheet: Handover) -> str:
    return f"Blad till {receiver_name(page.book, sheet)}"


def _read(page: CasePage, sheet: Handover) -> None:
    """The sheet as its receiver reads it now."""
    desk = page.session.desk
    cut = page.session.attempt(lambda: sheet_for(desk, page.id, sheet.event.receiver))
    if cut is not None:
        page.session.page(render(cut.sheet, "text").decode().splitlines())


def _chain(page: CasePage) -> None:
    """Whom to ring while nobody has taken it."""
    talk = page.session.talk
    for number, one in enumerate(whom_to_ring(page.session.desk, page.case), start=1):
        about = f", {one.about}" if one.about else ""
        talk.say(f"  Svarar ingen, ring {number}: {one.name}{about}, {one.number}, {one.confirmed}")

"""Inkorgen: sheets that wait to be taken in, and the way to each."""

from __future__ import annotations

from ..desk.inbox import inbox, nothing_waits
from .base_screen import JourScreen
from .menu_screen import MenuScreen
from .receive_screen import ReceiveScreen

INTRO = (
    "Blad som är lämnade och som ingen har tagit emot helt. Ett ärende ligger kvar hos jouren "
    "tills mottagaren har sagt med egna ord vad som ska göras först.",
)


def open_inbox(screen: JourScreen) -> None:
    """Choose a sheet; it opens with its items, the sheet itself and whom to ring."""
    found = screen.attempt(lambda: inbox(screen.desk))
    if found is None:
        return
    if not found:
        screen.tell(nothing_waits(screen.desk))
        return
    choices = [(one.handover, f"{one.number} till {one.to}", one.state) for one in found]
    case_of = {one.handover: one.case for one in found}

    def go(chosen: object) -> None:
        if chosen:
            receive = ReceiveScreen(case_of[str(chosen)], str(chosen))
            screen.app.push_screen(receive, lambda _: screen.repaint())

    screen.app.push_screen(MenuScreen("Inkorgen", choices, INTRO), go)

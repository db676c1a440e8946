"""What is done with a whole case without a form: take it over, start a routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..desk.command import new_command
from .menu_screen import MenuScreen

if TYPE_CHECKING:
    from .asking_screen import AskingScreen


def take(screen: AskingScreen) -> None:
    """The one at the desk has the case from now."""
    done = screen.attempt(lambda: screen.desk.take(screen.case_id, new_command()))
    if done is not None:
        screen.repaint()
        screen.tell(f"Du har ärendet nu ({screen.desk.handler.signature}).")


def start(screen: AskingScreen) -> None:
    """Start a routine by hand."""
    if screen.book is None:
        return
    choices = [(r.id, r.title, "") for r in screen.book.routines.values()]

    def go(id: object) -> None:
        if not id:
            return
        started = screen.attempt(
            lambda: screen.desk.start_routine(screen.case_id, str(id), new_command())
        )
        if started is not None and started.asks:
            screen.turn_to(started.asks)
        told = screen.told
        screen.repaint()
        if told:
            screen.tell(told.removeprefix("! "))

    screen.app.push_screen(MenuScreen("Starta en rutin", choices), go)

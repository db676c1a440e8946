"""What is done with a whole case: taken over, a routine started, to one that belongs with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..desk import item_forms, life_forms, link_forms
from ..desk.command import new_command
from .form_screen import fill_in
from .ink import STRONG, wrapped
from .menu_screen import MenuScreen
from .page_screen import PageScreen

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


def linked(screen: AskingScreen) -> None:
    """F12: to another person's case that belongs together with this one."""
    links = screen.case.links if screen.case else {}
    if not links:
        screen.tell("Inget annat ärende hör ihop med det här.")
    elif len(links) == 1:
        _open(screen, next(iter(links)))
    else:
        choices = [(id, number, relation) for id, (number, relation) in links.items()]
        screen.app.push_screen(
            MenuScreen("Hör ihop med", choices), lambda id: _open(screen, str(id)) if id else None
        )


def _open(screen: AskingScreen, case_id: str) -> None:
    screen.jour.keeper.flush()
    screen.jour.open_case(case_id)


def merge(screen: AskingScreen) -> None:
    """This case is the same person as another: on to the one that goes on."""

    def go_on() -> None:
        case = screen.desk.case(screen.case_id)
        if case.merged_into[0]:
            _open(screen, case.merged_into[0])

    fill_in(screen, link_forms.merge, go_on)


def late_news(screen: AskingScreen) -> None:
    """Whoever has the case has been told what is new."""
    fill_in(screen, item_forms.late_news)


def show_protected(screen: AskingScreen) -> None:
    """What is protected, once and on a page of its own, for a reason that is logged."""
    shown: list[life_forms.Shown] = []

    def show() -> None:
        if not shown:
            return screen.repaint()  # everything is shown where it stands
        lines = [f"{heading}: {value}" for heading, value in shown[-1]]
        number = screen.case.number if screen.case else ""
        screen.app.push_screen(
            PageScreen(
                f"{number} · skyddad uppgift",
                lambda width: [part for line in lines for part in wrapped(line, width, STRONG)],
            )
        )

    fill_in(screen, lambda desk, case: life_forms.show_protected(desk, case, shown), show)

"""The life of a case from its screen: take over, start a routine, journal, close, open again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..desk.command import Command, new_command
from .drafts import Draft
from .form import Blank
from .form_screen import Act, FormScreen
from .menu_screen import MenuScreen

if TYPE_CHECKING:
    from .asking_screen import AskingScreen

OUTCOMES = (
    ("överlämnat", "Överlämnat"), ("ej_misstanke", "Ingen misstanke kvarstår"),
    ("fel_kommun", "Annan kommun ansvarar"), ("annat", "Annat"),
)  # fmt: skip


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
        if id:
            screen.attempt(
                lambda: screen.desk.start_routine(screen.case_id, str(id), new_command())
            )
            told = screen.told
            screen.repaint()
            if told:
                screen.tell(told.removeprefix("! "))

    screen.app.push_screen(MenuScreen("Starta en rutin", choices), go)


def journal(screen: AskingScreen) -> None:
    """Everything up to now is införd i journalen."""

    def act(draft: Draft, made: Command) -> None:
        screen.desk.acts.enter_in_journal(screen.case_id, draft.written.get("system", ""), made)

    blanks = (Blank("system", "I vilket verksamhetssystem", True),)
    intro = ("Texten att klistra in finns som blad till journalen (F6).",)
    _form(screen, "Införd i journalen", blanks, "journal", act, intro)


def close(screen: AskingScreen) -> None:
    """Close the case, with outcome and reason."""

    def act(draft: Draft, made: Command) -> None:
        told = draft.written
        screen.desk.close(
            screen.case_id, told.get("outcome", "annat"), told.get("reason", ""), made
        )

    open_ones = len(screen.case.open_items()) if screen.case else 0
    intro = (f"{open_ones} punkter är öppna. De följer med i ärendet.",) if open_ones else ()
    blanks = (Blank("outcome", "Hur slutade det", True, OUTCOMES), Blank("reason", "Varför", True))
    _form(screen, "Avsluta ärendet", blanks, "close", act, intro)


def reopen(screen: AskingScreen) -> None:
    """Open a closed case again, with a reason."""

    def act(draft: Draft, made: Command) -> None:
        screen.desk.reopen(screen.case_id, draft.written.get("reason", ""), made)

    _form(screen, "Öppna igen", (Blank("reason", "Varför", True),), "reopen", act)


def _form(
    screen: AskingScreen,
    title: str,
    blanks: tuple[Blank, ...],
    place: str,
    act: Act,
    intro: tuple[str, ...] = (),
) -> None:
    number = f"{screen.case.number} · " if screen.case else ""
    form = FormScreen(f"{number}{title}", blanks, f"{place}:{screen.case_id}", act, intro)
    screen.app.push_screen(form, lambda _: screen.repaint())

"""The end of a call: advice, a case, another municipality, or a wrong number."""

from __future__ import annotations

from ..desk import calls, link_forms
from ..desk.command import Command
from ..desk.forms import Blank
from ..desk.notebook import Call
from ..wording import CALL_OUTCOMES, REPORTS, WITHOUT_CASE
from . import protected
from .base_screen import JourScreen
from .drafts import Draft
from .form_screen import FormScreen
from .menu_screen import MenuScreen

STRIKE = (("yes", "Ja, stryk det", ""), ("no", "Nej, tillbaka till samtalet", ""))


def begin(screen: JourScreen, call: Call) -> None:
    """Choose what the call became."""

    def go(id: object) -> None:
        if id in WITHOUT_CASE:
            _without_case(screen, call, str(id))
        elif id == "existing":
            _existing(screen, call)
        elif id == "new":
            _new_case(screen, call)
        elif id == "list":
            _persons(screen, call)
        elif id == "protected":
            protected.new_case(screen, call)
        elif id == "known":
            protected.known(screen)

    screen.app.push_screen(MenuScreen("Vad blev samtalet", CALL_OUTCOMES), go)


def _without_case(screen: JourScreen, call: Call, outcome: str) -> None:
    """Only the outcome and the length are kept; what was written goes, so that is asked first."""

    def end() -> bool:
        calls.end_without_case(screen.desk, call, outcome)
        return True

    def go(id: object) -> None:
        if id == "yes" and screen.attempt(end):
            screen.dismiss("")

    if call.number or call.line or call.told:
        screen.app.push_screen(MenuScreen("Det du har skrivit stryks", STRIKE), go)
    else:
        go("yes")


def _existing(screen: JourScreen, call: Call) -> None:
    """The call becomes a note in an open case."""
    rows = screen.attempt(screen.desk.board) or ()
    if not rows:
        screen.tell("Inga öppna ärenden. Välj nytt ärende.")
        return
    choices = [(r.case, f"{r.number}  {r.who}", r.where) for r in rows]

    def go(id: object) -> None:
        if id:
            _note_in(screen, call, str(id))

    screen.app.push_screen(MenuScreen("Vilket ärende hör samtalet till", choices), go)


def _note_in(screen: JourScreen, call: Call, case_id: str) -> None:
    def write() -> bool:
        calls.note_in(screen.desk, call, case_id)
        return True

    if screen.attempt(write):
        screen.dismiss(case_id)


def _new_case(screen: JourScreen, call: Call) -> None:
    """Nämnd, alias and how it came in; everything else follows from the call."""
    boards = tuple((b.id, b.name) for b in screen.desk.station.boards)
    which = (Blank("board", "Vilken nämnd", True, boards[:9]),) if len(boards) > 1 else ()
    fields = (
        *which,
        Blank("report", "Hur kom det in", True, REPORTS),
        Blank("alias", "Arbetsnamn, inte det riktiga namnet", hint="Maja"),
        Blank("reporter", "Vem ringde (tomt om det inte ska skrivas)"),
    )

    def act(draft: Draft, made: Command) -> None:
        calls.open_from(screen.desk, call, draft.written, made.id)

    def go(done: object) -> None:
        if done:
            screen.dismiss(calls.case_of(call))

    form = FormScreen("Nytt ärende", fields, f"intake:{call.id}", act)
    screen.app.push_screen(form, go)


def _persons(screen: JourScreen, call: Call) -> None:
    """Many persons from one list; back to the board, where they all stand."""
    made = link_forms.persons(screen.desk, call)

    def act(draft: Draft, command: Command) -> None:
        made.write(draft.written, command, "")

    def go(done: object) -> None:
        if done:
            screen.dismiss("")

    screen.app.push_screen(FormScreen(made.title, made.blanks, made.place, act, made.intro), go)

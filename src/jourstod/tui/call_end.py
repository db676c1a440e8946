"""The end of a call: advice, an existing case, a new case, or another municipality."""

from __future__ import annotations

import uuid
from datetime import datetime

from ..desk.command import Command
from ..desk.notebook import Call, told_facts
from ..domain.decide.cases import Intake
from ..domain.entries import Happened
from ..domain.errors import NoSuchCase
from ..domain.local_time import show_time
from ..domain.rulebook import Rulebook
from ..wording import CALL_OUTCOMES, REPORTS, WITHOUT_CASE
from .base_screen import JourScreen
from .drafts import Draft
from .form import Blank
from .form_screen import FormScreen
from .menu_screen import MenuScreen


def begin(screen: JourScreen, call: Call) -> None:
    """Choose what the call became."""

    def go(id: object) -> None:
        if id in WITHOUT_CASE:
            _without_case(screen, call, str(id))
        elif id == "existing":
            _existing(screen, call)
        elif id == "new":
            _new_case(screen, call)

    screen.app.push_screen(MenuScreen("Vad blev samtalet", CALL_OUTCOMES), go)


def _without_case(screen: JourScreen, call: Call, outcome: str) -> None:
    """Only the outcome and the length are kept."""
    began = datetime.fromisoformat(call.started)
    minutes = max(0, int((screen.desk.clock() - began).total_seconds() // 60))

    def end() -> bool:
        screen.desk.jour.end_call(outcome, minutes)
        screen.desk.notebook.drop_call(call.id)
        return True

    if screen.attempt(end):
        screen.dismiss("")


def _existing(screen: JourScreen, call: Call) -> None:
    """The call becomes a note in an open case."""
    rows = screen.attempt(screen.desk.board) or []
    if not rows:
        screen.tell("Inga öppna ärenden. Välj nytt ärende.")
        return
    choices = [(r.case, f"{r.number}  {r.who}", r.where) for r in rows]

    def go(id: object) -> None:
        if id:
            _note_in(screen, call, str(id))

    screen.app.push_screen(MenuScreen("Vilket ärende hör samtalet till", choices), go)


def _note_in(screen: JourScreen, call: Call, case_id: str) -> None:
    book = screen.desk.current_book()
    text = as_note(call, book)
    id = uuid.uuid5(uuid.UUID(call.id), case_id + text)  # the same after a kill
    command = Command(str(id), _since(call))

    def write() -> bool:
        screen.desk.acts.note(case_id, text, command)
        screen.desk.notebook.drop_call(call.id)
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
    case_id = str(uuid.uuid5(uuid.UUID(call.id), "case"))

    def act(draft: Draft, made: Command) -> None:
        told = draft.written
        book = screen.desk.current_book()
        finite = frozenset(id for id, fact in book.facts.items() if fact.kind.finite)
        intake = Intake(
            told.get("board") or (boards[0][0] if boards else ""), told.get("alias", ""),
            told.get("report", ""), told.get("reporter", ""), as_note(call, book, facts=False),
            told_facts(call, finite),
        )  # fmt: skip
        if not _is_open(screen, case_id):  # a kill may have come after it, before the call went
            screen.desk.open_case(case_id, intake, Command(made.id, _since(call)))
        screen.desk.notebook.drop_call(call.id)

    def go(done: object) -> None:
        if done:
            screen.dismiss(case_id)

    form = FormScreen("Nytt ärende", fields, f"intake:{call.id}", act)
    screen.app.push_screen(form, go)


def _is_open(screen: JourScreen, case_id: str) -> bool:
    try:
        return bool(screen.desk.case(case_id))
    except NoSuchCase:
        return False


def as_note(call: Call, book: Rulebook, facts: bool = True) -> str:
    """The call as a note: when it began, the number, the line, and what was told by digits."""
    parts = [f"Samtal {show_time(datetime.fromisoformat(call.started))}."]
    if call.number.strip():
        parts.append(f"Ring tillbaka på {call.number.strip()}.")
    if call.line.strip():
        parts.append(call.line.strip())
    if facts:
        for id, value in call.told:
            fact = book.facts.get(id)
            if fact is not None:
                parts.append(f"{fact.heading}: {fact.label(value)}.")
    return " ".join(parts)


def _since(call: Call) -> Happened:
    """It happened when the call began: what came in is counted from there."""
    began = datetime.fromisoformat(call.started)
    return Happened(began, began)

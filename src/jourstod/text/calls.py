"""A call, line by line: the number and what is said, a few facts, and then what it became."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from ..desk.command import Command
from ..desk.desk import Desk
from ..desk.notebook import Call, told_facts
from ..domain.answers import UNKNOWN
from ..domain.decide.cases import Intake
from ..domain.entries import Happened
from ..domain.errors import NoSuchCase
from ..domain.facts import Fact, FactKind
from ..domain.local_time import show_time
from ..domain.rulebook import Rulebook
from ..wording import CALL_OUTCOMES, REPORTS, WITHOUT_CASE
from .forms import CLEAR, Blank, Written, submit
from .session import Session
from .talk import Back, Left, picked

FIRST_ROUTINE = "inkommande"
MOST_FACTS = 7
CALL_HELP = (
    "Inget är obligatoriskt: Enter hoppar över. - tömmer. < går till nattens ärenden och samtalet "
    "ligger kvar. Vid rådgivning stryks allt du skrivit.",
)
MORE = ("more", "Skriv mer, eller ändra")


def begin(session: Session) -> str:
    """A new call; gives the id of the case it became, or ""."""
    call = session.attempt(lambda: session.desk.notebook.new_call(session.desk.clock()))
    return go_on(session, call) if call is not None else ""


def go_on(session: Session, call: Call) -> str:
    """The lines of a call and its end; gives the id of the case it became, or "". Raises Back."""
    while True:
        session.head(f"Nytt samtal sedan {show_time(datetime.fromisoformat(call.started))}")
        call = _lines(session, call)
        call = _facts(session, call)
        choices = [(id, f"{words}. {meaning}") for id, words, meaning in CALL_OUTCOMES]
        became = session.talk.choose((*choices, MORE), "Vad blev samtalet:", CALL_HELP)
        if became in WITHOUT_CASE:
            if _without_case(session, call, became):
                return ""
        elif became != "more":
            case = _existing(session, call) if became == "existing" else _new_case(session, call)
            if case:
                return case


def first_facts(book: Rulebook) -> tuple[Fact, ...]:
    """The few facts that matter: those that the first routine's first steps ask for by choice."""
    routine = book.routines.get(FIRST_ROUTINE)
    if routine is None:
        return ()
    first = [routine.steps[id] for id in routine.first_minute if id in routine.steps]
    asked = dict.fromkeys(s.fact for s in (*first, *routine.steps.values()) if s.fact)
    found = (book.facts[id] for id in asked if id in book.facts)
    return tuple(f for f in found if f.kind is FactKind.CHOICE)[:MOST_FACTS]


def as_note(call: Call, book: Rulebook, facts: bool = True) -> str:
    """The call as a note: when it began, the number, the line, and what was told by digits."""
    parts = [f"Samtal {show_time(datetime.fromisoformat(call.started))}."]
    if call.number.strip():
        parts.append(f"Ring tillbaka på {call.number.strip()}.")
    if call.line.strip():
        parts.append(call.line.strip())
    if facts:
        known = ((book.facts.get(id), value) for id, value in call.told)
        parts += [f"{fact.heading}: {fact.label(value)}." for fact, value in known if fact]
    return " ".join(parts)


# --- what is said --------------------------------------------------------------------------------


def _lines(session: Session, call: Call) -> Call:
    """The two free lines, kept as each is written; half a line too, when the input ends."""
    try:
        number = _line(session, "Ring tillbaka på:", call.number)
    except Left as left:
        _keep(session, replace(call, number=left.half or call.number))
        raise
    call = _keep(session, replace(call, number=number))
    try:
        said = _line(session, "Vad som sägs:", call.line)
    except Left as left:
        _keep(session, replace(call, line=left.half or call.line))
        raise
    return _keep(session, replace(call, line=said))


def _line(session: Session, prompt: str, before: str) -> str:
    stands = f" Nu står: {before}" if before else ""
    typed = session.talk.ask(f"{prompt}{stands}", CALL_HELP)
    return "" if typed == CLEAR else typed or before


def _facts(session: Session, call: Call) -> Call:
    """Each fact by its digit, or passed by."""
    for fact in first_facts(session.desk.current_book()):
        value = _fact(session, fact, call.fact(fact.id))
        call = _keep(session, call.with_fact(fact.id, value))
    return call


def _fact(session: Session, fact: Fact, before: str) -> str:
    choices = [(choice.id, choice.label) for choice in fact.choices[:8]]
    listed = ", ".join(f"{n} {label}" for n, (_, label) in enumerate(choices, start=1))
    stands = f" Nu: {fact.label(before)}." if before else ""
    while True:
        prompt = f"{fact.heading}: {listed}, 9 Vet inte.{stands}"
        typed = session.talk.ask(prompt, CALL_HELP)
        if not typed or typed == CLEAR:
            return before if not typed else ""
        if typed.casefold() in ("9", "vet inte"):
            return UNKNOWN
        found = picked(choices, typed)
        if found is not None:
            return found
        session.talk.say(f"«{typed[:60]}» är inget av svaren.")


def _keep(session: Session, call: Call) -> Call:
    session.attempt(lambda: session.desk.notebook.keep_call(call))
    return call


# --- what it became ------------------------------------------------------------------------------


def _without_case(session: Session, call: Call, outcome: str) -> bool:
    """Only the outcome and the length are kept; what was written goes, so that is asked first."""
    if (call.number or call.line or call.told) and not _goes(session):
        return False
    began = datetime.fromisoformat(call.started)
    minutes = max(0, int((session.desk.clock() - began).total_seconds() // 60))

    def end() -> bool:
        session.desk.jour.end_call(outcome, minutes)
        session.desk.notebook.drop_call(call.id)
        return True

    done = session.attempt(end)
    if done:
        session.talk.say("Samtalet är avslutat. Det du skrev är struket.")
    return bool(done)


def _goes(session: Session) -> bool:
    choices = (("ja", "Ja, stryk det jag skrivit"), ("nej", "Nej, gå tillbaka till samtalet"))
    return session.talk.choose(choices, "Det du skrivit stryks:", CALL_HELP) == "ja"


def _existing(session: Session, call: Call) -> str:
    """The call becomes a note in an open case."""
    rows = session.attempt(session.desk.board) or []
    if not rows:
        session.talk.say("Inga öppna ärenden. Välj nytt ärende.")
        return ""
    choices = [(row.case, f"{row.number} · {row.who} · {row.where}") for row in rows]
    case_id = ""
    with suppress(Back):
        case_id = session.talk.choose(choices, "Vilket ärende:", CALL_HELP)
    if not case_id:
        return ""
    text = as_note(call, session.desk.current_book())
    id = str(uuid.uuid5(uuid.UUID(call.id), case_id + text))  # the same after a kill

    def write(command: Command, insist: str) -> None:
        session.desk.acts.note(case_id, text, Command(id, _since(call)))
        session.desk.notebook.drop_call(call.id)

    return case_id if session.confirm(write) else ""


def _new_case(session: Session, call: Call) -> str:
    """Nämnd, alias and how it came in; everything else follows from the call."""
    boards = tuple((board.id, board.name) for board in session.desk.station.boards)
    case_id = str(uuid.uuid5(uuid.UUID(call.id), "case"))

    def do(written: Written, command: Command, insist: str) -> None:
        board = written.get("board") or (boards[0][0] if boards else "")
        if not _is_open(session.desk, case_id):  # a kill may have come before the call was dropped
            intake = _intake(session.desk, call, board, written)
            session.desk.open_case(case_id, intake, Command(command.id, _since(call)))
        session.desk.notebook.drop_call(call.id)

    blanks = (
        *((Blank("board", "Vilken nämnd", True, boards),) if len(boards) > 1 else ()),
        Blank("report", "Hur kom det in", True, REPORTS),
        Blank("alias", "Arbetsnamn, inte det riktiga namnet"),
        Blank("reporter", "Vem ringde (tomt om det inte ska skrivas)"),
    )
    opened = submit(session, "Nytt ärende", blanks, f"intake:{call.id}", do)
    return case_id if opened else ""


def _intake(desk: Desk, call: Call, board: str, written: Written) -> Intake:
    book = desk.current_book()
    finite = frozenset(id for id, fact in book.facts.items() if fact.kind.finite)
    return Intake(
        board, written.get("alias", ""), written.get("report", ""), written.get("reporter", ""),
        as_note(call, book, facts=False), told_facts(call, finite),
    )  # fmt: skip


def _is_open(desk: Desk, case_id: str) -> bool:
    try:
        return bool(desk.case(case_id))
    except NoSuchCase:
        return False


def _since(call: Call) -> Happened:
    """It happened when the call began: what came in is counted from there."""
    began = datetime.fromisoformat(call.started)
    return Happened(began, began)


def choose_call(session: Session, calls: Sequence[Call]) -> Call:
    """One of the calls in progress. Raises Back."""
    choices = [
        (
            call.id,
            f"sedan {show_time(datetime.fromisoformat(call.started))} {call.number} {call.line}",
        )
        for call in calls
    ]
    chosen = session.talk.choose(choices, "Vilket samtal:", CALL_HELP)
    return next(call for call in calls if call.id == chosen)

"""What a call becomes: nothing but its length, a note in a case, or a case of its own."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from ..domain.answers import Answer
from ..domain.decide.cases import COMES_IN, Intake
from ..domain.entries import Happened
from ..domain.errors import NoSuchCase
from ..domain.facts import Fact, FactKind
from ..domain.local_time import show_time
from ..domain.protection import Level, level_of
from ..domain.rulebook import Rulebook
from .command import Command
from .desk import Desk
from .linking import open_list
from .notebook import Call

FIRST_ROUTINE = "inkommande"
MOST_FACTS = 7
CALL_BACK = "återuppringning"
"""The fact that the call's number tells, where the rulebook has it."""
RING = "Ring {number} nu, från en annan telefon. Håll kvar den som ringer."


def first_facts(book: Rulebook) -> tuple[Fact, ...]:
    """The few facts that matter: those that the first routine's first steps ask for by choice.

    How it came in is left out: the form of a new case asks for that.
    """
    routine = book.routines.get(FIRST_ROUTINE)
    if routine is None:
        return ()
    first = [routine.steps[id] for id in routine.first_minute if id in routine.steps]
    asked = dict.fromkeys(s.fact for s in (*first, *routine.steps.values()) if s.fact)
    found = (book.facts[id] for id in asked if id in book.facts and id != COMES_IN)
    return tuple(f for f in found if f.kind is FactKind.CHOICE)[:MOST_FACTS]


def to_ring(book: Rulebook, call: Call) -> str:
    """The number that an answer of the first minute leads straight to («112»), "" for none.

    It is told while the one who called is still on the line, before there is a case.
    """
    routine = book.routines.get(FIRST_ROUTINE)
    steps = routine.steps if routine else {}
    first = (steps[id] for id in (routine.first_minute if routine else ()) if id in steps)
    ways = (way for s in first for way in s.branches if call.fact(s.fact) in way.outcomes)
    return next((steps[way.to].call for way in ways if way.to in steps and steps[way.to].call), "")


def end_without_case(desk: Desk, call: Call, outcome: str) -> None:
    """Only the outcome and the length (whole minutes) are kept (SoL 14 kap. 4 §)."""
    minutes = int((desk.clock() - datetime.fromisoformat(call.started)).total_seconds() // 60)
    desk.jour.end_call(outcome, max(0, minutes))
    desk.notebook.drop_call(call.id)


def note_in(desk: Desk, call: Call, case_id: str) -> None:
    """The call becomes a note in an open case; the same note when it is tried after a kill."""
    text = as_note(call, desk.current_book())
    command = str(uuid.uuid5(uuid.UUID(call.id), case_id + text))
    desk.acts.note(case_id, text, Command(command, _since(call)))
    desk.notebook.drop_call(call.id)


def case_of(call: Call) -> str:
    """The id of the case that the call becomes: the same however often it is tried."""
    return str(uuid.uuid5(uuid.UUID(call.id), "case"))


def open_from(desk: Desk, call: Call, written: Mapping[str, str], command: str) -> str:
    """Open the case of a call and give its id; all that was told comes along.

    `written` holds `board` (needed where the station serves several), `alias`, `report`,
    `reporter`, `protection` and its `source`; what came in is counted from when the call began.
    """
    case_id, boards = case_of(call), desk.station.boards
    if not _is_open(desk, case_id):  # a kill may have come before the call was dropped
        intake = Intake(
            board=written.get("board") or (boards[0].id if boards else ""),
            alias=written.get("alias", ""),
            report=written.get("report", ""),
            reporter=written.get("reporter", ""),
            note=as_note(call, desk.current_book(), facts=False),
            facts=_told(call, desk.current_book()),
            protection=written.get("protection", ""),
            source=written.get("source", ""),
        )
        desk.open_case(case_id, intake, Command(command, _since(call)))
    desk.notebook.drop_call(call.id)
    return case_id


def list_from(
    desk: Desk, call: Call, written: Mapping[str, str], names: Sequence[str]
) -> tuple[str, ...]:
    """Open a case for each person of a list that a call gave; gives their ids.

    All are opened in one write, and are the same however often it is tried. Raises JourError.
    """
    boards, book = desk.station.boards, desk.current_book()
    began = show_time(datetime.fromisoformat(call.started))
    shared = Intake(
        board=written.get("board") or (boards[0].id if boards else ""),
        alias="",
        report=written.get("report", ""),
        reporter=written.get("reporter", ""),
        note=as_note(call, book, facts=False),
        facts=_told(call, book),
        shared=f"gemensamt för listan från samtalet {began}",
        protection=_told_level(written),
        source=written.get("source", ""),
    )
    command = Command(str(uuid.uuid5(uuid.UUID(call.id), "list")), _since(call))
    relation = written.get("relation", "") or "samma lista"
    ids = open_list(desk, names, shared, relation, command)
    desk.notebook.drop_call(call.id)
    return ids


def _told_level(written: Mapping[str, str]) -> str:
    level = written.get("protection", "")
    return "" if level_of(level or Level.NONE.value) is Level.NONE else level


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


def _told(call: Call, book: Rulebook) -> tuple[tuple[str, Answer], ...]:
    """The call's facts as answers: value ids for finite facts, typed text for others."""
    number = ((CALL_BACK, call.number.strip()),) if call.number.strip() else ()
    return tuple(
        (id, Answer(values=(value,)) if book.facts[id].kind.finite else Answer(text=value))
        for id, value in (*number, *call.told)
        if id in book.facts
    )


def _is_open(desk: Desk, case_id: str) -> bool:
    try:
        return bool(desk.case(case_id))
    except NoSuchCase:
        return False


def _since(call: Call) -> Happened:
    """It happened when the call began: what came in is counted from there."""
    began = datetime.fromisoformat(call.started)
    return Happened(began, began)

"""The life of a case: opened, taken, linked, closed, reopened, something misfiled."""

from __future__ import annotations

from dataclasses import dataclass

from .. import events as ev
from ..answers import Answer
from ..case import Case
from ..entries import Act, Entry, Written
from ..errors import (
    AlreadySettled,
    AnswerIncomplete,
    CaseClosedAlready,
    NotFoundInCase,
    ReasonMissing,
)
from ..rulebook import Rulebook
from .side_tracks import is_let_go, is_void
from .values import check_value
from .walking import Walk

COMES_IN = "inkom_som"
"""The fact of how a case came in, told by the intake's `report` where the rulebook has it."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What a call gave before there was a case: who it is about, and facts told in any order."""

    board: str
    alias: str
    report: str = ""
    reporter: str = ""
    note: str = ""
    facts: tuple[tuple[str, Answer], ...] = ()
    routine: str = "inkommande"


def open_case(case: Case, book: Rulebook, act: Act, number: str, intake: Intake) -> list[Entry]:
    """Open the case, keep what the call gave, and start the first routine."""
    walk = Walk(case, book, Written(act))
    opened = walk.written.add(
        ev.CaseOpened(
            number, intake.board, book.bundle, intake.alias, intake.report, intake.reporter
        )
    )
    if intake.note.strip():
        walk.written.add(ev.NoteWritten(intake.note))
    for fact, told in _told(book, intake):
        if fact in book.facts:
            check_value(book.facts[fact], told)
        entry = walk.written.add(ev.FactNoted(fact, told))
        walk.tell(fact, told, entry, "")
    walk.start(intake.routine, by=opened)
    return walk.written.entries


def _told(book: Rulebook, intake: Intake) -> tuple[tuple[str, Answer], ...]:
    """The intake's facts, and how it came in: what the form has asked no routine asks once more."""
    fact = book.facts.get(COMES_IN)
    if fact is None or intake.report not in {choice.id for choice in fact.choices}:
        return intake.facts
    others = tuple(told for told in intake.facts if told[0] != COMES_IN)
    return (*others, (COMES_IN, Answer((intake.report,))))


def start_routine(case: Case, book: Rulebook, act: Act, routine: str) -> list[Entry]:
    """Start a routine by hand; raises AlreadySettled when it runs and may not be repeated.

    One that was struck through, or that a changed answer has let go of, is started anew.
    """
    _must_be_open(case)
    if routine not in book.routines:
        raise NotFoundInCase(f"rutinen «{routine}»")
    running = any(
        track.routine == routine and not is_void(case, track.id) and not is_let_go(case, track.id)
        for track in case.tracks.values()
    )
    if running and not book.routines[routine].repeatable:
        raise AlreadySettled(f"Rutinen «{book.routines[routine].title}»", "påbörjad")
    walk = Walk(case, book, Written(act))
    walk.start(routine, by="")
    return walk.written.entries


def take(case: Case, act: Act, reason: str = "") -> list[Entry]:
    """The acting handler has the case from now."""
    if case.handler == act.handler.signature:
        return []
    return _one(act, ev.CaseTaken(reason))


def link(case: Case, act: Act, other: str, number: str, relation: str) -> list[Entry]:
    """Tell that another person's case belongs together with this one."""
    _must_be_open(case)
    return _one(act, ev.CaseLinked(other, number, relation))


def tell_district(case: Case, act: Act, district: str) -> list[Entry]:
    """The part of town the person belongs to: it decides which day unit takes the case in."""
    if not district.strip():
        raise AnswerIncomplete("välj stadsdel")
    return _one(act, ev.DistrictTold(district))


def close(case: Case, act: Act, outcome: str, reason: str) -> list[Entry]:
    """Close the case with an outcome and a reason."""
    _must_be_open(case)
    if not reason.strip():
        raise ReasonMissing("att avsluta ett ärende")
    return _one(act, ev.CaseClosed(outcome, reason))


def reopen(case: Case, act: Act, reason: str) -> list[Entry]:
    """Open a closed case again."""
    if not case.closed:
        raise AlreadySettled(f"Ärende {case.number}", "öppet")
    if not reason.strip():
        raise ReasonMissing("att öppna ett avslutat ärende")
    return _one(act, ev.CaseReopened(reason))


def misfile(case: Case, act: Act, entry: str, belongs_to: str, reason: str) -> list[Entry]:
    """Mark an entry as written in the wrong case: hidden in this case's projections."""
    if entry not in case.by_id:
        raise NotFoundInCase("anteckningen")
    if not reason.strip():
        raise ReasonMissing("att flytta en anteckning")
    return _one(act, ev.CaseMisfiled(entry, belongs_to, reason))


def _must_be_open(case: Case) -> None:
    if case.closed:
        raise CaseClosedAlready(case.number)


def _one(act: Act, event: ev.CaseEvent) -> list[Entry]:
    written = Written(act)
    written.add(event)
    return written.entries

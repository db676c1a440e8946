"""The life of a case: opened, taken and given, linked, closed, reopened, its times put right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from .. import events as ev
from ..answers import Answer
from ..case import Case
from ..case_parts import JOUR, ItemKind
from ..entries import Act, Entry, Happened, Written
from ..errors import (
    AlreadySettled,
    AnswerIncomplete,
    CaseClosedAlready,
    NotFoundInCase,
    ReasonMissing,
)
from ..rulebook import Rulebook
from .protection import checked
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
    protection: str = ""
    """How protected the person is, "" when nothing is said of it."""
    source: str = ""
    """Who told of the protection."""
    shared: str = ""
    """Said of note and facts that several cases got from one list, "" for a case of its own."""


def open_case(case: Case, book: Rulebook, act: Act, number: str, intake: Intake) -> list[Entry]:
    """Open the case, keep what the call gave, and start the first routine."""
    walk = Walk(case, book, Written(act))
    opened = walk.written.add(
        ev.CaseOpened(
            number, intake.board, book.bundle, intake.alias, intake.report, intake.reporter
        )
    )
    _shield(walk, intake)
    common: list[str] = []
    if intake.note.strip():
        common.append(walk.written.add(ev.NoteWritten(intake.note)))
    for fact, told in _told(book, intake):
        if fact in book.facts:
            check_value(book.facts[fact], told)
        entry = walk.written.add(ev.FactNoted(fact, told))
        common.append(entry)
        walk.tell(fact, told, entry, "")
    if intake.shared and common:
        pairs = tuple((entry, "") for entry in common)
        walk.written.add(ev.EntriesBrought("", "", intake.shared, pairs))
    walk.start(intake.routine, by=opened)
    return walk.written.entries


def _shield(walk: Walk, intake: Intake) -> None:
    """The protection is told before anything else is: what comes after is held against it."""
    if intake.protection:
        told = ev.ProtectionTold(intake.protection, intake.source)
        walk.written.add(checked(told, intake.alias, _typed(intake)))


def _typed(intake: Intake) -> Iterator[str]:
    """What was typed in the call beside the alias."""
    yield from (intake.note, intake.reporter, intake.source)
    for _, told in intake.facts:
        yield from (told.text, *(text for _, text in told.fields))


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


def give(case: Case, act: Act, to: str, reason: str = "") -> list[Entry]:
    """Give the case to the jour as a function, or ask a colleague to take it."""
    whom = to.strip() or JOUR
    if whom == case.handler:
        raise AlreadySettled(f"Ärende {case.number}", f"hos {case.handler}")
    if whom == case.offered_to:
        return []
    return _one(act, ev.CaseGiven(whom, reason))


def correct_report_time(case: Case, act: Act, came: Happened, reason: str) -> list[Entry]:
    """The report came in at another time: clocks count from that, and both times stand."""
    if not reason.strip():
        raise ReasonMissing("att ändra när det kom in")
    if came.earliest > act.at:
        raise AnswerIncomplete("skriv en tid som har varit")
    if case.happened(case.opened) == came:
        raise AlreadySettled("Tiden", "den som redan står")
    earliest, latest = (at.astimezone(UTC).isoformat() for at in (came.earliest, came.latest))
    return _one(act, ev.TimeCorrected(case.opened, earliest, latest, came.words, reason))


def tell_late_news(case: Case, act: Act, receiver_name: str, how: str) -> list[Entry]:
    """Whoever has the case has been told what was written after the handover."""
    if not any(item.kind is ItemKind.LATE for item in case.open_items()):
        raise NotFoundInCase("något nytt efter överlämningen")
    if not receiver_name.strip():
        raise AnswerIncomplete("skriv vem som har fått veta det")
    return _one(act, ev.LateNewsReceived(case.seq, receiver_name, how))


def show_protected(
    case: Case, act: Act, facts: tuple[str, ...], reason: str, view: str = ""
) -> list[Entry]:
    """Protected facts are shown on the screen: for a reason, which is logged with who and when."""
    if not facts and not view:
        raise NotFoundInCase("någon skyddad uppgift")
    if not reason.strip():
        raise ReasonMissing("att visa en skyddad uppgift")
    return _one(act, ev.ProtectedShown(facts, reason, view))


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


def _must_be_open(case: Case) -> None:
    if case.closed:
        raise CaseClosedAlready(case.number)


def _one(act: Act, event: ev.CaseEvent) -> list[Entry]:
    written = Written(act)
    written.add(event)
    return written.entries

"""Deeds: each thing that can happen in a written night, done at the desk as a person would."""

from __future__ import annotations

from typing import assert_never

from ..domain.case_parts import Item, ItemKind
from ..domain.decide.cases import Intake
from ..domain.entries import Happened
from ..domain.night import (
    Answering,
    CallingBack,
    CallOnly,
    Changing,
    Closing,
    Correcting,
    Deed,
    Expecting,
    HandingOver,
    Leaving,
    NewCase,
    Noting,
    Promising,
    Receiving,
    Seating,
    Silencing,
    Starting,
    Tasking,
    Trying,
    Waiting,
)
from ..domain.spoken_time import ahead, ahead_or_words, heard
from .handing_over import hand_over
from .stage import Stage
from .written_words import NotThere, answer_of, told_fact

CALLS = {
    "rådgivning": "advice",
    "annan kommun": "other_municipality",
    "felringning": "wrong_number",
}
"""How a call without a case is logged."""


def perform(stage: Stage, position: int, deed: Deed) -> None:
    """Do what the line says. Raises JourError when the desk refuses or the line cannot be done."""
    match deed:
        case NewCase():
            _open(stage, position, deed)
        case CallOnly(outcome, minutes):
            stage.desk.jour.end_call(CALLS[outcome], minutes)
        case Answering():
            _answer(stage, position, deed)
        case Leaving():
            _leave(stage, position, deed)
        case Correcting() | Changing():
            _put_right(stage, position, deed)
        case CallingBack() | Trying() | Promising() | Tasking() | Silencing() | Noting():
            _act(stage, position, deed)
        case Starting(routine):
            stage.desk.start_routine(stage.case().id, routine, stage.command(position))
        case Closing(outcome, reason):
            stage.desk.close(stage.case().id, outcome, reason, stage.command(position))
        case Seating():
            if stage.here:
                stage.desk.take(stage.case().id, stage.command(position))
        case HandingOver() | Receiving():
            hand_over(stage, position, deed)
        case Waiting() | Expecting():
            pass  # the clock has been set; what is expected is looked at by the runner
        case _:
            assert_never(deed)


def _open(stage: Stage, position: int, deed: NewCase) -> None:
    book = stage.desk.current_book()
    facts = tuple((id, told_fact(book, id, (words,))) for id, words in deed.facts)
    intake = Intake(
        _board(stage, deed.board or stage.night.board),
        deed.alias, deed.report, deed.reporter, deed.note, facts,
    )  # fmt: skip
    stage.desk.open_case(stage.here, intake, stage.command(position))


def _board(stage: Stage, name: str) -> str:
    """The id of a nämnd that is written by its id or its name."""
    boards = stage.desk.station.boards
    for board in boards:
        if name.casefold() in (board.id, board.name.casefold()):
            return board.id
    known = ", ".join(board.name for board in boards) or "ingen"
    raise NotThere(f"Stationen har ingen nämnd som heter «{name}». Här finns: {known}.")


def _answer(stage: Stage, position: int, deed: Answering) -> None:
    visit = stage.visit(deed.step, deed.routine)
    given = answer_of(stage.book(), stage.step(visit), deed.given, deed.reason, deed.written)
    happened = _heard(stage, deed.happened)
    command = stage.command(position, happened=happened, told_by=deed.told_by)
    stage.desk.answer(stage.here, visit.id, given, command, insist=deed.insist)


def _leave(stage: Stage, position: int, deed: Leaving) -> None:
    desk, here, command = stage.desk, stage.case().id, stage.command(position)
    found = stage.visit(deed.step, deed.routine)
    visit = found.id
    match deed.how:
        case "ta upp igen":
            if found.open:
                raise NotThere(f"Frågan «{found.step}» är redan öppen, så den tas inte upp igen.")
            desk.ask_again(here, found.track, found.step, deed.reason, command)
        case "gick inte":
            desk.could_not(here, visit, deed.reason, command, deed.insist)
        case "behövs inte":
            desk.not_needed(here, visit, deed.reason, command, deed.insist)
        case "gå förbi":
            desk.override(here, visit, deed.reason, command)
        case _:
            desk.defer(here, visit, deed.reason, _ahead(stage, deed.next_try), command)


def _put_right(stage: Stage, position: int, deed: Correcting | Changing) -> None:
    case, book, command = stage.case(), stage.book(), stage.command(position)
    if isinstance(deed, Changing):
        new = told_fact(book, deed.fact, deed.to, deed.reason)
        stage.desk.change(case.id, deed.fact, new, deed.reason, command)
        return
    visit = stage.settled(deed.step, deed.routine)
    new = answer_of(book, stage.step(visit), deed.to, deed.reason, deed.written)
    stage.desk.correct(case.id, visit.id, new, deed.reason, command, deed.insist)


def _act(
    stage: Stage,
    position: int,
    deed: CallingBack | Trying | Promising | Tasking | Silencing | Noting,
) -> None:
    """What can be done at any moment."""
    case, acts, command = stage.case(), stage.desk.acts, stage.command(position)
    match deed:
        case Noting(text, told_by, said):
            told = stage.command(position, happened=_heard(stage, said), told_by=told_by)
            acts.note(case.id, text, told)
        case CallingBack():
            acts.set_callback(
                case.id, deed.who, deed.about, _ahead(stage, deed.next_try), command,
                number=deed.number, we_call=deed.we_call, fallback=deed.fallback,
            )  # fmt: skip
        case Trying():
            item, later = _awaited(case.open_items(), deed.who).id, _ahead(stage, deed.next_try)
            acts.try_callback(case.id, item, deed.reached, deed.outcome, later, command)
        case Promising(what, to, when):
            acts.promise(case.id, what, to or case.alias, _later(stage, when), command)
        case Tasking(what, owner, due, if_then):
            acts.leave_task(case.id, what, owner, _later(stage, due), command, if_then)
        case Silencing():
            acts.add_silence(
                case.id, deed.who, deed.relation, deed.ground, deed.decided_by,
                _later(stage, deed.review), command,
            )  # fmt: skip


def _awaited(items: tuple[Item, ...], who: str) -> Item:
    """The open wait for somebody."""
    waits = [item for item in items if item.kind is ItemKind.CALLBACK]
    for item in waits:
        if who.casefold() in item.owner.casefold():
            return item
    known = ", ".join(item.owner for item in waits) or "ingen"
    raise NotThere(f"Ärendet väntar inte på «{who}». Väntar på: {known}.")


def _heard(stage: Stage, said: str) -> Happened | None:
    return heard(said, stage.desk.clock()) if said else None


def _ahead(stage: Stage, said: str) -> str:
    return ahead(said, stage.desk.clock()).isoformat() if said else ""


def _later(stage: Stage, said: str) -> str:
    return ahead_or_words(said, stage.desk.clock()) if said else ""

"""Forms over several cases: linked, moved to the right one, one person twice, a list of persons."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import replace

from ..domain.case import Case
from ..domain.decide import several
from ..domain.decide.several import movable
from ..domain.entries import Act
from ..domain.errors import JourError
from ..domain.events import DecisionMade, TaskLeft
from ..domain.protection import Level
from ..domain.timeline import told as told_line
from ..wording import REPORTS
from . import linking
from .calls import list_from
from .command import Command
from .desk import Desk
from .forms import Blank, Form, Written
from .notebook import Call

LEVELS = tuple((level.value, level.swedish.capitalize()) for level in Level)
NUMBER = Blank("number", "Ärendets nummer, eller dess sista siffror", True, hint="142")
SHOWN = 9
"""So many rows can be chosen among by a digit."""


def case_named(desk: Desk, typed: str) -> str:
    """The id of a case by its number, or by the last digits of one that is open."""
    sought = typed.strip().upper()
    near = [row.case for row in desk.board() if not row.apart and is_number(sought, row.number)]
    return near[0] if len(near) == 1 else desk.find(sought)


def is_number(sought: str, number: str) -> bool:
    """The whole number, or its last digits: 142 for 2026-0142."""
    return sought == number or (sought.isdecimal() and number.rpartition("-")[2] == sought.zfill(4))


def link(desk: Desk, case: Case) -> Form:
    """Another case belongs together with this one."""

    def write(told: Written, command: Command, insist: str) -> None:
        other = case_named(desk, told.get("number", ""))
        how, back = told.get("relation", ""), told.get("back", "")
        linking.link(desk, case.id, other, how, back, command)

    blanks = (
        NUMBER,
        Blank("relation", "Vad är den personen till den här", True, hint="mor, syskon"),
        Blank("back", "Vad är den här till den personen", True, hint="barn, syskon"),
    )
    return Form("Hör ihop med ett annat ärende", blanks, f"link:{case.id}", write)


def move(desk: Desk, case: Case) -> Form:
    """Something was written in the wrong case. Raises JourError when nothing can be moved."""
    book = desk.book(case)
    free = [entry for entry in reversed(case.entries) if movable(case, entry)][:SHOWN]
    found = ((entry.id, told_line(case, book, entry)) for entry in free)
    lines = [(id, line.words) for id, line in found if line is not None]
    if not lines:
        raise JourError("Det finns inget att flytta. Ett svar i rutinen rättar du med F3.")

    def write(told: Written, command: Command, insist: str) -> None:
        other = case_named(desk, told.get("number", ""))
        linking.move(desk, case.id, other, told["entry"], told.get("reason", ""), command)

    choices = tuple((id, " ".join(words.split())[:70]) for id, words in lines)
    blanks = (
        Blank("entry", "Vad stod i fel ärende", True, choices),
        replace(NUMBER, label="Till vilket ärende (numret eller dess sista siffror)"),
        Blank("reason", "Varför", True),
    )
    intro = ("Det syns inte längre här. I det rätta ärendet står det med var det kom ifrån.",)
    return Form("Skrivet i fel ärende", blanks, f"move:{case.id}", write, intro)


def merge(desk: Desk, case: Case) -> Form:
    """This case is the same person as another; what goes along is told first."""

    def write(told: Written, command: Command, insist: str) -> None:
        other = case_named(desk, told.get("number", ""))
        linking.merge(desk, case.id, other, told.get("reason", ""), command)

    def effect(told: Written) -> Sequence[str]:
        if not told.get("number", "").strip():
            return ()
        return _merged(desk, case, case_named(desk, told["number"]))

    blanks = (
        replace(NUMBER, label="Ärendet som går vidare (numret eller dess sista siffror)"),
        Blank("reason", "Hur vet du att det är samma person", True),
    )
    intro = (f"{case.number} avslutas och pekar på det andra. Inget stryks, båda går att läsa.",)
    form = Form("Samma person som i ett annat ärende", blanks, f"merge:{case.id}", write, intro)
    return replace(form, effect=effect)


def _merged(desk: Desk, case: Case, other: str) -> Sequence[str]:
    stays, act = desk.case(other), Act(str(uuid.UUID(int=0)), desk.handler, desk.clock())
    books = desk.book(case), desk.book(stays)
    _, here = several.merge(case, stays, books, (act, act), "…")
    tasks = sum(1 for entry in here if isinstance(entry.event, TaskLeft))
    decided = sum(1 for entry in here if isinstance(entry.event, DecisionMade))
    return (
        f"{case.number} avslutas. {stays.number} går vidare.",
        f"Det som är öppet följer med: {tasks} uppgifter, {decided} beslut, och klockorna.",
    )


def persons(desk: Desk, call: Call) -> Form:
    """Many persons from one list, each a case of their own; the call is common to all."""
    boards = tuple((board.id, board.name) for board in desk.station.boards)

    def write(told: Written, command: Command, insist: str) -> object:
        names = re.split(r"[\n;,]", told.get("persons", ""))
        return list_from(desk, call, told, names)

    blanks = (
        *((Blank("board", "Vilken nämnd", True, boards[:9]),) if len(boards) > 1 else ()),
        Blank("report", "Hur kom det in", True, REPORTS),
        Blank("reporter", "Vem ringde (tomt om det inte ska skrivas)"),
        Blank("relation", "Vad har personerna gemensamt", True, hint="samma plats"),
        Blank("protection", "Skydd, samma för alla", True, LEVELS),
        Blank("source", "Uppgiften om skydd kommer från (tomt utan skydd)"),
        Blank("persons", "Arbetsnamn, med semikolon mellan", True,
              hint="Flicka röd jacka; Flicka 2"),
    )  # fmt: skip
    intro = ("Det du skrev och svarade i samtalet står i varje ärende, med var det kom ifrån.",)
    return Form("Flera ärenden från en lista", blanks, f"persons:{call.id}", write, intro)

"""Forms of a step that is not answered now: it did not work, later, past it, or a wait."""

from __future__ import annotations

from dataclasses import replace

from ..domain.case import Case
from ..domain.overview import Question
from ..domain.spoken_time import ahead
from .command import Command
from .desk import Desk
from .forms import AHEAD, Blank, Form, Written
from .item_forms import wait_for

WAYS = (
    ("could_not", "Gick inte", "Det har försökts. Blir en öppen punkt."),
    ("wait", "Inget svar: ring igen, eller vänta", "Steget står kvar."),
    ("defer", "Skjut upp", "Steget står kvar sist bland de öppna."),
    ("override", "Gå förbi med skäl", "Blir en öppen punkt."),
    ("when", "Det hände tidigare, eller uppgift från någon annan", "Gäller nästa svar här."),
)
"""What can become of a step beside its answer: id, words, what it means."""


def way(desk: Desk, case: Case, question: Question, id: str) -> Form:
    """The form of a way that writes something: all but `when`, which is said of the next answer."""
    made = {"could_not": _could_not, "wait": _wait, "defer": _defer, "override": _override}[id]
    return replace(made(desk, case, question), intro=(question.step.text,))


def _could_not(desk: Desk, case: Case, question: Question) -> Form:
    def write(told: Written, command: Command, insist: str) -> None:
        desk.could_not(case.id, question.visit.id, told.get("reason", ""), command, insist)

    blanks = (Blank("reason", "Vad hindrade", True),)
    return Form("Gick inte", blanks, f"could_not:{question.visit.id}", write)


def _override(desk: Desk, case: Case, question: Question) -> Form:
    def write(told: Written, command: Command, insist: str) -> None:
        desk.override(case.id, question.visit.id, told.get("reason", ""), command)

    blanks = (Blank("reason", "Skäl att gå förbi", True),)
    return Form("Gå förbi", blanks, f"override:{question.visit.id}", write)


def _defer(desk: Desk, case: Case, question: Question) -> Form:
    def write(told: Written, command: Command, insist: str) -> None:
        said = told.get("next", "").strip()
        next_try = ahead(said, desk.clock()).isoformat() if said else ""
        desk.defer(case.id, question.visit.id, told.get("reason", ""), next_try, command)

    blanks = (Blank("reason", "Varför", True), Blank("next", "Nästa försök", hint=AHEAD))
    return Form("Skjut upp", blanks, f"defer:{question.visit.id}", write)


def _wait(desk: Desk, case: Case, question: Question) -> Form:
    """Somebody to call again: who and which number follow from the step."""
    agency = desk.book(case).agencies.get(question.step.agency)
    number = question.step.call or (agency.numbers[0][1] if agency and agency.numbers else "")
    begun = (
        ("who", agency.name if agency else ""), ("about", question.step.text), ("number", number),
    )  # fmt: skip
    return wait_for(desk, case, question.visit.id, begun)

"""Another way with a step: it did not work, later, past it, or it happened at another time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..desk.command import Command
from ..domain.overview import Question
from ..domain.spoken_time import ahead
from . import item_forms, when
from .drafts import Draft
from .form import Blank
from .form_screen import Act, FormScreen
from .menu_screen import MenuScreen

if TYPE_CHECKING:
    from .asking_screen import AskingScreen


def otherwise(screen: AskingScreen) -> None:
    """F5: everything that can become of a step beside its answer."""
    question = screen.question
    if question is None:
        screen.tell("Ingen fråga är öppen.")
        return
    choices = (
        ("could_not", "Gick inte", "Det har försökts. Blir en öppen punkt."),
        ("wait", "Inget svar: ring igen, eller vänta", "Försöket loggas. Steget står kvar."),
        ("defer", "Skjut upp", "Steget står kvar sist bland de öppna."),
        ("override", "Gå förbi med skäl", "Blir en öppen punkt."),
        ("when", "Det hände tidigare, eller uppgift från någon annan", "Gäller nästa svar här."),
    )
    do = {
        "could_not": _could_not, "wait": _try_and_wait, "defer": _defer, "override": _override,
        "when": _when,
    }  # fmt: skip

    def go(id: object) -> None:
        if id:
            do[str(id)](screen, question)

    screen.app.push_screen(MenuScreen(question.step.text, choices), go)


def _could_not(screen: AskingScreen, question: Question) -> None:
    reason = Blank("reason", "Vad hindrade", True)

    def act(draft: Draft, made: Command) -> None:
        screen.desk.could_not(
            screen.case_id, question.visit.id, draft.written.get("reason", ""), made
        )

    _form(screen, "Gick inte", (reason,), f"could_not:{question.visit.id}", act, question)


def _override(screen: AskingScreen, question: Question) -> None:
    reason = Blank("reason", "Skäl att gå förbi", True)

    def act(draft: Draft, made: Command) -> None:
        screen.desk.override(
            screen.case_id, question.visit.id, draft.written.get("reason", ""), made
        )

    _form(screen, "Gå förbi", (reason,), f"override:{question.visit.id}", act, question)


def _defer(screen: AskingScreen, question: Question) -> None:
    fields = (
        Blank("reason", "Varför", True),
        Blank("next", "Nästa försök", hint="03:40, om 20 min"),
    )

    def act(draft: Draft, made: Command) -> None:
        said = draft.written.get("next", "").strip()
        next_try = ahead(said, screen.desk.clock()).isoformat() if said else ""
        screen.desk.defer(
            screen.case_id, question.visit.id, draft.written.get("reason", ""), next_try, made
        )

    _form(screen, "Skjut upp", fields, f"defer:{question.visit.id}", act, question)


def _when(screen: AskingScreen, question: Question) -> None:
    place = f"when:{question.visit.id}"

    def act(draft: Draft, made: Command) -> None:
        when.command(screen, draft, made)
        told.append(draft.text())

    def keep(done: object) -> None:
        if done and told:
            screen.jour.keeper.keep(place, told[-1])
            screen.repaint()

    told: list[str] = []
    form = FormScreen("När, och från vem", (when.WHEN, when.TOLD_BY), f"{place}:ny", act)
    screen.app.push_screen(form, keep)


def _try_and_wait(screen: AskingScreen, question: Question) -> None:
    agency = screen.book.agencies.get(question.step.agency) if screen.book else None
    number = question.step.call or (agency.numbers[0][1] if agency and agency.numbers else "")
    begun = {"who": agency.name if agency else "", "about": question.step.text, "number": number}
    item_forms.wait_for(screen, begun, question.visit.id)


def _form(
    screen: AskingScreen,
    title: str,
    blanks: tuple[Blank, ...],
    place: str,
    act: Act,
    question: Question,
) -> None:
    number = f"{screen.case.number} · " if screen.case else ""
    form = FormScreen(f"{number}{title}", blanks, place, act, (question.step.text,))
    screen.app.push_screen(form, lambda _: screen.repaint())

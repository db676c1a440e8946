"""Another way with a step: it did not work, later, past it, or it happened at another time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..desk import step_forms
from ..desk.command import Command
from ..desk.forms import TOLD_BY, WHEN, timed
from ..domain.overview import Question, following
from .drafts import Draft
from .form_screen import FormScreen, fill_in
from .menu_screen import MenuScreen

if TYPE_CHECKING:
    from .asking_screen import AskingScreen


def otherwise(screen: AskingScreen) -> None:
    """F5: everything that can become of a step beside its answer."""
    question = screen.question
    if question is None:
        screen.tell("Ingen fråga är öppen.")
        return

    def go(id: object) -> None:
        if id == "when":
            _when(screen, question)
        elif id:
            fill_in(
                screen,
                lambda desk, case: step_forms.way(desk, case, question, str(id)),
                lambda: _go_on(screen, question, str(id)),
            )

    screen.app.push_screen(MenuScreen(question.step.text, step_forms.WAYS), go)


def _go_on(screen: AskingScreen, question: Question, way: str) -> None:
    """A step that was put aside gives way at once; the others stay or are followed."""
    case = screen.case
    after = following(case, screen.asked, question.visit.id) if case and way == "defer" else None
    screen.turn_to((after or question).visit.id)
    screen.paint()


def _when(screen: AskingScreen, question: Question) -> None:
    place = f"when:{question.visit.id}"

    def act(draft: Draft, made: Command) -> None:
        timed(draft.written, made, screen.desk.clock())
        told.append(draft.text())

    def keep(done: object) -> None:
        if done and told:
            screen.jour.keeper.keep(place, told[-1])
            screen.repaint()

    told: list[str] = []
    form = FormScreen("När, och från vem", (WHEN, TOLD_BY), f"{place}:ny", act)
    screen.app.push_screen(form, keep)

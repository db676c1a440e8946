"""Other ways with a step: it did not work, later, past it, or it happened at another time."""

from __future__ import annotations

from ..desk import step_forms
from ..desk.command import new_command
from ..desk.forms import TOLD_BY, WHEN, timed
from ..domain.overview import Question, following
from .case_page import CasePage
from .drafts import draft
from .forms import fill, fill_in
from .talk import Back

WAYS_HELP = ("Välj vad som blev av steget när det inte kan besvaras nu.",)


def otherwise(page: CasePage) -> None:
    """Choose what becomes of the step that is asked now."""
    question = page.question()
    if question is None:
        page.session.talk.say("Ingen fråga är öppen.")
        return
    page.session.talk.say("", question.step.text)
    ways = [(id, f"{words}: {meaning[0].lower()}{meaning[1:]}") for id, words, meaning in
            step_forms.WAYS]  # fmt: skip
    way = page.session.talk.choose(ways, "Vad blev det:", WAYS_HELP)
    if way == "when":
        _when(page, question)
    elif fill_in(page, step_forms.way(page.session.desk, page.case, question, way)):
        after = following(page.case, page.asked(), question.visit.id) if way == "defer" else None
        page.turn_to(after.visit.id if after else question.visit.id)


def choose_question(page: CasePage) -> None:
    """Another of the open questions is asked now."""
    asked = page.asked()
    if len(asked) < 2:
        page.session.talk.say("Det finns ingen annan öppen fråga.")
        return
    choices = [(question.visit.id, _name(question)) for question in asked]
    page.turn_to(page.session.talk.choose(choices, "Vilken fråga:"))


def _name(question: Question) -> str:
    later = f" (uppskjutet: {question.visit.deferred})" if question.visit.deferred else ""
    return f"{question.step_number}: {question.step.text}{later}"


def _when(page: CasePage, question: Question) -> None:
    """When the next answer happened, and who told it; kept until that answer is confirmed."""
    session = page.session
    kept = draft(session.desk.notebook, f"when:{question.visit.id}")
    while True:
        try:
            fill(session, (WHEN, TOLD_BY), kept)
        except Back:
            return
        if session.attempt(lambda: timed(kept.written, new_command(), session.desk.clock())):
            return

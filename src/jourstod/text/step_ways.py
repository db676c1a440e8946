"""Other ways with a step: it did not work, later, past it, or it happened at another time."""

from __future__ import annotations

from ..desk.command import Command, new_command
from ..domain.overview import Question
from ..domain.spoken_time import ahead
from .case_page import CasePage
from .drafts import draft
from .forms import TOLD_BY, WHEN, Blank, Written, fill, submit, told
from .item_forms import AHEAD, wait_for
from .talk import Back

WAYS = (
    ("could_not", "Gick inte: det har försökts. Blir en öppen punkt."),
    ("wait", "Inget svar: ring igen, eller vänta. Steget står kvar."),
    ("defer", "Skjut upp: steget står kvar sist bland de öppna."),
    ("override", "Gå förbi med skäl. Blir en öppen punkt."),
    ("when", "Det hände tidigare, eller uppgift från någon annan. Gäller nästa svar här."),
)
WAYS_HELP = ("Välj vad som blev av steget när det inte kan besvaras nu.",)


def otherwise(page: CasePage) -> None:
    """Choose what becomes of the step that is asked now."""
    question = page.question()
    if question is None:
        page.session.talk.say("Ingen fråga är öppen.")
        return
    page.session.talk.say("", question.step.text)
    match page.session.talk.choose(WAYS, "Vad blev det:", WAYS_HELP):
        case "could_not":
            _could_not(page, question)
        case "wait":
            _wait(page, question)
        case "defer":
            _defer(page, question)
        case "override":
            _override(page, question)
        case _:
            _when(page, question)


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
    return f"{question.step.text}{later}"


def _could_not(page: CasePage, question: Question) -> None:
    def do(written: Written, command: Command, insist: str) -> None:
        reason = written.get("reason", "")
        page.session.desk.could_not(page.id, question.visit.id, reason, command, insist)

    blanks = (Blank("reason", "Vad hindrade", True),)
    submit(page.session, "Gick inte", blanks, f"could_not:{question.visit.id}", do)


def _override(page: CasePage, question: Question) -> None:
    def do(written: Written, command: Command, insist: str) -> None:
        page.session.desk.override(page.id, question.visit.id, written.get("reason", ""), command)

    blanks = (Blank("reason", "Skäl att gå förbi", True),)
    submit(page.session, "Gå förbi", blanks, f"override:{question.visit.id}", do)


def _defer(page: CasePage, question: Question) -> None:
    blanks = (Blank("reason", "Varför", True), Blank("next", f"Nästa försök, {AHEAD}"))

    def do(written: Written, command: Command, insist: str) -> None:
        said, desk = written.get("next", ""), page.session.desk
        next_try = ahead(said, desk.clock()).isoformat() if said else ""
        desk.defer(page.id, question.visit.id, written.get("reason", ""), next_try, command)

    if submit(page.session, "Skjut upp", blanks, f"defer:{question.visit.id}", do):
        page.turn_to("")


def _wait(page: CasePage, question: Question) -> None:
    agency = page.book.agencies.get(question.step.agency)
    number = question.step.call or (agency.numbers[0][1] if agency and agency.numbers else "")
    begun = {"who": agency.name if agency else "", "about": question.step.text, "number": number}
    wait_for(page, begun, question.visit.id)


def _when(page: CasePage, question: Question) -> None:
    """When the next answer happened, and who told it; kept until that answer is confirmed."""
    session = page.session
    kept = draft(session.desk.notebook, f"when:{question.visit.id}")
    while True:
        try:
            fill(session, (WHEN, TOLD_BY), kept)
        except Back:
            return
        if session.attempt(lambda: told(session, kept.written, new_command())):
            return

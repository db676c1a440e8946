"""What is done with a whole case from the menu without a form: take it over, start a routine."""

from __future__ import annotations

from ..desk import case_forms
from ..desk.ledger import Written as Started
from .case_page import CasePage
from .forms import open_form


def take(page: CasePage) -> None:
    """The one at the desk has the case from now."""
    page.session.confirm(lambda command, insist: page.session.desk.take(page.id, command))


def start(page: CasePage) -> None:
    """Start a routine by hand."""
    choices = [(routine.id, routine.title) for routine in page.book.routines.values()]
    routine = page.session.talk.choose(choices, "Vilken rutin:")
    started: list[Started] = []
    desk = page.session.desk
    page.session.confirm(
        lambda command, insist: started.append(desk.start_routine(page.id, routine, command))
    )
    if started and started[-1].asks:
        page.turn_to(started[-1].asks)


def another_person(page: CasePage) -> None:
    """A sibling, an accompanying child or another victim gets a case of their own."""
    before = set(page.case.links)
    if open_form(page, case_forms.another_person):
        for id, (number, _) in page.case.links.items():
            if id not in before:
                page.session.talk.say(
                    f"Ärende {number} är öppnat. Det ligger bland nattens ärenden."
                )

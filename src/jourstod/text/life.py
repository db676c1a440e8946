"""What is done with a whole case: taken over, begun, on to one that belongs with it."""

from __future__ import annotations

from ..desk import case_forms, life_forms, link_forms
from ..desk.ledger import Written as Started
from .case_page import CasePage
from .forms import open_form


class OtherCase(Exception):
    """The person wants to work on in another case."""

    def __init__(self, case: str) -> None:
        super().__init__(case)
        self.case = case


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


def linked(page: CasePage) -> None:
    """To another person's case that belongs together with this one. Raises OtherCase."""
    links = page.case.links
    if not links:
        page.session.talk.say("Inget annat ärende hör ihop med det här.")
        return
    choices = [(id, f"{number} ({relation})") for id, (number, relation) in links.items()]
    raise OtherCase(page.session.talk.choose(choices, "Vilket ärende:"))


def merge(page: CasePage) -> None:
    """This case is the same person as another: on to the one that goes on. Raises OtherCase."""
    if open_form(page, link_forms.merge):
        raise OtherCase(page.case.merged_into[0])


def show_protected(page: CasePage) -> None:
    """What is protected, once, for a reason that is logged."""
    shown: list[life_forms.Shown] = []
    made = open_form(page, lambda desk, case: life_forms.show_protected(desk, case, shown))
    if made and shown:
        page.session.page([f"{heading}: {value}" for heading, value in shown[-1]])

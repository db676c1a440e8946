"""The menu of a case: everything that can be done in it beside answering, in the paper's words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from ..desk import case_forms, item_forms, life_forms, link_forms, protection_forms
from ..desk.desk import Desk
from ..desk.forms import Form
from ..domain.case import Case
from ..domain.protection import ProtectedCase
from . import (
    case_papers,
    corrections,
    handing_over,
    life,
    open_items,
    reading_pages,
    receiving,
    step_ways,
)
from .asking import MenuWanted, StepWanted
from .case_page import CasePage
from .forms import open_form, submit
from .life import OtherCase
from .session import Session
from .silence_lines import silence_lines
from .talk import Back, place

Deed = tuple[str, Callable[[CasePage], object]]


def _form(make: Callable[[Desk, Case], Form]) -> Callable[[CasePage], object]:
    """The deed that fills in a form."""
    return lambda page: open_form(page, make)


DEEDS: tuple[Deed, ...] = (
    ("Anteckna", _form(case_forms.note)),
    ("Skriv ordagrant vad någon sagt", _form(case_forms.verbatim)),
    ("Rätta ett svar, eller ändrat läge", corrections.put_right),
    ("Vem når jag, vem får besluta", lambda page: reading_pages.reach(page.session, page.case)),
    ("Gick inte, skjut upp, ring igen, gå förbi, hände tidigare", step_ways.otherwise),
    ("Lämna över", handing_over.leave),
    ("Blad tas emot, eller ges åter", receiving.receive),
    ("Öppna punkter och klockor", open_items.items),
    ("Ring tillbaka eller vänta på någon", _form(item_forms.wait_for)),
    ("Lova något", _form(item_forms.promise)),
    ("Lämna en uppgift till någon", _form(item_forms.task)),
    ("Får inte informeras (ännu)", _form(item_forms.silence)),
    ("Svara på en annan öppen fråga", step_ways.choose_question),
    ("Föredragning: sida att läsa upp", reading_pages.brief),
    ("Beslutsfattarens egna ord", _form(case_forms.decided_words)),
    ("Beslut verkställt", _form(case_forms.enforced)),
    ("Samtycke återtaget", _form(case_forms.withdrawn)),
    ("Klocka uppfylld på annat sätt", _form(case_forms.met)),
    ("Hela tidslinjen", reading_pages.timeline),
    ("Stadsdel, som avgör mottagningen", _form(case_forms.district)),
    ("Kvittenser: vad som är lämnat utanför", handing_over.receipts_made),
    ("Ta över ärendet", life.take),
    ("Starta en rutin", life.start),
    ("Eget ärende för en till person", life.another_person),
    ("Införd i journalen", handing_over.journal),
    ("Avsluta ärendet", _form(case_forms.close)),
    ("Öppna ärendet igen", _form(case_forms.reopen)),
    ("Kontakt, eller försök", _form(item_forms.contact)),
    ("Fråga i morgon", _form(item_forms.question)),
    ("Öppna ett ärende som hör ihop", life.linked),
    ("Hör ihop med ett annat ärende", _form(link_forms.link)),
    ("Skrivet i fel ärende", _form(link_forms.move)),
    ("Samma person som i ett annat ärende", life.merge),
    ("Rätta när det kom in", _form(life_forms.report_time)),
    ("Placeringen är slut", _form(life_forms.placement_ended)),
    ("Visa skyddad uppgift", life.show_protected),
    ("Sedan du sist var här", reading_pages.since),
    ("Lämna ärendet inom jouren", _form(life_forms.give)),
    ("Den som har ärendet har fått veta det nya", _form(item_forms.late_news)),
    ("Ärendet på papper, att gå vidare för hand", case_papers.print_case),
    ("Kartan: var du är i rutinen", reading_pages.route),
    ("Skyddad identitet: skriv in eller ändra skyddet", _form(protection_forms.tell)),
    ("Gör ärendet sökbart på namn eller nummer", _form(protection_forms.findable)),
)
MENU_HELP = ("Välj med siffran. < går till frågan.",)


def work(session: Session, case_id: str) -> None:
    """Work with a case: question after question, and the menu, until the person goes back."""
    other = case_id
    while other:
        if not let_in(session, other):
            return
        page = CasePage(session, other)
        page.begin()
        other = ""
        with session.desk.presence.staying(page.id):
            try:
                _at(page)
            except Back:
                pass
            except OtherCase as to:
                other = to.case
            finally:
                session.desk.sight.cover()
                session.desk.presence.seen(page.id, page.shown)


def let_in(session: Session, case_id: str) -> bool:
    """Whether the case may be opened here; one that is kept apart asks why. Raises Back."""
    case = session.desk.whole(case_id)
    if session.desk.sight.admits(case):
        return True
    try:
        session.desk.sight.demand(case)
    except ProtectedCase as refusal:
        session.talk.say(refusal.sentence)
    form = protection_forms.emergency(session.desk, case_id, case.number)
    session.talk.say("", *form.intro)
    return submit(session, form.title, form.blanks, form.place, form.write)


def _at(page: CasePage) -> None:
    """Question after question. Raises Back, OtherCase, Left."""
    while True:
        page.show()
        try:
            page.ask()
        except MenuWanted as wanted:
            _menu(page, wanted.deed)
        except StepWanted as wanted:
            page.turn_to_number(wanted.number, wanted.bundle)


def _menu(page: CasePage, said: str) -> None:
    """One deed, chosen by its number; back from anywhere in it leads to the question."""
    wanted = place(said, len(DEEDS))
    if wanted is not None:
        page.session.talk.say(*silence_lines(page.case, page.session.desk.clock()))
        with suppress(Back):
            DEEDS[wanted][1](page)
        return
    page.head("meny")
    choices = [(str(number), words) for number, (words, _) in enumerate(DEEDS)]
    with suppress(Back):
        chosen = page.session.talk.choose(choices, "Vad vill du göra:", MENU_HELP)
        DEEDS[int(chosen)][1](page)

"""The menu of a case: everything that can be done in it beside answering, in the paper's words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from . import (
    afterwards,
    corrections,
    item_forms,
    life,
    notes,
    open_items,
    reading_pages,
    receiving,
    step_ways,
)
from .asking import MenuWanted
from .case_page import CasePage
from .session import Session
from .talk import Back

Deed = tuple[str, Callable[[CasePage], object]]
DEEDS: tuple[Deed, ...] = (
    ("Anteckna", notes.note),
    ("Skriv ordagrant vad någon sagt", notes.verbatim),
    ("Rätta ett svar, eller ändrat läge", corrections.put_right),
    ("Vem når jag, vem får besluta", lambda page: reading_pages.reach(page.session, page.case)),
    ("Gick inte, skjut upp, ring igen, gå förbi, hände tidigare", step_ways.otherwise),
    ("Blad tas emot, eller ges åter", receiving.receive),
    ("Öppna punkter och klockor", open_items.items),
    ("Ring tillbaka eller vänta på någon", item_forms.wait_for),
    ("Lova något", item_forms.promise),
    ("Lämna en uppgift till någon", item_forms.task),
    ("Får inte informeras (ännu)", item_forms.silence),
    ("Svara på en annan öppen fråga", step_ways.choose_question),
    ("Föredragning: sida att läsa upp", reading_pages.brief),
    ("Beslutsfattarens egna ord", notes.decided_words),
    ("Beslut verkställt", afterwards.enforced),
    ("Samtycke återtaget", afterwards.withdrawn),
    ("Klocka uppfylld på annat sätt", afterwards.met),
    ("Hela tidslinjen", reading_pages.timeline),
    ("Ta över ärendet", life.take),
    ("Starta en rutin", life.start),
    ("Eget ärende för en till person", life.another_person),
    ("Införd i journalen", life.journal),
    ("Avsluta ärendet", life.close),
    ("Öppna ärendet igen", life.reopen),
)
MENU_HELP = ("Välj med siffran. < går till frågan.",)


def work(session: Session, case_id: str) -> None:
    """Work with a case: question after question, and the menu, until the person goes back."""
    page = CasePage(session, case_id)
    page.begin()
    with suppress(Back):
        while True:
            page.show()
            try:
                page.ask()
            except MenuWanted as wanted:
                _menu(page, wanted.deed)


def _menu(page: CasePage, said: str) -> None:
    """One deed, chosen by its number; back from anywhere in it leads to the question."""
    if said and 1 <= int(said[:4]) <= len(DEEDS):
        with suppress(Back):
            DEEDS[int(said) - 1][1](page)
        return
    page.session.head(f"{page.case.number} · meny")
    choices = [(str(number), words) for number, (words, _) in enumerate(DEEDS)]
    with suppress(Back):
        chosen = page.session.talk.choose(choices, "Vad vill du göra:", MENU_HELP)
        DEEDS[int(chosen)][1](page)

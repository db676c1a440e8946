"""What can be done with a case beside answering: each F key, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from ..desk import case_forms, item_forms, life_forms, link_forms, protection_forms
from ..domain.case import Case
from ..domain.open_list import open_list
from ..domain.rulebook import Rulebook
from . import life, step_deeds
from .base_screen import Deed
from .form_screen import fill_in
from .ink import INK, wrapped

if TYPE_CHECKING:
    from .asking_screen import AskingScreen


def deeds(screen: AskingScreen) -> Sequence[Deed]:
    """Everything, in the words of the paper."""
    return (*_of_the_night(screen), *_of_the_case(screen))


def _of_the_night(screen: AskingScreen) -> Sequence[Deed]:
    """What is written and looked up."""
    return (
        Deed("Anteckna", "F2", lambda: note(screen)),
        Deed("Skriv ordagrant vad någon sagt", "", lambda: fill_in(screen, case_forms.verbatim)),
        Deed("Rätta ett svar, eller ändrat läge", "F3", lambda: correct(screen)),
        Deed("Vem når jag, vem får besluta", "F4", lambda: reach(screen)),
        Deed(
            "Gick inte, skjut upp, ring igen, gå förbi", "F5", lambda: step_deeds.otherwise(screen)
        ),
        Deed("Lämna över", "F6", lambda: hand_over(screen)),
        Deed("Öppna punkter och klockor", "F7", lambda: items(screen)),
        Deed(
            "Ring tillbaka eller vänta på någon", "", lambda: fill_in(screen, item_forms.wait_for)
        ),
        Deed("Lova något", "", lambda: fill_in(screen, item_forms.promise)),
        Deed("Lämna en uppgift till någon", "", lambda: fill_in(screen, item_forms.task)),
        Deed("Får inte informeras (ännu)", "", lambda: fill_in(screen, item_forms.silence)),
        Deed("Föredragning: sida att läsa upp", "", lambda: brief(screen)),
        Deed("Kontakt, eller försök", "", lambda: fill_in(screen, item_forms.contact)),
        Deed("Fråga i morgon", "", lambda: fill_in(screen, item_forms.question)),
        Deed("Beslutet är verkställt", "", lambda: fill_in(screen, case_forms.enforced)),
        Deed("Samtycket är återtaget", "", lambda: fill_in(screen, case_forms.withdrawn)),
        Deed("Klocka uppfylld på annat sätt", "", lambda: fill_in(screen, case_forms.met)),
        Deed(
            "Eget ärende för en till person", "", lambda: fill_in(screen, case_forms.another_person)
        ),
    )


def _of_the_case(screen: AskingScreen) -> Sequence[Deed]:
    """What is done with the case as a whole."""
    return (
        Deed("Öppna ett ärende som hör ihop", "F12", lambda: life.linked(screen)),
        Deed("Hör ihop med ett annat ärende", "", lambda: fill_in(screen, link_forms.link)),
        Deed("Skrivet i fel ärende", "", lambda: fill_in(screen, link_forms.move)),
        Deed("Samma person som i ett annat ärende", "", lambda: life.merge(screen)),
        Deed("Rätta när det kom in", "", lambda: fill_in(screen, life_forms.report_time)),
        Deed("Placeringen är slut", "", lambda: fill_in(screen, life_forms.placement_ended)),
        Deed("Visa skyddad uppgift", "", lambda: life.show_protected(screen)),
        Deed(
            "Skyddad identitet: skriv in eller ändra skyddet",
            "",
            lambda: fill_in(screen, protection_forms.tell),
        ),
        Deed(
            "Gör ärendet sökbart på namn eller nummer",
            "",
            lambda: fill_in(screen, protection_forms.findable),
        ),
        Deed("Sedan du sist var här", "", lambda: since(screen)),
        Deed("Hela tidslinjen", "", lambda: timeline(screen)),
        Deed("Kartan: var du är i rutinen", "", lambda: route(screen)),
        Deed("Stadsdel, som avgör mottagningen", "", lambda: fill_in(screen, case_forms.district)),
        Deed("Kvittenser: vad som är lämnat utanför", "", lambda: receipts(screen)),
        Deed("Ta över ärendet", "", lambda: life.take(screen)),
        Deed("Lämna ärendet inom jouren", "", lambda: fill_in(screen, life_forms.give)),
        Deed("Den som har ärendet har fått veta det nya", "", lambda: life.late_news(screen)),
        Deed("Ärendet på papper, att gå vidare för hand", "", lambda: paper(screen)),
        Deed("Starta en rutin", "", lambda: life.start(screen)),
        Deed("Införd i journalen", "", lambda: journal(screen)),
        Deed("Avsluta ärendet", "", lambda: fill_in(screen, case_forms.close)),
        Deed("Öppna ärendet igen", "", lambda: fill_in(screen, case_forms.reopen)),
    )


def the_end(case: Case, book: Rulebook, width: int) -> list[Content]:
    """What stands where the question stood when nothing more is asked."""
    left = open_list(case, book)
    count = {0: "Inget är öppet.", 1: "En sak är öppen:"}.get(
        len(left), f"{len(left)} saker är öppna:"
    )
    lines = wrapped(count, width)
    for item in left[:9]:
        lines += wrapped(f"  · {item.kind}: {item.what}", width, INK)
    if len(left) > 9:
        lines += wrapped(f"  och {len(left) - 9} till (F7)", width)
    return [*lines, *wrapped("F6 lämnar över. F2 antecknar. F3 rättar.", width, "$dim")]


# --- writing something down ---------------------------------------------------------------------


def note(screen: AskingScreen) -> None:
    """F2: a note, one's own or dictated by a colleague."""
    fill_in(screen, case_forms.note)


def correct(screen: AskingScreen) -> None:
    """F3: which answer, the new one, why, and which of the two it is."""
    from .correct import begin

    begin(screen)


# --- other pages ---


def items(screen: AskingScreen) -> None:
    """F7: open items and clocks."""
    from .items_screen import ItemsScreen

    before = screen.case.seq if screen.case else 0

    def go(visit: object) -> None:
        if visit:
            screen.turn_to(str(visit))
            screen.repaint()
        else:
            screen.follow(before)

    screen.app.push_screen(ItemsScreen(screen.case_id), go)


def reach(screen: AskingScreen) -> None:
    """F4: who can be reached, who may decide."""
    from .reach import reach_screen

    read_out = Deed("Föredragning att läsa upp", "1", lambda: brief(screen))
    screen.app.push_screen(reach_screen(screen.desk, screen.case, (read_out,)))


def brief(screen: AskingScreen) -> None:
    """The page to read aloud to the one who decides."""
    from .brief import brief_screen

    screen.app.push_screen(brief_screen(screen))


def route(screen: AskingScreen) -> None:
    """The map of the routines, with where one is."""
    from .route_screen import route_screen

    screen.app.push_screen(route_screen(screen))


def timeline(screen: AskingScreen) -> None:
    """The whole time line."""
    from .brief import timeline_screen

    screen.app.push_screen(timeline_screen(screen))


def since(screen: AskingScreen) -> None:
    """Everything others have written since whoever sits here last was in the case."""
    from .brief import since_screen

    screen.app.push_screen(since_screen(screen))


def hand_over(screen: AskingScreen) -> None:
    """F6: receiver first."""
    from .handover_screen import begin

    begin(screen)


def paper(screen: AskingScreen) -> None:
    """The case as it is now as a file to print."""
    from .case_papers import print_case

    print_case(screen)


def journal(screen: AskingScreen) -> None:
    """The text to paste first, then that it is in the journal."""
    from .handover_screen import journal as show

    show(screen)


def receipts(screen: AskingScreen) -> None:
    """What was disclosed, with its copies."""
    from .receipts import begin

    begin(screen)


def to_call(screen: AskingScreen) -> None:
    """Tab: leave the case as it is and go to a call."""
    calls = screen.attempt(screen.desk.notebook.calls)
    if calls:
        screen.jour.keeper.flush()
        screen.jour.open_call(calls[0].id)
    else:
        screen.tell("Inget samtal pågår. Esc och n börjar ett.")

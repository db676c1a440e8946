"""Open items and clocks as a numbered list, with what can be done about each."""

from __future__ import annotations

from ..desk.item_forms import ADVICE, reopens, settling
from ..domain.case_parts import Item, Silence
from ..domain.clock_words import explain, line, titled
from ..domain.clocks import running
from ..domain.open_list import Open, open_list, open_tail
from ..domain.overview import silence_words, silences
from .case_page import CasePage
from .forms import fill_in
from .talk import place

ITEMS_HELP = (
    "Siffran väljer en punkt och frågar hur det gick. Nya uppgifter, löften och väntan läggs till "
    "i menyn. Klockorna står sist, med varför de började och hur de räknas.",
)


def items(page: CasePage) -> None:
    """The list, until the person goes back."""
    while True:
        case, session = page.case, page.session
        page.head("öppna punkter och klockor")
        entries: list[Open | Silence] = [*silences(case), *open_list(case, page.book)]
        clocks = _clocks(page)
        if not entries:
            session.page(["Inget är öppet.", *clocks])
            return
        for number, entry in enumerate(entries, start=1):
            session.talk.say(f"{number}  {_words(page, entry)}")
        session.talk.say(*clocks)
        chosen = session.talk.ask("Vilken punkt? Enter går till ärendet.", ITEMS_HELP)
        if not chosen:
            return
        at = place(chosen, len(entries))
        if at is None:
            session.talk.say(f"«{chosen[:60]}» är ingen av punkterna.")
            continue
        if _act_on(page, entries[at]):
            return


def _act_on(page: CasePage, entry: Open | Silence) -> bool:
    """See to it; True when a question is to be asked: opened again, or put aside before."""
    if isinstance(entry, Open) and entry.visit is not None:
        page.turn_to(entry.visit.id)
        return True
    about = entry.item if isinstance(entry, Open) else entry
    assert about is not None
    form = settling(page.session.desk, page.case, about)
    if form is not None:
        before = page.case.seq
        done = fill_in(page, form) and reopens(about)
        if done:
            page.follow(before)
        return done
    if isinstance(about, Item):
        page.session.talk.say(ADVICE.get(about.kind, "Punkten stängs när steget är gjort."))
    return False


def _words(page: CasePage, entry: Open | Silence) -> str:
    now = page.session.desk.clock()
    if isinstance(entry, Silence):
        return f"får inte informeras: {silence_words(entry, now)}"
    tail = open_tail(entry, now)
    return f"{entry.kind}: {entry.what}{f' · {tail}' if tail else ''}"


def _clocks(page: CasePage) -> list[str]:
    case, book, now = page.case, page.book, page.session.desk.clock()
    lines = ["", "KLOCKOR"]
    for clock in running(case, book, now):
        lines.append(f"{titled(clock)}: {line(clock, book, now)}")
        lines += [f"  {told}" for told in explain(clock, case, book, now)]
    return lines if len(lines) > 2 else [*lines, "Ingen klocka går."]

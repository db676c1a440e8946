"""Open items and clocks as a numbered list, with what can be done about each."""

from __future__ import annotations

from ..desk.item_forms import ADVICE, reopens, settling
from ..domain.case_parts import Item, ItemKind, Silence
from ..domain.clock_words import explain, line, titled
from ..domain.clocks import running
from ..domain.overview import silences
from ..domain.spoken_time import shown
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
        session.head(f"{case.number} · öppna punkter och klockor")
        entries: list[Item | Silence] = [*silences(case), *case.open_items()]
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


def _act_on(page: CasePage, entry: Item | Silence) -> bool:
    """See to it; True when a question has been opened again and is to be asked."""
    form = settling(page.session.desk, page.case, entry)
    if form is not None:
        before = page.case.seq
        done = fill_in(page, form) and reopens(entry)
        if done:
            page.follow(before)
        return done
    if isinstance(entry, Item):
        page.session.talk.say(ADVICE.get(entry.kind, "Punkten stängs när steget är gjort."))
    return False


def _words(page: CasePage, entry: Item | Silence) -> str:
    now = page.session.desk.clock()
    if isinstance(entry, Silence):
        review = f", omprövas {shown(entry.event.review, now)}" if entry.event.review else ""
        return f"får inte informeras: {entry.event.who}{review}"
    due = shown(entry.due, now)
    when = "nästa försök" if entry.kind is ItemKind.CALLBACK else "senast"
    parts = (
        f"{entry.kind.value}: {entry.words}",
        entry.owner,
        f"{when} {due}" if due else "",
        f"försökt {entry.tries} ggr" if entry.tries else "",
        entry.number,
        entry.note,
    )
    return " · ".join(part for part in parts if part)


def _clocks(page: CasePage) -> list[str]:
    case, book, now = page.case, page.book, page.session.desk.clock()
    lines = ["", "KLOCKOR"]
    for clock in running(case, book, now):
        lines.append(f"{titled(clock)}: {line(clock, book, now)}")
        lines += [f"  {told}" for told in explain(clock, case, book, now)]
    return lines if len(lines) > 2 else [*lines, "Ingen klocka går."]

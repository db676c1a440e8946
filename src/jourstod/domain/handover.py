"""The handover: a case as one receiver may read it. The way from the log to every sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from . import events as ev
from .answers import Answer
from .case import Case
from .decision_document import document, is_document
from .disclosure import disclosure
from .errors import SheetStopped
from .facts import Fact, Sensitivity
from .flaws import flaws, left_open
from .half_page import half_page, item_id
from .journal import JOURNAL, entered, journal_text
from .occasion import Occasion
from .rulebook import Rulebook
from .sheet import LeftOut, Sheet, SheetCut, SheetLine, SheetPart, texts, with_texts
from .sheet_parts import parts
from .time_rows import time_line
from .tripwire import Wire, masked, trips, wire

WHOLE = ("ärendet", "Ärendet i sin helhet")
"""The item that is always there: who takes it has the case."""
OWN_NOTICE = (
    "Arbetsunderlag inom nämnden, med sekretess (OSL 26 kap. 1 §). Personakten förs i "
    "verksamhetssystemet."
)
MASKED = "En skyddad uppgift stod i fri text och är struken på bladet: {places}."


def cut(case: Case, book: Rulebook, occasion: Occasion) -> SheetCut:
    """The case cut for the receiver of the occasion. Raises SheetStopped, NotFoundInCase."""
    own = occasion.receiver.own_board
    if is_document(occasion.receiver.id):
        made = document(case, book, occasion)
    else:
        made = _own(case, book, occasion) if own else disclosure(case, book, occasion)
    tripped = _wire(case, book, occasion)
    if own:
        made = _strike(made, tripped)
    for place, text in texts(made.sheet):
        if trips(tripped, text):
            raise SheetStopped(place or "kortet", occasion.receiver.name)
    return made


# --- the own nämnd ------------------------------------------------------------------------------


def _own(case: Case, book: Rulebook, occasion: Occasion) -> SheetCut:
    journal = occasion.receiver.id == JOURNAL
    found = () if journal else (*_of_unit(occasion), *flaws(case, book, occasion.now))
    sheet = Sheet(
        number=case.number,
        receiver=occasion.receiver.id,
        receiver_name=occasion.receiver.name,
        board=occasion.board.name,
        station=occasion.station,
        mode=occasion.mode,
        made_at=occasion.made_at,
        made_by=occasion.made_by,
        heading="Journaltext" if journal else f"Överlämning till {occasion.receiver.name}",
        flaws=found,
        notice=OWN_NOTICE,
        witness=occasion.witness,
        reach=occasion.unit.reach if occasion.unit else "",
    )
    if journal:
        sheet = _with_journal(sheet, case, book)
    else:
        sheet = _with_everything(sheet, case, book, occasion)
    facts = tuple(id for id in case.facts if id in book.facts)
    hidden = tuple(_hidden(case, book, occasion.receiver.id))
    lacks = () if journal else left_open(case, book, occasion.now)
    return SheetCut(sheet, (*hidden, *_others(case)), facts, seq=case.seq, lacks=lacks)


def _of_unit(occasion: Occasion) -> Iterator[str]:
    """What is not sure about which unit takes the case in."""
    doubt = occasion.unit.doubt if occasion.unit else ""
    if doubt:
        yield f"Vilken mottagning det är är inte säkert: {doubt}"
    if occasion.wrong_board:
        yield occasion.wrong_board


def _with_journal(sheet: Sheet, case: Case, book: Rulebook) -> Sheet:
    before = entered(case) or "Inget är infört i journalen än."
    part = SheetPart("entered", "Infört sedan tidigare", (SheetLine(before),))
    items = ((WHOLE[0], "Journaltexten"),)
    return replace(sheet, first=(part,), paste=journal_text(case, book), items=items)


def _with_everything(sheet: Sheet, case: Case, book: Rulebook, occasion: Occasion) -> Sheet:
    then = parts(case, book, occasion.now, occasion.receiver.id)
    return replace(
        sheet,
        first=half_page(case, book, occasion.now, occasion.receiver.id),
        then=tuple(part for part in then if part.lines or part.empty),
        timeline=time_line(case, book, occasion.receiver.id),
        items=(WHOLE, *_items(case)),
    )


def _items(case: Case) -> Iterator[tuple[str, str]]:
    """What the receiver takes or gives back, one by one."""
    for item in case.open_items():
        yield item_id(item), f"{item.kind.value}: {item.words}"


def _hidden(case: Case, book: Rulebook, receiver: str) -> Iterator[LeftOut]:
    for fact in book.facts.values():
        if fact.id in case.facts and fact.kept_from(receiver):
            yield LeftOut(fact.heading, "Skyddad uppgift: mottagaren är inte angiven för den.")


def _others(case: Case) -> Iterator[LeftOut]:
    if case.links:
        yield LeftOut("Vad som står i andra ärenden", "En person, ett ärende: bara numret.")


# --- the tripwire -----------------------------------------------------------------------------


def _wire(case: Case, book: Rulebook, occasion: Occasion) -> Wire:
    """Protected values the receiver is not cleared for; outside also names and where they are."""
    receiver = occasion.receiver
    values = [text for fact, text in _protected(case, book) if fact.kept_from(receiver.id)]
    ours = (occasion.station, occasion.board.name, receiver.name)
    if receiver.own_board:
        return wire(values, ours=ours)
    values += [placement.event.pointer for placement in case.placements.values()]
    names = [s.event.who for s in case.silences.values() if not s.lifted]
    return wire(values, [*names, case.reporter], _routine_words(book), ours)


def striking(case: Case, book: Rulebook) -> Callable[[str], str]:
    """Strikes every protected value that was ever told in the case out of a text."""
    own = wire([text for _, text in _protected(case, book)])
    return lambda text: masked(own, text)


def guarded(sheet: Sheet, case: Case, book: Rulebook) -> Sheet:
    """The sheet without any protected value of a case that is told on it among others."""
    own = wire([text for _, text in _protected(case, book)])
    if not any(trips(own, text) for _, text in texts(sheet)):
        return sheet
    return with_texts(sheet, lambda text: masked(own, text))


def _protected(case: Case, book: Rulebook) -> Iterator[tuple[Fact, str]]:
    """Every protected text that was ever told, also one since corrected: it may be the right one.

    Of a fact with ready answers only the words beside the choice can give a place away.
    """
    for entry in case.entries:
        event = entry.event
        if not isinstance(
            event, ev.StepAnswered | ev.AnswerCorrected | ev.FactNoted | ev.SituationChanged
        ):
            continue
        fact = book.facts.get(event.fact)
        if fact is not None and fact.sensitivity is Sensitivity.PROTECTED:
            yield from ((fact, text) for text in _typed(event.answer))


def _typed(answer: Answer) -> Iterable[str]:
    return (text for text in (answer.text, *(value for _, value in answer.fields)) if text)


def _routine_words(book: Rulebook) -> Iterator[str]:
    """Words that stand on sheets because the routines say them, not because somebody typed them."""
    for fact in book.facts.values():
        yield fact.heading
        yield from (choice.label for choice in fact.choices)
    for agency in book.agencies.values():
        yield from (agency.id, agency.name, agency.role)


def _strike(made: SheetCut, tripped: Wire) -> SheetCut:
    """Strike protected values out of free text, and say on top that it was done and where."""
    places = dict.fromkeys(place for place, text in texts(made.sheet) if trips(tripped, text))
    if not places:
        return made
    struck = with_texts(made.sheet, lambda text: masked(tripped, text))
    flaw = MASKED.format(places=", ".join(place.lower() or "rubriken" for place in places))
    if struck.receiver != JOURNAL:
        struck = replace(struck, flaws=(*struck.flaws, masked(tripped, flaw)))
    out = LeftOut(flaw, "Skyddad uppgift.")
    return replace(made, sheet=struck, left_out=(*made.left_out, out))

"""Disclosure: what may go to a receiver outside the own nämnd, on what ground, and what may not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from . import events as ev
from .answers import WAYS_OUT, Answer
from .case import Case
from .case_parts import ItemKind
from .entries import Entry
from .errors import NotFoundInCase
from .facts import Fact, FactKind, Sensitivity
from .occasion import Occasion
from .registers import SecrecyRule
from .rulebook import Rulebook
from .sheet import LeftOut, Sheet, SheetCut, SheetLine, SheetPart
from .sheet_words import SECTIONS, cited, day_and_time, instant, joined, one_line

CONSENT = "samtycke"
PERSON = "personen"
"""The receiver that is the person: a card with a number and a time, and no other word."""

BY_CONSENT = "Personen har samtyckt till att uppgiften lämnas"
PICKED = "Valt stycke, prövat för mottagaren av den som lämnar bladet"
OWN_CARD = "Personens eget kort"
NO_RULE = "Sekretessregistret säger inget om den mottagaren. Fråga jurist innan du lämnar något."
NOTICE = (
    "Uppgifterna omfattas av sekretess hos socialtjänsten och lämnas bara till mottagaren, för det "
    "som står under «Grund». Mer lämnas efter en ny prövning."
)


@dataclass(slots=True)
class _Sorted:
    """What is in, by section, what is out, and what the receipt names."""

    lines: dict[str, list[SheetLine]] = field(default_factory=dict)
    out: list[LeftOut] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    grounds: dict[str, str] = field(default_factory=dict)
    """As the receiver reads each, and as the receipt has it: with a mark when it is not sure."""


def disclosure(case: Case, book: Rulebook, occasion: Occasion) -> SheetCut:
    """The sheet for a receiver outside: only facts cleared for it, and the passages picked."""
    if occasion.receiver.id == PERSON:
        return _card(case, occasion)
    sorted_out = _Sorted()
    for fact in book.facts.values():
        if fact.id in case.facts:
            _sort(case, book, occasion, fact, sorted_out)
    picked = tuple(_picked(case, book, occasion, sorted_out))
    sorted_out.out += _never(case)
    then = tuple(
        SheetPart(f"facts-{section}", heading, tuple(sorted_out.lines.get(section, ())))
        for section, heading in SECTIONS
    )
    grounds = tuple(SheetLine(ground) for ground in sorted_out.grounds)
    sheet = Sheet(
        number=case.number,
        receiver=occasion.receiver.id,
        receiver_name=occasion.receiver.name,
        board=occasion.board.name,
        station=occasion.station,
        mode=occasion.mode,
        made_at=occasion.made_at,
        made_by="",
        heading=f"Uppgifter till {occasion.receiver.name}",
        first=(
            SheetPart("reach", "Frågor besvaras av", (SheetLine(_reach(occasion)),)),
            SheetPart("ground", "Grund", grounds, "Inga uppgifter lämnas."),
        ),
        then=(*then, SheetPart("passages", "Ur anteckningarna", picked)),
        notice=NOTICE,
    )
    ground = "; ".join(sorted_out.grounds.values())
    out, facts = tuple(sorted_out.out), tuple(sorted_out.facts)
    says = (*_consent_says(case, occasion.receiver.id), *register_says(book, occasion.receiver.id))
    without = any(shown != BY_CONSENT for shown in sorted_out.grounds)
    return SheetCut(
        sheet, out, facts, ground, own_board=False, seq=case.seq, unconsented=without, register=says
    )


def register_says(book: Rulebook, receiver: str) -> tuple[SheetLine, ...]:
    """The rules of secrecy for a receiver: consent, without it, limits, and how sure we are."""
    told = [
        SheetLine(_rule_words(book, rule), rule.to)
        for rule in book.secrecy.values()
        if receiver in rule.receivers
    ]
    return tuple(told) or (SheetLine(NO_RULE),)


def _consent_says(case: Case, receiver: str) -> Iterator[SheetLine]:
    """The consent as it was given: when, through which interpreter, to what; or taken back."""
    consent = case.consents.get(receiver)
    if consent is None or consent.entry in case.misfiled:
        return
    entry = case.by_id[consent.entry]
    at = day_and_time(case.happened(entry.id).earliest)
    match entry.event:
        case ev.ConsentGiven(scope=scope, by=by, interpreter=interpreter, sections=parts):
            through = f"genom tolk {interpreter}" if interpreter else "utan tolk"
            only = f"bara {_named(parts)}" if parts else ""
            told = joined((f"{by} sa ja {at}", through, f"«{scope}»" if scope else "", only))
            yield SheetLine(one_line(f"{told}."), "Samtycket")
        case ev.ConsentWithdrawn(by=by):
            yield SheetLine(f"Återtaget av {by} {at}.", "Samtycket")
        case _:
            yield SheetLine(f"Tillfrågad {at}: nej.", "Samtycket")


def _named(sections: tuple[str, ...]) -> str:
    return ", ".join(heading.lower() for id, heading in SECTIONS if id in sections)


def passages(case: Case, book: Rulebook, receiver: str) -> Iterator[tuple[str, str]]:
    """Free text that can be picked for a receiver: (entry id, words), in the order it came."""
    for entry in case.entries:
        words = _passage(case, book, receiver, entry)
        if words:
            yield entry.id, words


def may_receive(case: Case, fact: Fact, receiver: str) -> bool:
    """Whether the fact is cleared for the receiver as the case is now."""
    ground = dict(fact.cleared).get(receiver, "")
    return bool(ground) and (ground != CONSENT or _consented(case, receiver, fact.section))


def _consented(case: Case, receiver: str, section: str = "") -> bool:
    """Whether consent is given now, and covers the section where it is limited to some."""
    consent = case.consents.get(receiver)
    if consent is None or not consent.given or consent.entry in case.misfiled:
        return False
    event = case.by_id[consent.entry].event
    only = event.sections if isinstance(event, ev.ConsentGiven) else ()
    return not (section and only) or section in only


def _sort(case: Case, book: Rulebook, occasion: Occasion, fact: Fact, found: _Sorted) -> None:
    known, receiver = case.facts[fact.id], occasion.receiver.id
    why = _why_not(case, fact, receiver, occasion.receiver.name, known.entry)
    if not why and not _told(known.answer):
        why = "Svaret är inte känt."
    if not why and not fact.kind.finite:
        return  # free text: it stands among the passages, picked or left out
    if why:
        found.out.append(LeftOut(fact.heading, why))
        return
    words = fact.words(Answer(known.answer.values) if known.answer.values else known.answer)
    found.lines.setdefault(fact.section, []).append(SheetLine(words, fact.heading))
    found.facts.append(fact.id)
    shown, logged = _ground(book, dict(fact.cleared)[receiver])
    found.grounds[shown] = logged
    if known.answer.text and known.answer.values:
        found.out.append(LeftOut(f"{fact.heading}: orden bredvid", "Fri text lämnas inte."))


def _why_not(case: Case, fact: Fact, receiver: str, name: str, entry: str) -> str:
    """Why a known fact may not go; "" when it may."""
    if entry in case.misfiled:
        return "Hör till ett annat ärende."
    if may_receive(case, fact, receiver):
        return ""
    if dict(fact.cleared).get(receiver) == CONSENT:
        if _consented(case, receiver):
            return "Samtycket gäller inte den här delen."
        taken_back = receiver in case.consents and isinstance(
            case.by_id[case.consents[receiver].entry].event, ev.ConsentWithdrawn
        )
        return "Samtycket är återtaget." if taken_back else f"Samtycke till {name} finns inte."
    if fact.sensitivity is Sensitivity.PROTECTED:
        return "Skyddad uppgift."
    return f"Ingen grund för att lämna den till {name}."


def _told(answer: Answer) -> bool:
    return not any(value in WAYS_OUT for value in answer.values)


def _ground(book: Rulebook, ground: str) -> tuple[str, str]:
    """A ground as the receiver reads it, and as the receipt has it."""
    if ground == CONSENT:
        return BY_CONSENT, BY_CONSENT
    known = book.provisions.get(ground)
    return (known.current if known else ground), cited(book, ground)


def _rule_words(book: Rulebook, rule: SecrecyRule) -> str:
    """One rule in a few sentences; what is not verified says so, last, where it is not missed."""
    grounds = "; ".join(cited(book, id) for id in rule.provisions)
    by_consent = f"Med samtycke: {rule.with_consent or 'Nej.'}"
    without = f"Utan samtycke: {rule.without_consent or 'Nej.'}"
    sure = "" if rule.confidence == "verifierad" else f"Regeln är {rule.confidence}: fråga jurist."
    parts = (by_consent, without, grounds and f"({grounds})", f"Gränser: {rule.limits}")
    return " ".join(part for part in (*parts, sure, rule.note) if part)


def _picked(case: Case, book: Rulebook, occasion: Occasion, found: _Sorted) -> Iterator[SheetLine]:
    """The passages the officer picked, in the order they were told, without who told them."""
    allowed = dict(passages(case, book, occasion.receiver.id))
    for id in occasion.passages:
        if id not in allowed:
            raise NotFoundInCase("ett stycke som går att lämna till mottagaren")
    for id, words in allowed.items():
        if id in occasion.passages:
            found.facts.append(id)
            found.grounds[PICKED] = PICKED
            yield SheetLine(one_line(words))
        else:
            found.out.append(LeftOut(_short(words), "Fri text lämnas bara om du väljer stycket."))


def _passage(case: Case, book: Rulebook, receiver: str, entry: Entry) -> str:
    event = entry.event
    if entry.id in case.misfiled:
        return ""
    if isinstance(event, ev.NoteWritten):
        return f"{event.about} ”{event.text}”" if event.verbatim else event.text
    for id, known in case.facts.items():
        fact = book.facts.get(id)
        if known.entry != entry.id or fact is None or fact.kind is FactKind.CHILDREN:
            continue
        if not fact.kind.finite and known.answer.text and may_receive(case, fact, receiver):
            return f"{fact.heading}: {fact.words(known.answer)}"
    return ""


def _never(case: Case) -> Iterator[LeftOut]:
    """What no receiver outside ever gets, so that the officer sees that it is not there."""
    yield LeftOut("Tidslinjen och händelseloggen", "Lämnas bara inom nämnden.")
    if case.reporter:
        yield LeftOut("Vem som anmälde", "Lämnas inte (OSL 26 kap. 5 §).")
    if any(not placement.ended for placement in case.placements.values()):
        yield LeftOut("Var personen är", "Skyddad uppgift.")
    if case.silences:
        yield LeftOut("Vilka som inte får informeras", "Lämnas bara inom nämnden.")
    if case.links:
        yield LeftOut("Andra ärenden", "En person, ett ärende.")
    if case.decisions:
        yield LeftOut("Beslut, beslutsfattare och brister", "Lämnas bara inom nämnden.")


def _reach(occasion: Occasion) -> str:
    phone = f", {occasion.board.phone}" if occasion.board.phone else ""
    return f"{occasion.station or 'Socialjouren'}, nämnd {occasion.board.name}{phone}"


def _short(words: str) -> str:
    plain = one_line(words)
    return plain if len(plain) <= 60 else f"{plain[:59]}…"


def _card(case: Case, occasion: Occasion) -> SheetCut:
    """A number and a time: the card may be found by the one it must not be found by."""
    due = [instant(item.due) for item in case.open_items() if item.kind is ItemKind.PROMISE]
    promised = sorted(at for at in due if at is not None and at > occasion.now)
    lines = [SheetLine(occasion.board.phone, "Ring")] if occasion.board.phone else []
    if promised:
        lines.append(SheetLine(day_and_time(promised[0]), "Tid"))
    sheet = Sheet(
        number=case.number,
        receiver=PERSON,
        receiver_name="",
        board="",
        station="",
        mode=occasion.mode,
        made_at="",
        made_by="",
        heading="",
        first=(SheetPart("card", "", tuple(lines)),),
        card=True,
    )
    out = [LeftOut("Allt utom ett nummer och en tid", "Kortet kan hittas av någon annan.")]
    if not occasion.board.phone:
        out.append(LeftOut("Numret", "Nämndens telefon står inte i stationens fil."))
    return SheetCut(sheet, tuple(out), (), OWN_CARD, own_board=False, seq=case.seq)

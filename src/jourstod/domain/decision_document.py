"""A decision as a document of its own, and its reasons in another: the first may become public."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import events as ev
from .case import Case
from .case_parts import Decision
from .decision_lacks import lacks
from .findings import Place
from .forms import form
from .occasion import Occasion
from .registers import Agency
from .rulebook import Rulebook
from .sheet import LeftOut, Sheet, SheetCut, SheetLine, SheetPart
from .sheet_words import capital, cited, first_sentence, iso_words, one_line
from .tripwire import MASK, Wire, masked, wire

DECISION, REASONS = "beslut", "skäl"
"""How the ids of the two documents begin: «beslut-1», «skäl-1», in the order decided."""
HEALTH = "vård"
"""The section of facts about health and care."""
NEVER = (
    re.compile(r"\b[A-ZÅÄÖ][\wåäö]*(?:gata|väg|gränd|torg|stig|allé|backe|plan)e?n?t?\b(?:\s+\d+\w?)?"),
    re.compile(r"\b\w*(?i:skola|dagis|gymnasi|fritids)\w*(?:\s+[A-ZÅÄÖ]\w+)?"),
    re.compile(r"(?<!\d)(?:\+\d{1,3}|0)\s?\d(?:[\s-]?\d){5,}"),
)  # fmt: skip
"""What looks like an address, a school or a telephone, whether anybody told it as a fact or not."""
PUBLIC = (
    "Beslutet skrivs utan adress, skola, telefon, anmälare och hälsa, för det kan bli offentligt "
    "(OSL 26 kap. 7 §). Skälen står i ett eget dokument. Namn och personnummer skrivs i "
    "verksamhetssystemet."
)
SECRET = (
    "Skälen omfattas av sekretess (OSL 26 kap. 1 §). Hur långt 26 kap. 7 § når skälen är osäkert: "
    "fråga jurist innan de lämnas ut."
)
_NOWHERE = Place("", 0, 0)
MISSING = "saknas"
TO_SIGN = "muntligt beslut, undertecknas av: ______________________"
OUT = LeftOut(
    "Ord i beslutet som ser ut som adress, skola, telefon, anmälare eller hälsa",
    "Ett beslut kan bli offentligt. Skriv om ordalydelsen: rätta beslutet.",
)


def documents(case: Case) -> tuple[Agency, ...]:
    """A document of each decision and one of its reasons, as something that can be chosen."""
    found = []
    for number, made in enumerate(case.decisions.values(), start=1):
        what = first_sentence(made.event.what)
        for id, name in ((DECISION, "Beslutet"), (REASONS, "Skälen till")):
            words = f"{name} {number}: {what} ({iso_words(made.event.decided_at)})"
            found.append(
                Agency(f"{id}-{number}", words, "Handling", "okänt", _NOWHERE, own_board=True)
            )
    return tuple(found)


def is_document(receiver: str) -> bool:
    """Whether it is a document for the file, which nobody receives."""
    return receiver.partition("-")[0] in (DECISION, REASONS) and "-" in receiver


def document(case: Case, book: Rulebook, occasion: Occasion) -> SheetCut:
    """The document chosen: the decision, or its reasons."""
    kind, _, number = occasion.receiver.id.partition("-")
    made = list(case.decisions.values())[int(number) - 1]
    public = kind == DECISION
    lines = tuple((_decision if public else _reasons)(case, book, made))
    if public:
        guard = _guard(case, book)
        kept = tuple(SheetLine(_safe(guard, x.text), x.label, urgent=x.urgent) for x in lines)
    else:
        kept = lines
    sheet = Sheet(
        number=case.number,
        receiver=occasion.receiver.id,
        receiver_name="Beslutet" if public else "Skälen till beslutet",
        board=occasion.board.name,
        station=occasion.station,
        mode=occasion.mode,
        made_at=occasion.made_at,
        made_by=occasion.made_by,
        heading="Beslut" if public else "Skäl till beslut",
        first=(SheetPart("decision", "Beslut" if public else "Skäl", kept),),
        notice=PUBLIC if public else SECRET,
    )
    out = (OUT,) if any(MASK in line.text for line in kept) and public else ()
    return SheetCut(sheet, out, seq=case.seq, paper=True)


def _decision(case: Case, book: Rulebook, made: Decision) -> Iterator[SheetLine]:
    event = made.event
    ground = "; ".join(cited(book, id) for id in event.ground)
    own = f" ({event.mandate_source})" if event.mandate_source else ""
    mandate = f"{cited(book, event.mandate)}{own}" if event.mandate else ""
    told = [
        ("Beslut", event.what),
        ("Lagrum", ground),
        ("Beslutat", iso_words(event.decided_at)),
        ("Beslutsfattare", event.decider),
        ("Roll", event.role),
        ("Föredragande", event.presenter),
    ]
    if mandate or "känt uppdrag" in lacks(case, book, made):
        told.insert(5, ("Uppdrag", mandate))
    for label, words in told:
        yield SheetLine(one_line(words) or MISSING, label, urgent=not words)
    for label, iso in (("Verkställt", made.enforced_at), ("Gäller till", event.valid_until)):
        if iso:
            yield SheetLine(iso_words(iso), label)
    if event.oral:
        yield SheetLine("undertecknat" if made.signed else TO_SIGN, "Underskrift")


def _reasons(case: Case, book: Rulebook, made: Decision) -> Iterator[SheetLine]:
    yield SheetLine(one_line(made.event.reasons) or MISSING, "Skäl", urgent=not made.event.reasons)
    visit = case.visits.get(made.event.visit)
    if visit is not None:
        step = book.step(case.tracks[visit.track].routine, visit.step)
        asked = {field.id: field.label for field in form(step) if field.id in _ids(step.fields)}
        for id, label in asked.items():
            if words := visit.answer.field(id):
                yield SheetLine(one_line(words), label)
    for what in lacks(case, book, made):
        if what not in ("skäl", "beslutsfattare", "roll", "känt uppdrag", "tid"):
            yield SheetLine(MISSING, capital(what), urgent=True)


def _ids(fields: tuple[object, ...]) -> set[str]:
    return {str(getattr(field, "id", "")) for field in fields}


def _guard(case: Case, book: Rulebook) -> Wire:
    """Everything that was ever told and must not stand in a decision."""
    values, names = [], [case.reporter]
    for entry in case.entries:
        event = entry.event
        if isinstance(event, ev.PlacementBegun):
            values.append(event.pointer)
        if isinstance(event, ev.DoNotTellAdded):
            names.append(event.who)
        fact = book.facts.get(getattr(event, "fact", ""))
        answer = getattr(event, "answer", None)
        if fact is None or answer is None:
            continue
        if fact.sensitivity.value == "skyddad" or fact.section == HEALTH:
            values += [answer.text, *(value for _, value in answer.fields)]
            values += [fact.label(value) for value in answer.values if fact.section == HEALTH]
    return wire((value for value in values if len(value) > 3), (n for n in names if n))


def _safe(guard: Wire, text: str) -> str:
    said = masked(guard, text)
    for pattern in NEVER:
        said = pattern.sub(MASK, said)
    return said

"""Paper registers: the clocks, contacts, provisions and sources of a routine, as printed words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .counting import Unit, parse_length
from .printed_routine import PrintedClock, PrintedContact, PrintedLaw
from .registers import Agency, Duty, Provision
from .routine import Routine, Step
from .rulebook import Rulebook

NOT_CONFIRMED = "inte bekräftat"
_STARTS = {
    "ärende_inkom": "när {what} kom in", "beslut": "när beslutet fattades",
    "verkställighet": "när beslutet verkställdes", "placering": "när placeringen började",
    "svar": "när svaret gavs",
}  # fmt: skip
_MOVES = {
    "verifierad": "Är sista dagen röd, lördag, midsommarafton, julafton eller nyårsafton "
    "flyttas den till nästa vardag.",
    "trolig": "Om en röd sista dag flyttas till nästa vardag är troligt, inte säkert. "
    "Räkna med den tidigare dagen.",
    "osäker": "Om en röd sista dag flyttas är osäkert. Räkna med den tidigare dagen.",
    "nej": "Sista dagen flyttas inte, vilken dag det än är.",
}


def short_cited(book: Rulebook, provisions: Iterable[str], sources: Iterable[str]) -> Iterator[str]:
    """Current numbers, unsure ones marked, and titles of sources; the former number is listed."""
    for id in provisions:
        known = book.provisions.get(id)
        yield _current(known) if known else id
    for id in sources:
        source = book.sources.get(id)
        yield source.title if source else id


def _current(law: Provision) -> str:
    return law.current if law.confidence == "verifierad" else f"{law.current} [{law.confidence}]"


def clock_steps(book: Rulebook, step: Step) -> Iterator[tuple[str, str]]:
    """What the step does with clocks: a verb and the duty's id."""
    if step.clock in book.duties:
        yield "Klocka", step.clock
    for duty in book.duties.values():
        if _begins_at(duty, step):
            yield "Börjar räknas", duty.id
    for id in step.duties:
        if id in book.duties:
            yield "Fullgör", id


def clocks_of(book: Rulebook, routine: Routine) -> tuple[PrintedClock, ...]:
    """Every clock and duty that a step of the routine begins, waits on or fulfils."""
    steps = routine.steps.values()
    used = {id for step in steps for _, id in clock_steps(book, step)}
    return tuple(_clock(book, routine, duty) for duty in book.duties.values() if duty.id in used)


def _begins_at(duty: Duty, step: Step) -> bool:
    if duty.starts_at in ("beslut", "verkställighet"):
        return bool(step.decision) and step.decision == duty.starts_on
    return (
        duty.starts_at == "svar"
        and bool(step.fact)
        and (duty.starts_on.partition(":")[0] == step.fact)
    )


def _clock(book: Rulebook, routine: Routine, duty: Duty) -> PrintedClock:
    begins = [n for id, n in routine.numbers.items() if _begins_at(duty, routine.steps[id])]
    where = f" (steg {', '.join(map(str, begins))})" if begins else ""
    what, _, value = duty.starts_on.partition(":")
    words = _STARTS.get(duty.starts_at, duty.starts_at).format(what=duty.starts_on or "ärendet")
    if duty.starts_at == "svar":
        words += f" att {book.words(what, '').lower()} är «{book.words(what, value)}»"
    return PrintedClock(
        name=duty.name,
        kind="" if duty.kind == "lag" else duty.kind,
        what=duty.due,
        who=duty.who,
        begins=f"{words[:1].upper()}{words[1:]}{where}.",
        why=duty.why_start,
        counted=_counted(duty),
        on_expiry=duty.on_expiry,
        mistake=duty.common_mistake,
        basis=tuple(short_cited(book, duty.provisions, ())),
    )


def _counted(duty: Duty) -> str:
    length = parse_length(duty.length)
    if length is None:
        return duty.length
    if length.unit is Unit.AT_ONCE:
        practice = f" Praxis: {duty.practice}." if duty.practice else ""
        return f"Genast. Det finns ingen tid att räkna ned.{practice}"
    if length.unit is Unit.HOUR:
        return f"{length} från klockslaget."
    same = {
        Unit.WEEK: " Sista dagen är samma veckodag.",
        Unit.MONTH: " Sista dagen har samma nummer i månaden.",
    }.get(length.unit, "")
    return f"{length} från den dagen.{same} {_MOVES.get(duty.extends, '')}".strip()


def contacts_of(book: Rulebook, routine: Routine) -> tuple[PrintedContact, ...]:
    """Whom the routine calls or leaves things to, in the order it comes to them."""
    named = dict.fromkeys(
        id for step in routine.steps.values() for id in (step.agency, step.handed_to) if id
    )
    return tuple(_contact(book.agencies[id]) for id in named if id in book.agencies)


def _contact(agency: Agency) -> PrintedContact:
    numbers = " · ".join(f"{use} {number}" for use, number in agency.numbers)
    return PrintedContact(
        name=agency.name,
        about=agency.role,
        numbers=numbers,
        hours=hours_words(agency.hours),
        confirmed=f"bekräftat {agency.checked}" if agency.checked else NOT_CONFIRMED,
        needs=agency.needs,
    )


def hours_words(written: str) -> str:
    """Opening hours as they are written: paper cannot say whether it is open now."""
    if written in ("", "okänt"):
        return "tider inte kända"
    return f"{written} (tiderna osäkra)" if written == "kontorstid" else written


def laws_of(book: Rulebook, routine: Routine) -> tuple[PrintedLaw, ...]:
    """The provisions the routine rests on, in the order of the register."""
    used: set[str] = set()
    for step in routine.steps.values():
        used.update((*step.provisions, *step.mandates))
        for _, id in clock_steps(book, step):
            used.update(book.duties[id].provisions)
    for krav in routine.krav:
        used.update(krav.provisions)
    return tuple(_law(law) for law in book.provisions.values() if law.id in used)


def _law(law: Provision) -> PrintedLaw:
    former = f" (f.d. {law.former})" if law.former else ""
    read = f", text per {law.text_as_of}" if law.text_as_of else ""
    ends = f"Gäller till {law.valid_until}: bekräfta." if law.valid_until else ""
    where = f"Kontrollera: {law.check_at}" if law.check_at else ""
    remarks = " ".join(part for part in (ends, law.warning, where) if part)
    return PrintedLaw(f"{law.current}{former}", f"{law.confidence}{read}", law.requires, remarks)


def sources_of(book: Rulebook, routine: Routine) -> tuple[str, ...]:
    """Other sources of the routine and its steps, each with where it is and when it was read."""
    used = [*routine.sources, *(id for s in routine.steps.values() for id in s.sources)]
    used += (id for krav in routine.krav for id in krav.sources)
    told = []
    for id in dict.fromkeys(used):
        source = book.sources.get(id)
        if source is None:
            told.append(id)
            continue
        checked = f"kontrollerad {source.checked}" if source.checked else ""
        parts = (source.title, source.where, checked, source.note)
        told.append(" · ".join(part for part in parts if part))
    return tuple(told)

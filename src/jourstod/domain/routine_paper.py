"""Routine paper: a routine cut into the words that stand on its paper, step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from .answer_keys import choices, keyed, listed
from .answers import COULD_NOT, DONE, NOT_APPLICABLE, NOT_YET, UNKNOWN, WAYS_OUT
from .conditions import Condition, Either, Not, why
from .facts import Choice, FactKind
from .forms import form
from .overview import name_of
from .paper_registers import clock_steps, clocks_of, contacts_of, laws_of, short_cited, sources_of
from .printed_routine import (
    PrintedBlank,
    PrintedBox,
    PrintedNote,
    PrintedRoutine,
    PrintedStep,
    PrintedTurn,
    PrintedWay,
)
from .routine import Branch, Krav, KravForm, Routine, Step, StepKind
from .rulebook import Rulebook
from .sheet_words import agency_name, capital

KINDS = {
    StepKind.QUESTION: "Fråga", StepKind.CONTACT: "Ring eller kontakta",
    StepKind.DECISION: "Beslut", StepKind.CHECKLIST: "Gå igenom", StepKind.TASK: "Lämna vidare",
    StepKind.READ: "Läs", StepKind.WAIT: "Vänta", StepKind.CONSENT: "Samtycke",
    StepKind.PLACEMENT: "Placering", StepKind.SILENCE: "Får inte informeras (ännu)",
    StepKind.PROMISE: "Lova", StepKind.END: "Slut",
}  # fmt: skip
_LINES = {FactKind.TEXT: 2, FactKind.VERBATIM: 3, FactKind.CHILDREN: 3}
"""How many lines an answer in one's own words needs."""
ASKING = (StepKind.QUESTION, StepKind.CONSENT)


def routine_paper(book: Rulebook, routine: Routine) -> PrintedRoutine:
    """The whole routine as words; every step of it is there, in reading order."""
    numbers = routine.numbers
    phases: set[str] = set()
    steps = []
    for step in routine.steps.values():
        phase = "" if step.phase in phases else step.phase
        phases.add(step.phase)
        steps.append(_step(book, routine, step, phase))
    return PrintedRoutine(
        id=routine.id,
        code=codes(book.routines)[routine.id],
        title=routine.title,
        validity=_validity(routine),
        first=tuple(numbers[id] for id in routine.first_minute if id in numbers),
        steps=tuple(steps),
        clocks=clocks_of(book, routine),
        contacts=contacts_of(book, routine),
        laws=laws_of(book, routine),
        sources=sources_of(book, routine),
    )


def krav_told(book: Rulebook, routine: Routine) -> Iterator[PrintedNote]:
    """Every krav in words: the step it watches, and what the program holds there and why."""
    for krav in routine.krav:
        told = _stop(book, routine, krav)
        if krav.form is KravForm.REACHABLE:
            told = f"{krav.sentence} Steget går alltid att nå.".strip()
        basis = "; ".join(short_cited(book, krav.provisions, krav.sources))
        number, step = routine.numbers[krav.step], name_of(routine.steps[krav.step])
        yield PrintedNote(f"Steg {number} {step}", f"{told} Grund: {basis}." if basis else told)


def codes(routines: Iterable[str]) -> dict[str, str]:
    """A letter code for each routine: what a card in a car may be called without saying more."""
    parts = {id: [p for p in id.replace("_", "-").split("-") if p] for id in sorted(routines)}
    short = {id: "".join(part[0] for part in words).upper() for id, words in parts.items()}
    shared = Counter(short.values())
    found: dict[str, str] = {}
    for id, words in parts.items():
        code = short[id] if shared[short[id]] == 1 else (words[0][:2] + short[id][1:]).upper()
        while code in found.values():
            code += "X"
        found[id] = code
    return found


def _validity(routine: Routine) -> str:
    parts = (
        f"Gäller från {routine.valid_from}" if routine.valid_from else "",
        f"granskas {routine.review_by}" if routine.review_by else "",
        f"ägare: {routine.owner}" if routine.owner else "",
        f"granskad av: {routine.reviewed_by}" if routine.reviewed_by else "",
    )
    return " · ".join(part for part in parts if part)


def _step(book: Rulebook, routine: Routine, step: Step, phase: str) -> PrintedStep:
    kind = KINDS[step.kind]
    whom = agency_name(book, step.agency) if step.agency else step.topic
    calls = f"{whom} · {step.call}" if whom and step.call else whom or step.call
    return PrintedStep(
        number=routine.numbers[step.id],
        kind=f"{kind}: {calls}" if calls else kind,
        text=step.text,
        short=name_of(step) + (f": {calls}" if step.kind is StepKind.CONTACT and calls else ""),
        phase=phase,
        spoken=step.spoken,
        items=tuple(PrintedBox(key, choice.label) for key, choice in keyed(step.items)),
        turns=tuple(_turns(book, routine, step)),
        blanks=tuple(_blanks(book, step)),
        stops=tuple(_stops(book, routine, step)),
        notes=tuple(_notes(book, routine, step)),
        why=step.why,
        basis=tuple(short_cited(book, step.provisions, step.sources)),
        final=step.irreversible,
        asks=step.kind in ASKING,
        ends=step.kind is StepKind.END,
    )


def _turns(book: Rulebook, routine: Routine, step: Step) -> Iterator[PrintedTurn]:
    """Every outcome that leads somewhere; neighbours that lead the same way share an arrow."""
    named = tuple(_outcomes(book, step))
    for ways, group in groupby(named, lambda pair: _ways(book, routine, step, pair[0])):
        yield PrintedTurn(tuple(box for _, box in group), ways)


def _outcomes(book: Rulebook, step: Step) -> Iterator[tuple[str, PrintedBox]]:
    """The outcomes in the order the program numbers them, each with its box."""
    fact = book.facts.get(step.fact) if step.fact else None
    asks = step.kind in ASKING
    keys = {choice.id: key for key, choice in keyed(choices(step, fact))}
    words = {UNKNOWN: "Vet inte", NOT_APPLICABLE: "Ej aktuellt", COULD_NOT: "Gick inte"}
    words[DONE] = "Svarat" if asks else "Klart"
    listed_ones = fact.choices if fact and asks and listed(fact) else ()
    for choice in (*listed_ones, *(Choice(id, words[id]) for id in (DONE, *WAYS_OUT))):
        if choice.id in step.outcomes and (choice.id != UNKNOWN or asks):
            yield choice.id, PrintedBox(keys.get(choice.id, ""), choice.label)


def _ways(book: Rulebook, routine: Routine, step: Step, outcome: str) -> tuple[PrintedWay, ...]:
    own = [branch for branch in step.branches if outcome in branch.outcomes]
    last = len(own) - 1
    return tuple(
        _way(book, routine, step, branch, own[:at] if at == last else [])
        for at, branch in enumerate(own)
    )


def _way(
    book: Rulebook, routine: Routine, step: Step, branch: Branch, above: list[Branch]
) -> PrintedWay:
    numbers = routine.numbers
    starts = tuple(book.routines[id].title if id in book.routines else id for id in branch.starts)
    when = ""
    if branch.condition is not None:
        rest = Not(Either(tuple(b.condition for b in above if b.condition is not None)))
        otherwise = bool(above) and branch.condition == rest
        when = "annars" if otherwise else f"om {_told(book, routine, branch.condition)}"
    to = numbers[branch.to]
    return PrintedWay(to, when, starts, to <= numbers[step.id])


def _told(book: Rulebook, routine: Routine, condition: Condition) -> str:
    """The condition in words, with the number of the step that asked for each fact."""
    asked = {step.fact: routine.numbers[step.id] for step in routine.steps.values() if step.fact}

    def label(fact: str, value: str) -> str:
        if value == NOT_YET:
            return "inte frågat än"
        words = book.words(fact, value)
        if not value and not words[1:2].isupper():
            words = words[:1].lower() + words[1:]
        return f"{words} (steg {asked[fact]})" if not value and fact in asked else words

    return why(condition, label)


def _blanks(book: Rulebook, step: Step) -> Iterator[PrintedBlank]:
    fact = book.facts.get(step.fact) if step.fact else None
    if fact and step.kind in ASKING and not listed(fact):
        yield PrintedBlank("Svar", _LINES.get(fact.kind, 1))
    for blank in form(step):
        long = blank.id in ("utfall", "ordalydelse", "skäl")
        yield PrintedBlank(blank.label, 2 if long else 1, blank.is_time)
    if step.reason_required:
        yield PrintedBlank("Motivering", 2)


def _stops(book: Rulebook, routine: Routine, step: Step) -> Iterator[str]:
    """What the program would stop here, since the paper cannot."""
    for krav in routine.krav:
        if krav.step == step.id and krav.form is not KravForm.REACHABLE:
            yield _stop(book, routine, krav)


def _stop(book: Rulebook, routine: Routine, krav: Krav) -> str:
    """The krav's own sentence, and the step it points at; the whole rule when it has none."""
    when = _told(book, routine, krav.condition) if krav.condition is not None else ""
    other = routine.numbers.get(krav.other, 0)
    if krav.form is KravForm.NEVER_AFTER:
        rule = f"Inte efter steg {other}."
    elif krav.form is KravForm.NEVER_WHEN:
        rule = "" if krav.sentence else f"Inte när {when}."
    elif krav.sentence:
        rule = f"Se steg {other}." if when else f"Först steg {other}."
    else:
        rule = f"Först steg {other}, om {when}." if when else f"Först steg {other}."
    return f"{krav.sentence} {rule}".strip()


def _notes(book: Rulebook, routine: Routine, step: Step) -> Iterator[PrintedNote]:
    if step.kind is StepKind.DECISION:
        yield PrintedNote("Får besluta", _deciders(book, step))
    if step.waits_for is not None:
        yield PrintedNote("Vänta tills", capital(_told(book, routine, step.waits_for)) + ".")
    if step.handed_to:
        yield PrintedNote("Lämnas till", agency_name(book, step.handed_to))
    if step.due_words:
        yield PrintedNote("Senast", step.due_words)
    for verb, id in clock_steps(book, step):
        yield PrintedNote(verb, f"{book.duties[id].name}, se Klockor")
    if step.if_then:
        yield PrintedNote("Om–så", step.if_then)


def _deciders(book: Rulebook, step: Step) -> str:
    if not step.mandates:
        return "den som har delegation. Har du det beslutar du själv, annars ring den som har det."
    cited = " och ".join(short_cited(book, step.mandates, ()))
    return (
        f"bara den som har nämndens uppdrag enligt {cited}. Namn och nummer står bland stationens "
        "egna nummer. Fråga efter uppdraget och vilken tid det gäller."
    )

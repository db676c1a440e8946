"""Asking: an open question as plain lines, its numbered answers, and the answer it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..desk.forms import PAST, Blank
from ..domain.answer_keys import ON_A_PAGE, OUT_KEYS
from ..domain.answers import NOT_APPLICABLE, UNKNOWN, Answer
from ..domain.facts import Choice, FactKind
from ..domain.forms import OWN_TASK, FormField, own_task
from ..domain.overview import Question
from ..domain.routine import StepKind
from ..domain.spoken_time import shown
from .drafts import Draft
from .forms import FORM_HELP, TIMES, fill
from .session import Session
from .talk import Back, Left, picked, place

MENU = ("meny", "m")
STEP = "steg"
ANSWER_HELP = (
    "Svara med siffran eller orden. 8 är «ej aktuellt» (med varför) och 9 «vet inte». 0 visar fler "
    "svar när de inte får plats. meny visar allt annat som går att göra; meny 6 gör nummer 6. "
    "steg 14 byter till den öppna fråga som har nummer 14 på papperet; skriv gärna papperets "
    "rutinbunt efter numret.",
)
SEVERAL_HELP = (
    "Skriv numren med komma eller blank mellan: 1, 3. I en checklista betyder minus att det inte "
    "behövdes: 1, 2, -4. alla tar alla. Tomt tar ingen på den här sidan.",
)
TYPED_HELP = (
    "Skriv svaret på raden. vet inte och ej aktuellt skrivs med ord. meny visar allt annat som går "
    "att göra i ärendet.",
)
_TYPED = {
    FactKind.NUMBER: "Skriv ett helt tal, till exempel 15",
    FactKind.VERBATIM: "Skriv ordagrant, med frågan du ställde",
    FactKind.WHEN: f"Skriv när, till exempel {PAST}",
    FactKind.PERSON: "Skriv vem",
    FactKind.CHILDREN: "Skriv barnen, ett på varje rad; tom rad när det är klart",
}
_KINDS = {
    StepKind.CONTACT: "Ring eller kontakta", StepKind.DECISION: "Beslut",
    StepKind.CHECKLIST: "Gå igenom", StepKind.TASK: "Lämna vidare", StepKind.READ: "Läs",
    StepKind.WAIT: "Vänta", StepKind.CONSENT: "Samtycke", StepKind.PLACEMENT: "Placering",
    StepKind.SILENCE: "Får inte informeras (ännu)", StepKind.PROMISE: "Utlovat",
}  # fmt: skip


class MenuWanted(Exception):
    """The person wants the menu of the case; `deed` is the number said at once, or ""."""

    def __init__(self, deed: str = "") -> None:
        super().__init__(deed)
        self.deed = deed


class StepWanted(Exception):
    """The person wants another open question, by its number on paper and perhaps the bundle."""

    def __init__(self, number: int, bundle: str = "") -> None:
        super().__init__(str(number))
        self.number, self.bundle = number, bundle


def in_lines(question: Question, now: datetime) -> list[str]:
    """The question as it is read: where, what, what may be read aloud, and what it rests on."""
    step, visit = question.step, question.visit
    kind = OWN_TASK if own_task(step) else _KINDS.get(step.kind, "")
    parts = (question.heading, question.step_number, kind)
    lines = [" · ".join(part for part in parts if part)]
    if question.again:
        lines.append(f"Frågas igen: {question.again}.")
    if visit.deferred:
        when = f", nästa försök {shown(visit.next_try, now)}" if visit.next_try else ""
        lines.append(f"Uppskjutet: {visit.deferred}{when}.")
    lines.append(step.text)
    if step.spoken:
        lines.append(f"Till personen: ”{step.spoken}”")
    if question.former is not None and question.fact is not None:
        former = question.fact.shown(question.former)
        lines += [f"Förra svaret: {former}"] if former else []
    if step.due_words:
        lines.append(f"Senast: {step.due_words}")
    if step.if_then:
        lines.append(f"Om–så: {step.if_then}")
    if question.cited:
        lines.append(f"Grund: {' · '.join(question.cited)}")
    return lines


def why(question: Question) -> tuple[str, ...]:
    """Why it is asked, for the help."""
    return (f"Varför frågar vi? {question.step.why}",) if question.step.why else ()


def answer(session: Session, question: Question, kept: Draft) -> Answer:
    """What the person answers; each part is kept in the draft. Raises Back, MenuWanted."""
    while True:
        _value(session, question, kept)
        blanks = _blanks(question, kept.values)
        try:
            written = fill(session, blanks, kept) if blanks else {}
        except Back:
            kept.choose()
            continue
        return _whole(question, kept, {blank.id for blank in blanks}, written)


def _whole(question: Question, kept: Draft, asked: set[str], written: dict[str, str]) -> Answer:
    own = question.step.kind in (StepKind.QUESTION, StepKind.CONSENT, StepKind.CHECKLIST)
    values = tuple(v for v in kept.values if own or v in OUT_KEYS)
    text = kept.written.get("text", "") if question.typed and not values else ""
    parts = ((name, words) for name, words in written.items() if name in asked)
    fields = tuple((n, w) for n, w in parts if n not in ("reason", "text") and w.strip())
    return Answer(values, text, fields, written.get("reason", "") if "reason" in asked else "")


def _value(session: Session, question: Question, kept: Draft) -> None:
    """The answer itself, before what has to be written with it."""
    if question.typed:
        try:
            _typed(session, question, kept)
        except Left as left:
            if left.half:
                kept.write("text", left.half)
            raise
    elif question.several:
        _several(session, question, kept)
    else:
        _one(session, question, kept)


def _one(session: Session, question: Question, kept: Draft) -> None:
    plain, out = _split(question)
    pages = [plain[n : n + ON_A_PAGE] for n in range(0, len(plain), ON_A_PAGE)] or [()]
    before = next((c.label for c in question.choices if c.id in kept.values), "")
    number = 0
    while True:
        page = [(choice.id, choice.label) for choice in pages[number]]
        session.talk.say(*(f"{n}  {label}" for n, (_, label) in enumerate(page, start=1)))
        session.talk.say(*(f"{OUT_KEYS[choice.id]}  {choice.label}" for choice in out))
        if len(pages) > 1:
            session.talk.say(f"0  Fler svar (sida {number + 1} av {len(pages)})")
        typed = _ask(session, question, "Svar:", ANSWER_HELP, before)
        if typed == "0" and len(pages) > 1:
            number = (number + 1) % len(pages)
            continue
        found = kept.values[0] if not typed and before else picked(page, typed)
        if found is None:
            found = _way_out(out, typed) or _by_words(plain, typed)
        if found:
            kept.choose(found)
            return
        session.talk.say(f"«{typed[:60]}» är inget av svaren." if typed else "Inget svar än.")


def _several(session: Session, question: Question, kept: Draft) -> None:
    plain, out = _split(question)
    pages = [plain[n : n + ON_A_PAGE] for n in range(0, len(plain), ON_A_PAGE)] or [()]
    chosen: list[str] = []
    number = 0
    while number < len(pages):
        page = pages[number]
        session.talk.say(*(f"{n}  {choice.label}" for n, choice in enumerate(page, start=1)))
        session.talk.say(*(f"{OUT_KEYS[choice.id]}  {choice.label}" for choice in out))
        where = f" (sida {number + 1} av {len(pages)})" if len(pages) > 1 else ""
        typed = _ask(session, question, f"Svar, ett eller flera{where}:", SEVERAL_HELP, "")
        alone = _way_out(out, typed)
        if alone:
            kept.choose(alone)
            return
        found = _marked(page, typed, question.step.kind is StepKind.CHECKLIST)
        if found is None:
            session.talk.say(f"«{typed[:60]}» går inte att läsa. Skriv till exempel 1, 3.")
            continue
        chosen += found
        number += 1
    kept.choose(*dict.fromkeys(chosen))


def _typed(session: Session, question: Question, kept: Draft) -> None:
    kind = question.fact.kind if question.fact else FactKind.TEXT
    _, out = _split(question)
    before = kept.written.get("text", "")
    while True:
        prompt = f"{_TYPED.get(kind, 'Skriv svaret')} (eller: vet inte, ej aktuellt):"
        stands = before.replace("\n", " / ")
        typed = _ask(session, question, prompt, TYPED_HELP, stands, writing=True)
        found = next((c.id for c in out if typed.casefold() == c.label.casefold()), "")
        if found:
            kept.choose(found)
            return
        if typed or before:
            kept.values = ()
            kept.write("text", typed or before)
            if typed and kind is FactKind.CHILDREN:
                _more_lines(session, kept)
            return
        session.talk.say("Inget svar än.")


def _more_lines(session: Session, kept: Draft) -> None:
    before = kept.written["text"]
    try:
        while typed := session.talk.ask("Nästa, eller tom rad:", FORM_HELP, writing=True):
            before = f"{before}\n{typed}"
            kept.write("text", before)
    except Left as left:
        left.half = f"{before}\n{left.half}" if left.half else ""
        raise


def _ask(
    session: Session,
    question: Question,
    prompt: str,
    help: tuple[str, ...],
    before: str,
    *,
    writing: bool = False,
) -> str:
    """One line, unless the menu is wanted."""
    stands = f" Utkast: {before}. Enter behåller det." if before else ""
    typed = session.talk.ask(f"{prompt}{stands}", (*why(question), *help), writing=writing)
    wants_menu(typed)
    return typed


def wants_menu(typed: str) -> None:
    """Raise MenuWanted for «meny» and «meny 6», StepWanted for «steg 14 7c24807708f7»."""
    word, _, number = typed.casefold().partition(" ")
    at, _, bundle = number.partition(" ")
    if word == STEP and at.isdecimal():
        raise StepWanted(int(at[:6]), bundle.strip())
    if word in MENU and (not number or number.isdecimal()):
        raise MenuWanted(number)


def _marked(page: Sequence[Choice], typed: str, checklist: bool) -> list[str] | None:
    """Ids by the numbers typed; None when something is no number here."""
    if typed.casefold() == "alla":
        return [choice.id for choice in page]
    found = []
    for part in typed.replace(",", " ").split():
        not_needed = checklist and part.startswith("-")
        digits = part.removeprefix("-") if not_needed else part
        at = place(digits, len(page))
        if at is None:
            return None
        id = page[at].id
        found.append(f"{id}:not_needed" if not_needed else id)
    return found


def _split(question: Question) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """The answers, and the ways out in the order of their digits."""
    plain = tuple(c for c in question.choices if c.id not in OUT_KEYS)
    out = [c for c in question.choices if c.id in OUT_KEYS]
    return plain, tuple(sorted(out, key=lambda choice: OUT_KEYS[choice.id]))


def _way_out(out: Sequence[Choice], typed: str) -> str:
    folded = typed.casefold()
    return next((c.id for c in out if folded in (OUT_KEYS[c.id], c.label.casefold())), "")


def _by_words(plain: Sequence[Choice], typed: str) -> str | None:
    return next((c.id for c in plain if c.label.casefold() == typed.casefold()), None)


def _blanks(question: Question, values: tuple[str, ...]) -> tuple[Blank, ...]:
    """What must or may be written with the answer chosen."""
    first = values[0] if values else ""
    if first == UNKNOWN:
        return ()
    if first == NOT_APPLICABLE:
        return (Blank("reason", "Varför är det inte aktuellt", True),)
    reason = (Blank("reason", "Motivering", True),) if question.step.reason_required else ()
    return (*map(_blank, question.fields_with(first)), *reason)


def _blank(field: FormField) -> Blank:
    label = f"{field.label} ({TIMES})" if field.is_time else field.label
    return Blank(field.id, label, field.required)

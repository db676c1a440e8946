"""The question: heading, words, what may be read aloud, numbered answers, why it is asked."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content

from ..domain.answer_keys import OUT_KEYS
from ..domain.calendar import Calendar
from ..domain.forms import OWN_TASK, own_task
from ..domain.local_reach import NOT_IN_FILE, LocalReach, numbers_of
from ..domain.overview import Question
from ..domain.reaching import reach
from ..domain.registers import Agency
from ..domain.routine import StepKind
from ..domain.rulebook import Rulebook
from ..domain.spoken_time import shown
from ..domain.station import Station
from . import symbols
from .answering import Keyed, page_of, pages, writing
from .drafts import Draft
from .ink import ACCENT, CHOSEN, DIM, INK, STRONG, WARN, fit, row, say, wrapped

_ASKED = {
    StepKind.CONTACT: "Ring eller kontakta", StepKind.DECISION: "Beslut",
    StepKind.CHECKLIST: "Gå igenom", StepKind.TASK: "Lämna vidare", StepKind.READ: "Läs",
    StepKind.WAIT: "Vänta", StepKind.CONSENT: "Samtycke", StepKind.PLACEMENT: "Placering",
    StepKind.SILENCE: "Får inte informeras (ännu)", StepKind.PROMISE: "Utlovat",
}  # fmt: skip


def heading(
    question: Question, open_ones: int, number: int, folded: bool, bundle: str = ""
) -> list[Content]:
    """Where we are, unless the folded sides say it, and which of several open questions it is.

    `bundle` names the bundle of the step's number, where there is room: a paper has both.
    """
    several = f"öppen fråga {number} av {open_ones} (↑↓)" if open_ones > 1 else ""
    kind = OWN_TASK if own_task(question.step) else _ASKED.get(question.step.kind, "")
    where = [] if folded else [question.heading, question.step_number, bundle]
    dim = " · ".join(part for part in (*where, kind) if part)
    line = row((dim, DIM), " · " if dim and several else "", (several, ACCENT))
    return [line, say("")] if line.plain else []


def words(question: Question, width: int, now: datetime) -> list[Content]:
    """The question itself and what stands close to it."""
    lines: list[Content] = []
    if question.again:
        lines += wrapped(f"Frågas igen: {question.again}.", width, WARN)
    if question.visit.deferred:
        when = shown(question.visit.next_try, now)
        tail = f", nästa försök {when}" if when else ""
        lines += wrapped(f"Uppskjutet: {question.visit.deferred}{tail}.", width, WARN)
    lines += wrapped(question.step.text, width, STRONG)
    if question.step.spoken:
        lines += [row(("Till personen: ", DIM), say(""))]
        lines += wrapped(f"”{question.step.spoken}”", width, INK)
    if question.former is not None and question.fact is not None:
        former = question.fact.shown(question.former)
        if former:
            lines += wrapped(f"Förra svaret: {former}", width, DIM)
    return lines


def answers(question: Question, draft: Draft, width: int, roomy: bool) -> list[Content]:
    """The numbered answers; only the chosen one while something is written."""
    shown_pages = pages(question)
    number = page_of(draft, question)
    lines: list[Content] = []
    is_writing = writing(question, draft)
    for key, choice in shown_pages[number]:
        mark = _mark(question, draft, choice.id)
        if is_writing and not mark.strip():
            continue
        if key == "8" and roomy and not is_writing and lines:
            lines.append(say(""))
        lines += _answer((key, choice), mark, width, is_writing)
    if is_writing:
        return lines
    if len(shown_pages) > 1:
        turn = f"fler svar (sida {number + 1} av {len(shown_pages)})"
        lines.append(row(("  0  ", ACCENT), (turn, DIM)))
    if question.several:
        again = "behövdes inte" if question.step.kind is StepKind.CHECKLIST else "tar bort"
        lines.append(say(f"Siffran markerar, en gång till: {again}. Enter svarar.", DIM))
    return lines


def _answer(keyed: Keyed, mark: str, width: int, quiet: bool) -> list[Content]:
    key, choice = keyed
    style = CHOSEN if mark.strip() else (INK if key in OUT_KEYS.values() else STRONG)
    first, *rest = wrapped(choice.label, max(10, width - 7), style)
    head = row((f"  {'' if quiet else key}  ", ACCENT), (mark, ACCENT), first)
    return [head, *(row("       ", line) for line in rest)]


def _mark(question: Question, draft: Draft, id: str) -> str:
    if id in draft.values:
        return f"{symbols.DONE} "
    if f"{id}:not_needed" in draft.values:
        return "– "
    return "  " if question.several else ""


def below(question: Question, width: int, roomy: bool) -> list[Content]:
    """What the answer rests on: why we ask (when there is room) and the provisions."""
    lines: list[Content] = []
    if question.step.due_words:
        lines += wrapped(f"Senast: {question.step.due_words}", width, INK)
    if question.step.if_then:
        lines += wrapped(f"Om–så: {question.step.if_then}", width, INK)
    if question.step.why and roomy:
        lines += [say("Varför frågar vi?", DIM), *wrapped(question.step.why, width, INK), say("")]
    if question.cited:
        text = f"{symbols.MORE} {' · '.join(question.cited)}"
        cited = wrapped(text, width, DIM)
        lines += cited if roomy else [say(fit(text, width), DIM)]
    return lines


def card(
    question: Question, book: Rulebook, station: Station, board: str, now: datetime, width: int
) -> list[Content]:
    """Whom the step is about: numbers, when they were last confirmed, hours.

    Of somebody local the station's own numbers, as they are for the case's nämnd (`board`).
    """
    agency = book.agencies.get(question.step.agency or question.step.handed_to)
    if agency is None:
        ring = f"Ring {question.step.call}" if question.step.call else ""
        return [say(ring, STRONG)] if ring else []
    lines = contact_lines(agency, book.calendar, now, width, question.step.call)
    own = numbers_of(station, book.calendar, question.step.agency, board, now)
    if own is None:
        return lines
    if not own.reached:
        return [*lines, *wrapped(f"! Nummer: {NOT_IN_FILE}", width, WARN)]
    return [*lines, *(line for one in own.reached for line in number_lines(one, width))]


def number_lines(found: LocalReach, width: int) -> list[Content]:
    """One of the station's own numbers; an old or unconfirmed one is marked."""
    about = f" · {found.about}" if found.about else ""
    confirmed = (found.confirmed, DIM) if found.fresh else (f"! {found.confirmed}", WARN)
    lines = wrapped(f"{found.name}{about}", width, STRONG)
    lines.append(row("    ", (found.number, STRONG), "  ", confirmed))
    return [*lines, *(wrapped(f"Obs: {found.note}", width, INK) if found.note else [])]


def contact_lines(
    agency: Agency, calendar: Calendar, now: datetime, width: int, call: str = ""
) -> list[Content]:
    """One agency as it can be reached now; old and unconfirmed numbers are marked."""
    found = reach(agency, calendar, now, call)
    lines = [row((found.name, STRONG), (f" · {found.opened}", INK))]
    if found.numbers:
        lines += wrapped(found.numbers, width, STRONG)
        lines.append(
            say(found.confirmed, DIM) if found.fresh else say(f"! {found.confirmed}", WARN)
        )
    if found.needs:
        lines += wrapped(f"Behöver: {found.needs}", width, INK)
    return lines

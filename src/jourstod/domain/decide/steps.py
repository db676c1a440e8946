"""Settling a visit: answered, could not, not needed, walked past, or put aside."""

from __future__ import annotations

from .. import events as ev
from ..answers import COULD_NOT, NOT_APPLICABLE, WAYS_OUT, Answer, not_applicable
from ..case import Case
from ..case_parts import Visit
from ..conditions import reads, why
from ..entries import Act, Entry, Written
from ..errors import (
    AnswerIncomplete,
    CaseClosedAlready,
    FactMoved,
    NoSuchVisit,
    NotCome,
    ReasonMissing,
    UnknownChoice,
    VisitClosed,
)
from ..forms import FormField, form, is_no, is_yes
from ..machine import branches
from ..routine import Step, StepKind
from ..rulebook import Rulebook
from ..station import Station
from .consequences import consequences
from .local_limits import take_limits
from .outcomes import is_done, outcome_of
from .values import check_value
from .waits import follow_waits
from .walking import Walk


def answer(
    case: Case,
    book: Rulebook,
    act: Act,
    visit_id: str,
    given: Answer,
    station: Station,
    *,
    insist: str = "",
    seen: int | None = None,
) -> list[Entry]:
    """Settle a visit with an answer and follow the routine from there.

    `insist` is the reason for walking past a krav; `seen` the last entry number on the screen.
    Raises VisitClosed, NoSuchVisit, UnknownChoice, AnswerIncomplete, ReasonMissing,
    RequirementBroken, FactMoved.
    """
    visit = open_visit(case, book, visit_id)
    step = book.step(case.tracks[visit.track].routine, visit.step)
    check_answer(book, step, given)
    outcome = outcome_of(book, step, given)
    if outcome == NOT_APPLICABLE and not step.fact:
        return not_needed(case, book, act, visit_id, given.reason, insist=insist)
    walk = Walk(case, book, Written(act), insist)
    _check_seen(case, walk, step, outcome, seen)
    if step.waits_for is not None and not walk.waited(step):
        raise NotCome(why(step.waits_for, book.words))
    for event in consequences(case, book, act, visit, step, given, station):
        walk.written.add(event)
    _settle(walk, visit, step, given, outcome)
    take_limits(book, case.board, station, walk.written)
    return walk.written.entries


def could_not(
    case: Case, book: Rulebook, act: Act, visit_id: str, reason: str, *, insist: str = ""
) -> list[Entry]:
    """It was tried and could not be done: an open item, and the routine's way on."""
    return _leave(case, book, act, visit_id, reason, ev.StepCouldNot, COULD_NOT, insist)


def not_needed(
    case: Case, book: Rulebook, act: Act, visit_id: str, reason: str, *, insist: str = ""
) -> list[Entry]:
    """It was not needed, for a stated reason; of a question that is an answer as any other."""
    step = _step_of(case, book, visit_id)
    if step is not None and step.fact:
        given = not_applicable(reason)
        return answer(case, book, act, visit_id, given, Station(""), insist=insist)
    return _leave(case, book, act, visit_id, reason, ev.StepNotNeeded, NOT_APPLICABLE, insist)


def override(case: Case, book: Rulebook, act: Act, visit_id: str, reason: str) -> list[Entry]:
    """Walk past a step on purpose; a krav on the way is walked past with the same reason."""
    return _leave(case, book, act, visit_id, reason, ev.StepOverridden, COULD_NOT, reason)


def defer(
    case: Case, book: Rulebook, act: Act, visit_id: str, reason: str, next_try: str = ""
) -> list[Entry]:
    """Put the visit aside; it stays open. `next_try` is ISO UTC or ""."""
    visit = open_visit(case, book, visit_id)
    _need(reason, "att skjuta upp ett steg")
    written = Written(act)
    written.add(ev.StepDeferred(visit.track, visit.id, visit.step, reason, next_try))
    return written.entries


def ask_again(case: Case, book: Rulebook, act: Act, track: str, step: str, why: str) -> list[Entry]:
    """Open a step again that was left undone, so that it can be done after all."""
    latest = case.tracks[track].latest.get(step) if track in case.tracks else None
    if latest is None:
        raise NoSuchVisit(f"{track}/{step}")
    visit = case.visits[latest]
    if visit.open:
        return []
    walk = Walk(case, book, Written(act))
    walk.open(track, step, case.visits.get(visit.parent), again=why)
    return walk.written.entries


def open_visit(case: Case, book: Rulebook, visit_id: str) -> Visit:
    """The visit, if it is still open; else the refusal that tells who settled it and how."""
    if case.closed:
        raise CaseClosedAlready(case.number)
    visit = case.visits.get(visit_id)
    if visit is None:
        raise NoSuchVisit(visit_id)
    if visit.open:
        return visit
    step = book.step(case.tracks[visit.track].routine, visit.step)
    by = case.by_id.get(visit.voided or visit.settled_by)
    who = by.stamp.who if by else "?"
    raise VisitClosed(step.text, who, settled_words(book, step, visit))


def settled_words(book: Rulebook, step: Step, visit: Visit) -> str:
    """How a visit was settled, in words."""
    match visit.state:
        case "answered" if step.fact:
            return book.facts[step.fact].shown(visit.answer)
        case "answered":
            return "gjort"
        case "could_not":
            return f"gick inte: {visit.answer.reason}"
        case "not_needed":
            return f"behövdes inte: {visit.answer.reason}"
        case "overridden":
            return f"förbigått: {visit.answer.reason}"
        case _:
            return "gäller inte längre" if visit.voided else "öppet"


def check_answer(book: Rulebook, step: Step, given: Answer) -> None:
    """Raise unless the answer is one the step can take."""
    first = given.values[0] if given.values else ""
    if first in WAYS_OUT:
        if first == COULD_NOT or first not in step.outcomes:
            raise UnknownChoice(first, ("gjort", "ej aktuellt", "gick inte (med skäl)"))
        if first == NOT_APPLICABLE:
            _need(given.reason, "«ej aktuellt»")
        return
    if step.reason_required:
        _need(given.reason, "det här svaret")
    for field in form(step):
        _check_field(field, given.field(field.id).strip())
    if step.kind is StepKind.CHECKLIST:
        _check_items(step, given)
    elif step.kind is StepKind.QUESTION:
        check_value(book.facts[step.fact], given)
    elif step.kind is StepKind.CONSENT and first not in ("ja", "nej"):
        raise UnknownChoice(first, ("ja", "nej", "vet inte"))


def _check_field(field: FormField, said: str) -> None:
    if field.required and not said:
        raise AnswerIncomplete(f"skriv «{field.label}»")
    if field.is_yes_no and said and not is_yes(said) and not is_no(said):
        raise UnknownChoice(said, ("ja", "nej"))


def _check_items(step: Step, given: Answer) -> None:
    known = {item.id for item in step.items}
    for value in given.values:
        if value.split(":")[0] not in known:
            raise UnknownChoice(value, tuple(known))


def _step_of(case: Case, book: Rulebook, visit_id: str) -> Step | None:
    visit = case.visits.get(visit_id)
    return book.step(case.tracks[visit.track].routine, visit.step) if visit else None


_Left = type[ev.StepCouldNot] | type[ev.StepNotNeeded] | type[ev.StepOverridden]


def _leave(
    case: Case,
    book: Rulebook,
    act: Act,
    visit_id: str,
    reason: str,
    kind: _Left,
    outcome: str,
    insist: str,
) -> list[Entry]:
    visit = open_visit(case, book, visit_id)
    _need(reason, "att gå vidare utan att ha gjort steget")
    walk = Walk(case, book, Written(act), insist)
    walk.close(visit, outcome)
    moved = walk.next_move(visit, outcome)
    entry = walk.written.add(
        kind(visit.track, visit.id, visit.step, reason, moved.to, walk.because(moved.reads))
    )
    walk.go(visit, moved, entry)
    return walk.written.entries


def _settle(walk: Walk, visit: Visit, step: Step, given: Answer, outcome: str) -> None:
    """Write the answer with where it leads and why, and go there."""
    walk.close(visit, outcome)
    entry = walk.written.next_id()
    walk.tell(step.fact, given, entry, visit.id)
    moved = walk.next_move(visit, outcome)
    walk.written.add(
        ev.StepAnswered(
            track=visit.track,
            visit=visit.id,
            step=visit.step,
            fact=step.fact,
            answer=given,
            outcome=outcome,
            to=moved.to,
            because=_others(walk, moved.reads, step.fact),
            done=is_done(outcome),
        )
    )
    follow_waits(walk, step, visit, entry)
    walk.go(visit, moved, entry)


def _check_seen(case: Case, walk: Walk, step: Step, outcome: str, seen: int | None) -> None:
    """Refuse when a fact this answer's branch reads changed after what the screen showed."""
    if seen is None or seen >= case.seq:
        return
    for branch in branches(step, outcome):
        for fact in reads(branch.condition):
            known = walk.known(fact)
            if known is None or known.seq <= seen:
                continue
            told = case.by_id[known.entry]
            if told.stamp.who != walk.written.act.handler.signature:  # one's own is no news
                words = walk.book.facts[fact].shown(known.answer)
                raise FactMoved(walk.book.facts[fact].heading, told.stamp.who, words)


def _others(walk: Walk, facts: tuple[str, ...], own: str) -> tuple[str, ...]:
    return walk.because(tuple(fact for fact in facts if fact != own))


def _need(reason: str, act: str) -> None:
    if not reason.strip():
        raise ReasonMissing(act)

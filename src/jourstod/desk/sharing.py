"""Sharing what waited: each command is decided again, and one that is refused is never dropped."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from typing import Any

from ..domain.answers import Answer
from ..domain.case import Case
from ..domain.errors import JourError, StoreAway
from ..domain.events import ContactMade
from ..domain.local_time import show_time
from ..domain.routine import StepKind
from ..domain.rulebook import Rulebook
from .desk import Desk
from .ledger import Written
from .outbox import Waiting
from .rows import build, plain

WAITS = (
    "Databasen svarar inte. Beslut, placering, överlämning och utlämnande väntar tills den är "
    "tillbaka, och så gör allt i ärenden som inte redan är öppna här. Brådskar det: gå över till "
    "reservrutinen på papper."
)
OWNER = "jouren"
_LEFT_ALONE = (StepKind.DECISION, StepKind.PLACEMENT)


def may_wait(case: Case, book: Rulebook, asked: tuple[object, ...]) -> bool:
    """Whether it may be confirmed at one station alone: it was told or done, not decided."""
    kind, *words = asked
    if kind not in _AGAIN:
        return False
    visit = case.visits.get(str(words[0])) if kind in _OF_A_VISIT and words else None
    if visit is None:
        return kind not in _OF_A_VISIT
    return book.step(case.tracks[visit.track].routine, visit.step).kind not in _LEFT_ALONE


def as_text(asked: tuple[object, ...]) -> str:
    """What was asked, as it is kept."""
    return json.dumps([plain(word) for word in asked], ensure_ascii=False)


def share(desk: Desk, waiting: Waiting) -> str:
    """Decide it again and write it; gives the sentence of the refusal, "" when it was taken.

    What is refused becomes a note and an open item. Raises StoreAway: then it goes on waiting.
    """
    seat = _seat(desk, waiting)
    try:
        ask_again(seat, waiting)
    except StoreAway:
        raise
    except JourError as refusal:
        _note(seat, waiting, refusal.sentence)
        return refusal.sentence
    return ""


def ask_again(desk: Desk, waiting: Waiting) -> Written:
    """The same command once more, with its id and its time."""
    kind, *words = json.loads(waiting.asked)
    written: Written = _AGAIN[kind](desk, waiting, words)
    return written


def _seat(desk: Desk, waiting: Waiting) -> Desk:
    """The desk of the one who confirmed it, whoever sits there now."""
    return desk if waiting.signature == desk.handler.signature else desk.seated(waiting.handler)


def _note(desk: Desk, waiting: Waiting, sentence: str) -> None:
    """The words as they were written, and somebody who has to see to them."""
    case = desk.case(waiting.case)
    said = _said(case, desk.book(case), waiting)
    at = show_time(waiting.at)
    text = f"Skrivet {at} när databasen var borta, men inte mottaget: {said}. {sentence}"
    desk.acts.note(waiting.case, text, replace(waiting.again, id=_part(waiting, "note")))
    what = f"Ta ställning till det som skrevs {at} och inte togs emot: {said}"
    task = replace(waiting.again, id=_part(waiting, "task"))
    desk.acts.leave_task(waiting.case, what, OWNER, "", task)


def _said(case: Case, book: Rulebook, waiting: Waiting) -> str:
    kind, *words = json.loads(waiting.asked)
    if kind not in _OF_A_VISIT:
        return " · ".join(_flat(words))
    visit = case.visits.get(words[0])
    step = book.step(case.tracks[visit.track].routine, visit.step) if visit else None
    name = f"«{step.text}»" if step else "ett steg"
    if kind != "answer":
        return f"{name}: {' '.join(_flat(words[1:]))}"
    answer: Answer = build(Answer, words[1])
    fact = book.facts.get(step.fact) if step else None
    told = [fact.shown(answer)] if fact else [*answer.values, answer.text]
    told += [f"{field}: {value}" for field, value in answer.fields]
    return f"{name}: {', '.join(part for part in (*told, answer.reason, words[2]) if part)}"


def _flat(words: Any) -> list[str]:
    if isinstance(words, dict):
        return _flat(list(words.values()))
    if isinstance(words, list):
        return [part for word in words for part in _flat(word)]
    return [words] if isinstance(words, str) and words else []


def _part(waiting: Waiting, what: str) -> str:
    return str(uuid.uuid5(uuid.UUID(waiting.command), f"refused-{what}"))


def _answer(desk: Desk, w: Waiting, words: Any) -> Written:
    visit, answer, insist = words
    given: Answer = build(Answer, answer)
    return desk.answer(w.case, visit, given, w.again, insist=insist, seen=w.seen)


def _contact(desk: Desk, w: Waiting, words: Any) -> Written:
    made: ContactMade = build(ContactMade, words[0])
    return desk.acts.contact(w.case, made, w.again)


def _callback(desk: Desk, w: Waiting, words: Any) -> Written:
    who, about, next_try, number, we_call, fallback, visit = words
    return desk.acts.set_callback(
        w.case, who, about, next_try, w.again,
        number=number, we_call=we_call, fallback=fallback, visit=visit,
    )  # fmt: skip


_AGAIN: dict[object, Any] = {
    "answer": _answer,
    "could_not": lambda d, w, a: d.could_not(w.case, a[0], a[1], w.again, a[2]),
    "not_needed": lambda d, w, a: d.not_needed(w.case, a[0], a[1], w.again, a[2]),
    "override": lambda d, w, a: d.override(w.case, a[0], a[1], w.again),
    "defer": lambda d, w, a: d.defer(w.case, a[0], a[1], a[2], w.again),
    "again": lambda d, w, a: d.ask_again(w.case, a[0], a[1], a[2], w.again),
    "note": lambda d, w, a: d.acts.note(w.case, a[0], w.again, a[1], a[2]),
    "contact": _contact,
    "callback": _callback,
    "try": lambda d, w, a: d.acts.try_callback(w.case, a[0], a[1], a[2], a[3], w.again),
    "promise": lambda d, w, a: d.acts.promise(w.case, a[0], a[1], a[2], w.again, a[3]),
    "kept": lambda d, w, a: d.acts.keep_promise(w.case, a[0], a[1], w.again, a[2]),
    "task": lambda d, w, a: d.acts.leave_task(w.case, a[0], a[1], a[2], w.again, a[3]),
    "done": lambda d, w, a: d.acts.do_task(w.case, a[0], a[1], w.again, a[2]),
}
"""What may wait: what somebody told, tried or did. The rest is decided where all can see it."""
_OF_A_VISIT = ("answer", "could_not", "not_needed", "override", "defer")

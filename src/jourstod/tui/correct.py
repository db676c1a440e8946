"""F3: which answer, the new one, why, and whether it was wrong or has changed; effect first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..desk.command import Command
from ..desk.forms import Blank
from ..domain.answer_keys import OUT_KEYS
from ..domain.answers import Answer
from ..domain.case_parts import Visit
from ..domain.effects import effects
from ..domain.overview import Question, question, short_words
from .drafts import Draft
from .form_screen import PAST_KRAV, FormScreen
from .menu_screen import MenuScreen

if TYPE_CHECKING:
    from .asking_screen import AskingScreen

WRONG, CHANGED = "fel", "ändrat"
WHICH = (
    (WRONG, "Fel från början", "Det som vilade på svaret gäller inte längre och frågas igen."),
    (CHANGED, "Läget har ändrats", "Det gamla var sant då. Från nu gäller det nya."),
)


def begin(screen: AskingScreen) -> None:
    """Choose which answer."""
    case, book = screen.case, screen.book
    if case is None or book is None:
        return
    settled = [
        v for v in case.visits.values() if v.state == "answered" and not v.voided and v.settled_by
    ]
    latest = {(v.track, v.step): v for v in settled}
    visits = sorted(latest.values(), key=lambda v: v.settled_seq, reverse=True)
    if not visits:
        screen.tell("Inget är besvarat än.")
        return
    choices = []
    for visit in visits:
        step = book.step(case.tracks[visit.track].routine, visit.step)
        choices.append((visit.id, step.text, short_words(book, step, visit)))

    def go(id: object) -> None:
        if id:
            _which(screen, case.visits[str(id)])

    screen.app.push_screen(MenuScreen("Rätta: vilket svar", choices), go)


def _which(screen: AskingScreen, visit: Visit) -> None:
    """Wrong from the start, or changed: only a fact can change."""
    assert screen.case is not None and screen.book is not None
    asked = question(screen.case, screen.book, visit)
    if asked.fact is None:
        _new_answer(screen, asked, WRONG)
        return

    def go(id: object) -> None:
        if id:
            _new_answer(screen, asked, str(id))

    screen.app.push_screen(MenuScreen(asked.step.text, WHICH), go)


def _new_answer(screen: AskingScreen, asked: Question, which: str) -> None:
    visit = asked.visit
    fields = (*_value_blank(asked), Blank("reason", "Varför ändras det", True))
    assert screen.case is not None and screen.book is not None
    words = "Fel från början" if which == WRONG else "Läget har ändrats"
    before = asked.fact.shown(visit.answer) if asked.fact else ""
    intro = (asked.step.text, f"Svaret nu: {before}" if before else "")

    def act(draft: Draft, made: Command) -> None:
        reason = draft.written.get("reason", "")
        new = _answer(asked, draft, reason)
        if which == WRONG:
            past = draft.written.get(PAST_KRAV.id, "")
            screen.desk.correct(screen.case_id, visit.id, new, reason, made, past)
        else:
            assert asked.fact is not None
            screen.desk.change(screen.case_id, asked.fact.id, new, reason, made)

    def effect(draft: Draft) -> Sequence[str]:
        return _preview(screen, asked, which, draft)

    form = FormScreen(
        f"{screen.case.number} · {words}", fields, f"correct:{which}:{visit.id}", act,
        tuple(part for part in intro if part), effect=effect,
    )  # fmt: skip
    since = screen.case.seq
    screen.app.push_screen(form, lambda done: screen.follow(since) if done else screen.repaint())


def _preview(screen: AskingScreen, asked: Question, which: str, draft: Draft) -> Sequence[str]:
    """What it would lead to; nothing before the new answer is there."""
    assert screen.case is not None and screen.book is not None
    reason = draft.written.get("reason", "").strip() or "…"
    new = _answer(asked, draft, reason)
    if not (new.values or new.text or new.fields):
        return ()
    if which == WRONG:
        ahead = screen.desk.preview_correction(screen.case_id, asked.visit.id, new, reason)
    else:
        assert asked.fact is not None
        ahead = screen.desk.preview_change(screen.case_id, asked.fact.id, new, reason)
    return effects(screen.case, screen.book, ahead, screen.desk.clock())


def _value_blank(asked: Question) -> tuple[Blank, ...]:
    """The new answer: picked with a digit, or written."""
    if asked.several:
        ids = ", ".join(choice.label for choice in asked.choices if choice.id not in OUT_KEYS)
        return (Blank("text", f"Nytt svar, skilj med komma: {ids}", True),)
    if asked.typed:
        return (Blank("text", "Nytt svar", True),)
    if asked.fact is not None:
        own = tuple((choice.id, choice.label) for choice in asked.choices)
        return (Blank("value", "Nytt svar", True, own[:9]),)
    return tuple(Blank(f.id, f.label, f.required) for f in asked.fields)


def _answer(asked: Question, draft: Draft, reason: str) -> Answer:
    told = draft.written
    if asked.several:
        return Answer(_named(asked, told.get("text", "")), reason=reason)
    if asked.typed:
        return Answer(text=told.get("text", ""), reason=reason)
    if asked.fact is not None:
        value = told.get("value", "")
        return Answer((value,) if value else (), reason=reason)
    fields = tuple((f.id, told[f.id]) for f in asked.fields if told.get(f.id, "").strip())
    return Answer(fields=fields, reason=reason)


def _named(asked: Question, text: str) -> tuple[str, ...]:
    """Value ids of the words written between commas; a word that is none stays as written."""
    known = {choice.label.casefold(): choice.id for choice in asked.choices}
    parts = [part.strip() for part in text.split(",") if part.strip()]
    return tuple(known.get(part.casefold(), part) for part in parts)

"""Forms: lines to fill in one at a time, each kept at once, with a way back to the one before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from ..desk.command import Command
from ..desk.desk import Desk
from ..desk.forms import Blank, Form
from ..domain.case import Case
from .drafts import Draft, draft
from .session import Session
from .silence_lines import silence_lines
from .talk import Back, Left, picked

CLEAR = "-"
FORM_HELP = (
    "Skriv raden och tryck Enter. Tomt hoppar över det som inte måste stå, eller behåller det som "
    f"redan står. {CLEAR} tömmer raden. Det du skriver finns kvar om programmet avbryts.",
)
TIMES = "till exempel 02:40 eller 24 nov 08:00"


Written = dict[str, str]


class CaseForms(Protocol):
    """What a form needs to know of the page it is filled in on."""

    session: Session

    @property
    def case(self) -> Case: ...


def fill(session: Session, blanks: Sequence[Blank], kept: Draft) -> Written:
    """What was written, by blank id. Raises Back from the first line."""
    at = 0
    while at < len(blanks):
        blank = blanks[at]
        try:
            kept.write(blank.id, _line(session, blank, kept.written.get(blank.id, "")))
            at += 1
        except Back:
            if at == 0:
                raise
            at -= 1
        except Left as left:
            if left.half and not blank.choices:
                kept.write(blank.id, left.half)
            raise
    return kept.written


def submit(
    session: Session,
    title: str,
    blanks: Sequence[Blank],
    place: str,
    do: Callable[[Written, Command, str], object],
    begun: Written | None = None,
    effect: Callable[[Written], Sequence[str]] | None = None,
) -> bool:
    """Fill in a form and confirm it; False when the person went back. What is refused stays.

    What it would lead to is told first, where the form can say it.
    """
    kept = draft(session.desk.notebook, place)
    if begun and not kept.written:
        kept.written = dict(begun)
    session.talk.say("", title)
    while True:
        try:
            written = fill(session, blanks, kept)
        except Back:
            return False
        if effect is not None and not _wanted(session, effect, written):
            continue
        if session.confirm(partial(do, written)):
            kept.drop()
            return True
        session.talk.say("Det du skrev står kvar. Enter behåller en rad.")


def _wanted(session: Session, effect: Callable[[Written], Sequence[str]], written: Written) -> bool:
    """Tell what it leads to; False when it is refused or let be, and the form is gone through."""
    told = session.attempt(lambda: effect(written))
    if told is None:
        return False
    session.talk.say("", "Det här händer:", *(f"  {line}" for line in told))
    choices = (("ja", "Skriv in det"), ("nej", "Ändra det jag skrev"))
    return session.talk.choose(choices, "Ska det skrivas in:", FORM_HELP) == "ja"


def fill_in(page: CaseForms, form: Form) -> bool:
    """One of the forms that every front end has; False when the person went back."""
    session = page.session
    session.talk.say(*(("", *form.intro) if form.intro else ()))
    session.talk.say(*silence_lines(page.case, session.desk.clock()))
    begun = dict(form.begun)
    return submit(session, form.title, form.blanks, form.place, form.write, begun, form.effect)


def open_form(page: CaseForms, make: Callable[[Desk, Case], Form]) -> bool:
    """Make the form for the case as it is now, and fill it in; what there is none for is said."""
    form = page.session.attempt(lambda: make(page.session.desk, page.case))
    return fill_in(page, form) if form is not None else False


def _asked(blank: Blank) -> str:
    """What is asked for, with an example in words: there is nowhere else to show it."""
    example = f", till exempel {blank.hint}" if blank.hint else ""
    return f"{blank.label}{example}{'' if blank.required else ' (frivilligt)'}"


def _line(session: Session, blank: Blank, before: str) -> str:
    """One line: "" only where nothing has to be written."""
    if blank.choices:
        return _choice(session, blank, before)
    stands = f" Nu står: {before}" if before else ""
    while True:
        typed = session.talk.ask(f"{_asked(blank)}:{stands}", FORM_HELP, writing=True)
        if typed == CLEAR:
            typed = before = stands = ""
            if not blank.required:
                return ""
        if typed or before:
            return typed or before
        if not blank.required:
            return ""
        session.talk.say("Den raden behövs.")


def _choice(session: Session, blank: Blank, before: str) -> str:
    """One of a few, by number."""
    words = dict(blank.choices).get(before, "")
    stands = f" Nu: {words}." if words else ""
    listed = ", ".join(f"{n} {label}" for n, (_, label) in enumerate(blank.choices, start=1))
    while True:
        typed = session.talk.ask(f"{_asked(blank)}: {listed}.{stands}", FORM_HELP)
        found = picked(blank.choices, typed)
        if found is not None:
            return found
        if not typed and (words or not blank.required):
            return before
        session.talk.say("Svara med en av siffrorna.")

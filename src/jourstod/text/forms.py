"""Forms: lines to fill in one at a time, each kept at once, with a way back to the one before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from ..desk.command import Command
from ..domain.entries import Happened
from ..domain.spoken_time import heard
from .drafts import Draft, draft
from .session import Session
from .talk import Back, Choice, Left, picked

CLEAR = "-"
FORM_HELP = (
    "Skriv raden och tryck Enter. Tomt hoppar över det som inte måste stå, eller behåller det som "
    f"redan står. {CLEAR} tömmer raden. Det du skriver finns kvar om programmet avbryts.",
)
PAST = "till exempel 02:40, i går 22:10, mellan 22 och 23"
TIMES = "till exempel 02:40 eller 24 nov 08:00"


@dataclass(frozen=True, slots=True)
class Blank:
    """One line to fill in: id, what it asks for, whether it must be there, what can be chosen."""

    id: str
    label: str
    required: bool = False
    choices: tuple[Choice, ...] = ()


WHEN = Blank("happened", f"Hände (tomt är nu; {PAST})")
TOLD_BY = Blank("told_by", "Uppgift från (tomt är du själv)")

Written = dict[str, str]


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
) -> bool:
    """Fill in a form and confirm it; False when the person went back. What is refused stays."""
    kept = draft(session.desk.notebook, place)
    if begun and not kept.written:
        kept.written = dict(begun)
    session.talk.say("", title)
    while True:
        try:
            written = fill(session, blanks, kept)
        except Back:
            return False
        if session.confirm(partial(do, written)):
            kept.drop()
            return True
        session.talk.say("Det du skrev står kvar. Enter behåller en rad.")


def told(session: Session, written: Written, command: Command) -> Command:
    """The command with when it happened and who told it. Raises TimeUnclear and its kin."""
    said = written.get("happened", "").strip()
    happened: Happened | None = heard(said, session.desk.clock()) if said else None
    return Command(command.id, happened, written.get("told_by", "").strip(), command.at)


def _line(session: Session, blank: Blank, before: str) -> str:
    """One line: "" only where nothing has to be written."""
    if blank.choices:
        return _choice(session, blank, before)
    mark = "" if blank.required else " (frivilligt)"
    stands = f" Nu står: {before}" if before else ""
    while True:
        typed = session.talk.ask(f"{blank.label}{mark}:{stands}", FORM_HELP)
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
    mark = "" if blank.required else " (frivilligt)"
    while True:
        typed = session.talk.ask(f"{blank.label}{mark}: {listed}.{stands}", FORM_HELP)
        found = picked(blank.choices, typed)
        if found is not None:
            return found
        if not typed and (words or not blank.required):
            return before
        session.talk.say("Svara med en av siffrorna.")

"""Forms: what can be written at any moment, with the same words and deeds in every front end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ..domain.spoken_time import ahead_or_words, heard
from .command import Command

AHEAD = "03:40, om 20 min, i morgon 09:00"
PAST = "02:40, i går 22:10, mellan 22 och 23"

Written = Mapping[str, str]
"""What was written, by the id of the blank."""

Write = Callable[[Written, Command, str], object]
"""Does what a form is for; the last is the reason for walking past a krav, "" for none."""


@dataclass(frozen=True, slots=True)
class Blank:
    """One thing to write, or to choose when it has `choices` (id, words); `hint` is an example."""

    id: str
    label: str
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""

    def words(self, value: str) -> str:
        """The value as it is shown."""
        return dict(self.choices).get(value, value)


@dataclass(frozen=True, slots=True)
class Form:
    """A title, blanks, and what is done with them.

    `place` is where half-typed text lies in the notebook, `intro` is said above the blanks, and
    `begun` is what is known already. `write` raises JourError when it is refused.
    """

    title: str
    blanks: tuple[Blank, ...]
    place: str
    write: Write
    intro: tuple[str, ...] = ()
    begun: tuple[tuple[str, str], ...] = ()
    effect: Callable[[Written], Sequence[str]] | None = None
    """Tells, before it is done, what it would lead to; () while too little is written."""


WHEN = Blank("happened", "Hände (tomt är nu)", hint=PAST)
TOLD_BY = Blank("told_by", "Uppgift från (tomt är du själv)", hint="CD, per telefon")


def timed(written: Written, command: Command, now: datetime) -> Command:
    """The command with when it happened and who told it. Raises TimeUnclear and its kin."""
    said = written.get("happened", "").strip()
    happened = heard(said, now) if said else None
    return replace(command, happened=happened, told_by=written.get("told_by", "").strip())


def later(written: Written, blank: str, now: datetime) -> str:
    """A time to come as ISO UTC, or the words when they name none; "" for nothing."""
    said = written.get(blank, "").strip()
    return ahead_or_words(said, now) if said else ""

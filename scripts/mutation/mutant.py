"""Mutant: one fault in one place of a routine's file, with the routines as they are with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from jourstod.domain.findings import Place
from jourstod.domain.routine import Routine, Step
from jourstod.domain.rulebook import Rulebook

StepOf = tuple[str, str]
"""A step of a routine: (routine id, step id)."""


class Operator(StrEnum):
    """What was done to the file; the value is the name in the tables."""

    REMOVED = "gren borttagen"
    REDIRECTED = "gren leder fel"
    NOT_STARTED = "rutin startas inte"
    WIDENED = "villkor vidgat"
    NARROWED = "villkor snävat"
    CLOCK = "frist borttagen"
    GROUND = "nyckeln lagrum eller källa borttagen"
    ONE_GROUND = "ett lagrum eller en källa av flera borttagen"
    KRAV_MOVED = "krav på fel steg"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault. `changed` are the routines that hold the file's line, as they are with it.

    `seen_at` are the steps where it can show: a night that never comes there goes as before.
    """

    file: str
    line: int
    operator: Operator
    step: str
    words: str
    changed: Mapping[str, Routine]
    seen_at: frozenset[StepOf]

    def book(self, sound: Rulebook) -> Rulebook:
        """The rulebook with the fault in it."""
        return replace(sound, routines={**sound.routines, **self.changed})


@dataclass(frozen=True, slots=True)
class Site:
    """One step as written in a file, and every routine it stands in: a fragment's in several."""

    place: Place
    copies: tuple[StepOf, ...]

    def step(self, book: Rulebook) -> Step:
        """The step as it stands in the first of the routines."""
        return book.step(*self.copies[0])


def sites(book: Rulebook) -> tuple[Site, ...]:
    """Every step of the routines' files, each once."""
    found: dict[Place, list[StepOf]] = {}
    for routine in book.routines.values():
        for step in routine.steps.values():
            found.setdefault(step.place, []).append((routine.id, step.id))
    return tuple(Site(place, tuple(copies)) for place, copies in sorted(found.items()))


def changed_steps(book: Rulebook, steps: Mapping[StepOf, Step]) -> dict[str, Routine]:
    """The routines with these steps in place of their own."""
    found: dict[str, Routine] = {}
    for (id, step_id), step in steps.items():
        routine = found.get(id, book.routines[id])
        found[id] = replace(routine, steps={**routine.steps, step_id: step})
    return found


def at_site(
    book: Rulebook, site: Site, operator: Operator, words: str, steps: Mapping[StepOf, Step]
) -> Iterator[Mutant]:
    """The mutant of a site, unless its step is the same with the fault as without it."""
    differing = {at: step for at, step in steps.items() if step != book.step(*at)}
    if differing:
        yield Mutant(
            site.place.file, site.place.line, operator, site.copies[0][1], words,
            changed_steps(book, differing), frozenset(differing),
        )  # fmt: skip

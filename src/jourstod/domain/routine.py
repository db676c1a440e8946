"""Routine, step and branch: frozen shapes and look-ups of the routine language, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from .conditions import Condition
from .facts import Choice
from .findings import Place


class StepKind(StrEnum):
    """What a step asks of the handler; the value is the key that names it in the file."""

    QUESTION = "fråga"
    CONTACT = "kontakt"
    DECISION = "beslut"
    CHECKLIST = "checklista"
    TASK = "uppgift"
    READ = "läs"
    WAIT = "vänta på"
    CONSENT = "samtycke"
    PLACEMENT = "placering"
    SILENCE = "får inte informeras"
    PROMISE = "lova"
    END = "slut"


@dataclass(frozen=True, slots=True)
class Branch:
    """One way on: for these outcomes, under this condition, to that step, starting routines."""

    outcomes: frozenset[str]
    to: str
    place: Place
    condition: Condition | None = None
    starts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step. Which fields matter follows from `kind`; docs/rutinspraket.md tells each."""

    id: str
    kind: StepKind
    text: str
    place: Place
    phase: str = ""
    fact: str = ""
    branches: tuple[Branch, ...] = ()
    spoken: str = ""
    why: str = ""
    provisions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    reason_required: bool = False
    fields: tuple[Choice, ...] = ()
    items: tuple[Choice, ...] = ()
    agency: str = ""
    call: str = ""
    decision: str = ""
    mandates: tuple[str, ...] = ()
    handed_to: str = ""
    clock: str = ""
    due_words: str = ""
    if_then: str = ""
    waits_for: Condition | None = None
    irreversible: bool = False
    asked_anew: bool = False
    """The answer grows old when something new has been done on the way to the step."""
    ending: str = ""
    topic: str = ""
    """The words after `placering`, `får inte informeras` and `lova`."""

    @property
    def outcomes(self) -> frozenset[str]:
        """Every outcome some branch of the step covers."""
        return frozenset(o for branch in self.branches for o in branch.outcomes)


class KravForm(StrEnum):
    """The four forms of property."""

    BEFORE = "innan"
    NEVER_WHEN = "aldrig när"
    NEVER_AFTER = "aldrig efter"
    REACHABLE = "alltid nåbart"


@dataclass(frozen=True, slots=True)
class Krav:
    """A property of the routine: proved over every path, and watched in every live case.

    BEFORE: `step` is never entered unless `other` is done (with an outcome in `accepts`; empty
    means any but the ways out), where `condition` holds. NEVER_WHEN: `step` is never entered
    while `condition` holds. NEVER_AFTER: never once `other` is done. REACHABLE: from every
    reachable state `step` can still be reached.
    """

    id: str
    form: KravForm
    step: str
    place: Place
    sentence: str
    other: str = ""
    accepts: frozenset[str] = frozenset()
    condition: Condition | None = None
    provisions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    elsewhere: str = ""
    """The step of another routine (`rutin/steg`) it speaks of; by its fact in `condition`."""


@dataclass(frozen=True, eq=False)
class Routine:
    """A routine as read: steps in reading order. Compared by identity (machines are cached)."""

    id: str
    title: str
    place: Place
    start: str
    steps: Mapping[str, Step]
    first_minute: tuple[str, ...] = ()
    krav: tuple[Krav, ...] = ()
    valid_from: str = ""
    review_by: str = ""
    owner: str = ""
    reviewed_by: str = ""
    sources: tuple[str, ...] = ()
    language: int = 1
    repeatable: bool = False
    outside_file: bool = False
    """About the jour's own work: kept in the log, never in the text for the person's file."""
    by_hand: bool = False
    """A way in: a handler starts it, and no routine has to."""

    def step(self, id: str) -> Step:
        """The step with that id; KeyError is a bug, since a routine with findings is not used."""
        return self.steps[id]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each step, in reading order from 1: the same on screen and on paper."""
        return {id: number for number, id in enumerate(self.steps, start=1)}

    def phases(self) -> Mapping[str, tuple[Step, ...]]:
        """Steps by phase, in reading order."""
        found: dict[str, list[Step]] = {}
        for step in self.steps.values():
            found.setdefault(step.phase, []).append(step)
        return {phase: tuple(steps) for phase, steps in found.items()}

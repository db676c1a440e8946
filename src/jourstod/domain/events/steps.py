"""Steps: tracks and visits, how a visit was settled, what was corrected or changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..answers import Answer


@dataclass(frozen=True, slots=True)
class TrackStarted:
    """A routine began as a track of its own; `by` is the event that started it."""

    KIND: ClassVar[str] = "track_started"
    track: str
    routine: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class TrackEnded:
    """A track reached an explicit end."""

    KIND: ClassVar[str] = "track_ended"
    track: str
    step: str
    ending: str


@dataclass(frozen=True, slots=True)
class VisitOpened:
    """A question was shown: `parent` is the visit it followed; `again` why it is asked anew."""

    KIND: ClassVar[str] = "visit_opened"
    track: str
    visit: str
    step: str
    parent: str = ""
    again: str = ""


@dataclass(frozen=True, slots=True)
class VisitsVoided:
    """Visits that rested on something corrected or changed; struck through, never hidden."""

    KIND: ClassVar[str] = "visits_voided"
    visits: tuple[str, ...]
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class StepAnswered:
    """A visit was settled by an answer; `to` is where the track went, `because` the events read.

    `done` is false for «vet inte» and «ej aktuellt». `reused` means known from before.
    """

    KIND: ClassVar[str] = "step_answered"
    track: str
    visit: str
    step: str
    fact: str
    answer: Answer
    outcome: str
    to: str
    because: tuple[str, ...] = ()
    done: bool = True
    reused: bool = False


@dataclass(frozen=True, slots=True)
class StepCouldNot:
    """It was tried and could not be done; left as an open item."""

    KIND: ClassVar[str] = "step_could_not"
    track: str
    visit: str
    step: str
    reason: str
    to: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepNotNeeded:
    """It was not needed, for a stated reason; leaves no open item."""

    KIND: ClassVar[str] = "step_not_needed"
    track: str
    visit: str
    step: str
    reason: str
    to: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepOverridden:
    """The handler went past the step on purpose, with a reason; left as an open item."""

    KIND: ClassVar[str] = "step_overridden"
    track: str
    visit: str
    step: str
    reason: str
    to: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepDeferred:
    """The visit stays open and is put aside with a reason and perhaps a next try."""

    KIND: ClassVar[str] = "step_deferred"
    track: str
    visit: str
    step: str
    reason: str
    next_try: str = ""


@dataclass(frozen=True, slots=True)
class RequirementOverridden:
    """A krav was walked past with a reason; an open item that fails the gate."""

    KIND: ClassVar[str] = "requirement_overridden"
    track: str
    krav: str
    step: str
    sentence: str
    reason: str


@dataclass(frozen=True, slots=True)
class FactNoted:
    """A fact was told before its question was shown (in the call, or in a note)."""

    KIND: ClassVar[str] = "fact_noted"
    fact: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class AnswerCorrected:
    """An answer was wrong from the start: the visit holds the new one and went to `to`."""

    KIND: ClassVar[str] = "answer_corrected"
    corrects: str
    track: str
    visit: str
    step: str
    fact: str
    answer: Answer
    outcome: str
    to: str
    reason: str
    because: tuple[str, ...] = ()
    done: bool = True


@dataclass(frozen=True, slots=True)
class StepRerouted:
    """A settled visit leads elsewhere, since a fact it read was corrected or changed."""

    KIND: ClassVar[str] = "step_rerouted"
    track: str
    visit: str
    step: str
    to: str
    by: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SituationChanged:
    """What was true is still true of then; from now the fact is this."""

    KIND: ClassVar[str] = "situation_changed"
    fact: str
    answer: Answer
    reason: str


@dataclass(frozen=True, slots=True)
class MarkedResting:
    """An act in the world rests on something since corrected: «vilar på rättad uppgift»."""

    KIND: ClassVar[str] = "marked_resting"
    entry: str
    by: str
    what: str

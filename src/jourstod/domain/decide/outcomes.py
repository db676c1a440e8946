"""Outcomes: what the routine branches on, of an answer, and whether it means that it was done."""

from __future__ import annotations

from ..answers import DONE, UNKNOWN, WAYS_OUT, Answer
from ..routine import Step, StepKind
from ..rulebook import Rulebook


def outcome_of(book: Rulebook, step: Step, answer: Answer) -> str:
    """What the routine branches on: a value id of a finite question, else done or a way out."""
    first = answer.values[0] if answer.values else ""
    if first in WAYS_OUT:
        return first
    if step.kind in (StepKind.QUESTION, StepKind.CONSENT) and first in step.outcomes:
        return first
    return DONE


def is_done(outcome: str) -> bool:
    """Whether the outcome means that the thing was done or known."""
    return outcome not in WAYS_OUT and outcome != UNKNOWN

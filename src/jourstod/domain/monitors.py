"""Monitors: each krav as one small automaton, the same for the explorer and the live case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .answers import WAYS_OUT
from .conditions import Valuation, holds
from .routine import Krav, KravForm, Routine

LastOutcome = Callable[[str], str]
"""Gives the last outcome a step was settled with on this track, or "" when it was not."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A krav that entering a step would break."""

    krav: Krav
    step: str

    @property
    def sentence(self) -> str:
        """What is wrong, in Swedish."""
        return self.krav.sentence


def watched(routine: Routine) -> frozenset[str]:
    """The steps whose last outcome some monitor needs to remember."""
    return frozenset(krav.other for krav in routine.krav if krav.other)


def done(krav: Krav, outcome: str) -> bool:
    """Whether that outcome counts as the krav's other step having been done."""
    if krav.accepts:
        return outcome in krav.accepts
    return bool(outcome) and outcome not in WAYS_OUT


def broken_by(krav: Krav, entering: str, last: LastOutcome, known: Valuation) -> bool:
    """Whether entering the step breaks this krav."""
    if entering != krav.step:
        return False
    if krav.condition is not None and not holds(krav.condition, known):
        return False
    match krav.form:
        case KravForm.BEFORE:
            return not done(krav, last(krav.other))
        case KravForm.NEVER_WHEN:
            return True
        case KravForm.NEVER_AFTER:
            return done(krav, last(krav.other))
        case KravForm.REACHABLE:
            return False


def breaches(
    krav: Iterable[Krav], entering: str, last: LastOutcome, known: Valuation
) -> tuple[Breach, ...]:
    """Every krav that entering the step breaks."""
    return tuple(Breach(k, entering) for k in krav if broken_by(k, entering, last, known))

"""Answer keys: which choices a step has, and the digit each is given with, on screen and paper."""

from __future__ import annotations

from collections.abc import Sequence

from .answers import NOT_APPLICABLE, UNKNOWN
from .facts import Choice, Fact, FactKind
from .routine import Step, StepKind

DONE_CHOICE = Choice("gjort", "Klart")
ON_A_PAGE = 7
"""Answers on one page: 8 is always «ej aktuellt» and 9 «vet inte», 0 turns the page."""
OUT_KEYS = {NOT_APPLICABLE: "8", UNKNOWN: "9"}


def listed(fact: Fact) -> bool:
    """Whether the fact is answered by choosing, not by writing."""
    return fact.kind in (FactKind.CHOICE, FactKind.MANY)


def choices(step: Step, fact: Fact | None) -> tuple[Choice, ...]:
    """The numbered answers; «vet inte» and «ej aktuellt» come last on every question."""
    ways_out = (Choice(UNKNOWN, "Vet inte"), Choice(NOT_APPLICABLE, "Ej aktuellt"))
    match step.kind:
        case StepKind.QUESTION | StepKind.CONSENT:
            named = fact.choices if fact and listed(fact) else ()
            return (*named, *ways_out)
        case StepKind.CHECKLIST:
            return step.items
        case StepKind.WAIT:
            return (ways_out[1],)  # it is over by itself when what it waits for has been told
        case _:
            return (DONE_CHOICE, ways_out[1])


def keyed(found: Sequence[Choice]) -> tuple[tuple[str, Choice], ...]:
    """Each choice with what is typed for it: «3», or «0 1» when the page must be turned first."""
    plain = [choice for choice in found if choice.id not in OUT_KEYS]
    out = [(OUT_KEYS[choice.id], choice) for choice in found if choice.id in OUT_KEYS]
    numbered = [
        (" ".join((*("0",) * (at // ON_A_PAGE), str(at % ON_A_PAGE + 1))), choice)
        for at, choice in enumerate(plain)
    ]
    return (*numbered, *sorted(out, key=lambda pair: pair[0]))

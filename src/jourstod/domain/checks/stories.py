"""Stories: the way to a fault as numbered questions and answers that a person can follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..answers import COULD_NOT, DONE, GIVEN, NOT_APPLICABLE, NOT_YET, UNKNOWN
from ..conditions import Value
from ..exploration import Leg
from ..facts import Fact
from ..routine import Routine, Step, StepKind
from ..rulebook import Rulebook

_OUTCOMES = {
    DONE: "gjort",
    UNKNOWN: "vet inte",
    NOT_APPLICABLE: "ej aktuellt",
    COULD_NOT: "gick inte",
    NOT_YET: "ännu inte frågat",
    GIVEN: "något är angivet",
}


def story(book: Rulebook, routine: Routine, legs: Iterable[Leg]) -> tuple[str, ...]:
    """One line for each question and answer, and one for each fact known from elsewhere."""
    lines: list[str] = []
    number = 0
    for leg in legs:
        if leg.step:
            number += 1
            lines.append(f"{number}. {_leg(book, routine.steps[leg.step], leg)}")
        lines.extend(_found(book, leg))
    return tuple(lines)


def outcome_words(book: Rulebook, step: Step, outcome: str) -> str:
    """An outcome of a step as the reader of a finding sees it."""
    fact = book.facts.get(step.fact)
    if outcome in _OUTCOMES:
        return _OUTCOMES[outcome]
    return fact.label(outcome).lower() if fact else outcome


def value_words(fact: Fact, value: Value) -> str:
    """An abstract value of a fact in words; a number stands for its whole interval."""
    if isinstance(value, frozenset):
        return " och ".join(sorted(fact.label(part) for part in value)) or "inget av dem"
    if isinstance(value, int):
        return f"t.ex. {value}"
    return _OUTCOMES.get(value) or fact.label(value)


def _leg(book: Rulebook, step: Step, leg: Leg) -> str:
    asked = step.text if step.kind is StepKind.QUESTION else f"{step.id}: {step.text}"
    fact = book.facts.get(step.fact)
    if fact is not None and leg.outcome == DONE and leg.told is not None:
        return f"{asked} → {value_words(fact, leg.told)}"
    return f"{asked} → {outcome_words(book, step, leg.outcome)}"


def _found(book: Rulebook, leg: Leg) -> Iterator[str]:
    for name, value in leg.found:
        fact = book.facts[name]
        if value == NOT_YET:
            yield f"   ({fact.heading}: ännu inte frågat)"
        else:
            yield f"   (känt på annat håll: {fact.heading} – {value_words(fact, value)})"

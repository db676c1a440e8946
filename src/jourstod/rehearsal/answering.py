"""Answering by itself: the deed that settles a step with an outcome, all of it made up."""

from __future__ import annotations

from ..domain.answers import COULD_NOT, DONE, NOT_APPLICABLE, UNKNOWN
from ..domain.conditions import Value
from ..domain.facts import Fact, FactKind
from ..domain.forms import form
from ..domain.night import Answering, Leaving, Pairs
from ..domain.routine import Step
from ..domain.rulebook import Rulebook

REASON = "Påhittat skäl."
WORDS = "Påhittade ord."
WRITTEN = {
    "beslutsfattare": "Eva Ek",
    "roll": "ledamot",
    "muntligt": "ja",
    "form": "jourhem",
    "vem": "Påhittad Person",
    "vad": "Påhittat löfte.",
}
"""What is written in a field of a step; nobody has that name."""


def deed_for(
    book: Rulebook, routine: str, step: Step, outcome: str, told: Value | None, insist: bool
) -> Answering | Leaving:
    """The line of a night that settles the step so; `insist` walks past a krav with a reason."""
    past = REASON if insist else ""
    fact = book.facts.get(step.fact) if step.fact else None
    asks = fact is not None
    if outcome == COULD_NOT or (outcome == NOT_APPLICABLE and not asks):
        how = "gick inte" if outcome == COULD_NOT else "behövs inte"
        return Leaving(how, step.id, REASON, routine, insist=past)
    if outcome in (UNKNOWN, NOT_APPLICABLE):
        return Answering(step.id, (outcome.replace("_", " "),), routine, REASON, insist=past)
    given = words_of(fact, outcome, told) if fact is not None else ()
    reason = REASON if step.reason_required else ""
    return Answering(step.id, given, routine, reason, _written(step), insist=past)


def words_of(fact: Fact, outcome: str, told: Value | None) -> tuple[str, ...]:
    """A value of a fact as it is written in a night."""
    if told in (UNKNOWN, NOT_APPLICABLE):
        return (str(told).replace("_", " "),)
    match fact.kind:
        case FactKind.CHOICE:
            return (str(told) if told is not None else outcome,)
        case FactKind.MANY if isinstance(told, frozenset) and told:
            return tuple(sorted(told))
        case FactKind.MANY:
            return (fact.choices[-1].id,)
        case FactKind.NUMBER:
            return (str(told) if isinstance(told, int) else "1",)
        case _ if fact.kind.value in ("tid", "datum"):
            return ("22:40",)
        case _:
            return (WORDS,)


def value_of(outcome: str) -> Value | None:
    """The value an outcome of a question tells by itself."""
    return None if outcome in (DONE, COULD_NOT) else outcome


def _written(step: Step) -> Pairs:
    """The fields that must be written, and who decided in what role."""
    wanted = ("roll", "muntligt")
    return tuple(
        (field.id, WRITTEN.get(field.id, WORDS))
        for field in form(step)
        if field.required or field.id in wanted
    )

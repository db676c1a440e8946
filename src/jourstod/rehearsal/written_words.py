"""Written words: what stands in a night, by id or as people say it, becomes an answer."""

from __future__ import annotations

from collections.abc import Iterable

from ..domain.answers import NOT_APPLICABLE, UNKNOWN, Answer
from ..domain.errors import JourError
from ..domain.facts import Choice, Fact, FactKind
from ..domain.forms import form
from ..domain.night import Pairs
from ..domain.routine import Step, StepKind
from ..domain.rulebook import Rulebook

NOT_NEEDED = " behövs inte"
"""After an item of a checklist: it was looked at and not needed."""


class NotThere(JourError):
    """A night names something that is not there to name."""


def answer_of(
    book: Rulebook, step: Step, given: tuple[str, ...], reason: str, written: Pairs
) -> Answer:
    """The answer to a step; raises NotThere for a field the step does not ask for."""
    told = _given(book, step, given)
    return Answer(told.values, told.text, _fields(step, written), reason)


def told_fact(book: Rulebook, fact_id: str, given: tuple[str, ...], reason: str = "") -> Answer:
    """The answer that tells a fact; raises NotThere for a fact that is not declared."""
    fact = book.facts.get(fact_id)
    if fact is None:
        raise NotThere(f"Det finns inget faktum som heter «{fact_id}».")
    told = _of_fact(fact, given)
    return Answer(told.values, told.text, (), reason)


def _given(book: Rulebook, step: Step, given: tuple[str, ...]) -> Answer:
    if step.kind is StepKind.CHECKLIST:
        return Answer(_items(step, given))
    fact = book.facts.get(step.fact) if step.fact else None
    if fact is not None:
        return _of_fact(fact, given)
    ways_out = tuple(way for way in map(_way_out, given) if way)
    return Answer(ways_out) if ways_out else Answer(text="\n".join(given))


def _of_fact(fact: Fact, given: tuple[str, ...]) -> Answer:
    ways_out = tuple(way for way in map(_way_out, given) if way)
    if ways_out:
        return Answer(ways_out)
    if fact.kind is FactKind.MANY:
        parts = (part.strip() for words in given for part in words.split(","))
        return Answer(tuple(_choice(fact.choices, part) for part in parts if part))
    if fact.kind is FactKind.CHOICE:
        return Answer(tuple(_choice(fact.choices, words) for words in given))
    return Answer(text="\n".join(given))


def _items(step: Step, given: tuple[str, ...]) -> tuple[str, ...]:
    """Items of a checklist; nothing said means that all of it was done."""
    if not given:
        return tuple(item.id for item in step.items)
    ways_out = tuple(way for way in map(_way_out, given) if way)
    return ways_out or tuple(_item(step.items, words) for words in given)


def _item(items: tuple[Choice, ...], words: str) -> str:
    if words.endswith(NOT_NEEDED):
        return f"{_choice(items, words.removesuffix(NOT_NEEDED))}:not_needed"
    return _choice(items, words)


def _choice(choices: Iterable[Choice], words: str) -> str:
    """The id of a value written as id, with blanks, or as its label; else as it stands."""
    folded = words.casefold()
    for choice in choices:
        if folded in (choice.id, choice.id.replace("_", " "), choice.label.casefold()):
            return choice.id
    return words


def _way_out(words: str) -> str:
    folded = words.casefold().replace(" ", "_")
    return folded if folded in (UNKNOWN, NOT_APPLICABLE) else ""


def _fields(step: Step, written: Pairs) -> tuple[tuple[str, str], ...]:
    return tuple((_field(step, name), text) for name, text in written)


def _field(step: Step, name: str) -> str:
    known = form(step)
    folded = name.casefold()
    for field in known:
        if folded in (field.id, field.id.replace("_", " "), field.label.casefold()):
            return field.id
    listed = ", ".join(field.id for field in known) or "inget"
    raise NotThere(f"Steget «{step.id}» har inget att skriva i «{name}». Här finns: {listed}.")

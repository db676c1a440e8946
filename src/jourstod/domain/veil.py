"""The veil: what is protected is masked on every screen, until it is shown for a stated reason."""

from __future__ import annotations

from functools import lru_cache

from .case import Case
from .facts import Fact, Sensitivity
from .rulebook import Rulebook
from .tripwire import Wire, masked, wire


def veiled(case: Case, book: Rulebook, text: str) -> str:
    """The text as a screen shows it: protected values that somebody typed in it are masked."""
    values = tuple(value for _, value in protected(case, book))
    return masked(_wire(values), text) if values and text else text


def protected(case: Case, book: Rulebook) -> tuple[tuple[Fact, str], ...]:
    """The protected values of a case that stand now, each with its fact."""
    return tuple(
        (fact, value)
        for fact in _protected_facts(book)
        for known in case.told.get(fact.id, ())
        if known.entry not in case.misfiled
        for value in (known.answer.text, *(value for _, value in known.answer.fields))
        if value
    )


def protected_facts(case: Case, book: Rulebook) -> tuple[Fact, ...]:
    """The facts with a protected value, once each."""
    return tuple({fact.id: fact for fact, _ in protected(case, book)}.values())


def _protected_facts(book: Rulebook) -> tuple[Fact, ...]:
    return tuple(f for f in book.facts.values() if f.sensitivity is Sensitivity.PROTECTED)


@lru_cache(maxsize=256)
def _wire(values: tuple[str, ...]) -> Wire:
    return wire(values)

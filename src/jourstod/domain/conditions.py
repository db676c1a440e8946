"""The closed condition language over declared facts: parts, evaluation, and why in Swedish."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .answers import NOT_YET

Value = str | int | frozenset[str]
"""A fact as conditions see it: a value id, a number, or the set of chosen ids."""

Valuation = Mapping[str, Value]
"""Facts known so far; a fact that is missing is `ännu_inte`."""


@dataclass(frozen=True, slots=True)
class Among:
    """The fact's value is one of these ids; for several choices: at least one of them is chosen."""

    fact: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Between:
    """The number lies in low..high, both included; None is unbounded."""

    fact: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition = Among | Between | All | Either | Not


def holds(condition: Condition, known: Valuation) -> bool:
    """Whether the condition holds for these facts."""
    # The explorer asks this more than anything else: a chain of isinstance is twice as quick as
    # match, and a loop as any() and all().
    if isinstance(condition, Among):
        value = known.get(condition.fact, NOT_YET)
        if isinstance(value, frozenset):
            return not condition.values.isdisjoint(value)
        return value in condition.values
    if isinstance(condition, Between):
        number, low, high = known.get(condition.fact, NOT_YET), condition.low, condition.high
        if not isinstance(number, int):
            return False
        return (low is None or low <= number) and (high is None or number <= high)
    if isinstance(condition, Not):
        return not holds(condition.part, known)
    every = isinstance(condition, All)
    for part in condition.parts:
        if holds(part, known) is not every:
            return not every
    return every


def atoms(condition: Condition) -> tuple[Among | Between, ...]:
    """The conditions on single facts, in reading order."""
    match condition:
        case Among() | Between():
            return (condition,)
        case All(parts) | Either(parts):
            return tuple(atom for part in parts for atom in atoms(part))
        case Not(part):
            return atoms(part)


def reads(condition: Condition | None) -> tuple[str, ...]:
    """The facts the condition reads, each once, in reading order."""
    if condition is None:
        return ()
    return tuple(dict.fromkeys(atom.fact for atom in atoms(condition)))


def why(condition: Condition, label: Callable[[str, str], str] = lambda _, v: v) -> str:
    """The condition in Swedish; `label(fact, value)` gives the words of a value, "" of the fact."""
    match condition:
        case Among(fact, values):
            words = " eller ".join(f"«{label(fact, value)}»" for value in sorted(values))
            return f"{label(fact, '')} är {words}"
        case Between(fact, low, high):
            if low is None:
                return f"{label(fact, '')} är högst {high}"
            if high is None:
                return f"{label(fact, '')} är minst {low}"
            return f"{label(fact, '')} är {low}–{high}"
        case All(parts):
            return " och ".join(why(part, label) for part in parts)
        case Either(parts):
            return " eller ".join(why(part, label) for part in parts)
        case Not(part):
            return f"inte så att {why(part, label)}"

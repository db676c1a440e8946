"""A change: one difference between two rulebooks in a sentence, and how serious it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .rulebook import Rulebook


class Weight(StrEnum):
    """What a change is about, most serious first; the value is the heading it stands under."""

    POWER = "vad någon får göra"
    TOLD = "vem som får veta"
    CLOCK = "frister"
    WAY = "vägen"
    WORDS = "orden"
    BASIS = "lagrum och källor"
    DATES = "giltighet och granskning"


ORDER = {weight: number for number, weight in enumerate(Weight)}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `where` is the routine or register; `wider`: more may be told, or to more."""

    weight: Weight
    where: str
    sentence: str
    wider: bool = False


@dataclass(frozen=True, slots=True)
class Books:
    """The two rulebooks that are compared."""

    old: Rulebook
    new: Rulebook


def name(id: str) -> str:
    """A step's or an entry's id as it is said."""
    return id.replace("_", " ")


def listed(words: Iterable[str]) -> str:
    """Words in quotes, joined as in a sentence: «a», «b» och «c»."""
    quoted = [f"«{word}»" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} och {quoted[-1]}"


def spoken(book: Rulebook, fact: str, value: str) -> str:
    """The words of a fact or of its value, never an id with underscores."""
    return name(book.words(fact, value))

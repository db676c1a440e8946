"""Declared facts: what may be known about a case, its domain, sensitivity and who may get it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from .answers import COULD_NOT, GIVEN, NOT_APPLICABLE, UNKNOWN, Answer
from .conditions import Value
from .findings import Place

PROTECTED_WORDS = "skyddad uppgift, visas med skäl"
"""What a screen says in place of a protected address or number."""


class FactKind(StrEnum):
    """What kind of value a fact takes; the value is the word in fakta.yaml."""

    CHOICE = "val"
    MANY = "flerval"
    NUMBER = "tal"
    TEXT = "text"
    VERBATIM = "ordagrant"
    WHEN = "tid"
    PERSON = "person"
    CHILDREN = "barnlista"

    @property
    def finite(self) -> bool:
        """Whether conditions may read the values and not only whether one was given."""
        return self in (FactKind.CHOICE, FactKind.MANY, FactKind.NUMBER)


class Sensitivity(StrEnum):
    """How much harm a leak does; protected values are also a tripwire over every text."""

    LOW = "låg"
    HIGH = "hög"
    PROTECTED = "skyddad"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value id (frozen for ever) and its words (free to change)."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared fact. `cleared` maps receiver id → ground (a provision id or `samtycke`)."""

    id: str
    subject: str
    kind: FactKind
    heading: str
    section: str
    sensitivity: Sensitivity
    place: Place
    choices: tuple[Choice, ...] = ()
    cleared: tuple[tuple[str, str], ...] = field(default=())
    threat: bool = False
    """A change of this fact changes the threat: the first-minute steps are asked again."""

    def kept_from(self, receiver: str) -> bool:
        """Whether it is protected and the receiver is not named for it, own nämnd or not."""
        return self.sensitivity is Sensitivity.PROTECTED and receiver not in dict(self.cleared)

    def label(self, value: str) -> str:
        """The words of a value id; the id itself for what is not declared."""
        common = {UNKNOWN: "Vet inte", NOT_APPLICABLE: "Ej aktuellt", COULD_NOT: "Gick inte"}
        for choice in self.choices:
            if choice.id == value:
                return choice.label
        return common.get(value, value)

    def value_of(self, answer: Answer) -> Value:
        """What conditions see of an answer."""
        first = answer.values[0] if answer.values else ""
        if first in (UNKNOWN, NOT_APPLICABLE, COULD_NOT):
            return first
        match self.kind:
            case FactKind.CHOICE:
                return first
            case FactKind.MANY:
                return frozenset(answer.values)
            case FactKind.NUMBER:
                return int(answer.text) if answer.text.strip().isdecimal() else UNKNOWN
            case _:
                return GIVEN

    def shown(self, answer: Answer) -> str:
        """The answer as a screen shows it: what is protected only says that it is there."""
        hidden = self.sensitivity is Sensitivity.PROTECTED and (answer.text or answer.fields)
        return PROTECTED_WORDS if hidden else self.words(answer)

    def words(self, answer: Answer) -> str:
        """The answer as a reader sees it."""
        if answer.values:
            spoken = ", ".join(self.label(value) for value in answer.values)
            return f"{spoken}: {answer.text}" if answer.text else spoken
        return answer.text

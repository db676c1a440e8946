"""Whether an answer is one that a fact can take, however it was told."""

from __future__ import annotations

import re

from ..answers import WAYS_OUT, Answer
from ..errors import AnswerIncomplete, UnknownChoice
from ..facts import Fact, FactKind

_NUMBER = re.compile(r"[0-9]{1,6}")


def check_value(fact: Fact, given: Answer) -> None:
    """Raise UnknownChoice or AnswerIncomplete unless the fact can be told so.

    The ways out («vet inte», «ej aktuellt») are always told; whether a step takes them is its own.
    """
    if given.values and given.values[0] in WAYS_OUT:
        return
    if fact.kind in (FactKind.CHOICE, FactKind.MANY):
        _check_choices(fact, given)
    elif not given.text.strip():
        raise AnswerIncomplete("skriv ett svar")
    elif fact.kind is FactKind.NUMBER and not _NUMBER.fullmatch(given.text.strip()):
        raise AnswerIncomplete("skriv ett helt tal med siffror, till exempel 15")


def _check_choices(fact: Fact, given: Answer) -> None:
    known = tuple(choice.id for choice in fact.choices)
    if not given.values:
        raise AnswerIncomplete("välj ett svar")
    for value in given.values:
        if value not in known:
            raise UnknownChoice(value, tuple(choice.label for choice in fact.choices))

"""Facts about which answers a fact can take, whichever way they are told."""

from __future__ import annotations

import pytest

from jourstod.domain.answers import Answer
from jourstod.domain.decide.values import check_value
from jourstod.domain.errors import AnswerIncomplete, UnknownChoice
from jourstod.domain.facts import Choice, Fact, FactKind, Sensitivity
from jourstod.domain.findings import Place

_CHOICES = (Choice("lågt", "Lågt"), Choice("akut", "Akut"))


def _fact(kind: FactKind, choices: tuple[Choice, ...] = ()) -> Fact:
    place = Place("fakta.yaml", 1, 1)
    return Fact("x", "ärendet", kind, "X", "läget", Sensitivity.LOW, place, choices)


@pytest.mark.parametrize("text", ["15", " 15 ", "0", "999999"])
def test_a_number_is_digits(text: str) -> None:
    fact = _fact(FactKind.NUMBER)
    check_value(fact, Answer(text=text))
    assert fact.value_of(Answer(text=text)) == int(text)


@pytest.mark.parametrize("text", ["", "femton", "²", "١٥", "1.5", "-1", "9" * 5000])
def test_what_is_no_number_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(AnswerIncomplete):
        check_value(_fact(FactKind.NUMBER), Answer(text=text))


@pytest.mark.parametrize("kind", [FactKind.CHOICE, FactKind.MANY])
def test_a_choice_is_one_of_those_that_are_written(kind: FactKind) -> None:
    fact = _fact(kind, _CHOICES)
    check_value(fact, Answer(values=("akut",)))
    with pytest.raises(UnknownChoice):
        check_value(fact, Answer(values=("högt",)))
    with pytest.raises(AnswerIncomplete):
        check_value(fact, Answer())


@pytest.mark.parametrize("kind", list(FactKind))
def test_that_it_is_not_known_can_always_be_told(kind: FactKind) -> None:
    check_value(_fact(kind, _CHOICES), Answer(values=("vet_inte",)))

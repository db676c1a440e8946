"""Facts about LIX: what is a word, what ends a sentence, and what is taken out before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.reading.small_folder import FILES, read

from jourstod.domain.readability import Lix, lix, lix_of


def test_lix_is_the_length_of_sentences_and_the_share_of_long_words() -> None:
    found = lix(["Barnet sover nu. Socialtjänsten ringer polisen."])
    assert (found.words, found.sentences, found.long_words) == (6, 2, 2)
    assert found.value == pytest.approx(6 / 2 + 100 * 2 / 6)


def test_a_word_of_six_letters_is_short_and_one_of_seven_is_long() -> None:
    assert lix(["barnet barnets"]).long_words == 1


def test_each_text_ends_a_sentence_and_an_empty_one_is_none() -> None:
    assert lix(["Ring hem", "", "Vänta här"]).sentences == 2
    assert lix([]).value == 0
    assert Lix(0, 0, 0).value == 0


def test_numbers_and_abbreviations_in_a_provision_end_no_sentence() -> None:
    book = read(FILES)[0]
    routine = book.routines["boende"]
    step = routine.steps["placera"]

    def told(text: str) -> Lix:
        return lix_of(replace(routine, steps={"placera": replace(step, text=text)}), book)

    plain, cited = (
        told("Ordna en plats enligt X nu."),
        told("Ordna en plats enligt SoL 22 kap. 4 § nu."),
    )
    assert plain == cited


def test_the_names_of_agencies_weigh_nothing() -> None:
    book = read(FILES)[0]
    routine = book.routines["boende"]
    step = routine.steps["placera"]
    named = replace(routine, steps={"placera": replace(step, text="Ring Mottagningens växel.")})
    short = replace(routine, steps={"placera": replace(step, text="Ring X växel.")})
    assert lix_of(named, book) == lix_of(short, book)

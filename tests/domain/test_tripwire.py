"""Facts about the tripwire: what a protected value looks like when it is hidden in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jourstod.domain.tripwire import MASK, masked, trips, wire

ADDRESS = wire(["Storgatan 5, Uppsala"])
PHONE = wire(["070-123 45 67"])
NAMES = wire([], ["Bosse", "fadern", "Ali Öberg"])
POINTER = wire(["Nås via boendets jour, kuvert 14"])


@pytest.mark.parametrize(
    "text",
    [
        "Hon bor på Storgatan 5.",
        "STORGATAN",
        "s t o r g a t a n 5",
        "Stor-gatan",
        "på Storgatans baksida",
        "Sto\u200crgatan",
        "STORGATAN5UPPSALA",
        "Sto\u0308rgatan",
        "tåget till uppsala",
        "Uppsalas station",
        "Ｓｔｏｒｇａｔａｎ",
    ],
)
def test_an_address_is_found_spaced_cased_inflected_and_split(text: str) -> None:
    assert trips(ADDRESS, text)
    assert "gatan" not in masked(ADDRESS, text).lower().replace("skyddad", "")


@pytest.mark.parametrize(
    "text",
    [
        "070-123 45 67", "0701234567", "070 12 34 567", "+46 70 123 45 67", "0046701234567",
        "070.123.45.67", "(070) 123 45 67", "tel:+46701234567.", "070\u00a0123\u00a045\u00a067",
        "٠٧٠١٢٣٤٥٦٧",
    ],
)  # fmt: skip
def test_a_number_is_found_with_any_separators_and_prefix(text: str) -> None:
    assert trips(PHONE, text)
    assert MASK in masked(PHONE, text)


@pytest.mark.parametrize(
    "text",
    ["Bosse ringde", "bosses bil", "BOSSE", "B o s s e", "B.o.s.s.e", "Ali kom", "Alis bror",
     "hos Öbergs", "oberg", "Bosse-bilen", "Bossebilen"],
)  # fmt: skip
def test_a_name_is_found_as_a_word_inflected_or_spelled_out(text: str) -> None:
    assert trips(NAMES, text)


@pytest.mark.parametrize(
    "text",
    ["Fadern är informerad", "en vitaliserande promenad", "obosset", "Ring 112 kl. 22:10 den 23",
     "", "ali baba", "Salix"],
)  # fmt: skip
def test_what_names_nobody_is_let_through(text: str) -> None:
    assert not trips(NAMES, text)
    assert masked(NAMES, text) == text


@pytest.mark.parametrize("text", ["boendets jour, kuvert 14", "KUVERT 14", "nås via boendets jour"])
def test_a_pointer_is_found_whole_and_in_parts(text: str) -> None:
    assert trips(POINTER, text)


@pytest.mark.parametrize("text", ["Form: jourhem", "Boendet", "kuvertet", "jouren"])
def test_words_of_every_sheet_do_not_trip_a_pointer(text: str) -> None:
    assert not trips(POINTER, text)


def test_a_mask_covers_the_value_and_nothing_else() -> None:
    told = masked(ADDRESS, "Hon gick till Storgatan 5 i natt och sov.")
    assert told == f"Hon gick till {MASK} i natt och sov."


@given(
    st.text(max_size=30),
    st.text(max_size=30),
    st.sampled_from(["", " ", ".", "-", "\u00a0", "\u200d"]),
)
def test_a_value_between_any_other_text_is_found_and_masked(
    before: str, after: str, gap: str
) -> None:
    hidden = gap.join("Storgatan")
    text = f"{before} {hidden} {after}"
    assert trips(ADDRESS, text)
    assert not trips(ADDRESS, masked(ADDRESS, text))


@pytest.mark.parametrize("value", ["skyddad", "Skyddad uppgift", "vet inte", "Saknas", "-", ""])
def test_a_value_that_says_nothing_trips_no_mask_and_no_sheet(value: str) -> None:
    told = wire([value])
    for text in (MASK, "Vet inte", "Adress: skyddad uppgift", "skälen saknas"):
        assert not trips(told, text)


def test_the_stations_own_town_does_not_stop_its_sheets() -> None:
    told = wire(["Hotell Kung Karl, Uppsala"], ours=["Jouren Uppsala"])
    assert not trips(told, "Jouren Uppsala, nämnd Uppsala")
    assert trips(told, "Kung Karl")


def test_a_capital_that_begins_a_sentence_is_no_name() -> None:
    told = wire(["Ring mormor Svea. Fråga efter henne, på Dalgatan 3."])
    assert not trips(told, "Ring skolan. Fråga om samtycke.")
    assert trips(told, "Svea ringde") and trips(told, "på dalgatan")


def test_a_word_for_any_place_gives_nothing_away_alone_but_does_in_its_phrase() -> None:
    told = wire(["Akuten i Uppsala", "hemma"])
    assert not trips(told, "Hon är hemma. Akuten ringde.")
    assert trips(told, "akuten i uppsala")


@given(st.text(max_size=200))
def test_an_empty_wire_lets_everything_through(text: str) -> None:
    assert not trips(wire([]), text)


def test_a_name_that_the_routines_use_as_a_word_trips_nothing() -> None:
    assert not trips(wire([], ["Polisen i city"], ["Polisen"]), "Polisen kom.")
    assert trips(wire([], ["Polisen Ek"], ["Polisen"]), "Ek ringde.")


def test_a_value_without_a_word_is_no_wire() -> None:
    assert not trips(wire(["", " – "]), "Hon är trygg.")


def test_the_word_before_a_clock_time_is_no_place() -> None:
    told = wire(["070-123 45 67, helst efter 23, aldrig före 8 eller mellan 12 och 13"])
    assert not trips(told, "Mer lämnas efter en ny prövning, aldrig före den.")
    assert trips(told, "070-1234567")

"""Facts about how an open item is named in a list."""

from __future__ import annotations

import pytest

from jourstod.domain.case_parts import Item, ItemKind


@pytest.mark.parametrize(
    ("what", "step", "words"),
    [
        ("Tolken svarar inte", "tolk.språk", "språk: Tolken svarar inte"),
        ("Hon sover", "", "Hon sover"),
        ("", "tolk.språk", "språk"),
        ("", "sexuellt_våld", "sexuellt våld"),
    ],
)
def test_an_item_is_never_listed_without_words(what: str, step: str, words: str) -> None:
    assert Item("x", ItemKind.UNKNOWN, what, "e", "AB", step=step).words == words

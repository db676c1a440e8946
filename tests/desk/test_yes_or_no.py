"""Facts about a field that says ja or nej: what is neither is asked for again, never guessed."""

from __future__ import annotations

import pytest
from tests.desk.sample import Jour, open_child, reply

from jourstod.desk.desk import Desk
from jourstod.domain.errors import UnknownChoice


def at_decision(desk: Desk) -> str:
    """A child's case that stands at the decision."""
    id = open_child(desk, ("fara", "nej"), ("åldersgrupp", "barn"))
    reply(desk, id, "börja_barn")
    reply(desk, id, "hot", "akut")
    reply(desk, id, "skydd", "ja", reason="Ensam.")
    return id


@pytest.mark.parametrize("said", ["jaa", "Ek 1234", "muntligt", "nja"])
def test_an_unclear_word_does_not_make_an_oral_decision_a_signed_one(said: str) -> None:
    desk = Jour().desk()
    id = at_decision(desk)
    with pytest.raises(UnknownChoice, match="ja, nej"):
        reply(desk, id, "beslut", beslutsfattare="Eva Ek", muntligt=said)
    assert not desk.case(id).decisions


@pytest.mark.parametrize(
    ("said", "oral"), [("ja", True), (" J ", True), ("Nej", False), ("", False)]
)
def test_ja_nej_and_nothing_are_taken_as_said(said: str, oral: bool) -> None:
    desk = Jour().desk()
    id = at_decision(desk)
    reply(desk, id, "beslut", beslutsfattare="Eva Ek", muntligt=said)
    [made] = desk.case(id).decisions.values()
    assert made.event.oral is oral

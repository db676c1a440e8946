"""What is protected is masked wherever a screen shows it."""

from __future__ import annotations

from dataclasses import replace

from tests.tui.night import FACTS

from jourstod.domain.answers import Answer
from jourstod.domain.facts import PROTECTED_WORDS, Sensitivity


def test_a_protected_answer_is_shown_as_being_there_and_a_way_out_as_it_is() -> None:
    hidden = replace(FACTS["plats"], sensitivity=Sensitivity.PROTECTED)
    assert hidden.shown(Answer(text="Hemliga gatan 12")) == PROTECTED_WORDS
    assert hidden.shown(Answer(("vet_inte",))) == "Vet inte"
    assert FACTS["plats"].shown(Answer(text="Torget")) == "Torget"
    assert hidden.words(Answer(text="Hemliga gatan 12")) == "Hemliga gatan 12"

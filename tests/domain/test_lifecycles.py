"""Life cycles: the moves there are, what is refused and how, and what counts as open."""

from __future__ import annotations

import re

import pytest

from jourstod.domain.case_parts import Visit
from jourstod.domain.errors import AlreadySettled, AnswerIncomplete, SelfReceived
from jourstod.domain.lifecycles import (
    ALL,
    CLOCK,
    DECISION,
    HANDOVER_ITEM,
    ITEM,
    VISIT,
    LifeCycle,
    advance,
    diagram,
)

FILLED = {
    "outcome": "Gjort.",
    "receiver": "Karin Lund",
    "words": "Bedöm först.",
    "by": "Eva Ek",
    "sender": "AB",
    "sender_name": "Anna Berg",
}


@pytest.mark.parametrize("cycle", ALL, ids=lambda cycle: cycle.name)
def test_every_turn_is_made_and_every_other_move_is_refused_as_settled(cycle: LifeCycle) -> None:
    allowed = {(turn.source, turn.trigger): turn.to for turn in cycle.turns}
    for state, word in cycle.states:
        for trigger in {turn.trigger for turn in cycle.turns}:
            if (state, trigger) in allowed:
                assert advance(cycle, state, trigger, FILLED) == allowed[(state, trigger)]
            else:
                with pytest.raises(AlreadySettled, match=re.escape(word)):
                    advance(cycle, state, trigger, FILLED)


@pytest.mark.parametrize(
    ("cycle", "state", "trigger", "missing", "sentence"),
    [
        (ITEM, "open", "drop", "outcome", "skriv varför den inte behövs"),
        (ITEM, "open", "break_", "outcome", "skriv varför löftet bröts"),
        (HANDOVER_ITEM, "offered", "accept", "receiver", "skriv vem som tog emot"),
        (HANDOVER_ITEM, "offered", "accept", "words", "egna ord"),
        (HANDOVER_ITEM, "offered", "give_back", "words", "skriv vad mottagaren undrar"),
        (DECISION, "oral", "sign", "by", "skriv vem som undertecknade"),
    ],
)
def test_a_guard_names_what_is_missing_also_when_it_is_only_blanks(
    cycle: LifeCycle, state: str, trigger: str, missing: str, sentence: str
) -> None:
    for blank in ("", "  "):
        with pytest.raises(AnswerIncomplete, match=sentence):
            advance(cycle, state, trigger, {**FILLED, missing: blank})


@pytest.mark.parametrize("receiver", ["AB", "ab", " Anna Berg ", "ANNA BERG"])
def test_the_sender_is_never_the_receiver_by_signature_or_name(receiver: str) -> None:
    with pytest.raises(SelfReceived):
        advance(HANDOVER_ITEM, "offered", "accept", {**FILLED, "receiver": receiver})


def test_what_counts_as_open_is_what_some_turn_still_settles() -> None:
    assert VISIT.open == {"open"} and ITEM.open == {"open"} and CLOCK.open == {"running"}
    assert HANDOVER_ITEM.open == {"offered", "returned"} and DECISION.open == {"oral"}
    for cycle in ALL:
        for state in cycle.open:
            assert any(t.source == state and t.to not in cycle.open for t in cycle.turns)


def test_a_visit_of_the_fold_is_open_exactly_when_its_life_cycle_says_so() -> None:
    for state, _ in VISIT.states:
        voided = "x" if state == "voided" else ""
        kept = "open" if voided else state
        visit = Visit("v", "t", "s", "", "e", 1, state=kept, voided=voided)
        assert visit.open == (state in VISIT.open)


def test_a_diagram_shows_each_state_and_each_turn_with_its_guards() -> None:
    drawn = diagram(HANDOVER_ITEM)
    assert "returned : åter till jouren" in drawn
    guards = "receiver_written, words_written, own_words, another_person"
    assert f"offered --> accepted : accept [{guards}]" in drawn
    for cycle in ALL:
        assert diagram(cycle).count("-->") == len(cycle.turns)

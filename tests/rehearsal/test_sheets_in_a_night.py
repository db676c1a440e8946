"""Facts about sheets in a written night: left, received, given back, and what is on them."""

from __future__ import annotations

from tests.rehearsal.small_night import OPEN, TO_CHILD, Theatre, played

from jourstod.domain import events as ev

NOTE = '  - { kl: 22:44, anteckna: "Modern ringde." }\n'
LEFT = "  - { kl: 22:50, lämna över: mottagning }\n"


def failures(lines: str) -> tuple[str, ...]:
    return Theatre().play(OPEN + TO_CHILD + NOTE + lines).failures


def test_a_sheet_is_left_and_received_by_somebody_else() -> None:
    case = played(
        OPEN + TO_CHILD + NOTE + LEFT + "  - { kl: 22:55, tas emot av: Dag Dal, sagt: Ringer. }\n"
    )
    (handover,) = case.handovers.values()
    assert handover.received
    assert len(handover.event.digest) == 8 + 1 + 64


def test_a_sheet_that_is_given_back_leaves_a_question_with_the_jour() -> None:
    case = played(
        OPEN + TO_CHILD + LEFT + "  - { kl: 22:55, åter till jouren: Dag Dal, sagt: Vem är far }\n"
    )
    assert [item.what for item in case.open_items()] == ["Vem är far"]


def test_a_sheet_to_somebody_outside_leaves_a_receipt() -> None:
    lines = "  - { kl: 22:50, lämna över: polisen }\n"
    case = played(OPEN + TO_CHILD + lines)
    (entry,) = [case.by_id[id] for id in case.disclosures]
    assert isinstance(entry.event, ev.DisclosureMade)
    assert entry.event.facts == ("fara",)


def test_the_words_of_a_sheet_are_as_expected_in_every_form() -> None:
    held = "[Modern ringde, 'Ålder: Barn', Får inte informeras]"
    assert failures(_expecting("mottagning", held, "[polisens nummer]")) == ()
    assert failures(_expecting("polisen", "['Akut fara: Nej']", "[Modern, Maja, Ålder]")) == ()


def test_what_is_missing_or_too_much_is_told_for_each_form() -> None:
    told = failures(_expecting("mottagning", "[Fadern]", "[Modern ringde]"))
    assert len(told) == 6
    assert "Bladet till mottagning (text) saknar «Fadern»." in told[0]
    assert any("(json) innehåller «Modern ringde»" in line for line in told)


def test_a_receiver_there_is_not_is_a_mistake_on_its_line() -> None:
    (told,) = failures("  - { kl: 22:50, lämna över: tidningen }\n")
    assert "natt.yaml:13:5" in told and "ingen mottagare «tidningen»" in told


def _expecting(receiver: str, holds: str, lacks: str) -> str:
    return (
        "  - kl: 22:51\n    förvänta:\n      blad:\n"
        f"        till: {receiver}\n        innehåller: {holds}\n        saknar: {lacks}\n"
    )

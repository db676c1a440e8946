"""Answers at the desk: where they lead, what they leave, what is refused."""

from __future__ import annotations

import pytest
from tests.desk.sample import FILES, FixedShelf, Jour, asked, open_child, reply, visit

from jourstod.desk.command import new_command
from jourstod.domain import events as ev
from jourstod.domain.answers import NOT_APPLICABLE, UNKNOWN, Answer
from jourstod.domain.case_parts import ItemKind
from jourstod.domain.errors import (
    CommandReused,
    FactMoved,
    NotCome,
    ReasonMissing,
    RequirementBroken,
    UnknownChoice,
    VisitClosed,
)


def kinds(jour: Jour, id: str) -> list[str]:
    """The kinds of the case's entries."""
    return [entry.event.KIND for entry in jour.desk().case(id).entries]


def test_an_answer_leads_to_the_next_question_and_says_which_facts_it_read() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    reply(desk, id, "fara", "nej")
    reply(desk, id, "ålder", "barn")
    reply(desk, id, "börja_barn")
    threat = reply(desk, id, "hot", "akut").entries[-2]
    reply(desk, id, "skydd", "nej", reason="Tryggt hos mormor.")
    settled = next(
        entry.event
        for entry in reversed(desk.case(id).entries)
        if isinstance(entry.event, ev.StepAnswered)
    )
    assert (settled.step, settled.to) == ("skydd", "chef")
    assert settled.because == (threat.id,)


def test_a_fact_told_in_the_call_is_not_asked_again() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk, ("fara", "nej"), ("åldersgrupp", "barn"))
    assert asked(desk, id) == ["börja_barn"]
    reused = [e.event for e in desk.case(id).entries if isinstance(e.event, ev.StepAnswered)]
    assert [(event.step, event.reused) for event in reused] == [("fara", True), ("ålder", True)]


def test_a_question_that_asks_for_a_reason_is_asked_even_when_the_fact_is_known() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk, ("fara", "nej"), ("åldersgrupp", "barn"), ("skydd", "nej"))
    reply(desk, id, "börja_barn")
    reply(desk, id, "hot", "lågt")
    assert "skydd" in asked(desk, id)


def test_an_answer_to_a_settled_visit_is_refused_with_who_and_what_and_nothing_is_logged() -> None:
    jour = Jour()
    anna, carl = jour.desk(), jour.desk("CD", "Carl Dahl")
    id = open_child(anna)
    seen_by_both = visit(anna, id, "fara")
    reply(carl, id, "fara", "nej")
    before = len(carl.case(id).entries)
    with pytest.raises(VisitClosed) as refused:
        anna.answer(id, seen_by_both, Answer(values=("ja",)), new_command())
    assert refused.value.who == "CD" and refused.value.what == "Nej"
    assert len(anna.case(id).entries) == before


def test_an_answer_whose_branch_reads_a_fact_that_changed_meanwhile_is_refused() -> None:
    jour = Jour()
    anna, carl = jour.desk(), jour.desk("CD", "Carl Dahl")
    id = open_child(anna, ("fara", "nej"), ("åldersgrupp", "barn"))
    reply(anna, id, "börja_barn")
    reply(anna, id, "hot", "lågt")
    seen, shown = anna.case(id).seq, visit(anna, id, "skydd")
    carl.change(id, "hot", Answer(values=("akut",)), "Pappan är på väg.", new_command())
    given = Answer(values=("nej",), reason="Tryggt.")
    with pytest.raises(FactMoved, match="Akut"):
        anna.answer(id, shown, given, new_command(), seen=seen)


def test_notes_never_conflict() -> None:
    jour = Jour()
    anna, carl = jour.desk(), jour.desk("CD", "Carl Dahl")
    id = open_child(anna)
    carl.case(id)
    anna.acts.note(id, "Polisen ringer 03:40.", new_command())
    carl.acts.note(id, "Tolk bokad.", new_command())
    notes = [e.event.text for e in anna.case(id).entries if isinstance(e.event, ev.NoteWritten)]
    assert notes == ["Polisen ringer 03:40.", "Tolk bokad."]


def test_the_same_command_sent_twice_is_one_answer() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    command, shown = new_command(), visit(desk, id, "fara")
    desk.answer(id, shown, Answer(values=("nej",)), command)
    again = jour.desk()
    written = again.answer(id, shown, Answer(values=("nej",)), command)
    answered = [entry for entry in written.entries if entry.event.KIND == "step_answered"]
    assert len(answered) == 1
    assert kinds(jour, id).count("step_answered") == 1


def test_the_same_command_with_other_content_is_refused() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    command, shown = new_command(), visit(desk, id, "fara")
    desk.answer(id, shown, Answer(values=("nej",)), command)
    with pytest.raises(CommandReused):
        jour.desk().answer(id, shown, Answer(values=("ja",)), command)


def test_an_answer_outside_the_choices_is_refused_with_the_choices() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    with pytest.raises(UnknownChoice, match="Ja, Nej"):
        reply(desk, id, "fara", "kanske")


def test_not_applicable_needs_a_reason_and_unknown_leaves_an_open_item() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    with pytest.raises(ReasonMissing):
        reply(desk, id, "fara", NOT_APPLICABLE)
    case = reply(desk, id, "fara", UNKNOWN)
    assert [item.kind for item in case.open_items()] == [ItemKind.UNKNOWN]
    assert asked(desk, id) == ["larma"]


def test_could_not_is_an_open_item_that_closes_when_the_step_is_done_after_all() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk, ("fara", "ja"))
    desk.could_not(id, visit(desk, id, "larma"), "Ingen täckning.", new_command())
    assert [item.kind for item in desk.case(id).open_items()] == [ItemKind.COULD_NOT]
    desk.ask_again(id, "inkommande", "larma", "öppen punkt", new_command())
    reply(desk, id, "larma", vem="RLC", referens="5000-K1")
    assert not desk.case(id).open_items()


def test_a_deferred_step_stays_open_and_can_be_answered_later() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    shown = visit(desk, id, "fara")
    desk.defer(id, shown, "Ringer upp.", "", new_command())
    assert desk.case(id).visits[shown].deferred == "Ringer upp."
    assert asked(desk, id) == ["fara"]
    reply(desk, id, "fara", "nej")
    assert asked(desk, id) == ["ålder"]


def at_the_end_without_assessment(jour: Jour) -> str:
    """A child's case one step before the end, with the assessment unknown."""
    desk = jour.desk()
    id = open_child(desk, ("fara", "nej"), ("åldersgrupp", "barn"))
    reply(desk, id, "börja_barn")
    reply(desk, id, "hot", "akut")
    reply(desk, id, "skydd", UNKNOWN)
    reply(desk, id, "chef", vem="Lisa")
    return id


def test_a_proved_requirement_is_enforced_on_the_live_case() -> None:
    jour = Jour()
    desk = jour.desk()
    id = at_the_end_without_assessment(jour)
    with pytest.raises(RequirementBroken, match="Ingen skyddsbedömning är gjord"):
        reply(desk, id, "uppgift")
    assert asked(desk, id) == ["uppgift"]


def test_a_requirement_walked_past_with_a_reason_becomes_an_open_item() -> None:
    jour = Jour()
    desk = jour.desk()
    id = at_the_end_without_assessment(jour)
    desk.answer(id, visit(desk, id, "uppgift"), Answer(), new_command(), insist="Hämtas nu.")
    kinds_open = [item.kind for item in desk.case(id).open_items()]
    assert ItemKind.REQUIREMENT in kinds_open
    assert asked(desk, id) == []


def test_walking_past_a_step_cannot_walk_past_a_requirement_in_silence() -> None:
    jour = Jour()
    desk = jour.desk()
    id = at_the_end_without_assessment(jour)
    desk.override(id, visit(desk, id, "uppgift"), "Bråttom.", new_command())
    logged = [e.event for e in desk.case(id).entries]
    assert any(
        isinstance(e, ev.RequirementOverridden) and e.krav == "skydd-före-slut" for e in logged
    )


def test_a_wait_is_not_over_because_somebody_says_so_but_when_the_fact_is_told() -> None:
    jour = Jour()
    step = "vänta: { vänta på: { åldersgrupp: barn }, gör: Vänta., senast: kl. 06, källa: manualen,"
    files = {**FILES, "barn.yaml": FILES["barn.yaml"].replace(
        "nej:\n        - { om: { hot: lågt }, gå till: uppgift }",
        "nej:\n        - { om: { hot: lågt }, gå till: vänta }",
    ).replace("  chef:\n", f"  {step} sedan: uppgift }}\n  chef:\n")}  # fmt: skip
    jour.shelf = FixedShelf(files)
    desk = jour.desk()
    id = open_child(desk, ("fara", "nej"))
    reply(desk, id, "ålder", UNKNOWN)
    reply(desk, id, "börja_barn")
    reply(desk, id, "hot", "lågt")
    reply(desk, id, "skydd", "nej", reason="Tryggt.")
    with pytest.raises(NotCome, match="Ålder är «Barn»"):
        reply(desk, id, "vänta")
    assert asked(desk, id) == ["vänta"]
    desk.change(id, "åldersgrupp", Answer(("barn",)), "Passet.", new_command())
    assert asked(desk, id) == ["uppgift"]

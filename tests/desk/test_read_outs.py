"""What is read out of a case: question, overview, time line, fields and effects."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

from tests.desk import every_kind
from tests.desk.sample import Jour, asked, open_child, reply, visit
from tests.desk.test_corrections import in_child_routine, latest

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.domain import events as ev
from jourstod.domain import timeline
from jourstod.domain.answers import UNKNOWN, Answer
from jourstod.domain.case import Case
from jourstod.domain.effects import effects
from jourstod.domain.entries import Happened
from jourstod.domain.forms import form
from jourstod.domain.overview import (
    ahead,
    former_answer,
    overview,
    phases,
    question,
    questions,
    waits,
    where,
)
from jourstod.domain.routine import StepKind
from jourstod.domain.timeline import recent, told

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def lines(desk: Desk, id: str) -> list[str]:
    """The words of the time line, newest first."""
    case = desk.case(id)
    return [line.words for line in recent(case, desk.book(case), 50)]


def struck(desk: Desk, case: Case) -> list[str]:
    """The words of what is struck through."""
    found = [told(case, desk.book(case), entry) for entry in case.entries]
    return [line.words for line in found if line and line.struck]


# ── the question ────────────────────────────────────────────────────────────────────────────────


def test_a_question_tells_where_it_stands_and_offers_its_values_and_then_the_ways_out() -> None:
    desk = Jour().desk()
    id = open_child(desk)
    case = desk.case(id)
    (shown,) = questions(case, desk.book(case))
    assert shown.heading == "De första 60 sekunderna · 1 av 4"
    assert [choice.label for choice in shown.choices] == ["Ja", "Nej", "Vet inte", "Ej aktuellt"]
    assert shown.cited == ("Manualen",) and not shown.typed and not shown.several


def test_every_kind_of_step_offers_what_it_takes_and_a_wait_only_the_way_past_it() -> None:
    desk = every_kind.jour().desk()
    book = desk.current_book()
    id = open_child(desk)
    case, shown = desk.case(id), {}
    at = case.open_visits()[0]
    for step in book.routines["inkommande"].steps.values():
        if step.kind is not StepKind.END:
            shown[step.id] = question(case, book, replace(at, step=step.id))
    assert [c.label for c in shown["vänta"].choices] == ["Ej aktuellt"]
    assert [c.label for c in shown["lista"].choices] == ["Mat", "Kläder", "Sömn"]
    assert shown["språk"].several and shown["lista"].several and shown["år"].typed
    assert [c.label for c in shown["boende"].choices] == ["Klart", "Ej aktuellt"]
    assert [f.id for f in shown["boende"].fields if f.required] == ["form"]


def test_put_aside_questions_come_last_and_the_former_answer_is_shown_when_asked_again() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk, "lågt")
    reply(desk, id, "skydd", "nej", reason="Tryggt.")
    desk.change(id, "hot", Answer(("akut",)), "Han är på väg.", new_command())
    case = desk.case(id)
    again = case.visits[visit(desk, id, "skydd")]
    former = former_answer(case, again)
    assert former is not None and former.values == ("nej",) and again.again == "ändrat läge"
    first = case.open_visits()[0]
    desk.defer(id, first.id, "Sedan.", "", new_command())
    case = desk.case(id)
    assert [q.visit.id for q in questions(case, desk.book(case))][-1] == first.id


# ── the overview ────────────────────────────────────────────────────────────────────────────────


def test_the_overview_tells_done_left_and_now_in_order_and_what_may_come() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    reply(desk, id, "skydd", UNKNOWN)
    desk.could_not(id, visit(desk, id, "chef"), "Svarar inte.", new_command())
    case = desk.case(id)
    book = desk.book(case)
    marks = [(mark.step.id, mark.state, mark.words) for mark in overview(case, book, "barn")]
    assert marks == [
        ("hot", "done", "Akut"),
        ("skydd", "done", "Vet inte"),
        ("chef", "left", "gick inte"),
        ("uppgift", "now", ""),
    ]
    assert ahead(case, book, "barn") == ()
    assert sum(done for _, done, _, _ in phases(case, book, "barn")) == 3
    assert where(case, book)


def test_a_voided_step_is_in_the_time_line_struck_and_no_more_in_the_overview() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    desk.correct(id, latest(desk, id, "ålder"), Answer(("vuxen",)), "Passet.", new_command())
    case = desk.case(id)
    assert overview(case, desk.book(case), "barn") == ()
    assert any("Akut" in words for words in struck(desk, case))
    assert not any("Rättat" in words for words in struck(desk, case))


def test_an_act_in_the_world_is_not_struck_and_says_what_it_rests_on() -> None:
    desk = Jour().desk()
    id = open_child(desk, ("fara", "ja"))
    reply(desk, id, "larma", vem="RLC", referens="5000-K1")
    desk.correct(id, latest(desk, id, "fara"), Answer(("nej",)), "Hörde fel.", new_command())
    case = desk.case(id)
    assert not any("5000-K1" in words for words in struck(desk, case))
    assert any("Vilar på rättad uppgift: Ring 112." in words for words in lines(desk, id))


# ── the time line ───────────────────────────────────────────────────────────────────────────────


def test_the_time_line_goes_by_when_it_happened_and_says_who_told_it() -> None:
    desk = Jour().desk()
    id = open_child(desk)
    early = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
    desk.acts.note(id, "Nyss.", new_command())
    desk.acts.note(id, "Tidigt.", new_command(Happened(early, early, "vid nio"), told_by="CD"))
    found = recent(desk.case(id), desk.book(desk.case(id)), 9)
    assert found[-1].words == "Tidigt." and found[-1].by == "CD→AB"
    assert found[0].words == "Nyss."


def test_every_kind_of_event_of_a_case_has_words_or_only_keeps_the_books() -> None:
    silent = {
        ev.TrackStarted, ev.VisitOpened, ev.VisitsVoided, ev.StepRerouted, ev.StepAnswered,
        ev.StepCouldNot, ev.StepNotNeeded, ev.StepOverridden, ev.StepDeferred, ev.FactNoted,
        ev.AnswerCorrected, ev.SituationChanged, ev.TimeCorrected,
    }  # fmt: skip
    missing = [
        kind.__name__
        for kind in get_args(ev.CaseEvent)
        if kind not in silent and kind not in timeline._WORDS
    ]
    assert not missing


# ── the fields ──────────────────────────────────────────────────────────────────────────────────


def test_the_fields_of_a_step_are_those_of_its_kind_and_each_once() -> None:
    book = Jour().desk().current_book()
    decision = form(book.step("barn", "beslut"))
    assert [f.id for f in decision if f.required] == ["beslutsfattare"]
    assert {f.id for f in decision if f.is_time} == {"beslutad", "verkställd", "gäller_till"}
    for routine in book.routines.values():
        for step in routine.steps.values():
            ids = [field.id for field in form(step)]
            assert len(ids) == len(set(ids))


# ── the effects ─────────────────────────────────────────────────────────────────────────────────


def test_the_effects_of_a_correction_name_what_falls_what_is_asked_and_which_clock_moves() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    reply(desk, id, "skydd", "ja", reason="Fara.")
    reply(desk, id, "beslut", beslutsfattare="Eva Ek", roll="ledamot")
    case = desk.case(id)
    book, target = desk.book(case), latest(desk, id, "beslut")
    fields = (("beslutsfattare", "Eva Ek"), ("beslutad", "i går 22:10"))
    moved = desk.preview_correction(id, target, Answer(fields=fields), "Fel tid.")
    assert any("«Underställning» flyttas" in words for words in effects(case, book, moved, NOW))
    new = Answer(("nej",), reason="Tryggt.")
    fallen = desk.preview_correction(id, latest(desk, id, "skydd"), new, "Fel.")
    away = effects(case, book, fallen, NOW)
    assert "Vilar på rättad uppgift och blir en öppen punkt: Omedelbart omhändertagande" in away
    assert "Gäller inte längre: «Lov»." in away and "Ny fråga: «Chef»." in away
    assert asked(desk, id) == ["lov"]


def test_a_change_that_changes_nothing_else_says_so() -> None:
    desk = Jour().desk()
    id = open_child(desk, ("fara", "nej"))
    reply(desk, id, "ålder", UNKNOWN)
    case = desk.case(id)
    ahead_of = desk.preview_change(id, "åldersgrupp", Answer(("barn",)), "Passet.")
    assert effects(case, desk.book(case), ahead_of, NOW) == ("Inget annat ändras.",)


def test_waits_are_told_soonest_first() -> None:
    desk = Jour().desk()
    id = open_child(desk)
    for who, at in (("Ek", "2026-11-24T04:00:00+00:00"), ("Bo", "2026-11-24T02:00:00+00:00")):
        desk.acts.set_callback(id, who, "Var", at, new_command())
    assert [item.owner for item in waits(desk.case(id))] == ["Bo", "Ek"]

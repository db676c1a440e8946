"""Clocks of a case: JO's cases by name, what starts one, what alone meets it, and what it says.

Both errors have hurt people: a clock believed to run when it had ended, and one believed to have
ended when it ran.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.told_case import CALENDAR, HERE, Told, at, book, duty, fulfilling

from jourstod.domain import events as ev
from jourstod.domain.answers import Answer
from jourstod.domain.clock_words import explain, line
from jourstod.domain.clocks import Clock, passed, running, urgency
from jourstod.domain.registers import Agency

LVU_6 = "lvu-6"
SUBMIT = duty("beslut", LVU_6, "1 vecka", id="understallning", name="Underställning")
APPLY = duty("verkställighet", LVU_6, "fyra veckor", id="ansokan", name="Ansökan om vård")
ASSESS = duty(
    "ärende_inkom", "anmälan", "genast", id="skyddsbedomning", name="Skyddsbedömning", extends="nej"
)
OPEN_OR_NOT = duty(
    "ärende_inkom", "anmälan", "14 dagar", id="forhandsbedomning", extends="trolig"
)  # fmt: skip


def days(clock: Clock) -> tuple[str, str]:
    """Both days of a clock: the one to work towards and the last lawful one."""
    assert clock.due is not None
    return clock.due.unextended.isoformat(), clock.due.last_lawful.isoformat()


# ── the cases of JO ─────────────────────────────────────────────────────────────────────────────


def test_jo_5886_2006_a_decision_never_submitted_stands_as_passed_when_it_is_noticed() -> None:
    told = Told(at("2006-10-31", "09:00"))
    told.decided(LVU_6, "2006-10-31", "15:00")
    clock = told.clock(book(SUBMIT))
    assert days(clock) == ("2006-11-07", "2006-11-07")
    assert not passed(clock, at("2006-11-07", "23:59"))
    assert passed(clock, at("2006-11-08", "00:00"))
    assert running(told.case, book(SUBMIT), at("2006-11-20")) == (clock,)
    assert line(clock, book(SUBMIT), at("2006-11-20")) == "passerad frist: gick till tis 7 nov"


def test_jo_534_2013_the_christmas_week_is_counted_over_new_year_and_says_few_working_days() -> (
    None
):
    told = Told(at("2012-12-27", "09:00"))
    told.decided(LVU_6, "2012-12-27")
    clock = told.clock(book(SUBMIT))
    assert days(clock) == ("2013-01-03", "2013-01-03")
    said = line(clock, book(SUBMIT), at("2012-12-28", "09:00"))
    assert said == "senast tor 3 jan · arbetsdagar kvar 3"


def test_jo_7244_2015_the_clock_tells_from_what_it_counts_and_from_what_it_does_not() -> None:
    told = Told(at("2015-10-01"))
    told.decided(LVU_6, "2015-10-01", "23:50", enforced_at=at("2015-10-02", "08:00").isoformat())
    assert [(c.duty.id, days(c)[0]) for c in told.clocks(book(SUBMIT, APPLY))] == [
        ("understallning", "2015-10-08"),
        ("ansokan", "2015-10-30"),
    ]
    why = explain(told.clock(book(SUBMIT)), told.case, book(SUBMIT), at("2015-10-02"))
    assert "Räknas från torsdag 1 oktober 2015 kl. 23:50 svensk tid." in why


def test_jo_9081_2020_the_submission_counts_from_the_decision_and_not_from_its_enforcement() -> (
    None
):
    told = Told(at("2020-10-27", "08:00"))
    made = told.decided(LVU_6, "2020-10-27")
    assert not told.clocks(book(APPLY))
    enforced = at("2020-11-12", "10:00")
    told.add(ev.DecisionEnforced(made, enforced.isoformat()), enforced)
    submit, apply = told.clocks(book(SUBMIT, APPLY))
    assert days(submit) == ("2020-11-03", "2020-11-03")
    assert days(apply)[0] == "2020-12-10"
    assert passed(submit, at("2020-11-12"))


def test_jo_malmo_2019_on_easter_eve_the_decision_has_not_lapsed() -> None:
    told = Told(at("2019-04-12", "08:00"))
    told.decided(LVU_6, "2019-04-12")
    clock = told.clock(book(SUBMIT))
    assert days(clock) == ("2019-04-19", "2019-04-23")
    for still in ("2019-04-19", "2019-04-20", "2019-04-23"):
        assert not passed(clock, at(still, "23:59"))
        assert "passerad" not in line(clock, book(SUBMIT), at(still, "23:59"))
    said = line(clock, book(SUBMIT), at("2019-04-20", "09:00"))
    assert said == "inte förfallen: sista lagliga dag tis 23 apr · arbetsdagar kvar 1"
    assert passed(clock, at("2019-04-24", "00:00"))


def test_jo_3925_2006_a_decision_half_an_hour_before_midnight_belongs_to_that_day() -> None:
    told = Told(at("2006-06-20", "22:00"))
    told.decided(LVU_6, "2006-06-20", "23:30")
    assert days(told.clock(book(SUBMIT))) == ("2006-06-27", "2006-06-27")


# ── the edges of the calendar ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("decided", "clock", "length", "ends"),
    [
        ("2025-12-25", "12:00", "1 vecka", ("2026-01-01", "2026-01-02")),
        ("2026-10-31", "12:00", "fyra månader", ("2027-02-28", "2027-03-01")),
        ("2028-10-31", "23:59", "fyra månader", ("2029-02-28", "2029-02-28")),
        ("2026-03-22", "02:59", "1 vecka", ("2026-03-29", "2026-03-30")),
        ("2026-03-29", "03:00", "1 vecka", ("2026-04-05", "2026-04-07")),
        ("2026-10-25", "00:01", "1 vecka", ("2026-11-01", "2026-11-02")),
    ],
)
def test_month_end_year_end_and_both_clock_changes_give_whole_swedish_days(
    decided: str, clock: str, length: str, ends: tuple[str, str]
) -> None:
    told = Told(at(decided, "00:00"))
    told.decided(LVU_6, decided, clock)
    assert days(told.clock(book(duty("beslut", LVU_6, length)))) == ends


def test_a_day_that_ends_in_the_night_of_25_hours_ends_at_midnight_on_the_wall() -> None:
    told = Told(at("2026-10-18", "08:00"))
    told.decided(LVU_6, "2026-10-18")
    plain = duty("beslut", LVU_6, "1 vecka", extends="nej")
    clock = told.clock(book(plain))
    assert clock.due is not None and clock.due.ends_at == at("2026-10-26", "00:00")
    assert not passed(clock, at("2026-10-25", "23:59")) and passed(clock, at("2026-10-26", "00:00"))


def test_hours_are_hours_that_pass_also_in_the_night_of_23_hours() -> None:
    told = Told(at("2026-03-28", "20:00"))
    told.decided(LVU_6, "2026-03-28", "20:30")
    clock = told.clock(book(duty("beslut", LVU_6, "24 timmar")))
    assert clock.due is not None and clock.due.ends_at == at("2026-03-29", "21:30")
    assert line(clock, book(SUBMIT), at("2026-03-29", "21:29")) == "senast sön 29 mar kl. 21:30"
    assert passed(clock, at("2026-03-29", "21:30"))


def test_a_length_the_calendar_cannot_reach_is_told_on_the_clock_and_never_dropped() -> None:
    told = Told(CALENDAR_END)
    told.decided(LVU_6, CALENDAR_END.date().isoformat())
    clock = told.clock(book(SUBMIT))
    assert clock.due is None and clock.uncounted
    assert line(clock, book(SUBMIT), CALENDAR_END) == "räkna för hand: utanför kalendern"
    assert not passed(clock, CALENDAR_END + timedelta(days=99))


CALENDAR_END = at(CALENDAR.last.isoformat())


# ── what starts a clock ─────────────────────────────────────────────────────────────────────────


def test_what_is_written_late_counts_from_when_it_happened_and_from_the_earliest_said() -> None:
    told = Told(at("2026-11-24", "01:00"))
    told.decided(LVU_6, "2026-11-23", "22:00")
    assert days(told.clock(book(SUBMIT)))[0] == "2026-11-30"
    late = Told(at("2026-11-23", "20:00"))
    late.add(
        ev.FactNoted("f", Answer(("ja",))), at("2026-11-24", "03:00"), at("2026-11-23", "22:00")
    )
    assert late.clock(book(duty("svar", "f:ja", "1 vecka"))).started == at("2026-11-23", "22:00")


def test_a_report_starts_its_clock_and_other_contacts_do_not() -> None:
    assert Told(at("2026-11-23")).clocks(book(ASSESS))
    assert not Told(at("2026-11-23"), "info").clocks(book(ASSESS))


def test_a_decision_of_another_kind_starts_nothing() -> None:
    told = Told(at("2026-11-23"))
    told.decided("lvm-13", "2026-11-23")
    assert not told.clocks(book(SUBMIT))


def test_a_corrected_decision_time_moves_the_clock_and_both_are_in_the_log() -> None:
    told = Told(at("2026-11-23", "20:00"))
    wrong = told.decided(LVU_6, "2026-11-23", "23:30")
    told.decided(LVU_6, "2026-11-22", "22:10", replaces=wrong)
    clock = told.clock(book(SUBMIT))
    assert clock.started == at("2026-11-22", "22:10")
    made = [e.event for e in told.case.entries if isinstance(e.event, ev.DecisionMade)]
    assert [m.decided_at for m in made] == [
        at("2026-11-23", "23:30").isoformat(),
        at("2026-11-22", "22:10").isoformat(),
    ]


STARTED_BY_ANSWER = duty("svar", "f:nej", "14 dagar")


def test_an_answer_found_wrong_later_starts_its_clock_from_when_it_was_given() -> None:
    told = Told(at("2026-11-23", "20:00"))
    visit = told.asked()
    told.answered(visit, "ja", at("2026-11-23", "22:00"))
    assert not told.clocks(book(STARTED_BY_ANSWER))
    told.corrected(visit, "nej", at("2026-11-24", "03:00"))
    assert told.clock(book(STARTED_BY_ANSWER)).started == at("2026-11-23", "22:00")


def test_a_correction_that_names_its_own_time_moves_the_start_there() -> None:
    told = Told(at("2026-11-23", "20:00"))
    visit = told.asked()
    told.answered(visit, "nej", at("2026-11-23", "22:00"))
    told.corrected(visit, "nej", at("2026-11-24", "03:00"), at("2026-11-23", "21:10"))
    assert told.clock(book(STARTED_BY_ANSWER)).started == at("2026-11-23", "21:10")
    told.corrected(visit, "nej", at("2026-11-24", "04:00"))
    assert told.clock(book(STARTED_BY_ANSWER)).started == at("2026-11-23", "21:10")


def test_an_answer_corrected_away_takes_its_clock_with_it() -> None:
    told = Told(at("2026-11-23", "20:00"))
    visit = told.asked()
    told.answered(visit, "nej", at("2026-11-23", "22:00"))
    told.corrected(visit, "ja", at("2026-11-24", "03:00"))
    assert not told.clocks(book(STARTED_BY_ANSWER))


@pytest.mark.parametrize("to", ["ja", "nej"])
def test_a_changed_situation_moves_no_clock_and_stops_none(to: str) -> None:
    told = Told(at("2026-11-23", "20:00"))
    visit = told.asked()
    told.answered(visit, "nej", at("2026-11-23", "22:00"))
    before = told.clock(book(STARTED_BY_ANSWER))
    told.add(ev.SituationChanged("f", Answer((to,)), "Nytt läge."), at("2026-11-24", "03:00"))
    assert told.clock(book(STARTED_BY_ANSWER)) == before


# ── what meets a clock ──────────────────────────────────────────────────────────────────────────

FULFILS = fulfilling("skyddsbedomning")


@pytest.mark.parametrize("value", ["vet_inte", "ej_aktuellt", "gick_inte"])
def test_only_an_assessment_that_was_made_meets_the_duty(value: str) -> None:
    rules = book(ASSESS, routine=FULFILS)
    told = Told(at("2026-11-23", "20:00"))
    visit = told.asked()
    assert told.clock(rules).running
    told.answered(visit, value, at("2026-11-23", "22:00"))
    assert told.clock(rules).running
    told.answered(told.asked(), "ja", at("2026-11-23", "23:00"))
    assert not told.clock(rules).running


def test_a_note_a_contact_and_another_duty_stop_nothing() -> None:
    told = Told(at("2026-11-23", "20:00"))
    told.add(ev.NoteWritten("Skyddsbedömning gjord."))
    told.add(ev.ContactMade("polisen", "RLC", True))
    told.add(ev.ClockMet("understallning", "Skickad."))
    assert told.clock(book(ASSESS)).running


def test_what_was_done_stays_done_when_the_question_is_asked_again() -> None:
    rules = book(ASSESS, routine=FULFILS)
    told = Told(at("2026-11-23", "20:00"))
    told.answered(told.asked(), "ja", at("2026-11-23", "22:00"))
    met = told.clock(rules)
    again = told.asked(at("2026-11-24", "02:00"))
    assert told.clock(rules) == met
    told.answered(again, "nej", at("2026-11-24", "02:10"))
    assert told.clock(rules) == met and met.met_at == at("2026-11-23", "22:00")


def test_a_voided_assessment_meets_nothing_and_a_corrected_one_was_made_when_it_was_made() -> None:
    rules = book(ASSESS, routine=FULFILS)
    told = Told(at("2026-11-23", "20:00"))
    visit = told.asked()
    told.answered(visit, "ja", at("2026-11-23", "22:00"))
    told.corrected(visit, "nej", at("2026-11-24", "09:00"))
    assert told.clock(rules).met_at == at("2026-11-23", "22:00")
    told.add(ev.VisitsVoided((visit,), "x", "rättat"))
    assert told.clock(rules).running


def test_an_assessment_first_known_at_the_correction_is_not_said_to_be_older() -> None:
    rules = book(ASSESS, routine=FULFILS)
    told = Told(at("2026-11-23", "20:00"))
    visit = told.asked()
    told.answered(visit, "vet_inte", at("2026-11-23", "22:00"))
    told.corrected(visit, "nej", at("2026-11-24", "09:00"))
    assert told.clock(rules).met_at == at("2026-11-24", "09:00")
    told.corrected(visit, "vet_inte", at("2026-11-24", "09:30"))
    assert told.clock(rules).running


def test_met_late_stays_visible_as_late() -> None:
    told = Told(at("2006-06-20", "22:00"))
    told.decided(LVU_6, "2006-06-20", "23:30")
    told.add(ev.ClockMet("understallning", "Lämnad till rätten."), at("2006-06-28", "10:00"))
    clock = told.clock(book(SUBMIT))
    assert not clock.running and clock.met_late
    in_time = Told(at("2006-06-20", "22:00"))
    in_time.decided(LVU_6, "2006-06-20", "23:30")
    in_time.add(ev.ClockMet("understallning", "Lämnad."), at("2006-06-27", "23:59"))
    assert not in_time.clock(book(SUBMIT)).met_late


def test_what_was_submitted_before_a_second_decision_does_not_meet_its_clock() -> None:
    told = Told(at("2026-11-02", "08:00"))
    told.decided(LVU_6, "2026-11-02")
    told.add(ev.ClockMet("understallning", "Lämnad."), at("2026-11-03"))
    told.decided(LVU_6, "2026-11-20")
    assert [clock.running for clock in told.clocks(book(SUBMIT))] == [False, True]


def test_a_named_start_is_the_only_one_that_is_met() -> None:
    told = Told(at("2026-11-02", "08:00"))
    told.decided(LVU_6, "2026-11-02")
    second = told.decided(LVU_6, "2026-11-03")
    told.add(ev.ClockMet("understallning", "Lämnad.", second), at("2026-11-04"))
    assert [clock.running for clock in told.clocks(book(SUBMIT))] == [True, False]


def test_a_decision_or_a_stated_fact_can_meet_a_duty_and_a_later_change_unmeets_nothing() -> None:
    by_decision = duty("ärende_inkom", "anmälan", "14 dagar", met_by=("beslut:inleda",))
    told = Told(at("2026-11-23"))
    assert told.clock(book(by_decision)).running
    told.decided("inleda", "2026-11-24")
    assert told.clock(book(by_decision)).met_at == at("2026-11-24")
    by_fact = duty("ärende_inkom", "anmälan", "14 dagar", met_by=("f:ja",))
    told.add(ev.FactNoted("f", Answer(("ja",))))
    met = told.clock(book(by_fact))
    assert not met.running
    told.add(ev.SituationChanged("f", Answer(("nej",)), "Nytt."))
    assert told.clock(book(by_fact)) == met


def test_a_decision_told_to_the_minute_meets_the_answer_given_later_in_it() -> None:
    started = at("2026-11-24", "20:10") + timedelta(seconds=48)
    told = Told(started)
    told.add(ev.FactNoted("skydd", Answer(("ja",))), started)
    told.decided("inleda", "2026-11-24", "20:10")
    at_once = duty("svar", "skydd:ja", "genast", met_by=("beslut:inleda",))
    assert not told.clock(book(at_once)).running


# ── what a clock says ───────────────────────────────────────────────────────────────────────────


def test_what_is_due_at_once_only_waits_and_never_counts_down() -> None:
    told = Told(at("2026-11-23", "21:40"))
    clock = told.clock(book(ASSESS))
    assert clock.due is None
    assert line(clock, book(ASSESS), at("2026-11-23", "23:50")) == "NU · väntat 2 h 10 min"
    assert not passed(clock, at("2036-11-23"))
    assert "Ska göras genast: det finns ingen tid att räkna ned." in explain(
        clock, told.case, book(ASSESS), at("2026-11-23", "23:50")
    )


def test_a_day_moved_by_an_act_that_is_not_verified_for_it_is_marked_as_uncertain() -> None:
    told = Told(at("2026-11-07", "12:00"))  # 14 days later is a Saturday
    clock = told.clock(book(OPEN_OR_NOT))
    assert days(clock) == ("2026-11-21", "2026-11-23")
    assert "osäkert" in line(clock, book(OPEN_OR_NOT), at("2026-11-09"))
    said = line(clock, book(OPEN_OR_NOT), at("2026-11-22"))
    assert said == "osäkert om tid till mån 23 nov: fråga jurist · arbetsdagar 1"
    assert not passed(clock, at("2026-11-22"))
    sure = duty("ärende_inkom", "anmälan", "14 dagar")
    assert "osäkert" not in line(told.clock(book(sure)), book(sure), at("2026-11-09"))


def test_what_is_due_at_once_comes_first_then_the_day_worked_towards_then_the_law() -> None:
    local = duty("beslut", LVU_6, "1 vecka", id="a-lokal", kind="lokal")
    told = Told(at("2026-11-23", "20:00"))
    told.decided(LVU_6, "2026-11-23", "21:00")
    rules = book(local, OPEN_OR_NOT, SUBMIT, ASSESS)
    order = [c.duty.id for c in running(told.case, rules, at("2026-11-23", "22:00"))]
    assert order == ["skyddsbedomning", "understallning", "a-lokal", "forhandsbedomning"]
    assert sorted(told.clocks(rules), key=urgency)[0].duty.id == "skyddsbedomning"


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    st.dates(date(2019, 1, 1), date(2027, 12, 1)),
    st.sampled_from(("verifierad", "trolig", "osäker", "nej")),
    st.integers(0, 24 * 20),
)
def test_passed_is_never_said_before_the_last_lawful_day_is_over(
    day: date, extends: str, hours: int
) -> None:
    told = Told(at(day.isoformat(), "12:00"))
    told.decided(LVU_6, day.isoformat(), "12:00")
    rules = book(duty("beslut", LVU_6, "1 vecka", extends=extends))
    clock, now = told.clock(rules), at(day.isoformat()) + timedelta(hours=hours)
    assert clock.due is not None
    assert passed(clock, now) == (now >= clock.due.ends_at)
    assert ("passerad frist" in line(clock, rules, now)) == passed(clock, now)
    assert clock.due.ends_at >= at((day + timedelta(days=8)).isoformat(), "00:00")


# ── the common mistake, practice and opening hours ──────────────────────────────────────────────


def test_jo_9081_2020_the_day_by_the_wrong_start_is_told_as_wrong_when_it_differs() -> None:
    submit = duty(
        "beslut", LVU_6, "1 vecka", common_mistake="Räknas från verkställigheten.",
        wrong_start="verkställighet",
    )  # fmt: skip
    told = Told(at("2020-10-27", "08:00"))
    made = told.decided(LVU_6, "2020-10-27")
    before = explain(told.clock(book(submit)), told.case, book(submit), at("2020-10-28"))
    assert not [said for said in before if said.startswith("Räknat från")]
    told.add(ev.DecisionEnforced(made, at("2020-11-12", "10:00").isoformat()))
    after = explain(told.clock(book(submit)), told.case, book(submit), at("2020-11-12"))
    assert "Räknat från verkställigheten hade det blivit torsdag 19 november 2020: fel." in after


def test_a_decision_carried_out_the_same_day_gives_no_wrong_day_to_tell() -> None:
    submit = duty("beslut", LVU_6, "1 vecka", wrong_start="verkställighet")
    told = Told(at("2020-10-27", "08:00"))
    told.decided(LVU_6, "2020-10-27", enforced_at=at("2020-10-27", "23:00").isoformat())
    said = explain(told.clock(book(submit)), told.case, book(submit), at("2020-10-28"))
    assert not [one for one in said if one.startswith("Räknat från")]


@pytest.mark.parametrize(("came", "day"), [("15:59", "fredag 20"), ("16:00", "lördag 21")])
def test_practice_is_the_same_day_and_the_day_after_for_what_came_late(came: str, day: str) -> None:
    assess = duty("ärende_inkom", "anmälan", "genast", same_day=True, extends="nej")
    told = Told(at("2026-11-20", came))
    said = explain(told.clock(book(assess)), told.case, book(assess), told.now)
    assert [one for one in said if one.startswith(f"Praxis: gjord senast {day} november 2026.")]


def test_what_is_done_at_an_agency_says_when_it_opens_next() -> None:
    apply = duty("ärende_inkom", "anmälan", "genast", opens="god", extends="nej")
    guardians = Agency("god", "Överförmyndaren", "r", "mån-fre 09:00-15:00", HERE)
    known = replace(book(apply), agencies={"god": guardians})
    told = Told(at("2026-12-24", "03:00"))
    clock = told.clock(known)
    said = explain(clock, told.case, known, at("2026-12-24", "03:00"))
    assert "Överförmyndaren öppnar måndag 28 december 2026 kl. 09:00." in said
    said = explain(clock, told.case, known, at("2026-12-28", "09:30"))
    assert "Överförmyndaren har öppet nu." in said

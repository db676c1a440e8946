"""A clock that ended while nobody looked is told first thing, once, and to whom it is news."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.desk.sample import Jour, open_child, reply

from jourstod.desk import case_forms
from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.looked import ended_since, looked
from jourstod.domain.case import Case
from jourstod.domain.clocks import running
from jourstod.domain.entries import Act, Entry, Written


def decided(desk: Desk) -> str:
    """A case with a decision whose week runs to Monday 30 November; its number."""
    id = open_child(desk, ("fara", "nej"), ("åldersgrupp", "barn"))
    reply(desk, id, "börja_barn")
    reply(desk, id, "hot", "akut")
    reply(desk, id, "skydd", "ja", reason="Ensam.")
    reply(desk, id, "beslut", beslutsfattare="Eva Ek")
    return desk.case(id).number


def told_to(desk: Desk) -> str:
    return ended_since(desk, desk.board())


def test_what_ended_while_the_program_was_closed_is_told_with_case_clock_and_day() -> None:
    jour = Jour()
    number = decided(jour.desk())
    looked(jour.desk())
    jour.now.at += timedelta(days=3)
    assert told_to(jour.desk()) == "", "it has not ended yet"
    jour.now.at += timedelta(days=10)
    told = told_to(jour.desk())
    assert told.startswith("En frist har löpt ut sedan du såg tavlan sist: ")
    assert number in told and "(gick till mån 30 nov)" in told


def test_it_is_told_once_and_to_each_handler_who_has_not_seen_it() -> None:
    jour = Jour()
    decided(jour.desk())
    for who in ("AB", "CD"):
        looked(jour.desk(who))
    jour.now.at += timedelta(days=13)
    assert told_to(jour.desk("AB"))
    looked(jour.desk("AB"))
    assert told_to(jour.desk("AB")) == ""
    assert told_to(jour.desk("CD"))


def test_one_who_never_looked_has_nothing_to_be_told() -> None:
    jour = Jour()
    decided(jour.desk())
    jour.now.at += timedelta(days=13)
    assert told_to(jour.desk("EF")) == ""


def test_a_clock_that_was_met_is_not_told_as_ended() -> None:
    jour = Jour()
    desk = jour.desk()
    number = decided(desk)
    case = desk.case(desk.find(number))
    looked(desk)
    for clock in running(case, desk.book(case), jour.now.at):
        desk.acts.meet_clock(case.id, clock.duty.id, "Inlämnat.", new_command(), clock.start_entry)
    jour.now.at += timedelta(days=13)
    assert told_to(jour.desk()) == ""


def test_meeting_one_of_two_clocks_of_the_same_duty_leaves_the_other_running() -> None:
    jour = Jour()
    desk = jour.desk()
    case = desk.case(desk.find(decided(desk)))
    first = next(iter(case.decisions.values())).event

    def again(case: Case, act: Act) -> list[Entry]:
        written = Written(act)
        written.add(replace(first, decided_at=act.at.isoformat()))
        return written.entries

    desk.do(case.id, new_command(), again)
    form = case_forms.met(desk, case)
    duty = next(blank for blank in form.blanks if blank.id == "duty")
    assert len(duty.choices) == len({id for id, _ in duty.choices}) == 2
    assert len({words for _, words in duty.choices}) == 2
    form.write({"duty": duty.choices[1][0], "how": "Inlämnat av Karin."}, new_command(), "")
    (left,) = running(desk.case(case.id), desk.book(case), jour.now.at)
    assert f"{left.duty.id}@{left.start_entry}" == duty.choices[0][0]

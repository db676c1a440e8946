"""A case over time: whose it is, what moves between cases, and that nothing is lost on the way."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest
from tests.desk.sample import Jour, open_child, reply, visit

from jourstod.desk import case_life, linking
from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.shift import end_shift
from jourstod.domain import events as ev
from jourstod.domain.answers import Answer
from jourstod.domain.case_parts import ItemKind
from jourstod.domain.clocks import running
from jourstod.domain.decide.cases import Intake
from jourstod.domain.effects import effects
from jourstod.domain.entries import Act, Entry, Happened, Written
from jourstod.domain.errors import (
    AlreadySettled,
    CaseClosedAlready,
    NotFoundInCase,
    NotMovable,
    ReasonMissing,
)
from jourstod.domain.open_list import responsible
from jourstod.domain.timeline import recent


def _note(desk: Desk, id: str, text: str) -> str:
    return desk.acts.note(id, text, new_command()).entries[0].id


def _lines(desk: Desk, id: str) -> list[str]:
    case = desk.case(id)
    return [line.words for line in recent(case, desk.book(case), 200)]


# --- whose it is ----------------------------------------------------------------------------


def test_a_case_is_the_jours_when_its_handler_goes_home() -> None:
    jour = Jour()
    mine, theirs = jour.desk(), jour.desk("CD", "Cilla Dahl")
    own, other = open_child(mine), open_child(theirs)
    ended = end_shift(mine)
    assert mine.case(own).handler == "jouren"
    assert mine.case(other).handler == "CD"
    assert ended.given == (mine.case(own).number,)
    assert {row.case: row.hands for row in mine.board()} == {own: "jouren", other: "CD"}
    theirs.take(own, new_command())
    assert mine.case(own).handler == "CD"


def test_a_shift_end_stored_once_stays_true_after_a_second_one() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    end_shift(desk)
    before = desk.case(id).seq
    assert end_shift(desk).given == ()
    assert desk.case(id).seq == before


def test_a_colleague_has_the_case_only_when_they_have_taken_it() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    case_life.give(desk, id, "CD", "sover", new_command())
    assert (desk.case(id).handler, desk.case(id).offered_to) == ("AB", "CD")
    assert desk.board()[0].hands == "AB→CD"
    jour.desk("CD").take(id, new_command())
    assert (desk.case(id).handler, desk.case(id).offered_to) == ("CD", "")


def test_a_case_offered_to_a_colleague_who_goes_home_stays_with_its_handler() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    case_life.give(desk, id, "CD", "", new_command())
    end_shift(jour.desk("CD"))
    assert desk.case(id).handler in ("AB", "jouren")
    assert desk.case(id).handler


# --- in the wrong case ------------------------------------------------------------------------


def test_what_is_moved_is_gone_from_the_wrong_case_and_stands_in_the_right_one() -> None:
    jour = Jour()
    desk = jour.desk()
    wrong, right = open_child(desk), open_child(desk, alias="Leo")
    entry = _note(desk, wrong, "Mormor heter Asta.")
    desk.acts.leave_task(wrong, "Ring Asta", "CD", "", new_command())
    task = desk.case(wrong).entries[-1].id
    desk.acts.add_silence(wrong, "Fadern", "far", "fara", "Ek", "", new_command())
    silence = desk.case(wrong).entries[-1].id
    for id in (entry, task, silence):
        linking.move(desk, wrong, right, id, "fel ärende", new_command())
    case, number = desk.case(wrong), desk.case(right).number
    assert not case.items and not case.silences
    assert not any("Asta" in line or "Fadern" in line for line in _lines(desk, wrong))
    assert sum(f"flyttad till {number}" in line for line in _lines(desk, wrong)) == 3
    assert entry in case.by_id  # it stays in the log
    there = desk.case(right)
    assert [item.what for item in there.open_items()] == ["Ring Asta"]
    assert [s.event.who for s in there.silences.values()] == ["Fadern"]
    assert any(f"Mormor heter Asta. (från {case.number})" in one for one in _lines(desk, right))
    rows = {row.case: row for row in desk.board()}
    assert (rows[wrong].open_items, rows[right].open_items) == (0, 1)
    assert (rows[wrong].silenced, rows[right].silenced) == (False, True)


def test_what_is_moved_keeps_when_it_happened_and_who_told_it() -> None:
    jour = Jour()
    mine, theirs = jour.desk(), jour.desk("CD")
    wrong, right = open_child(mine), open_child(mine, alias="Leo")
    at = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
    entry = theirs.acts.note(wrong, "Sett.", new_command(Happened(at, at, "vid nio"))).entries[0]
    linking.move(mine, wrong, right, entry.id, "fel", new_command())
    moved = next(e for e in mine.case(right).entries if e.event == ev.NoteWritten("Sett."))
    assert moved.stamp.happened.words == "vid nio"
    assert (moved.stamp.who, moved.stamp.told_by) == ("AB", "CD")


def test_an_answer_of_the_routine_is_not_moved_but_put_right() -> None:
    jour = Jour()
    desk = jour.desk()
    wrong, right = open_child(desk), open_child(desk, alias="Leo")
    reply(desk, wrong, "fara", "nej")
    answered = next(e for e in desk.case(wrong).entries if isinstance(e.event, ev.StepAnswered))
    before = (desk.case(wrong).seq, desk.case(right).seq)
    with pytest.raises(NotMovable):
        linking.move(desk, wrong, right, answered.id, "fel", new_command())
    note = _note(desk, wrong, "X")
    with pytest.raises(ReasonMissing):
        linking.move(desk, wrong, right, note, "", new_command())
    linking.move(desk, wrong, right, note, "fel", new_command())
    with pytest.raises(NotFoundInCase):
        linking.move(desk, wrong, right, note, "fel", new_command())
    assert (desk.case(wrong).seq, desk.case(right).seq) == (before[0] + 2, before[1] + 2)


# --- one person in two cases --------------------------------------------------------------------


def _two() -> tuple[Jour, str, str]:
    jour = Jour()
    desk = jour.desk()
    gone, stays = open_child(desk), open_child(desk, alias="Okänd flicka")
    desk.acts.leave_task(gone, "Boka tolk", "CD", "", new_command())
    desk.acts.promise(gone, "Ringa mamma", "Maja", "", new_command())
    desk.acts.add_silence(gone, "Fadern", "far", "fara", "Ek", "", new_command())
    desk.acts.set_callback(gone, "Polisen Ek", "Var", "2026-11-24T02:40:00+00:00", new_command())
    reply(desk, gone, "fara", "nej")
    desk.could_not(gone, visit(desk, gone, "ålder"), "Vet ingen.", new_command())
    return jour, gone, stays


def test_two_cases_that_are_one_person_become_one_with_all_that_was_open() -> None:
    jour, gone, stays = _two()
    desk = jour.desk()
    left = len(desk.case(gone).open_items())
    linking.merge(desk, gone, stays, "samma födelsedatum", new_command())
    closed, on = desk.case(gone), desk.case(stays)
    assert closed.merged_into == (stays, on.number)
    assert closed.closed == f"samma person som {on.number}"
    assert closed.links[stays][0] == on.number and on.links[gone][0] == closed.number
    words = sorted(item.words for item in on.open_items())
    assert len(words) >= left
    for part in ("Boka tolk", "Ringa mamma", "Var", f"gick inte i {closed.number}: "):
        assert any(part in one for one in words), part
    assert [s.event.who for s in on.silences.values()] == ["Fadern"]
    assert on.facts["fara"].answer == Answer(("nej",)) or "fara" in [
        v.fact for v in on.open_visits()
    ]
    assert [row.case for row in desk.board()] == [stays]
    with pytest.raises(CaseClosedAlready):
        linking.merge(desk, gone, stays, "igen", new_command())


def test_every_clock_goes_on_after_two_cases_have_become_one() -> None:
    jour = Jour()
    desk = jour.desk()
    gone = open_child(desk, ("fara", "nej"), ("åldersgrupp", "barn"))
    stays = str(uuid.uuid4())
    desk.open_case(stays, Intake("soder", "Okänd", "info"), new_command())
    reply(desk, gone, "börja_barn")
    reply(desk, gone, "hot", "akut")
    reply(desk, gone, "skydd", "ja", reason="Fara.")
    reply(desk, gone, "beslut", beslutsfattare="Eva Ek", muntligt="ja")
    before = {c.duty.id for c in running(desk.case(gone), desk.book(desk.case(gone)), jour.now())}
    assert before
    linking.merge(desk, gone, stays, "samma", new_command())
    case = desk.case(stays)
    after = {c.duty.id for c in running(case, desk.book(case), jour.now())}
    after |= {item.clock for item in case.open_items()}
    assert before <= after
    signing = [i for i in case.open_items() if i.kind is ItemKind.SIGNATURE]
    assert len(signing) == 1


def test_the_first_report_counts_when_two_cases_are_one() -> None:
    jour, gone, stays = _two()
    desk = jour.desk()
    first = desk.case(gone).happened(desk.case(gone).opened).earliest
    linking.merge(desk, gone, stays, "samma", new_command())
    case = desk.case(stays)
    assert case.happened(case.opened).earliest == first
    assert case.by_id[case.opened].stamp.happened.earliest > first  # both stand


# --- a list after a raid --------------------------------------------------------------------------


def test_a_list_opens_one_case_each_with_the_common_facts_and_where_they_came_from() -> None:
    jour = Jour()
    desk = jour.desk()
    shared = Intake(
        "soder", "", "anmälan", "Polisen", "Razzia på hotellet.",
        (("fara", Answer(("ja",))),), shared="gemensamt från listan",
    )  # fmt: skip
    command = new_command()
    ids = linking.open_list(desk, ["Ana", " ", "Bea", "Cia"], shared, "samma plats", command)
    assert linking.open_list(desk, ["Ana", "Bea", "Cia"], shared, "samma plats", command) == ids
    assert len(desk.board()) == 3 == len(ids)
    numbers = [desk.case(id).number for id in ids]
    assert numbers == sorted(set(numbers))
    for id in ids:
        case = desk.case(id)
        assert case.facts["fara"].answer.values == ("ja",)
        assert {number for number, _ in case.links.values()} == set(numbers) - {case.number}
        assert "Razzia på hotellet. (gemensamt från listan)" in _lines(desk, id)
        assert desk.find(case.number) == id
    assert open_child(desk)  # the next number is free


# --- when it came in -----------------------------------------------------------------------------


def test_when_it_came_in_is_put_right_and_the_clock_moves_and_both_times_stand() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    case, book = desk.case(id), desk.book(desk.case(id))
    old = running(case, book, jour.now())[0].started
    came = Happened(old.replace(hour=19), old.replace(hour=19), "19:00")
    ahead = effects(case, book, case_life.preview_report_time(desk, id, came, "fel"), jour.now())
    assert any("flyttas: var " in line and "blir " in line for line in ahead)
    assert desk.case(id).seq == case.seq  # only shown
    case_life.correct_report_time(desk, id, came, "fel klocka", new_command())
    case = desk.case(id)
    assert running(case, book, jour.now())[0].started == came.earliest
    assert case.by_id[case.opened].stamp.happened.earliest == old
    assert any(
        line.startswith("Kom in: rättat till") and "stod" in line for line in _lines(desk, id)
    )
    with pytest.raises(AlreadySettled):
        case_life.correct_report_time(desk, id, came, "igen", new_command())
    with pytest.raises(ReasonMissing):
        later = Happened(old, old)
        case_life.correct_report_time(desk, id, later, " ", new_command())


# --- open items end in two ways ------------------------------------------------------------------


def test_an_item_that_could_not_be_done_and_one_that_is_not_needed_are_told_apart() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    case_life.ask_the_day(desk, id, "Fråga om boende", "regionkoordinator", "", new_command())
    desk.acts.promise(id, "Ringa", "Maja", "", new_command())
    question, promise = desk.case(id).open_items()
    assert (question.kind, question.owner) == (ItemKind.QUESTION, "regionkoordinator")
    with pytest.raises(Exception, match="skriv varför"):
        case_life.cancel(desk, id, question.id, True, "", new_command())
    case_life.cancel(desk, id, question.id, True, "Svarar inte.", new_command())
    case_life.cancel(desk, id, promise.id, False, "Ringde själv.", new_command())
    items = desk.case(id).items
    assert items[question.id].outcome == "gick inte: Svarar inte."
    assert items[promise.id].outcome == "behövdes inte: Ringde själv."
    assert not desk.case(id).open_items()
    with pytest.raises(AlreadySettled):
        case_life.cancel(desk, id, promise.id, False, "Igen.", new_command())


def test_a_contact_nobody_answered_is_open_until_they_are_reached_or_a_call_back_is_set() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)

    def call(who: str, reached: bool) -> None:
        desk.acts.contact(id, ev.ContactMade("", who, reached), new_command())

    call("Mormor", False)
    call("mormor ", False)
    [item] = desk.case(id).open_items()
    assert (item.kind, item.owner, item.tries) == (ItemKind.UNANSWERED, "Mormor", 2)
    call("Mormor", True)
    assert not desk.case(id).open_items()
    call("Ek", False)
    desk.acts.set_callback(id, "Ek", "Var", "2026-11-24T02:40:00+00:00", new_command())
    assert [i.kind for i in desk.case(id).open_items()] == [ItemKind.CALLBACK]
    call("Ek", False)
    assert [i.kind for i in desk.case(id).open_items()] == [ItemKind.CALLBACK]


def test_a_placement_that_has_ended_no_longer_starts_a_clock() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    began = ev.PlacementBegun("p", "jourhem", "kuvert 4", "", "Ek", "2026-11-23T20:00:00+00:00")
    desk.do(id, new_command(), lambda c, a: _one(a, began))
    case_life.end_placement(desk, id, "p", "Flyttad.", new_command())
    assert desk.case(id).placements["p"].ended == "Flyttad."
    with pytest.raises(NotFoundInCase):
        case_life.end_placement(desk, id, "p", "Igen.", new_command())


def _one(act: Act, event: ev.CaseEvent) -> list[Entry]:
    written = Written(act)
    written.add(event)
    return written.entries


# --- after the handover --------------------------------------------------------------------------


def _received(jour: Jour) -> str:
    desk = jour.desk()
    id = open_child(desk)
    offered = ev.HandoverOffered("h", "mottagning", (("ärendet", "Allt"),), "x")
    desk.do(id, new_command(), lambda c, a: _one(a, offered))
    desk.acts.accept(id, "h", "ärendet", "Lena Lind", "Ringer skolan först.", new_command())
    return id


def test_who_accepts_the_case_has_it_and_a_late_note_is_new_to_them_until_they_know() -> None:
    jour = Jour()
    desk = jour.desk()
    id = _received(jour)
    assert desk.case(id).handler == "Lena Lind"
    desk.close(id, "överlämnat", "Klart.", new_command())
    assert not desk.board()
    desk.acts.note(id, "Mormor ringde 08:20.", new_command())
    [item] = desk.case(id).open_items()
    assert (item.kind, item.owner) == (ItemKind.LATE, "Lena Lind")
    assert [(row.case, row.late) for row in desk.board()] == [(id, 1)]
    case_life.tell_late_news(desk, id, "Lena Lind", "per telefon", new_command())
    assert not desk.case(id).open_items()
    assert not desk.board()


def test_the_next_shift_that_accepts_a_case_has_it_until_it_goes_home_in_its_turn() -> None:
    jour = Jour()
    desk, next_shift = jour.desk(), jour.desk("CD", "Cilla Dahl")
    id = open_child(desk)
    desk.acts.leave_task(id, "Ring skolan", "CD", "", new_command())
    offered = ev.HandoverOffered("h", "jouren", (("ärendet", "Allt"),), "x")
    desk.do(id, new_command(), lambda c, a: _one(a, offered))
    desk.acts.accept(id, "h", "ärendet", "Cilla Dahl", "Ringer först.", new_command())
    assert desk.case(id).handler == "Cilla Dahl"
    desk.acts.note(id, "En sak till.", new_command())
    [item] = desk.case(id).open_items()  # the same log: nothing is late to the next shift
    assert responsible(desk.case(id), item) == "CD"
    end_shift(next_shift)
    assert desk.case(id).handler == "jouren"
    assert responsible(desk.case(id), item) == "jouren"


def test_what_the_receiver_writes_is_not_news_to_the_receiver() -> None:
    jour = Jour()
    id = _received(jour)
    jour.desk("LL", "Lena Lind").acts.note(id, "Ringt skolan.", new_command())
    assert not jour.desk().case(id).open_items()


def test_a_case_the_jour_has_taken_back_has_no_late_news() -> None:
    jour = Jour()
    desk = jour.desk()
    id = _received(jour)
    desk.acts.note(id, "Sent.", new_command())
    desk.take(id, new_command())
    assert not desk.case(id).open_items()
    desk.acts.note(id, "Igen.", new_command())
    assert not desk.case(id).open_items()

"""The inbox: a sheet waits, on top, until another person has said it back; who wrote it shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.desk.sheet_case import sheet_desk, sheet_jour, whole_night
from tests.reading.test_station_example import example

from jourstod.desk import case_life
from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.inbox import inbox, whom_to_ring, written_since
from jourstod.desk.receiving_forms import given_back, in_own_hand, left, said_of, taken, waiting
from jourstod.desk.sheets import hand_over, sheet_for
from jourstod.domain.case import Case
from jourstod.domain.errors import AnswerIncomplete, SelfReceived
from jourstod.domain.left_sheet import Handover
from jourstod.domain.open_list import open_list
from jourstod.domain.people import Handler, Role
from jourstod.domain.sheet_words import day_and_time
from jourstod.domain.spoken_time import heard
from jourstod.reports import render

KARIN = Handler("KL", "Karin Lund", Role.RECEPTION)


def left_sheet(receiver: str = "mottagning") -> tuple[Desk, Desk, str, Handover]:
    """The sender's desk, the receiver's desk, the case and the sheet that was left."""
    jour = sheet_jour()
    desk = sheet_desk(jour)
    child = whole_night(desk)
    hand_over(desk, child, sheet_for(desk, child, receiver), new_command(), "text")
    other = sheet_desk(jour)
    other.handler = KARIN
    (sheet,) = waiting(desk.case(child))
    return desk, other, child, sheet


def take(desk: Desk, case: Case, sheet: Handover, **told: str) -> None:
    form = taken(desk, case, sheet, left(sheet), "Allt")
    form.write(told, new_command(), "")


def test_a_receiver_in_the_program_takes_it_in_their_own_name_and_only_then_has_the_case() -> None:
    desk, karin, child, sheet = left_sheet()
    (letter,) = inbox(karin)
    assert (letter.case, letter.open_items) == (child, len(sheet.event.items))
    assert letter.by == "AB" and "inte mottagna" in letter.state
    assert desk.case(child).handler == "AB"
    form = taken(karin, karin.case(child), sheet, left(sheet), "Allt")
    assert [blank.id for blank in form.blanks] == ["said"], "their own name is not typed"
    form.write({"said": "Jag ringer skolan först."}, new_command(), "")
    case = desk.case(child)
    assert case.handler == "Karin Lund"
    said = case.handovers[sheet.event.handover].item("ärendet")
    assert said.written_by == "" and "registrerat" not in said_of(said)
    assert inbox(karin) == () and not desk.board()[0].unreceived


def test_the_sender_registers_what_another_person_said_and_it_shows_as_that() -> None:
    desk, _, child, sheet = left_sheet()
    case = desk.case(child)
    assert not in_own_hand(desk, case, sheet)
    form = taken(desk, case, sheet, left(sheet), "Allt")
    assert [blank.id for blank in form.blanks] == ["who", "said", "how"]
    with pytest.raises(SelfReceived):
        take(desk, case, sheet, who="anna berg ", said="Klart.", how="said")
    take(desk, case, sheet, who="Karin Lund", said="Ring skolan.", how="paper")
    taken_now = desk.case(child).handovers[sheet.event.handover]
    assert said_of(taken_now.item("ärendet")) == (
        "mottagen, Karin Lund (registrerat av AB): ”Ring skolan.”"
    )
    assert taken_now.taken_by == " av Karin Lund (registrerat av AB)"


def test_a_sender_with_the_receivers_role_still_cannot_take_their_own_sheet() -> None:
    desk, _, child, sheet = left_sheet()
    desk.handler = replace(desk.handler, role=Role.RECEPTION)
    assert not in_own_hand(desk, desk.case(child), sheet)


def test_a_colleague_registers_for_the_reception_but_takes_the_next_shifts_sheet_themself() -> None:
    for receiver, own in (("mottagning", False), ("jouren", True)):
        _, other, child, sheet = left_sheet(receiver)
        other.handler = Handler("CD", "Cia Dahl")
        assert in_own_hand(other, other.case(child), sheet) is own, receiver


def test_an_item_given_back_is_a_question_and_the_rest_can_be_taken() -> None:
    desk, karin, child, sheet = left_sheet()
    item = sheet.event.items[1][0]
    form = given_back(karin, karin.case(child), sheet, item)
    assert [blank.id for blank in form.blanks] == ["question"]
    form.write({"question": "Vem bokade platsen?"}, new_command(), "")
    (letter,) = inbox(desk)
    assert letter.returned and "åter till jouren med en fråga" in letter.state
    assert desk.case(child).handler == "AB", "a question refuses nobody the responsibility"
    assert "Vem bokade platsen?" in desk.board()[0].returned
    assert item in left(desk.case(child).handovers[sheet.event.handover])


def test_what_is_left_and_not_taken_stands_above_what_is_due_at_once() -> None:
    desk, _, child, _ = left_sheet()
    loud = whole_night(desk)
    assert [row.case for row in desk.board()] == [child, loud]
    assert desk.board().unreceived() == 1


def test_what_was_written_after_the_sheet_is_counted_for_the_one_who_reads_it() -> None:
    desk, karin, child, sheet = left_sheet()
    assert written_since(desk.case(child), sheet) == 0
    desk.acts.note(child, "Polisen ringde igen.", new_command())
    assert written_since(desk.case(child), sheet) == 1
    take(karin, karin.case(child), sheet, said="Läser.")
    assert written_since(desk.case(child), sheet) == 1


def test_the_inbox_of_one_namnd_holds_no_others() -> None:
    desk, _, _, _ = left_sheet()
    assert len(inbox(desk, "soder")) == 1 and inbox(desk, "norr") == ()


def test_whom_to_ring_is_the_unit_the_namnd_bakjour_and_arbetsledare_each_number_once() -> None:
    desk, _, child, _ = left_sheet()
    station = example()
    board = station.boards[0]
    desk.station = station
    case = replace_board(desk.case(child), board.id)
    chain = [(one.name, one.number) for one in whom_to_ring(desk, case)]
    assert chain[0] == ("Barn och unga Ekdungen", "070-174 06 07")
    assert chain[1] == (board.name, board.phone)
    assert len({number for _, number in chain}) == len(chain) > 3


def test_a_station_that_says_nothing_gives_nobody_to_ring() -> None:
    desk, _, child, _ = left_sheet()
    desk.station = replace(desk.station, boards=(), mandates=())
    assert whom_to_ring(desk, desk.case(child)) == ()


def replace_board(case: Case, board: str) -> Case:
    case.board = board
    return case


def test_the_letter_says_when_it_was_left_in_swedish_time() -> None:
    desk, _, _, _ = left_sheet()
    (letter,) = inbox(desk)
    early = replace(letter, left_at=datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    assert "lämnat sön 25 okt 02:30 (sommartid) av AB" in early.state


def test_what_the_receiver_has_not_taken_stays_with_the_jour_and_so_does_their_question() -> None:
    desk, karin, child, sheet = left_sheet()
    (task,) = [key for key, words in sheet.event.items if words.startswith("utlovat: Ringa Maja")]
    form = given_back(karin, karin.case(child), sheet, task)
    form.write({"question": "Vem ringer?"}, new_command(), "")
    rest = tuple(key for key, _ in sheet.event.items if key != task)
    taken(karin, karin.case(child), sheet, rest, "Resten").write(
        {"said": "Ringer skolan."}, new_command(), ""
    )
    now = {one.what: one for one in open_list(desk.case(child), desk.book(desk.case(child)))}
    assert now["Ringa Maja"].responsible == "jouren"
    assert now["Hämta väskan"].responsible == "Karin Lund"
    question = now["Vem ringer?"]
    assert question.responsible == "jouren"
    assert question.item is not None and question.item.note == "om: utlovat: Ringa Maja"
    (waiting_now,) = waiting(desk.case(child))
    taken(karin, karin.case(child), waiting_now, (task,), "Sist").write(
        {"said": "Jag ringer."}, new_command(), ""
    )
    after = {one.what: one for one in open_list(desk.case(child), desk.book(desk.case(child)))}
    assert after["Ringa Maja"].responsible == "Karin Lund" and "Vem ringer?" not in after


def test_a_report_time_put_right_is_the_time_on_the_own_sheets_and_both_stand_in_the_log() -> None:
    desk, _, child, _ = left_sheet()
    came = f"anmälan {day_and_time(desk.case(child).happened(desk.case(child).opened).earliest)}"
    assert came in told_on(desk, child, "mottagning")
    early = heard("18:10", desk.clock())
    case_life.correct_report_time(desk, child, early, "Fel klockslag.", new_command())
    for receiver in ("mottagning", "jouren"):
        told = told_on(desk, child, receiver)
        assert "anmälan mån 23 nov 18:10" in told and came not in told
        assert "rättat till mån 23 nov 18:10, stod mån 23 nov 22:43" in told


def told_on(desk: Desk, child: str, receiver: str) -> str:
    """The sheet as one running text, without its line breaks."""
    return " ".join(render(sheet_for(desk, child, receiver).sheet, "text").decode().split())


def test_a_name_is_not_what_the_receiver_said_back() -> None:
    desk, _, child, sheet = left_sheet()
    for name in ("Karin Lund", " karin lund "):
        with pytest.raises(AnswerIncomplete, match="namn"):
            take(desk, desk.case(child), sheet, who="Karin Lund", said=name, how="said")
    assert desk.case(child).handler == "AB"

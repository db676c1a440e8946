"""Cases at the desk: numbers, boards, links, two handlers, a kill between any two keys."""

from __future__ import annotations

import uuid

import pytest
from tests.desk.sample import FILES, Jour, Now, asked, open_child, reply, visit

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.linking import open_linked
from jourstod.domain import events as ev
from jourstod.domain.answers import Answer
from jourstod.domain.case_parts import ItemKind
from jourstod.domain.decide.cases import Intake
from jourstod.domain.errors import (
    CaseClosedAlready,
    NoSuchCase,
    NotFoundInCase,
    PracticeOnly,
    SelfReceived,
    StoreAway,
)
from jourstod.domain.events.station import StoreStarted
from jourstod.store.memory import MemoryVault


def test_a_practice_store_marks_its_numbers_and_its_first_event_says_practice() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    assert desk.case(id).number == "ÖVN-2026-0001"
    first = jour.vault.log.read("station/jour")[0]
    assert StoreStarted.KIND in first.sealed.decode() and "övning" in first.sealed.decode()


def test_a_sharp_store_refuses_practice_and_numbers_without_mark() -> None:
    jour = Jour()
    sharp = jour.desk(mode="skarp")
    assert sharp.case(open_child(sharp)).number == "2026-0001"
    with pytest.raises(PracticeOnly):
        jour.desk(mode="övning")


def test_two_desks_that_open_cases_at_once_give_different_numbers() -> None:
    jour = Jour()
    anna, carl = jour.desk(), jour.desk("CD", "Carl Dahl")
    ids = [open_child(desk) for desk in (anna, carl, anna, carl)]
    numbers = [anna.case(id).number for id in ids]
    assert numbers == [f"ÖVN-2026-{n:04d}" for n in (1, 2, 3, 4)]


def test_a_colleague_with_a_second_desk_goes_on_at_the_same_question() -> None:
    jour = Jour()
    id = open_child(jour.desk())
    carl = jour.desk("CD", "Carl Dahl")
    assert asked(carl, id) == ["fara"]
    carl.take(id, new_command())
    reply(carl, id, "fara", "nej")
    anna = jour.desk()
    assert asked(anna, id) == ["ålder"] and anna.case(id).handler == "CD"


def test_a_half_typed_line_and_a_call_survive_a_kill() -> None:
    jour = Jour()
    desk = jour.desk()
    call = desk.notebook.new_call(jour.now())
    desk.notebook.keep_call(call.with_fact("fara", "ja"))
    desk.notebook.save("note:x", "polisen ringer 03")
    again = jour.desk()
    (kept,) = again.notebook.calls()
    assert kept.fact("fara") == "ja"
    assert again.notebook.text("note:x") == "polisen ringer 03"
    assert jour.desk("CD", "Carl Dahl").notebook.calls() == ()


def test_the_draft_of_an_answer_is_gone_when_the_answer_is_stored_and_not_before() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    shown = visit(desk, id, "fara")
    desk.notebook.save(f"visit:{shown}", "halvt svar")
    with pytest.raises(Exception, match="kanske"):
        desk.answer(id, shown, Answer(values=("kanske",)), new_command())
    assert desk.notebook.text(f"visit:{shown}") == "halvt svar"
    reply(desk, id, "fara", "nej")
    assert desk.notebook.text(f"visit:{shown}") == ""


def test_a_case_keeps_the_routine_it_was_opened_with() -> None:
    jour = Jour()
    desk = jour.desk()
    old = open_child(desk)
    changed = FILES["inkommande.yaml"].replace("Hur gammal är", "Vilken ålder har")
    jour.shelf.files["inkommande.yaml"] = changed
    new = open_child(desk)
    texts = [desk.book(desk.case(id)).step("inkommande", "ålder").text[:11] for id in (old, new)]
    assert texts == ["Hur gammal ", "Vilken ålde"]
    jour.shelf.files.clear()
    reply(desk, old, "fara", "nej")
    assert asked(jour.desk(), old) == ["ålder"]


def test_a_closed_case_takes_notes_but_no_answers_until_it_is_reopened() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    shown = visit(desk, id, "fara")
    desk.close(id, "annan_kommun", "Bor i Nacka.", new_command())
    assert desk.board() == []
    desk.acts.note(id, "De ringde tillbaka.", new_command())
    with pytest.raises(CaseClosedAlready):
        desk.answer(id, shown, Answer(values=("nej",)), new_command())
    desk.reopen(id, "Det var vår kommun.", new_command())
    reply(desk, id, "fara", "nej")
    assert [row.number for row in desk.board()] == ["ÖVN-2026-0001"]


def test_a_case_is_found_by_number_also_when_closed_and_an_unknown_one_is_refused() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    desk.close(id, "klart", "Klart.", new_command())
    assert desk.find("ÖVN-2026-0001") == id
    with pytest.raises(NoSuchCase):
        desk.find("2026-0009")


def test_a_sibling_is_a_case_of_its_own_linked_both_ways_and_a_retry_makes_no_third() -> None:
    jour = Jour()
    desk = jour.desk()
    id, command = open_child(desk), new_command()
    intake = Intake("norr", "Leo", "anmälan", "Polisen")
    other = open_linked(desk, id, intake, "syskon", command)
    assert open_linked(desk, id, intake, "syskon", command) == other
    assert desk.case(id).links == {other: ("ÖVN-2026-0002", "syskon")}
    assert desk.case(other).links[id][0] == "ÖVN-2026-0001"
    assert desk.case(other).board == "norr" and len(desk.board()) == 2


def test_the_board_is_read_from_summaries_and_tells_the_most_urgent_first() -> None:
    jour = Jour()
    desk = jour.desk()
    calm, urgent = str(uuid.uuid4()), open_child(desk)
    desk.open_case(calm, Intake("soder", "R", "info"), new_command())
    rows = desk.board()
    assert [row.case for row in rows] == [urgent, calm]
    assert rows[0].clock_now(jour.now()).startswith("NU · väntat")
    assert jour.desk("CD", "Carl Dahl").board() == rows


def test_a_failed_write_leaves_nothing_and_the_same_command_works_afterwards() -> None:
    class Full(MemoryVault):
        """A store whose disk is full until told otherwise."""

        full = False

        def __init__(self, clock: Now) -> None:
            super().__init__(clock)
            inner = self.log.append

            def append(*args, **kwargs):  # type: ignore[no-untyped-def]
                if Full.full:
                    raise StoreAway("Disken är full.")
                return inner(*args, **kwargs)

            self.log.append = append  # type: ignore[method-assign]

    now = Now()
    jour = Jour(vault=Full(now))
    desk = jour.desk()
    id = open_child(desk)
    shown, command = visit(desk, id, "fara"), new_command()
    Full.full = True
    with pytest.raises(StoreAway):
        desk.answer(id, shown, Answer(values=("nej",)), command)
    assert asked(desk, id) == ["fara"]
    Full.full = False
    desk.answer(id, shown, Answer(values=("nej",)), command)
    assert asked(desk, id) == ["ålder"]


def test_received_means_that_another_person_said_it_back() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    items = (("1", "Skyddsbedömning"), ("2", "Ring skolan"))
    offered = desk.acts.offer(id, "mottagning", items, "abc", (), new_command()).entries[0].event
    assert isinstance(offered, ev.HandoverOffered)
    for sender in ("AB", "anna berg"):
        with pytest.raises(SelfReceived):
            desk.acts.accept(id, offered.handover, "1", sender, "Jag gör det.", new_command())
    with pytest.raises(Exception, match="egna ord"):
        desk.acts.accept(id, offered.handover, "1", "Karin Lund", " ", new_command())
    assert not desk.case(id).handovers[offered.handover].received
    desk.acts.accept(id, offered.handover, "1", "Karin Lund", "Bedöm före tio.", new_command())
    desk.acts.give_back(id, offered.handover, "2", "Karin Lund", "Vilken skola?", new_command())
    case = desk.case(id)
    assert not case.handovers[offered.handover].received
    assert [item.what for item in case.open_items()] == ["Vilken skola?"]
    desk.acts.accept(id, offered.handover, "2", "Karin Lund", "Ring Ekskolan.", new_command())
    assert desk.case(id).handovers[offered.handover].received
    assert not desk.case(id).open_items()


def test_a_try_that_reached_nobody_counts_and_keeps_the_wait_open() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    at = "2026-11-24T02:40:00+00:00"
    desk.acts.set_callback(id, "Ek, polisen", "Var är han", at, new_command(), number="114 14")
    (item,) = desk.case(id).open_items()
    later = "2026-11-24T03:10:00+00:00"
    desk.acts.try_callback(id, item.id, False, "inget svar", later, new_command())
    (item,) = desk.case(id).open_items()
    assert (item.tries, item.due) == (1, later)
    assert [contact.event.reached for contact in desk.case(id).contacts] == [False]
    desk.acts.try_callback(id, item.id, True, "Gripen.", "", new_command())
    assert not desk.case(id).open_items()
    with pytest.raises(Exception, match="redan"):
        desk.acts.try_callback(id, item.id, True, "Gripen.", "", new_command())


def test_withdrawing_a_consent_that_was_never_given_is_refused() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    with pytest.raises(NotFoundInCase):
        desk.acts.withdraw_consent(id, "polisen", "Maja", new_command())


def test_the_head_of_heads_changes_when_a_case_is_written() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    first = desk.jour.end_shift()
    desk.acts.note(id, "Sent.", new_command())
    second = desk.jour.end_shift()
    assert len(first) == 64 and first != second


def test_a_question_on_an_earlier_sheet_is_settled_when_all_of_a_later_one_is_taken() -> None:
    desk = Jour().desk()
    id = open_child(desk)
    items = (("1", "Ring skolan"), ("2", "Läs rapporten"))
    first = offered(desk, id, "mottagning", items)
    desk.acts.give_back(id, first, "1", "Nora", "Vilken skola?", new_command())
    assert [i.kind for i in desk.case(id).open_items()] == [ItemKind.RETURNED]
    elsewhere = offered(desk, id, "jouren", (("1", "Allt"),))
    desk.acts.accept(id, elsewhere, "1", "Carl", "Allt.", new_command())
    assert desk.case(id).open_items(), "another receiver has not answered it"
    second = offered(desk, id, "mottagning", items)
    desk.acts.accept(id, second, "2", "Nora", "Läser.", new_command())
    assert desk.case(id).open_items(), "half of a sheet is not all of it"
    desk.acts.accept(id, second, "1", "Nora", "Ringer Sjöskolan.", new_command())
    assert desk.case(id).open_items() == ()


def offered(desk: Desk, id: str, receiver: str, items: tuple[tuple[str, str], ...]) -> str:
    """Leave a sheet and give its handover's id."""
    before = set(desk.case(id).handovers)
    desk.acts.offer(id, receiver, items, receiver + str(len(before)), (), new_command())
    [fresh] = set(desk.case(id).handovers) - before
    return fresh

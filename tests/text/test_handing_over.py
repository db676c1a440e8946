"""Facts about handing over line by line: shown as it will be read, left, received, entered."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.desk.sample import Jour
from tests.desk.sheet_case import sheet_desk, sheet_jour, whole_night
from tests.text.lines import typed

from jourstod.desk.command import new_command
from jourstod.desk.linking import open_linked
from jourstod.desk.sheets import hand_over, sheet_for
from jourstod.domain import events as ev
from jourstod.domain.decide.cases import Intake
from jourstod.domain.local_time import show_time
from jourstod.domain.people import Handler, Role
from jourstod.text.menu import DEEDS


@pytest.fixture
def jour() -> Jour:
    return sheet_jour()


@pytest.fixture
def child(jour: Jour) -> str:
    return whole_night(sheet_desk(jour))


def pick(words: str) -> str:
    """The number of a deed in the menu."""
    return next(str(n) for n, (label, _) in enumerate(DEEDS, start=1) if label.startswith(words))


def events(jour: Jour, id: str, kind: type) -> list[object]:
    return [e.event for e in jour.desk().case(id).entries if isinstance(e.event, kind)]


def over(jour: Jour, *lines: str) -> str:
    return typed(jour, "1", "meny", pick("Lämna över"), *lines, desk=sheet_desk(jour))


def test_the_day_units_sheet_is_read_and_left_and_received(jour: Jour, child: str) -> None:
    read = over(jour, "1", "1", "")
    assert read.index("BRISTER") < read.index("VEM\n") < read.index("INTE MED PÅ BLADET")
    assert len(events(jour, child, ev.HandoverOffered)) == 1
    receive = ("1", "meny", pick("Blad tas emot"), "1")
    typed(jour, *receive, "Anna Berg", "Ring", "1", desk=sheet_desk(jour))
    assert not jour.desk().case(child).handovers[_handover(jour, child)].received
    typed(jour, *receive, "Dag Dal", "Ring skolan före nio", "1", "", desk=sheet_desk(jour))
    assert jour.desk().case(child).handovers[_handover(jour, child)].received


def test_a_sheet_that_is_only_looked_at_is_not_left(jour: Jour, child: str) -> None:
    over(jour, "1", "2")
    over(jour, "1", "<")
    over(jour, "1", "1", "<")
    assert events(jour, child, ev.HandoverOffered) == []


def test_outside_the_nämnd_only_the_picked_passage_is_shown_and_logged(
    jour: Jour, child: str
) -> None:
    read = over(jour, "polisen (utanför nämnden)", "1", "0", "1", "Fara för liv", "")
    sheet = read[read.index("UPPGIFTER TILL POLISEN") : read.index("INTE MED PÅ BLADET")]
    assert "Röd jacka" in sheet and "Patrullen" not in sheet and "Maja" not in sheet
    (made,) = events(jour, child, ev.DisclosureMade)
    assert isinstance(made, ev.DisclosureMade)
    assert len(made.facts) == 2


def test_the_left_sheet_is_saved_where_it_is_asked_for(
    jour: Jour, child: str, tmp_path: Path
) -> None:
    path = tmp_path / "blad.pdf"
    read = over(jour, "1", "1", str(tmp_path / "blad.doc"), str(path))
    assert "Filnamnet ska sluta på" in read
    assert path.read_bytes().startswith(b"%PDF")
    assert len(events(jour, child, ev.HandoverOffered)) == 1


def test_a_stopped_sheet_is_said_and_not_left(jour: Jour, child: str) -> None:
    from jourstod.desk.command import new_command

    jour.desk().acts.note(child, "Hon bor på Storgatan.", new_command())
    read = over(jour, "polisen (utanför nämnden)", "4", "0")
    assert "Bladet till Polisen stoppades" in read
    assert events(jour, child, ev.DisclosureMade) == []


def test_the_journal_text_is_shown_before_it_is_marked_as_entered(jour: Jour, child: str) -> None:
    mark = ("1", "meny", pick("Införd i journalen"))
    read = typed(jour, *mark, "Combine", desk=sheet_desk(jour))
    assert read.index("BESLUT: Omedelbart omhändertagande") < read.index("I vilket verksamhets")
    (entered,) = events(jour, child, ev.TransferredToJournal)
    assert isinstance(entered, ev.TransferredToJournal)
    assert entered.system == "Combine"


def _handover(jour: Jour, child: str) -> str:
    return next(iter(jour.desk().case(child).handovers))


def test_linked_cases_are_left_together(jour: Jour, child: str, tmp_path: Path) -> None:
    desk = sheet_desk(jour)
    sibling = open_linked(desk, child, Intake("soder", "Ali", "anmälan"), "syskon", new_command())
    lines = ("ÖVN-2026-0001", "meny", pick("Lämna över"), "1", "3", str(tmp_path))
    read = typed(jour, *lines, desk=desk)
    assert "Lämna bladen tillsammans: ÖVN-2026-0001 till M" in read
    assert [len(desk.case(id).handovers) for id in (child, sibling)] == [1, 1]
    assert {path.name for path in tmp_path.iterdir()} == {"ÖVN-2026-0001.pdf", "ÖVN-2026-0002.pdf"}


def test_a_receipt_is_read_again_word_for_word(jour: Jour, child: str) -> None:
    desk = sheet_desk(jour)
    hand_over(desk, child, sheet_for(desk, child, "polisen"), new_command(), "text", "Fara")
    read = typed(jour, "1", "meny", pick("Kvittenser"), "1", desk=desk)
    assert "skäl: Fara" in read and "stämmer med kvittensen" in read
    assert "UPPGIFTER TILL POLISEN" in read


def test_a_document_for_the_file_is_saved_and_left_to_nobody(
    jour: Jour, child: str, tmp_path: Path
) -> None:
    path = tmp_path / "beslut.pdf"
    case = sheet_desk(jour).case(child)
    made = show_time(case.happened(next(iter(case.decisions))).earliest)
    over(jour, f"Beslutet 1: Omedelbart omhändertagande (mån 23 nov {made})", str(path))
    assert path.read_bytes().startswith(b"%PDF")
    assert events(jour, child, ev.HandoverOffered) == []


def test_the_morning_sheet_and_the_shift_report_are_read_under_skiftbyte(
    jour: Jour, child: str
) -> None:
    assert "MORGONBLAD TILL SÖDER" in typed(jour, "s", "3", desk=sheet_desk(jour))
    assert "PASSET I SIFFROR" in typed(jour, "s", "4", desk=sheet_desk(jour))


def test_the_receiver_takes_a_sheet_from_the_inbox_in_their_own_name(
    jour: Jour, child: str
) -> None:
    over(jour, "1", "1", "")
    karin = sheet_desk(jour)
    karin.handler = Handler("KL", "Karin Lund", Role.RECEPTION)
    read = typed(jour, "i", "1", "3", "", "1", "Jag ringer skolan", "i", desk=karin)
    assert "Svarar ingen, ring 1: M, 018-10 00 00" in read
    assert "ÖVERLÄMNING TILL M" in read and "Du tar emot som Karin Lund." in read
    assert "Inkorgen är tom" in read
    case = jour.desk().case(child)
    assert case.handler == "Karin Lund"
    assert case.handovers[_handover(jour, child)].taken_by == " av Karin Lund"

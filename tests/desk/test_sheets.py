"""Facts about sheets at the desk: who can get one, what is left is logged, once and as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.desk.sample import Jour, open_child
from tests.desk.sheet_case import sheet_desk, sheet_jour, whole_night

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.sheets import (
    NoSuchReceiver,
    NothingToLeave,
    SheetOutdated,
    hand_over,
    receivers,
    sheet_for,
)
from jourstod.domain import events as ev
from jourstod.domain.disclosure import OWN_CARD
from jourstod.domain.sheet import digest, exact

WHY = "Fara för liv."


@pytest.fixture
def jour() -> Jour:
    return sheet_jour()


@pytest.fixture
def desk(jour: Jour) -> Desk:
    return sheet_desk(jour)


@pytest.fixture
def child(desk: Desk) -> str:
    return whole_night(desk)


def test_the_own_nämnd_comes_first_among_receivers(desk: Desk, child: str) -> None:
    listed = receivers(desk, child)
    assert [id for id, _, _ in listed[:3]] == ["mottagning", "jouren", "journal"]
    own = [is_own for id, _, is_own in listed if not id.endswith("-1")]
    assert own == sorted(own, reverse=True)
    assert {"polisen", "regionkoordinator", "boendet", "personen"} <= {id for id, _, _ in listed}


def test_a_receiver_there_is_not_is_refused_with_those_there_are(desk: Desk, child: str) -> None:
    with pytest.raises(NoSuchReceiver, match=r"«tidningen».*mottagning, jouren"):
        sheet_for(desk, child, "tidningen")


def test_a_bundle_that_names_no_journal_still_gives_its_text(jour: Jour, desk: Desk) -> None:
    child = whole_night(desk)
    book = desk.book(desk.case(child))
    gone = {id: agency for id, agency in book.agencies.items() if id != "journal"}
    desk._books[book.bundle] = replace(book, agencies=gone)
    assert sheet_for(desk, child, "journal").sheet.receiver_name == "journalen"


def test_reading_a_sheet_writes_nothing(desk: Desk, child: str) -> None:
    before = desk.case(child).seq
    for receiver, _, _ in receivers(desk, child):
        sheet_for(desk, child, receiver)
    assert desk.case(child).seq == before


def test_what_is_left_to_the_own_nämnd_is_offered_item_by_item(desk: Desk, child: str) -> None:
    cut = sheet_for(desk, child)
    (entry,) = hand_over(desk, child, cut, new_command(), "pdf").entries
    assert isinstance(entry.event, ev.HandoverOffered)
    assert entry.event.receiver == "mottagning"
    assert entry.event.digest == desk.jour.mark(exact(cut.sheet))
    assert entry.event.flaws == cut.sheet.flaws != ()
    assert entry.event.items[0] == ("ärendet", "Ärendet i sin helhet")
    said = [words for _, words in entry.event.items]
    assert "utlovat: Ringa Maja" in said and "uppgift: Ring skolan" in said
    assert len({id for id, _ in entry.event.items}) == len(said)


def test_every_item_of_a_sheet_can_be_accepted_or_given_back(desk: Desk, child: str) -> None:
    hand_over(desk, child, sheet_for(desk, child), new_command(), "text")
    (handover,) = desk.case(child).handovers.values()
    for n, (item, _) in enumerate(handover.event.items):
        if n:
            desk.acts.accept(child, handover.entry, item, "Dag Dal", "Ringer först.", new_command())
        else:
            desk.acts.give_back(child, handover.entry, item, "Dag Dal", "Vem?", new_command())
    assert "Åter till jouren: Vem?" in sheet_for(desk, child).sheet.flaws


def test_what_is_left_outside_gets_a_receipt_of_what_on_what_ground(desk: Desk, child: str) -> None:
    cut = sheet_for(desk, child, "polisen")
    (entry,) = hand_over(desk, child, cut, new_command(), "pdf", WHY).entries
    content = exact(cut.sheet)
    assert entry.event == ev.DisclosureMade(
        "polisen", "SoL 20 kap. 1 §", desk.jour.mark(content), "pdf", ("fara",), WHY,
        content.decode(),
    )  # fmt: skip
    assert desk.case(child).disclosures == [entry.id]


def test_the_own_card_is_logged_without_facts(desk: Desk, child: str) -> None:
    cut = sheet_for(desk, child, "personen")
    (entry,) = hand_over(desk, child, cut, new_command(), "text").entries
    assert isinstance(entry.event, ev.DisclosureMade)
    assert (entry.event.ground, entry.event.facts) == (OWN_CARD, ())


def test_an_empty_sheet_is_not_left_to_somebody_outside(desk: Desk) -> None:
    child = open_child(desk)
    with pytest.raises(NothingToLeave):
        hand_over(desk, child, sheet_for(desk, child, "polisen"), new_command(), "text")
    assert desk.case(child).disclosures == []


def test_a_sheet_that_has_grown_old_is_not_left(desk: Desk, child: str) -> None:
    cut = sheet_for(desk, child, "regionkoordinator")
    desk.acts.withdraw_consent(child, "regionkoordinator", "Maja", new_command())
    before = desk.case(child).seq
    with pytest.raises(SheetOutdated):
        hand_over(desk, child, cut, new_command(), "text")
    assert desk.case(child).seq == before


def test_the_same_command_again_leaves_the_sheet_once(desk: Desk, child: str) -> None:
    cut, command = sheet_for(desk, child), new_command()
    first = hand_over(desk, child, cut, command, "text")
    desk.acts.note(child, "Mer.", new_command())
    again = hand_over(desk, child, cut, command, "text")
    assert again.entries == first.entries
    assert len(desk.case(child).handovers) == 1


def test_journal_text_is_marked_as_entered_and_waits_for_nobody(desk: Desk, child: str) -> None:
    cut = sheet_for(desk, child, "journal")
    (entry,) = hand_over(desk, child, cut, new_command(), "text").entries
    assert entry.event == ev.TransferredToJournal(cut.seq, "")
    assert desk.case(child).handovers == {}


def test_a_preview_has_the_digest_of_the_sheet_it_becomes(desk: Desk, child: str) -> None:
    sheet = sheet_for(desk, child).sheet
    assert digest(replace(sheet, preview="Förhandsvisning")) == digest(sheet)
    assert digest(replace(sheet, flaws=())) != digest(sheet)

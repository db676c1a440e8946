"""Facts about receipts: what was disclosed can be shown again, word for word, and is keyed."""

from __future__ import annotations

import hashlib
import hmac
import stat
from pathlib import Path

import pytest
from tests.desk.sample import Jour
from tests.desk.sheet_case import sheet_desk, sheet_jour, tell, whole_night

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.receipts import TRUE, UNTRUE, NoSuchReceipt, receipt, receipts
from jourstod.desk.sheets import NoReason, hand_over, passages, sheet_for
from jourstod.domain import events as ev
from jourstod.domain.answers import Answer
from jourstod.domain.entries import Act, Entry, Written
from jourstod.domain.sheet import digest, exact
from jourstod.store.own_key import FILE_NAME, marked, own_key
from jourstod.store.place import open_vault


@pytest.fixture
def jour() -> Jour:
    return sheet_jour()


@pytest.fixture
def desk(jour: Jour) -> Desk:
    return sheet_desk(jour)


@pytest.fixture
def child(desk: Desk) -> str:
    return whole_night(desk)


def leave(desk: Desk, child: str, receiver: str, reason: str = "") -> ev.DisclosureMade:
    cut = sheet_for(desk, child, receiver)
    (entry,) = hand_over(desk, child, cut, new_command(), "pdf", reason).entries
    assert isinstance(entry.event, ev.DisclosureMade)
    return entry.event


def test_without_consent_a_reason_must_be_written(desk: Desk, child: str) -> None:
    with pytest.raises(NoReason):
        leave(desk, child, "polisen", "  ")
    assert desk.case(child).disclosures == []
    assert leave(desk, child, "polisen", "Fara för liv").reason == "Fara för liv"


def test_with_consent_and_on_the_own_card_none_is_asked_for(desk: Desk, child: str) -> None:
    assert leave(desk, child, "regionkoordinator").ground
    assert leave(desk, child, "personen").receiver == "personen"


def test_a_receipt_says_who_to_whom_on_what_ground_and_why(desk: Desk, child: str) -> None:
    leave(desk, child, "polisen", "Fara för liv")
    (one,) = receipts(desk, child)
    for said in ("till Polisen", "av Anna Berg", "grund: SoL 20 kap. 1 §", "skäl: Fara för liv"):
        assert said in one.words


def test_the_sheet_can_be_shown_again_as_it_was_left(desk: Desk, child: str, jour: Jour) -> None:
    cut = sheet_for(desk, child, "polisen")
    hand_over(desk, child, cut, new_command(), "text", "Fara")
    asked = next(v for v in desk.case(child).visits.values() if v.step == "fara")
    desk.correct(child, asked.id, Answer(("nej",)), "Hörde fel.", new_command())
    one = receipt(sheet_desk(jour), child, 1)
    assert one.sheet is not None and exact(one.sheet) == exact(cut.sheet)
    assert one.verdict == TRUE


def test_a_copy_that_was_changed_does_not_fit_its_receipt(desk: Desk, child: str) -> None:
    made = leave(desk, child, "polisen", "Fara")
    changed = ev.DisclosureMade(
        "polisen", made.ground, made.digest, "pdf", made.facts, "", made.copy.replace("Ja", "Nej")
    )
    desk.do(child, new_command(), lambda case, act: _one(act, changed))
    assert [one.verdict for one in receipts(desk, child)] == [TRUE, UNTRUE]


def test_a_number_there_is_not_is_refused(desk: Desk, child: str) -> None:
    with pytest.raises(NoSuchReceipt):
        receipt(desk, child, 1)


def test_what_the_log_keeps_of_a_sheet_cannot_be_found_by_guessing_it(
    desk: Desk, child: str
) -> None:
    cut = sheet_for(desk, child, "polisen")
    hand_over(desk, child, cut, new_command(), "text", "Fara")
    hand_over(desk, child, sheet_for(desk, child), new_command(), "text")
    kept = [e.event.digest for e in desk.case(child).entries
            if isinstance(e.event, ev.DisclosureMade | ev.HandoverOffered)]  # fmt: skip
    assert len(kept) == 2
    for mark in kept:
        assert digest(cut.sheet) not in mark
        assert hashlib.sha256(exact(cut.sheet)).hexdigest() not in mark


def test_the_key_is_random_private_and_made_once(tmp_path: Path) -> None:
    vault = open_vault(tmp_path / "hem", Jour().now, practice=True)
    first = vault.mark(b"x")
    vault.close()
    path = tmp_path / "hem" / FILE_NAME
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    again = open_vault(tmp_path / "hem", Jour().now, practice=True)
    assert again.mark(b"x") == first != again.mark(b"y")
    again.close()
    other = open_vault(tmp_path / "annat", Jour().now, practice=True)
    assert other.mark(b"x") != first
    other.close()
    key = own_key(tmp_path / "hem")
    assert first == marked(key, b"x")
    assert first.endswith(hmac.new(key, b"x", hashlib.sha256).hexdigest())


# --- what a consent covers --------------------------------------------------------------------


def consent(desk: Desk, child: str, **fields: str) -> None:
    asked = next(v for v in desk.case(child).visits.values() if v.step == "lov")
    given = Answer(("ja",), fields=tuple(fields.items()))
    desk.correct(child, asked.id, given, "Ett till ord.", new_command())


def test_what_lies_outside_the_consent_is_left_out_and_why(desk: Desk, child: str) -> None:
    assert "hälsa" in sheet_for(desk, child, "regionkoordinator").facts
    consent(desk, child, delar="1, läget")
    cut = sheet_for(desk, child, "regionkoordinator")
    assert cut.facts == ()
    assert ("Hälsa", "Samtycket gäller inte den här delen.") in [
        (out.what, out.ground) for out in cut.left_out
    ]
    consent(desk, child, delar="7")
    assert "hälsa" in sheet_for(desk, child, "regionkoordinator").facts


def test_the_officer_reads_the_consent_beside_the_sheet(desk: Desk, child: str) -> None:
    consent(desk, child, delar="7", omfattning="bara såren", tolk="T 12")
    said = sheet_for(desk, child, "regionkoordinator").register[0]
    assert said.label == "Samtycket"
    assert "genom tolk T 12, «bara såren», bara vård och hälsa" in said.text
    desk.acts.withdraw_consent(child, "regionkoordinator", "Maja", new_command())
    assert "Återtaget av Maja" in sheet_for(desk, child, "regionkoordinator").register[0].text


def test_a_part_there_is_not_is_refused(desk: Desk, child: str) -> None:
    with pytest.raises(Exception, match="«bilen» är ingen del"):
        consent(desk, child, delar="bilen")


def test_free_text_outside_the_consent_cannot_be_picked(desk: Desk, child: str) -> None:
    tell(desk, child, "signalement", text="Röd jacka")
    assert all("Röd" not in words for _, words in passages(desk, child, "regionkoordinator"))


def _one(act: Act, event: ev.CaseEvent) -> list[Entry]:
    written = Written(act)
    written.add(event)
    return written.entries

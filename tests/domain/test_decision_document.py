"""Facts about the document of a decision, which may become public, and the one of its reasons."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from tests.desk.sample import Jour, open_child
from tests.desk.sheet_case import (
    ADDRESS,
    PHONE,
    REASONS,
    sheet,
    sheet_desk,
    sheet_jour,
    whole_night,
)
from tests.domain.test_gate import WHOLE, one
from tests.reports.read import everywhere

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.sheets import NoSuchReceiver, NotToLeave, hand_over, receivers, sheet_for
from jourstod.domain import events as ev
from jourstod.domain.decide.cases import Intake


@pytest.fixture
def jour() -> Jour:
    return sheet_jour()


@pytest.fixture
def desk(jour: Jour) -> Desk:
    return sheet_desk(jour)


@pytest.fixture
def child(desk: Desk) -> str:
    return whole_night(desk)


def reworded(desk: Desk, child: str, what: str) -> str:
    """The number of a decision with these words."""
    event = replace(ev.DecisionMade(**WHOLE), what=what)  # type: ignore[arg-type]
    desk.do(child, new_command(), lambda case, act: one(act, event))
    return str(len(desk.case(child).decisions))


def test_each_decision_is_a_document_of_its_own(desk: Desk, child: str) -> None:
    reworded(desk, child, "Var barnet ska vara.")
    ids = [id for id, _, _ in receivers(desk, child)]
    assert ids[ids.index("beslut-1") :][:4] == ["beslut-1", "skäl-1", "beslut-2", "skäl-2"]
    for form, words in everywhere(sheet(desk, child, "beslut-1")).items():
        assert "Omedelbart omhändertagande" in words and "Eva Ek" in words, form
        assert "Var barnet ska vara" not in words, form
    with pytest.raises(NoSuchReceiver):
        sheet_for(desk, child, "beslut-3")


def test_the_reasons_stand_in_the_other_document_only(desk: Desk, child: str) -> None:
    for form, words in everywhere(sheet(desk, child, "beslut-1")).items():
        assert "Barnet är i fara" not in words, form
    for form, words in everywhere(sheet(desk, child, "skäl-1")).items():
        assert "Barnet är i fara" in words, form


@pytest.mark.parametrize(
    ("said", "secret"),
    [
        (f"Barnet hämtas på {ADDRESS}.", "Storgatan"),
        (f"Ring {PHONE}.", "123 45 67"),
        ("Barnet vistas på Ekvägen 7.", "Ekvägen"),
        ("Barnet lämnas på Almskolan.", "Almskolan"),
        ("Barnet går på förskolan Solen.", "förskolan"),
        ("Barnet nås på 018-10 20 30.", "018-10"),
        ("Barnet nås på +46 18 10 20 30.", "10 20 30"),
        ("Skadad, vårdas.", "Skadad"),
        ("Hålls i kuvert 14.", "kuvert 14"),
        ("Bosse ska inte få veta.", "Bosse"),
    ],
)
def test_a_decision_never_carries_what_must_not_become_public(
    desk: Desk, child: str, said: str, secret: str
) -> None:
    number = reworded(desk, child, said)
    cut = sheet_for(desk, child, f"beslut-{number}")
    for form, words in everywhere(cut.sheet).items():
        assert secret not in words, form
        assert "skyddad uppgift" in words, form
    assert "Skriv om ordalydelsen" in cut.left_out[0].ground


def test_who_reported_is_not_in_a_decision(desk: Desk) -> None:
    child = str(uuid.uuid4())
    desk.open_case(child, Intake("soder", "Maja", "anmälan", "Greta Granne", ""), new_command())
    number = reworded(desk, child, "Enligt Greta är barnet i fara.")
    for form, words in everywhere(sheet(desk, child, f"beslut-{number}")).items():
        assert "Greta" not in words, form


def test_what_the_decision_lacks_is_named_where_it_should_stand(desk: Desk) -> None:
    child = open_child(desk)
    event = replace(ev.DecisionMade(**WHOLE), presenter="", role="", reasons="Fara.")  # type: ignore[arg-type]
    desk.do(child, new_command(), lambda case, act: one(act, event))
    told = everywhere(sheet(desk, child, "beslut-1"))["text"]
    assert "Föredragande: saknas" in told and "Roll: saknas" in told
    told = everywhere(sheet(desk, child, "skäl-1"))["text"]
    assert "Barnets bästa: saknas" in told and "samtycke inte kan inväntas: saknas" in told


def test_an_oral_decision_has_a_line_to_sign(desk: Desk, child: str) -> None:
    assert "undertecknas av: ____" in everywhere(sheet(desk, child, "beslut-1"))["text"]
    desk.acts.sign(child, next(iter(desk.case(child).decisions)), "Eva Ek", new_command())
    assert "Underskrift: undertecknat" in everywhere(sheet(desk, child, "beslut-1"))["text"]


def test_a_document_for_the_file_is_left_to_nobody(desk: Desk, child: str) -> None:
    with pytest.raises(NotToLeave):
        hand_over(desk, child, sheet_for(desk, child, "beslut-1"), new_command(), "pdf")


def test_the_reasons_do_not_hide_what_the_own_nämnd_may_read(desk: Desk, child: str) -> None:
    assert REASONS.split(".")[0] in everywhere(sheet(desk, child, "skäl-1"))["text"]

"""Facts about what the officer reads of the register of secrecy before a sheet is left."""

from __future__ import annotations

import pytest
from tests.desk.sample import Jour
from tests.desk.sheet_case import sheet_desk, sheet_jour, whole_night
from tests.reports.read import everywhere
from tests.text.lines import typed

from jourstod.bootstrap import shipped_routines
from jourstod.desk.sheets import sheet_for
from jourstod.domain.disclosure import NO_RULE, register_says
from jourstod.domain.rulebook import Rulebook
from jourstod.reading.shelf import Shelf
from jourstod.text.menu import DEEDS

SEKRETESS = """\
språk: 1
sekretess:
  polisen:
    till: Polisen, om ett barn
    mottagare: [polisen, boendet]
    med samtycke: Ja.
    utan samtycke: Ja, det som skyddar barnet.
    lagrum: sol-20-1
    gränser: Bara det som behövs.
    säkerhet: osäker
    senast kontrollerad: 2026-11-23
  koordinatorn:
    till: Regionkoordinatorn
    mottagare: [regionkoordinator]
    med samtycke: Ja, före kontakten.
    utan samtycke: nej
    gränser: Annars utan namn.
    säkerhet: verifierad
    senast kontrollerad: 2026-11-23
"""


@pytest.fixture
def jour() -> Jour:
    jour = sheet_jour()
    jour.shelf.files["register/sekretess.yaml"] = SEKRETESS
    return jour


@pytest.fixture(scope="module")
def shipped() -> Rulebook:
    return Shelf(shipped_routines()).current()[0]


def test_consent_no_consent_limits_and_confidence_are_said(jour: Jour) -> None:
    desk = sheet_desk(jour)
    [rule] = sheet_for(desk, whole_night(desk), "polisen").register
    assert rule.label == "Polisen, om ett barn"
    assert rule.text == (
        "Med samtycke: Ja. Utan samtycke: Ja, det som skyddar barnet. (SoL 20 kap. 1 §) "
        "Gränser: Bara det som behövs. Regeln är osäker: fråga jurist."
    )


def test_a_no_is_said_as_a_no(jour: Jour) -> None:
    desk = sheet_desk(jour)
    consent, rule = sheet_for(desk, whole_night(desk), "regionkoordinator").register
    assert consent.label == "Samtycket"
    assert "Utan samtycke: Nej." in rule.text
    assert "Regeln är" not in rule.text


def test_the_receiver_never_reads_it(jour: Jour) -> None:
    desk = sheet_desk(jour)
    cut = sheet_for(desk, whole_night(desk), "polisen")
    for form, words in everywhere(cut.sheet).items():
        assert "Bara det som behövs" not in words, form


def test_within_the_own_namnd_and_on_the_persons_card_nothing_is_said(jour: Jour) -> None:
    desk = sheet_desk(jour)
    child = whole_night(desk)
    assert sheet_for(desk, child, "mottagning").register == ()
    assert sheet_for(desk, child, "personen").register == ()


def test_a_receiver_the_register_does_not_know_is_said_to_be_unknown() -> None:
    desk = sheet_desk(jour := sheet_jour())
    assert "register/sekretess.yaml" not in jour.shelf.files
    [told] = sheet_for(desk, whole_night(desk), "polisen").register
    assert told.text == NO_RULE


def test_line_by_line_it_is_read_before_the_sheet_is_left(jour: Jour) -> None:
    whole_night(sheet_desk(jour))
    hand = next(str(n) for n, (label, _) in enumerate(DEEDS, start=1) if label[:4] == "Lämn")
    lines = ("1", "meny", hand, "polisen (utanför nämnden)", "0", "2")
    read = typed(jour, *lines, desk=sheet_desk(jour))
    assert "VAD SEKRETESSREGISTRET SÄGER" in read
    assert "- Polisen, om ett barn: Med samtycke: Ja." in " ".join(read.split())


def test_every_receiver_outside_that_a_sheet_can_go_to_has_a_rule(shipped: Rulebook) -> None:
    cleared = {receiver for fact in shipped.facts.values() for receiver, _ in fact.cleared}
    outside = {id for id in cleared if not shipped.agencies[id].own_board}
    assert outside
    assert [id for id in sorted(outside) if register_says(shipped, id)[0].text == NO_RULE] == []

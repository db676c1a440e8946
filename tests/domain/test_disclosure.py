"""Facts about what goes to a receiver outside the own nämnd, and what never does."""

from __future__ import annotations

import uuid

import pytest
from tests.desk.sample import Jour, open_child, visit
from tests.desk.sheet_case import (
    ADDRESS,
    BOARD_PHONE,
    POINTER,
    sheet,
    sheet_desk,
    sheet_jour,
    tell,
    whole_night,
)
from tests.reports.read import everywhere

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.sheets import passages, sheet_for
from jourstod.domain.answers import Answer
from jourstod.domain.decide.cases import Intake
from jourstod.domain.errors import NotFoundInCase, SheetStopped

NEVER_OUTSIDE = (
    ADDRESS, "Storgatan", "070-123", POINTER, "kuvert 14", "Bosse", "Anna Berg", "Eva Ek", "Maja",
    "föredragande", "Patrullen", "Modern", "Ring skolan", "Ringa Maja", "K-88", "Tidslinje", "CD",
)  # fmt: skip


@pytest.fixture
def jour() -> Jour:
    return sheet_jour()


@pytest.fixture
def desk(jour: Jour) -> Desk:
    return sheet_desk(jour)


@pytest.fixture
def child(desk: Desk) -> str:
    return whole_night(desk)


def test_the_police_get_what_they_are_cleared_for_and_nothing_else_in_any_form(
    desk: Desk, child: str
) -> None:
    for form, words in everywhere(sheet(desk, child, "polisen")).items():
        assert "Akut fara" in words, form
        assert "SoL 20 kap. 1 §" in words, form
        for secret in (*NEVER_OUTSIDE, "Hälsa", "Skadad", "Röd jacka", "Hot"):
            assert secret not in words, f"{form}: {secret}"


def test_a_fact_by_consent_goes_to_its_receiver_and_to_no_other(desk: Desk, child: str) -> None:
    assert "Hälsa: Skadad" in everywhere(sheet(desk, child, "regionkoordinator"))["text"]
    assert "Skadad" not in everywhere(sheet(desk, child, "polisen"))["text"]


def test_a_consent_taken_back_takes_the_fact_away_and_says_why(desk: Desk, child: str) -> None:
    desk.acts.withdraw_consent(child, "regionkoordinator", "Maja", new_command())
    cut = sheet_for(desk, child, "regionkoordinator")
    assert cut.facts == ()
    for form, words in everywhere(cut.sheet).items():
        assert "Skadad" not in words, form
    assert ("Hälsa", "Samtycket är återtaget.") in [(o.what, o.ground) for o in cut.left_out]


def test_what_is_corrected_goes_as_it_was_corrected(desk: Desk, child: str) -> None:
    asked = next(v for v in desk.case(child).visits.values() if v.step == "lov")
    desk.correct(child, asked.id, Answer(("nej",)), "Hörde fel.", new_command())
    assert sheet_for(desk, child, "regionkoordinator").facts == ()


def test_everything_known_is_either_on_the_sheet_or_said_to_be_left_out(
    desk: Desk, child: str
) -> None:
    cut = sheet_for(desk, child, "polisen")
    known = desk.case(child).facts
    headings = {desk.book(desk.case(child)).facts[id].heading for id in known if id != "fara"}
    told = " ".join(one.what for one in cut.left_out)
    assert [heading for heading in headings if heading not in told] == []
    assert {"Vem som anmälde", "Var personen är", "Tidslinjen och händelseloggen"} <= {
        one.what for one in cut.left_out
    }


def test_free_text_goes_only_when_the_passage_was_picked(desk: Desk, child: str) -> None:
    found = passages(desk, child, "polisen")
    assert [words for _, words in found] == [
        "Signalement: Röd jacka, blå mössa.",
        "Modern vill att vi ringer skolan.",
        "Patrullen kom.",
    ]
    picked = found[0][0]
    cut = sheet_for(desk, child, "polisen", (picked,))
    for form, words in everywhere(cut.sheet).items():
        assert "Röd jacka" in words, form
        assert "Patrullen" not in words, form
    assert cut.facts == ("fara", picked)
    assert "Röd jacka" not in everywhere(sheet(desk, child, "regionkoordinator"))["text"]


def test_free_text_of_a_fact_the_receiver_is_not_cleared_for_cannot_be_picked(
    desk: Desk, child: str
) -> None:
    told = next(id for id, words in passages(desk, child, "polisen") if "Röd" in words)
    with pytest.raises(NotFoundInCase):
        sheet_for(desk, child, "regionkoordinator", (told,))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Hon bor på storgatans hörn.", "address"),
        ("Ring +46 70 123 45 67.", "phone"),
        ("B o s s e hotar henne.", "a name that may not know"),
        ("Hämta kuvert 14 hos boendet.", "pointer"),
    ],
)
def test_a_picked_passage_with_a_protected_value_stops_the_sheet(
    desk: Desk, child: str, words: str, name: str
) -> None:
    desk.acts.note(child, words, new_command())
    told = next(id for id, passage in passages(desk, child, "polisen") if passage == words)
    assert sheet_for(desk, child, "polisen").facts, "without the passage it goes"
    with pytest.raises(SheetStopped) as stopped:
        sheet_for(desk, child, "polisen", (told,))
    assert "Polisen" in stopped.value.sentence
    assert words not in stopped.value.sentence


def test_the_reporter_stops_a_sheet_but_an_agency_as_reporter_does_not(jour: Jour) -> None:
    desk = sheet_desk(jour)
    child = open_child(desk, ("fara", "ja"))
    assert desk.case(child).reporter == "Polisen"
    desk.acts.note(child, "Polisen ringde.", new_command())
    (id, _), *_ = passages(desk, child, "regionkoordinator")
    assert "Polisen ringde." in everywhere(sheet(desk, child, "regionkoordinator", id))["text"]


def test_a_reporter_who_is_named_in_a_picked_passage_stops_the_sheet(desk: Desk) -> None:
    child = str(uuid.uuid4())
    told = (("fara", Answer(("ja",))),)
    desk.open_case(
        child, Intake("soder", "Maja", "anmälan", "Greta Granne", "", told), new_command()
    )
    desk.acts.note(child, "Gretas bil såg honom.", new_command())
    (id, _), *_ = passages(desk, child, "polisen")
    with pytest.raises(SheetStopped):
        sheet_for(desk, child, "polisen", (id,))
    for form, words in everywhere(sheet(desk, child, "polisen")).items():
        assert "Greta" not in words, form


def test_a_protected_fact_goes_where_it_is_cleared(desk: Desk, child: str) -> None:
    found = dict(passages(desk, child, "boendet"))
    told = next(id for id, words in found.items() if ADDRESS in words)
    assert ADDRESS in everywhere(sheet(desk, child, "boendet", told))["text"]
    assert ADDRESS not in everywhere(sheet(desk, child, "boendet"))["text"]


def test_an_address_that_was_corrected_is_still_protected(desk: Desk, child: str) -> None:
    tell(desk, child, "adress", text="Lillgatan 9")
    desk.acts.note(child, "Bilen står på Storgatan.", new_command())
    told = next(id for id, words in passages(desk, child, "polisen") if "Storgatan" in words)
    with pytest.raises(SheetStopped):
        sheet_for(desk, child, "polisen", (told,))


def test_the_persons_own_card_is_a_number_and_a_time_and_no_other_word(
    desk: Desk, child: str
) -> None:
    cut = sheet_for(desk, child, "personen")
    for form, words in everywhere(cut.sheet).items():
        if form != "json":
            assert BOARD_PHONE in words and "tis 24 nov 09:00" in words, form
        for word in ("trafficking", "människohandel", "olis", "ocial", "nämnd", "Söder", "Ringa",
                     "City", *NEVER_OUTSIDE[:-2]):  # fmt: skip
            assert word not in words, f"{form}: {word}"


def test_a_protected_place_in_the_stations_own_town_does_not_stop_every_sheet(
    desk: Desk, child: str
) -> None:
    tell(desk, child, "adress", text="Hotell Kung Karl, City")
    for form, words in everywhere(sheet(desk, child, "polisen")).items():
        assert "City" in words and "Kung Karl" not in words, form


def test_vet_inte_is_not_told_as_an_answer(desk: Desk, child: str) -> None:
    desk.change(child, "fara", Answer(("vet_inte",), reason="oklart"), "Ny uppgift.", new_command())
    cut = sheet_for(desk, child, "polisen")
    assert "fara" not in cut.facts
    assert visit(desk, child, "uppgift")

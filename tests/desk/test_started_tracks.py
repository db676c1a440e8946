"""Facts about side tracks after a correction: what only the old answer started falls with it."""

from __future__ import annotations

import pytest
from tests.desk.sample import BARN, FILES, FixedShelf, Jour, asked, open_child, reply
from tests.desk.test_corrections import latest

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.domain.answers import Answer
from jourstod.domain.case_parts import ItemKind
from jourstod.domain.errors import AlreadySettled, RequirementBroken

VUXEN = """\
språk: 1
rutin: vuxen
titel: Vuxen i fara
gäller: { från: 2026-01-01, granskas: 2027-06-01, ägare: Jouren, granskad av: ej granskad }
börjar: erbjud
steg:
  erbjud:
    läs: Erbjud hjälp.
    källa: manualen
    sedan: klar
  klar:
    slut: klar
    gör: Klart.
    källa: manualen
"""
BY_ANSWER = """\
språk: 1
rutin: inkommande
titel: Inkommande
gäller: { från: 2026-01-01, granskas: 2027-06-01, ägare: Jouren, granskad av: ej granskad }
börjar: ålder
krav:
  - { id: oklar-är-barn, aldrig: hos_vuxen, när: { inte: { åldersgrupp: vuxen } }, källa: manualen,
      säg: Är åldern inte klar gäller barnrutinen. }
steg:
  ålder:
    fråga: Hur gammal är personen?
    svarar på: åldersgrupp
    källa: manualen
    svar:
      barn: { gå till: kollega, startar: [barn] }
      vuxen: { gå till: kollega, startar: [vuxen] }
      vet inte: { gå till: kollega, startar: [barn] }
  kollega:
    kontakt: arbetsledare
    gör: Ring arbetsledaren.
    källa: manualen
    sedan:
      - { om: { åldersgrupp: vuxen }, gå till: hos_vuxen }
      - { annars: hos_barn }
  hos_barn:
    slut: barn
    gör: Fortsätt i barnrutinen.
    källa: manualen
  hos_vuxen:
    slut: vuxen
    gör: Fortsätt i vuxenrutinen.
    källa: manualen
"""
BY_A_LATER_STEP = (
    BY_ANSWER.replace("{ gå till: kollega, startar: [barn] }", "kollega")
    .replace("{ gå till: kollega, startar: [vuxen] }", "kollega")
    .replace("gå till: hos_vuxen }", "gå till: hos_vuxen, startar: [vuxen] }")
    .replace("annars: hos_barn }", "annars: hos_barn, startar: [barn] }")
)


@pytest.fixture(params=[BY_ANSWER, BY_A_LATER_STEP], ids=["by the answer", "by a later step"])
def desk(request: pytest.FixtureRequest) -> Desk:
    """A desk where a child's answer starts the child's routine and an adult's the adult's."""
    jour = Jour()
    barn = BARN.replace("ska: skydd,", "ska: { skydd: [ja, nej, vet inte, gick inte] },")
    jour.shelf = FixedShelf(
        {**FILES, "inkommande.yaml": request.param, "vuxen.yaml": VUXEN, "barn.yaml": barn}
    )
    return jour.desk()


def started_as(desk: Desk, value: str) -> str:
    """A case that has come to the end of the first routine as a child's or an adult's."""
    id = open_child(desk)
    reply(desk, id, "ålder", value)
    reply(desk, id, "kollega", vem="Lisa")
    return id


def alive(desk: Desk, id: str) -> set[str]:
    """The routines that some visit which still holds belongs to."""
    case = desk.case(id)
    return {visit.track for visit in case.visits.values() if not visit.voided}


def correct_age(desk: Desk, id: str, value: str) -> None:
    visit = latest(desk, id, "ålder")
    desk.correct(id, visit, Answer((value,)), "Passet visar det.", new_command())


def test_an_adult_who_is_a_child_gets_the_childs_routine_and_leaves_the_adults(desk: Desk) -> None:
    id = started_as(desk, "vuxen")
    assert asked(desk, id) == ["erbjud"]
    correct_age(desk, id, "barn")
    assert asked(desk, id) == ["hot"]
    assert alive(desk, id) == {"inkommande", "barn"}
    assert desk.case(id).tracks["inkommande"].ended == "barn"


def test_a_child_who_is_an_adult_leaves_the_childs_routine_with_what_it_left_open(
    desk: Desk,
) -> None:
    id = started_as(desk, "barn")
    reply(desk, id, "hot", "akut")
    reply(desk, id, "skydd", "vet_inte", reason="Hon sover.")
    assert any(item.kind is ItemKind.UNKNOWN for item in desk.case(id).open_items())
    correct_age(desk, id, "vuxen")
    assert asked(desk, id) == ["erbjud"]
    assert alive(desk, id) == {"inkommande", "vuxen"}
    assert desk.case(id).open_items() == ()
    assert desk.case(id).tracks["inkommande"].ended == "vuxen"


def test_a_way_back_starts_the_first_routine_once_more_and_not_two_of_it(desk: Desk) -> None:
    id = started_as(desk, "barn")
    correct_age(desk, id, "vuxen")
    correct_age(desk, id, "barn")
    assert asked(desk, id) == ["hot"]
    assert [t.routine for t in desk.case(id).tracks.values()].count("vuxen") == 1


def test_another_answer_with_the_same_routine_leaves_it_as_it_is(desk: Desk) -> None:
    id = started_as(desk, "barn")
    reply(desk, id, "hot", "akut")
    correct_age(desk, id, "vet_inte")
    assert asked(desk, id) == ["skydd"]


def test_the_krav_of_an_end_that_the_correction_leaves_is_not_held_against_it(desk: Desk) -> None:
    id = started_as(desk, "vuxen")
    try:
        correct_age(desk, id, "barn")
    except RequirementBroken as broken:
        pytest.fail(f"the old end stood in the way: {broken.sentence}")


CONSENT = """\
språk: 1
rutin: inkommande
titel: Inkommande
gäller: { från: 2026-01-01, granskas: 2027-06-01, ägare: Jouren, granskad av: ej granskad }
börjar: ålder
steg:
  ålder:
    fråga: Hur gammal är personen?
    svarar på: åldersgrupp
    källa: manualen
    svar:
      barn: { gå till: klar, startar: [barn] }
      vuxen: kollega
      vet inte: kollega
  kollega:
    kontakt: arbetsledare
    gör: Ring arbetsledaren.
    källa: manualen
    sedan: klar
  klar:
    slut: klar
    gör: Klart.
    källa: manualen
"""


@pytest.fixture
def consenting() -> Desk:
    """A desk where one answer starts a routine and the other goes on by itself."""
    jour = Jour()
    jour.shelf = FixedShelf({**FILES, "inkommande.yaml": CONSENT})
    return jour.desk()


def test_a_changed_answer_lets_go_of_what_the_old_one_started_and_what_was_done_stands(
    consenting: Desk,
) -> None:
    id = open_child(consenting)
    reply(consenting, id, "ålder", "barn")
    reply(consenting, id, "hot", "akut")
    assert asked(consenting, id) == ["skydd"]
    consenting.change(id, "åldersgrupp", Answer(("vuxen",)), "Passet.", new_command())
    assert asked(consenting, id) == ["kollega"]
    assert "hot" in consenting.case(id).facts


def test_a_routine_that_was_let_go_is_asked_from_its_start_when_it_is_started_again(
    consenting: Desk,
) -> None:
    id = open_child(consenting)
    reply(consenting, id, "ålder", "barn")
    reply(consenting, id, "hot", "akut")
    for value in ("vuxen", "barn", "vuxen", "barn"):
        consenting.change(id, "åldersgrupp", Answer((value,)), "Nytt besked.", new_command())
    assert asked(consenting, id) == ["hot"]
    assert [t.routine for t in consenting.case(id).tracks.values()].count("barn") == 1


def test_a_routine_that_was_let_go_can_be_started_by_hand_and_one_that_runs_cannot(
    consenting: Desk,
) -> None:
    id = open_child(consenting)
    reply(consenting, id, "ålder", "barn")
    with pytest.raises(AlreadySettled):
        consenting.start_routine(id, "barn", new_command())
    reply(consenting, id, "hot", "akut")
    consenting.change(id, "åldersgrupp", Answer(("vuxen",)), "Passet.", new_command())
    consenting.start_routine(id, "barn", new_command())
    assert asked(consenting, id) == ["kollega", "hot"]

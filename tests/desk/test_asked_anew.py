"""A question whose answer grows old is asked again when something new was done on the way to it."""

from __future__ import annotations

from tests.desk.sample import Jour, asked, open_child, reply, visit

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.domain.answers import Answer

BED = """\
språk: 1
rutin: plats
titel: Plats i natt
gäller: { från: 2026-01-01, granskas: 2027-06-01, ägare: Jouren, granskad av: ej granskad }
börjar: lov
steg:
  lov:
    fråga: Säger hon ja?
    svarar på: lov
    källa: manualen
    svar: { ja: sök, nej: vaka, vet inte: vaka }
  sök:
    kontakt: arbetsledare
    gör: Sök en plats.
    källa: manualen
    sedan: placera
    gick inte: vaka
  placera:
    placering: jourhem
    gör: Skriv platsen.
    källa: manualen
    sedan: natten
  vaka:
    läs: Någon är vaken hos henne.
    källa: manualen
    sedan: natten
  natten:
    fråga: Är hon trygg i natt?
    svarar på: skydd
    frågas igen: ja
    motivera: ja
    källa: manualen
    svar: { ja: klart, nej: klart, vet inte: klart }
  klart:
    slut: klart
    gör: Fortsätt.
    källa: manualen
"""


def test_a_bed_that_is_found_later_asks_about_the_night_again() -> None:
    desk, case = without_a_bed()
    desk.ask_again(case, "plats", "sök", "Jourhem 2 ringde.", new_command())
    reply(desk, case, "sök", vem="Jourhem 2")
    reply(desk, case, "placera", form="jourhem", pekare="listan rad 2", beslutad_av="AB")
    assert asked(desk, case)[-1] == "natten"
    assert not desk.case(case).tracks["plats"].ended


def test_an_answer_that_leads_the_same_way_again_asks_nothing() -> None:
    desk, case = without_a_bed()
    desk.change(case, "lov", Answer(("nej",)), "Hon tog tillbaka det.", new_command())
    assert "natten" not in asked(desk, case)
    assert desk.case(case).tracks["plats"].ended


def test_a_search_that_fails_again_does_not_ask_about_the_night_again() -> None:
    desk, case = without_a_bed()
    desk.ask_again(case, "plats", "sök", "Jourhem 2 ringde.", new_command())
    desk.could_not(case, visit(desk, case, "sök"), "Också de säger nej.", new_command())
    assert "natten" not in asked(desk, case)


def test_the_old_answer_stands_until_the_new_one_is_given() -> None:
    desk, case = without_a_bed()
    desk.ask_again(case, "plats", "sök", "Jourhem 2 ringde.", new_command())
    reply(desk, case, "sök", vem="Jourhem 2")
    reply(desk, case, "placera", form="jourhem", pekare="listan rad 2", beslutad_av="AB")
    assert desk.case(case).facts["skydd"].answer.values == ("nej",)
    desk.answer(case, visit(desk, case, "natten"), Answer(("ja",), reason="Vaken."), new_command())
    assert desk.case(case).facts["skydd"].answer.values == ("ja",)
    assert desk.case(case).tracks["plats"].ended


def without_a_bed() -> tuple[Desk, str]:
    """No bed was found, somebody stays awake, and the routine has ended."""
    jour = Jour()
    jour.shelf.files["plats.yaml"] = BED
    desk = jour.desk()
    case = open_child(desk, ("fara", "nej"), ("åldersgrupp", "barn"))
    desk.start_routine(case, "plats", new_command())
    reply(desk, case, "lov", "ja")
    desk.could_not(case, visit(desk, case, "sök"), "Alla säger nej.", new_command())
    reply(desk, case, "vaka")
    desk.answer(
        case, visit(desk, case, "natten"), Answer(("nej",), reason="Hos oss."), new_command()
    )
    return desk, case


MAIN = """\
språk: 1
rutin: huvud
titel: Huvudrutinen
gäller: { från: 2026-01-01, granskas: 2027-06-01, ägare: Jouren, granskad av: ej granskad }
börjar: vänta
steg:
  vänta:
    vänta på: { inte: { skydd: ännu inte } }
    gör: Vänta tills natten är skriven.
    senast: i natt
    källa: manualen
    sedan:
      - { om: { skydd: nej }, gå till: hos_oss }
      - { annars: resan }
  hos_oss:
    läs: Någon är vaken.
    källa: manualen
    sedan: planen
  resan:
    läs: Gå igenom resan.
    frågas igen: ja
    källa: manualen
    sedan: planen
  planen:
    läs: Gör planen.
    frågas igen: ja
    källa: manualen
    sedan: klart
  klart:
    slut: klart
    gör: Fortsätt.
    källa: manualen
"""


def test_a_wait_in_another_routine_goes_where_the_answer_asked_again_leads() -> None:
    jour = Jour()
    jour.shelf.files.update({"plats.yaml": BED, "huvud.yaml": MAIN})
    desk = jour.desk()
    case = open_child(desk, ("fara", "nej"), ("åldersgrupp", "barn"))
    desk.start_routine(case, "huvud", new_command())
    desk.start_routine(case, "plats", new_command())
    reply(desk, case, "lov", "ja")
    desk.could_not(case, visit(desk, case, "sök"), "Alla säger nej.", new_command())
    reply(desk, case, "vaka")
    night = Answer(("nej",), reason="Hos oss.")
    desk.answer(case, visit(desk, case, "natten"), night, new_command())
    reply(desk, case, "hos_oss")
    reply(desk, case, "planen")
    desk.ask_again(case, "plats", "sök", "Jourhem 2 ringde.", new_command())
    reply(desk, case, "sök", vem="Jourhem 2")
    reply(desk, case, "placera", form="jourhem", pekare="listan rad 2", beslutad_av="AB")
    moved = Answer(("ja",), reason="Jourhem 2.")
    desk.answer(case, visit(desk, case, "natten"), moved, new_command())
    assert asked(desk, case)[-1] == "resan"
    reply(desk, case, "resan")
    assert asked(desk, case)[-1] == "planen"

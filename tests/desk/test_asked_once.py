"""A question that two routines ask is asked once more in the one that goes on, not in both."""

from __future__ import annotations

from tests.desk.sample import FILES, Jour, open_child, reply

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.domain.answers import Answer

STEPS = """\
börjar: fara
först: [fara]
"""
FIRST = """\
steg:
  fara:
    fråga: Är någon i fara just nu?
    svarar på: fara
    källa: manualen
    svar: { ja: larma, nej: hot, vet inte: larma }
  larma:
    kontakt: polisen
    ring: "112"
    gör: Ring 112.
    oåterkalleligt: ja
    källa: manualen
    sedan: hot
"""


def test_a_danger_that_comes_leads_to_one_call_for_help() -> None:
    desk, case = _at_the_threat()
    desk.change(case, "fara", Answer(("ja",)), "Han står utanför.", new_command())
    assert _open(desk, case) == [("barn", "larma")]


def test_a_changed_threat_asks_the_first_minute_once() -> None:
    desk, case = _at_the_threat()
    reply(desk, case, "hot", "lågt")
    desk.change(case, "hot", Answer(("akut",)), "Han ringde igen.", new_command())
    assert _open(desk, case) == [("barn", "fara")]


def test_a_danger_asked_only_in_a_routine_that_has_ended_is_asked_there() -> None:
    desk = Jour().desk()
    case = open_child(desk, ("fara", "nej"), ("åldersgrupp", "barn"))
    reply(desk, case, "börja_barn")
    desk.change(case, "fara", Answer(("ja",)), "Han står utanför.", new_command())
    assert ("inkommande", "larma") in _open(desk, case)


def _at_the_threat(danger: str = "nej") -> tuple[Desk, str]:
    """A child's routine that asks for the danger too, and has begun."""
    jour = Jour()
    told = FILES["barn.yaml"].replace("börjar: hot\n", STEPS).replace("steg:\n", FIRST)
    jour.shelf.files["barn.yaml"] = told
    desk = jour.desk()
    case = open_child(desk, ("fara", danger), ("åldersgrupp", "barn"))
    for step in ("fara", "larma") if danger != "nej" else ():
        reply(desk, case, step, *((danger,) if step == "fara" else ()))
    reply(desk, case, "börja_barn")
    return desk, case


def _open(desk: Desk, case: str) -> list[tuple[str, str]]:
    return [(visit.track, visit.step) for visit in desk.case(case).open_visits()]


def test_a_question_that_stands_open_where_the_case_goes_on_is_the_one_to_answer() -> None:
    desk, case = _at_the_threat("vet_inte")
    walked = tuple(desk.case(case).tracks["inkommande"].visits)
    desk.change(case, "fara", Answer(("nej",)), "Polisen är där.", new_command())
    assert _open(desk, case) == [("barn", "fara")]
    assert tuple(desk.case(case).tracks["inkommande"].visits) == walked


CALLED = """\
    svar: { övriga: ring, vet inte: ring }
  ring:
    kontakt: arbetsledare
    gör: Ring arbetsledaren.
    källa: manualen
    sedan: art
  art:
    fråga: Behövs något i natt?
    svarar på: skydd
    källa: manualen
    svar:
      ja: börja_barn
      nej: [{ om: { fara: nej }, gå till: klart }, { annars: börja_barn }]
      vet inte: börja_barn
"""


def test_who_has_been_rung_is_not_rung_again_and_no_way_goes_past_what_is_asked_again() -> None:
    jour = Jour()
    told = FILES["inkommande.yaml"]
    plain = "    svar: { barn: börja_barn, vuxen: klart, vet inte: börja_barn }\n"
    jour.shelf.files["inkommande.yaml"] = told.replace(plain, CALLED)
    desk = jour.desk()
    case = open_child(desk, ("fara", "ja"), ("åldersgrupp", "barn"))
    for step, *answer in (("larma",), ("ring",), ("art", "nej")):
        reply(desk, case, step, *answer)
    assert _open(desk, case) == [("inkommande", "börja_barn")]
    desk.change(case, "fara", Answer(("nej",)), "Polisen är där.", new_command())
    assert _open(desk, case) == [("inkommande", "art")]

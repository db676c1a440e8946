"""What the call and the form already told is not asked once more by the first routine."""

from __future__ import annotations

import uuid

from tests.desk.sample import FILES, Jour, asked

from jourstod.desk.calls import case_of, first_facts, open_from
from jourstod.desk.desk import Desk
from jourstod.desk.notebook import Call

FACTS = """\
  återuppringning: { om: kontakten, slag: text, känslighet: skyddad, rubrik: Nummer,
    avsnitt: praktiskt, får lämnas till: { mottagning: sol-20-1 } }
  inkom_som: { om: ärendet, slag: val, värden: { anmälan: Anmälan, ansökan: Ansökan,
    information: Upplysning }, känslighet: låg, rubrik: Kom in som, avsnitt: praktiskt }
"""

STEPS = """\
börjar: nummer
steg:
  nummer:
    fråga: Vilket nummer?
    svarar på: återuppringning
    källa: manualen
    sedan: hur
  hur:
    fråga: Hur kom det in?
    svarar på: inkom_som
    källa: manualen
    svar: { övriga: fara, vet inte: fara }
"""


def test_the_way_it_came_in_and_the_number_are_told_once() -> None:
    desk, call = _desk(), Call(str(uuid.uuid4()), "2026-11-23T21:40:00+00:00", "070 174 06 05")
    opened = open_from(desk, call, {"report": "anmälan", "alias": "Maja"}, str(uuid.uuid4()))
    case = desk.case(opened)
    assert asked(desk, opened) == ["fara"]
    assert case.facts["inkom_som"].answer.values == ("anmälan",)
    assert case.facts["återuppringning"].answer.text == "070 174 06 05"


def test_what_nobody_told_is_asked() -> None:
    desk, call = _desk(), Call(str(uuid.uuid4()), "2026-11-23T21:40:00+00:00")
    opened = open_from(desk, call, {}, str(uuid.uuid4()))
    assert opened == case_of(call)
    assert asked(desk, opened) == ["nummer"]


def test_the_call_screen_leaves_how_it_came_in_to_the_form() -> None:
    assert [fact.id for fact in first_facts(_desk().current_book())] == ["fara", "åldersgrupp"]


def _desk() -> Desk:
    """A desk whose first routine asks for the number and how it came in, before all else."""
    jour = Jour()
    first = FILES["inkommande.yaml"].replace("börjar: fara\n", "").replace("steg:\n", STEPS)
    files = {"fakta.yaml": FILES["fakta.yaml"] + FACTS, "inkommande.yaml": first}
    jour.shelf.files.update(files)
    return jour.desk()

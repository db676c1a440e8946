"""Facts about which day unit takes a case in: by nämnd, by the person and by the district."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.desk.sample import Jour, open_child
from tests.desk.sheet_case import sheet_desk, sheet_jour
from tests.reports.read import everywhere

from jourstod.desk.case_forms import district
from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.receiving_forms import receiver_name
from jourstod.desk.sheets import asks_district, hand_over, receivers, sheet_for
from jourstod.domain import events as ev
from jourstod.domain.station import Board
from jourstod.domain.station_file import DayUnit, District, PersonKind

CHILDREN = DayUnit(PersonKind.CHILD, "Barn och unga Ek", "070-174 06 07", "mån-fre 08:00-16:30")
ADULTS = DayUnit(PersonKind.ADULT, "Vuxna Ek", "070-174 06 08", "mån-fre 09:00-16:00")
NORTH = DayUnit(PersonKind.CHILD, "Barn och unga Norr", "070-174 06 11")


@pytest.fixture
def jour() -> Jour:
    return sheet_jour()


@pytest.fixture
def desk(jour: Jour) -> Desk:
    desk = sheet_desk(jour)
    boards = (Board("soder", "Söder", "018-10", units=(CHILDREN, ADULTS)),
              Board("norr", "Norr", "018-20", units=(NORTH,)))  # fmt: skip
    parts = (District("Ek", "soder"), District("Trollbacka", "soder", "Barn Trollbacka"),
             District("Sagostrand", "norr"))  # fmt: skip
    desk.station = replace(desk.station, boards=boards, districts=parts)
    return desk


def unit_of(desk: Desk, child: str) -> str:
    return sheet_for(desk, child).sheet.receiver_name


def test_the_list_names_the_unit_with_its_number_and_hours(desk: Desk) -> None:
    child = open_child(desk, ("åldersgrupp", "barn"))
    listed = {id: name for id, name, _ in receivers(desk, child)}
    assert listed["mottagning"] == "Barn och unga Ek, 070-174 06 07, öppet mån-fre 08:00-16:30"


def test_the_sheet_names_it_in_every_form(desk: Desk) -> None:
    child = open_child(desk, ("åldersgrupp", "vuxen"))
    desk.acts.tell_district(child, "Ek", new_command())
    for form, words in everywhere(sheet_for(desk, child).sheet).items():
        assert "Vuxna Ek" in words and "070-174 06 08" in words, form


def test_a_mother_and_her_child_go_to_two_units(desk: Desk) -> None:
    mother = open_child(desk, ("åldersgrupp", "vuxen"), alias="Mor")
    child = open_child(desk, ("åldersgrupp", "barn"))
    assert (unit_of(desk, mother), unit_of(desk, child)) == ("Vuxna Ek", "Barn och unga Ek")


def test_a_district_with_a_unit_of_its_own_goes_there(desk: Desk) -> None:
    child = open_child(desk, ("åldersgrupp", "barn"))
    desk.acts.tell_district(child, "Trollbacka", new_command())
    assert unit_of(desk, child) == "Barn Trollbacka"
    assert sheet_for(desk, child).sheet.reach == "018-10"


def test_a_district_of_another_nämnd_is_told_on_top(desk: Desk) -> None:
    child = open_child(desk, ("åldersgrupp", "barn"))
    desk.acts.tell_district(child, "Sagostrand", new_command())
    assert unit_of(desk, child) == "Barn och unga Norr"
    said = "Sagostrand hör till Norr, men ärendet ligger hos Söder."
    assert sheet_for(desk, child).sheet.flaws[0] == said


def test_the_district_is_asked_for_only_where_it_decides(desk: Desk) -> None:
    child = open_child(desk, ("åldersgrupp", "barn"))
    assert asks_district(desk, child, "mottagning")
    assert not asks_district(desk, child, "polisen")
    doubt = "Vilken mottagning det är är inte säkert: Stadsdelen är inte känd."
    assert sheet_for(desk, child).sheet.flaws[0] == doubt
    form = district(desk, desk.case(child))
    assert [id for id, _ in form.blanks[0].choices][-1] == "okänd"
    form.write({"district": "okänd"}, new_command(), "")
    assert not asks_district(desk, child, "mottagning")
    assert sheet_for(desk, child).sheet.flaws[0] == doubt
    form.write({"district": "Ek"}, new_command(), "")
    assert doubt not in sheet_for(desk, child).sheet.flaws


def test_an_unknown_age_names_both_units(desk: Desk) -> None:
    child = open_child(desk)
    assert unit_of(desk, child) == "Barn och unga Ek eller Vuxna Ek"
    assert "Åldern är inte känd" in sheet_for(desk, child).sheet.flaws[0]


def test_the_log_keeps_the_unit_as_it_was_named(desk: Desk) -> None:
    child = open_child(desk, ("åldersgrupp", "barn"))
    (entry,) = hand_over(desk, child, sheet_for(desk, child), new_command(), "text").entries
    assert isinstance(entry.event, ev.HandoverOffered)
    assert entry.event.unit == "Barn och unga Ek"
    desk.station = replace(desk.station, boards=())
    case = desk.case(child)
    assert receiver_name(desk.book(case), case.handovers[entry.event.handover]) == entry.event.unit

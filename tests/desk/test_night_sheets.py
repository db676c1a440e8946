"""Facts about the sheets over a night: whose cases, in what order, and what is not on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.desk.sample import Jour, Now, open_child
from tests.desk.sheet_case import ADDRESS, sheet_desk, sheet_jour, tell, whole_night
from tests.reports.read import everywhere

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.night_sheets import WhichBoard, morning, shift
from jourstod.desk.sheets import hand_over, sheet_for
from jourstod.domain.decide.cases import Intake
from jourstod.domain.sheet import Sheet
from jourstod.domain.station import Board
from jourstod.domain.station_file import DayUnit, PersonKind
from jourstod.reports import file_name


@pytest.fixture
def jour() -> Jour:
    return sheet_jour()


@pytest.fixture
def desk(jour: Jour) -> Desk:
    desk = sheet_desk(jour)
    units = (DayUnit(PersonKind.CHILD, "Barn Söder", "018-11"),
             DayUnit(PersonKind.ADULT, "Vuxna Söder", "018-12"))  # fmt: skip
    boards = (Board("soder", "Söder", units=units), Board("norr", "Norr", day_unit="M Norr"))
    desk.station = replace(desk.station, boards=boards)
    return desk


def adult(desk: Desk, board: str, alias: str) -> str:
    id = open_child(desk, alias=alias) if board == "soder" else "norrfallet"
    if board != "soder":
        desk.open_case(id, Intake(board, alias, "ansökan", "", "", ()), new_command())
    tell(desk, id, "åldersgrupp", "vuxen")
    return id


def rows(sheet: Sheet) -> list[str]:
    return [line.label for part in sheet.first for line in part.lines]


def test_a_reception_reads_the_cases_of_its_own_nämnd_only(desk: Desk) -> None:
    whole_night(desk)
    adult(desk, "norr", "Nora")
    for form, words in everywhere(morning(desk, "soder")).items():
        assert "Maja" in words and "Nora" not in words, form
    for form, words in everywhere(morning(desk, "norr")).items():
        assert "Nora" in words and "Maja" not in words, form


def test_it_must_be_said_whose_it_is_where_there_are_several(desk: Desk) -> None:
    for name in ("", "öster"):
        with pytest.raises(WhichBoard, match="soder, norr"):
            morning(desk, name)
    desk.station = replace(desk.station, boards=desk.station.boards[:1])
    assert morning(desk).heading == "Morgonblad till Söder"


def test_the_units_of_a_nämnd_stand_apart_and_can_be_asked_for_alone(desk: Desk) -> None:
    whole_night(desk)
    adult(desk, "soder", "Vera")
    assert [p.heading for p in morning(desk, "soder").first] == [
        "Vuxna Söder, 018-12 (1)", "Barn Söder, 018-11 (1)",
    ]  # fmt: skip
    (part,) = morning(desk, "Barn Söder").first
    assert "Maja" in part.lines[0].label


def test_the_most_serious_comes_first(desk: Desk, jour: Jour) -> None:
    calm = open_child(desk, ("åldersgrupp", "barn"), alias="Lugn")
    desk.acts.meet_clock(calm, "skyddsbedomning", "gjord", new_command())
    severe = open_child(desk, ("åldersgrupp", "barn"), alias="Svår")
    desk.acts.meet_clock(severe, "skyddsbedomning", "gjord", new_command())
    tell(desk, severe, "hot", "akut")
    now = open_child(desk, ("åldersgrupp", "barn"), alias="Nu")
    back = open_child(desk, ("åldersgrupp", "barn"), alias="Åter")
    desk.acts.offer(back, "mottagning", (("1", "Ring"),), "x", (), new_command())
    given = next(iter(desk.case(back).handovers))
    desk.acts.give_back(back, given, "1", "Dag", "Vem är far?", new_command())
    found = rows(morning(desk, "soder"))
    assert [n for row in found for n in ("Åter", "Nu", "Svår", "Lugn") if n in row] == [
        "Åter", "Nu", "Svår", "Lugn",
    ]  # fmt: skip
    assert now


def test_a_protected_value_in_what_is_told_is_struck_in_every_form(desk: Desk) -> None:
    child = whole_night(desk)
    hand_over(desk, child, sheet_for(desk, child), new_command(), "text")
    given = next(iter(desk.case(child).handovers))
    item = desk.case(child).handovers[given].event.items[0][0]
    desk.acts.give_back(child, given, item, "Dag", f"Är hon på {ADDRESS}?", new_command())
    for sheet in (morning(desk, "soder"), shift(desk)):
        for form, words in everywhere(sheet).items():
            assert "Storgatan" not in words and "skyddad uppgift" in words, form


def test_the_name_of_the_file_says_the_day_and_nothing_of_a_case(desk: Desk) -> None:
    whole_night(desk)
    assert isinstance(desk.clock, Now)
    desk.clock.at = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
    day = "2026-11-24"
    assert file_name(morning(desk, "soder"), "pdf") == f"morgonblad-{day}.pdf"
    assert file_name(shift(desk), "pdf") == f"skiftrapport-{day}.pdf"


def test_the_shift_report_tells_of_the_night_and_measures_nobody(desk: Desk) -> None:
    child = whole_night(desk)
    cut = sheet_for(desk, child, "polisen")
    hand_over(desk, child, cut, new_command(), "text", "Fara")
    hand_over(desk, child, sheet_for(desk, child), new_command(), "text")
    desk.jour.end_call("rådgivning", 7)  # as older logs say it
    desk.jour.end_call("advice", 4)
    desk.jour.end_call("wrong_number", 0)
    gone = open_child(desk, alias="Fel")
    desk.close(gone, "fel_kommun", "Annan kommun.", new_command())
    told = {p.id: [f"{x.label}: {x.text}" for x in p.lines] for p in shift(desk).first}
    assert told["counts"] == [
        "Ärenden: 2", "Nya under passet: 2", "Avslutade: 1", "Lämnade blad: 1, mottagna 0",
    ]  # fmt: skip
    number = desk.case(child).number
    assert told["unreceived"] == [f"{number}: väntar på Barn Söder"]
    assert told["disclosed"] == [f"{number}: Polisen, SoL 20 kap. 1 §"]
    assert told["calls"] == ["Felringning: 1", "Rådgivning: 2"]
    assert "Omedelbart omhändertagande" in told["decided"][0]
    assert any(line.startswith(f"{number}: ") for line in told["lacking"])
    for form, words in everywhere(shift(desk)).items():
        assert "AB:" not in words, form


def test_thirty_cases_make_few_pages(desk: Desk) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    from jourstod.reports import render

    for number in range(30):
        child = open_child(desk, ("åldersgrupp", "barn"), alias=f"B{number}")
        desk.acts.promise(child, "Ringa", "henne", "", new_command(), "jouren")
    pdf = PdfReader(BytesIO(render(morning(desk, "soder"), "pdf")))
    assert len(pdf.pages) <= 3

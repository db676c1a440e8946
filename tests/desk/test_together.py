"""Facts about linked cases handed over together: one act, a sheet and a unit for each person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.commands.station import at_the_desk, sharp_home
from tests.desk.sample import Jour, open_child
from tests.desk.sheet_case import sheet_desk, sheet_jour, tell, whole_night
from tests.reports.read import everywhere

from jourstod.cli import main
from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.linking import open_linked
from jourstod.desk.sheets import SheetOutdated, hand_over
from jourstod.desk.together import cuts, hand_over_together, linked, told
from jourstod.domain.decide.cases import Intake
from jourstod.domain.station import Board
from jourstod.domain.station_file import DayUnit, PersonKind


@pytest.fixture
def jour() -> Jour:
    return sheet_jour()


@pytest.fixture
def desk(jour: Jour) -> Desk:
    desk = sheet_desk(jour)
    units = (DayUnit(PersonKind.CHILD, "Barn Söder"), DayUnit(PersonKind.ADULT, "Vuxna Söder"))
    desk.station = replace(desk.station, boards=(Board("soder", "Söder", units=units),))
    return desk


def family(desk: Desk) -> tuple[str, str, str]:
    """A mother, her child, and the child's sibling, linked through the child."""
    mother = open_child(desk, ("åldersgrupp", "vuxen"), alias="Mor")
    child = open_linked(desk, mother, Intake("soder", "Maja", "anmälan"), "barn", new_command())
    other = open_linked(desk, child, Intake("soder", "Ali", "anmälan"), "syskon", new_command())
    for id in (child, other):
        tell(desk, id, "åldersgrupp", "barn")
    return mother, child, other


def test_all_that_belong_together_are_found_through_one_another(desk: Desk) -> None:
    mother, child, other = family(desk)
    whole_night(desk)
    assert set(linked(desk, mother)) == set(linked(desk, other)) == {mother, child, other}
    desk.close(other, "annat", "Hos fadern.", new_command())
    assert linked(desk, mother) == (mother, child)


def test_each_gets_a_sheet_of_its_own_to_its_own_unit(desk: Desk) -> None:
    mother, child, _ = family(desk)
    found = dict(cuts(desk, mother, "mottagning"))
    assert found[mother].sheet.receiver_name == "Vuxna Söder"
    assert found[child].sheet.receiver_name == "Barn Söder"
    for form, words in everywhere(found[child].sheet).items():
        assert "Maja" in words and "«Mor»" not in words and "Ali»" not in words, form
    assert told(cuts(desk, mother, "mottagning"))[0].startswith("ÖVN-2026-0001 till Vuxna Söder")


def test_one_act_leaves_them_all(desk: Desk) -> None:
    ids = family(desk)
    hand_over_together(desk, cuts(desk, ids[0], "mottagning"), new_command(), "text")
    assert [len(desk.case(id).handovers) for id in ids] == [1, 1, 1]


def test_one_that_has_grown_old_stops_all_before_anything_is_left(desk: Desk) -> None:
    ids = family(desk)
    found = cuts(desk, ids[0], "mottagning")
    desk.acts.note(ids[2], "Nytt.", new_command())
    with pytest.raises(SheetOutdated):
        hand_over_together(desk, found, new_command(), "text")
    assert [len(desk.case(id).handovers) for id in ids] == [0, 0, 0]


def test_a_retry_after_a_cut_leaves_what_is_missing_and_nothing_twice(desk: Desk) -> None:
    ids = family(desk)
    found, command = cuts(desk, ids[0], "mottagning"), new_command()
    hand_over_together(desk, found[:1], command, "text")
    hand_over_together(desk, found, command, "text")
    hand_over_together(desk, found, command, "text")
    assert [len(desk.case(id).handovers) for id in ids] == [1, 1, 1]


def test_they_can_be_handed_over_apart_too(desk: Desk) -> None:
    ids = family(desk)
    ((_, first), *_) = cuts(desk, ids[0], "mottagning")
    hand_over(desk, ids[0], first, new_command(), "text")
    assert [len(desk.case(id).handovers) for id in ids] == [1, 0, 0]


def test_the_command_saves_a_file_for_each_and_leaves_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = sharp_home(tmp_path, monkeypatch)
    with at_the_desk(home) as desk:
        mother = open_child(desk, ("åldersgrupp", "vuxen"), alias="Mor")
        board = desk.case(mother).board
        open_linked(desk, mother, Intake(board, "Maja", "anmälan"), "barn", new_command())
        number = desk.case(mother).number
    folder = tmp_path / "ut"
    folder.mkdir()
    words = ["report", "--home", str(home), number, "--linked", "--format", "pdf"]
    words += ["--clear", "prov"]
    assert main(words) == 2
    assert main([*words, "--output", str(folder), "--leave"]) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["2026-0001.pdf", "2026-0002.pdf"]
    with at_the_desk(home) as desk:
        assert all(row.unreceived for row in desk.board())
    assert main([*words, "--to", "polisen", "--output", str(folder)]) == 2

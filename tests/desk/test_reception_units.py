"""Facts about a reception's account: it sees what was left to its own unit, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.desk.sample import STATION, Jour, open_child, still

from jourstod.desk.board import from_bytes, to_bytes, waits_for
from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.inbox import inbox, nothing_waits
from jourstod.desk.receiving_forms import waiting, waiting_here
from jourstod.desk.sheets import hand_over, sheet_for
from jourstod.domain.errors import NoRight
from jourstod.domain.people import EVERY_UNIT, Handler, Role
from jourstod.domain.station_file import DayUnit, PersonKind

CHILD, ADULT = DayUnit(PersonKind.CHILD, "Barn och unga"), DayUnit(PersonKind.ADULT, "Vuxna")
PLACE = replace(
    STATION,
    boards=tuple(
        replace(board, units=(CHILD, ADULT) if board.id == "soder" else ())
        for board in STATION.boards
    ),
)


def desk_of(jour: Jour, unit: str = "", role: Role = Role.RECEPTION, who: str = "MB") -> Desk:
    handler = Handler(who, "Mia Berg", role, unit=unit)
    desk = Desk(jour.vault, jour.codec, jour.shelf, jour.now, PLACE, handler, "övning")
    return still(desk, jour)


def left(desk: Desk, kind: str, receiver: str = "mottagning") -> str:
    """A new case of a child or an adult, whose sheet is left; gives its id."""
    id = open_child(desk, ("åldersgrupp", kind))
    hand_over(desk, id, sheet_for(desk, id, receiver), new_command(), "text")
    return id


@pytest.fixture
def jour() -> Jour:
    return Jour()


@pytest.fixture
def officer(jour: Jour) -> Desk:
    return desk_of(jour, EVERY_UNIT, Role.DUTY_OFFICER, "AB")


def test_a_sheet_for_another_unit_shows_on_no_board_and_in_no_inbox_and_is_not_opened(
    jour: Jour, officer: Desk
) -> None:
    child, adult = left(officer, "barn"), left(officer, "vuxen")
    for unit, own, other in (
        ("soder/Barn och unga", child, adult),
        ("soder/Vuxna", adult, child),
    ):
        desk = desk_of(jour, unit)
        assert [row.case for row in desk.board()] == [own]
        assert [letter.case for letter in inbox(desk)] == [own]
        assert desk.case(own).id == own
        with pytest.raises(NoRight, match="inte lämnat till mottagningen"):
            desk.case(other)


def test_a_sheet_for_somebody_else_in_an_own_case_is_not_shown_and_not_taken(
    jour: Jour, officer: Desk
) -> None:
    child = left(officer, "barn")
    hand_over(officer, child, sheet_for(officer, child, "jouren"), new_command(), "text")
    desk = desk_of(jour, "soder/Barn och unga")
    case = desk.case(child)
    assert len(waiting(case)) == 2
    [own] = waiting_here(desk, case)
    assert own.event.unit == "Barn och unga"
    assert [letter.handover for letter in inbox(desk)] == [own.event.handover]
    [other] = [one for one in waiting(case) if one is not own]
    item, _ = other.event.items[0]
    for act in (desk.acts.accept, desk.acts.give_back):
        with pytest.raises(NoRight, match="Det tar någon annan emot"):
            act(child, other.event.handover, item, "Mia", "Läser.", new_command())
    desk.acts.accept(child, own.event.handover, own.event.items[0][0], "Mia", "Ringer skolan.",
                     new_command())  # fmt: skip


def test_an_account_without_a_unit_sees_nothing_and_is_told_what_to_do(
    jour: Jour, officer: Desk
) -> None:
    child = left(officer, "barn")
    desk = desk_of(jour, "")
    assert list(desk.board()) == [] and inbox(desk) == ()
    assert "account unit MB" in nothing_waits(desk)
    assert "allt som är lämnat är mottaget" in nothing_waits(desk_of(jour, "soder/Vuxna"))
    with pytest.raises(NoRight):
        desk.case(child)
    [told] = desk.routine_notices()
    assert "jourstod account unit MB MOTTAGNING" in told and "arbetsledare" in told
    assert desk_of(jour, "soder/Vuxna").routine_notices() == ()


def test_what_is_taken_leaves_the_board_but_may_still_be_read_by_its_unit(
    jour: Jour, officer: Desk
) -> None:
    child = left(officer, "barn")
    desk = desk_of(jour, "soder/Barn och unga")
    [sheet] = waiting_here(desk, desk.case(child))
    for item, _ in sheet.event.items:
        desk.acts.accept(child, sheet.event.handover, item, "Mia", "Ringer.", new_command())
    assert list(desk.board()) == []
    assert desk.case(child).id == child


def test_a_row_from_before_units_were_told_waits_for_every_unit_of_its_nämnd(
    jour: Jour, officer: Desk
) -> None:
    left(officer, "barn")
    [row] = officer.board()
    assert row.left_to == ("soder/Barn och unga",)
    assert waits_for(to_bytes(row)) == row.left_to and from_bytes(to_bytes(row)) == row
    assert waits_for(to_bytes(replace(row, left_to=None))) == ("soder/",)
    assert waits_for(to_bytes(replace(row, left_to=()))) == ()
    assert waits_for(to_bytes(replace(row, unreceived=False))) == ()

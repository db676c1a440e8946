"""Facts about the station's own numbers on F4: each with its date, old and absent ones marked."""

from __future__ import annotations

from dataclasses import replace

from tests.tui.night import STATION, a_desk

from jourstod.desk.desk import Desk
from jourstod.domain.station import Mandate, Station
from jourstod.domain.station_file import (
    Bed,
    DecisionKind,
    Delegation,
    LocalContact,
    LocalContactKind,
    PersonKind,
    PlacementForm,
)
from jourstod.tui.reach import reach_screen

LOCAL = replace(
    STATION,
    officers=(Mandate("Bo Al", "socialsekreterare", "soder", "lvu-43", "2026-01-01"),),
    delegations=(Delegation(DecisionKind.ACUTE, "soder", "jouren", source="D 1"),),
    contacts=(
        LocalContact(LocalContactKind.INTERPRETER, "Tolken", phone="070-174 06 05",
                     confirmed="2020-01-01", note="Inga namn."),
    ),
    beds=(Bed("Lista 1", PlacementForm.OTHER, (PersonKind.CHILD,), "070-174 06 06"),),
)  # fmt: skip


def _shown(station: Station = LOCAL) -> list[str]:
    desk: Desk = a_desk()
    desk.station = station
    screen = reach_screen(desk, None)
    return [line.plain.strip() for line in screen.lines(76)]


def test_numbers_stand_with_when_they_were_confirmed_and_old_ones_are_marked() -> None:
    shown = _shown()
    at = shown.index("Tolken")
    assert "070-174 06 05" in shown[at + 1]
    assert "! numret bekräftades 2020-01-01, gammalt" in shown[at + 1]
    assert shown[at + 2] == "Obs: Inga namn."


def test_beds_and_officers_are_shown_too() -> None:
    shown = _shown()
    assert any(line.startswith("Lista 1 · annat boende, tar emot barn") for line in shown)
    assert any("Bo Al" in line for line in shown)


def test_what_nobody_has_stated_is_marked_as_unknown() -> None:
    shown = _shown()
    assert "! Står inte i stationens fil." in shown
    assert "akuta insatser enligt SoL: jouren (D 1)" in shown
    assert "! placering i jourhem: inte känt" in shown


def test_a_file_with_mistakes_is_told_before_anyone_is_missed() -> None:
    assert _shown(replace(LOCAL, mistakes=2))[0].startswith("! Stationens fil har 2 fel")
    assert not _shown()[0].startswith("!")


def test_no_line_is_wider_than_the_screen() -> None:
    assert [line for line in _shown() if len(line) > 76] == []

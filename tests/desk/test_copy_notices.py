"""What the board says of copies: when one was last restored on trial, and when that is long ago."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.vault.at_the_door import ANNA, CARL, DRIFT, Still

from jourstod.desk.copy_notices import told
from jourstod.desk.front import FrontDesk
from jourstod.desk.open_diary import COPIES, OpenDiary
from jourstod.desk.station import StationDesk
from jourstod.domain.events.keeping import BackupTested, ContinuityMade
from jourstod.domain.mode import PRACTICE, SHARP
from jourstod.domain.people import Handler, Role
from jourstod.domain.station import Station
from jourstod.store.memory import MemoryVault
from jourstod.store.seal import PlainCodec
from jourstod.wording import NOT_SEALED


class Board:
    def __init__(self, mode: str = SHARP) -> None:
        self.clock, self.mode = Still(datetime(2026, 11, 1, 12, tzinfo=UTC)), mode
        self.vault = MemoryVault(self.clock)
        StationDesk(self.vault, PlainCodec(), self.clock, ANNA, mode)

    def tried(self, result: str = "whole") -> None:
        diary = OpenDiary(self.vault.log, PlainCodec(), self.clock, COPIES)
        diary.write(ANNA, lambda _: [BackupTested("ab", result)])

    def spare(self) -> None:
        diary = OpenDiary(self.vault.log, PlainCodec(), self.clock, COPIES)
        diary.write(ANNA, lambda _: [ContinuityMade("ab", 1, 2)])

    def says(self, who: Handler = ANNA) -> tuple[str, ...]:
        station = Station("Jouren")
        front = FrontDesk(self.vault, PlainCodec(), self.clock, station, who, self.mode)
        return tuple(one for one in front.routine_notices() if one != NOT_SEALED)


def test_a_store_never_restored_on_trial_says_so_to_those_who_see_to_it() -> None:
    board = Board()
    assert "Ingen säkerhetskopia" in board.says()[0]
    assert board.says(replace(DRIFT, role=Role.OPERATIONS)) == board.says()
    assert board.says(CARL) == ()
    assert Board(PRACTICE).says() == ()


def test_the_age_of_the_last_trial_is_told_and_after_a_month_what_to_do() -> None:
    board = Board()
    board.tried()
    ages = []
    for days in (0, 1, 30, 32):
        ages.append(told(board.vault.log, board.clock.now + timedelta(days=days)))
    assert [age.partition(" Ingen reservfil")[0] for age in ages[:3]] == [
        "Säkerhetskopian återställdes på prov i dag.",
        "Säkerhetskopian återställdes på prov i går.",
        "Säkerhetskopian återställdes på prov för 30 dagar sedan.",
    ]
    assert "för 32 dagar sedan. Prova igen: jourstod backup test FIL." in ages[3]


def test_the_age_of_the_spare_file_is_told_and_an_old_one_is_to_be_made_anew() -> None:
    board = Board()
    assert "Ingen reservfil är gjord" in board.says()[0]
    board.spare()
    ages = [told(board.vault.log, board.clock.now + timedelta(days=days)) for days in (0, 1, 2)]
    assert "Reservfilen är gjord i dag." in ages[0]
    assert ages[1].endswith("Reservfilen är gjord i går.")
    assert ages[2].endswith("för 2 dagar sedan. Gör en ny: jourstod continuity create.")


def test_a_trial_is_remembered_however_many_spare_files_were_made_since() -> None:
    board = Board()
    board.tried()
    for _ in range(150):
        board.spare()
    assert "återställdes på prov i dag" in board.says()[0]


def test_a_trial_that_failed_after_one_that_went_well_is_what_is_told() -> None:
    board = Board()
    board.tried()
    board.tried("unreadable")
    assert "gick inte att återställa vid provet 2026-11-01" in board.says()[0]
    board.tried()
    assert "återställdes på prov i dag" in board.says()[0]


def test_the_board_hears_of_a_new_trial_within_a_minute() -> None:
    board = Board()
    station = Station("Jouren")
    front = FrontDesk(board.vault, PlainCodec(), board.clock, station, ANNA, SHARP)
    assert "Ingen" in front.routine_notices()[0]
    board.tried()
    board.clock.after(seconds=61)
    assert "i dag" in front.routine_notices()[0]

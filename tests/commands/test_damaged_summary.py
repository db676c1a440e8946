"""A summary damaged behind the program's back is made again out of the log, never a crash."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.commands.sealed import sealed_home, signed_in
from tests.commands.station import at_the_desk, sharp_home
from tests.desk.sample import open_child

from jourstod.cli import main
from jourstod.desk.command import new_command

DAMAGES = ("x'00'", "x'ff41'", "'{'", "'[]'", "'{}'", "'null'", "'{\"seq\": 7}'", "'{\"case\": 1}'")


def _damaged(home: Path, statement: str) -> None:
    db = sqlite3.connect(home / "jourstod.db")
    db.execute(statement)
    assert db.total_changes
    db.commit()
    db.close()


@pytest.mark.parametrize("to", DAMAGES)
def test_a_damaged_summary_of_the_station_is_folded_out_of_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    home = sharp_home(tmp_path, monkeypatch)
    with at_the_desk(home) as desk:
        number = desk.case(open_child(desk)).number
        receipt = desk.jour.end_shift()
    damage = f"UPDATE summary SET sealed = CAST({to} AS BLOB) WHERE stream = 'station/jour'"
    _damaged(home, damage)
    with at_the_desk(home) as desk:
        assert desk.jour.witness("station/jour").all_heads == receipt
        second = desk.case(open_child(desk)).number
    assert int(second[-4:]) == int(number[-4:]) + 1
    assert main(["log", "verify", "--home", str(home)]) == 0


@pytest.mark.parametrize("to", DAMAGES)
def test_a_damaged_row_of_the_board_comes_first_says_so_and_is_summed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    home = sharp_home(tmp_path, monkeypatch)
    with at_the_desk(home) as desk:
        one, two = open_child(desk, alias="Maja"), open_child(desk, alias="Bo")
        whole = {row.case: row.who for row in desk.board()}
    _damaged(home, f"UPDATE summary SET sealed = CAST({to} AS BLOB) WHERE stream = 'case/{two}'")
    with at_the_desk(home) as desk:
        first, other = desk.board()
        assert (first.case, first.who, other.case) == (two, "raden är skadad", one)
        assert desk.board() is desk.board()
        assert desk.sum_again() == 1
        assert {row.case: row.who for row in desk.board()} == whole
    assert main(["cases", "--home", str(home)]) == 0


def test_a_sealed_summary_that_was_changed_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, _ = sealed_home(tmp_path, monkeypatch)
    with signed_in(home) as desk:
        case = open_child(desk)
        desk.acts.note(case, "Före.", new_command())
        whole = list(desk.board())
    _damaged(home, "UPDATE summary SET sealed = zeroblob(200)")
    with signed_in(home) as desk:
        assert [row.who for row in desk.board()] == ["raden är skadad"]
        assert desk.sum_again() == 1
        assert [(row.number, row.who) for row in desk.board()] == [
            (row.number, row.who) for row in whole
        ]
        open_child(desk)

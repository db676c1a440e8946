"""Facts about the one folder with all state: whose it is, and when it is refused."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest
from tests.commands.station import at_the_desk, sharp_home
from tests.desk.sample import open_child

from jourstod.cli import main
from jourstod.desk.command import new_command


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A station that is set up."""
    return sharp_home(tmp_path, monkeypatch)


def test_nobody_else_can_read_anything_in_the_folder(home: Path) -> None:
    before = os.umask(0)  # the careless setting of an old server
    try:
        with at_the_desk(home) as desk:
            open_child(desk)
            files = [home, *home.rglob("*")]
            rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in files}
    finally:
        os.umask(before)
    assert rights.pop(home.name) == 0o700
    assert "jourstod.db-wal" in rights
    assert {name: mode for name, mode in rights.items() if mode != 0o600} == {}


def test_the_variable_names_the_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with at_the_desk(home) as desk:
        open_child(desk)
    monkeypatch.setenv("JOURSTOD_HOME", str(home))
    assert main(["cases"]) == 0
    assert "«Maja»" in capsys.readouterr().out


def test_a_folder_that_nobody_set_up_is_refused_and_stays_empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cases", "--home", str(tmp_path / "ny")]) == 5
    assert "Starta jourstod utan tillägg först" in capsys.readouterr().err
    assert not (tmp_path / "ny").exists()


def test_a_newer_store_is_refused_with_six_and_not_touched(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with at_the_desk(home) as desk:
        open_child(desk)
    db = sqlite3.connect(home / "jourstod.db")
    db.execute("PRAGMA user_version = 99")
    db.close()
    before = (home / "jourstod.db").read_bytes()
    assert main(["cases", "--home", str(home)]) == 6
    assert "nyare version (format 99" in capsys.readouterr().err
    assert (home / "jourstod.db").read_bytes() == before


def test_a_store_that_is_something_else_is_refused_with_six(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "jourstod.db").write_bytes(b"Det var en gang\n" * 100)
    assert main(["cases", "--home", str(home)]) == 6
    assert "är inte ett lager" in capsys.readouterr().err


def test_play_refuses_a_sharp_store_and_writes_nothing(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with at_the_desk(home) as desk:
        case = open_child(desk)
        seen = desk.case(case).seq
    night = tmp_path / "natten.yaml"
    night.write_text(
        "språk: 1\nprov: natten\ntitel: En natt\nbörjar: 2026-11-23T22:40\nnämnd: Söder\n"
        "handläggare: AB\nhändelser:\n  - { kl: 22:41, nytt ärende: { alias: Bo } }\n",
        encoding="utf-8",
    )
    assert main(["play", str(night), "--home", str(home)]) == 5
    assert "skarpa ärenden" in capsys.readouterr().err
    with at_the_desk(home) as desk:
        assert len(desk.board()) == 1
        assert desk.case(case).seq == seen


def test_two_processes_can_have_the_same_folder_open(home: Path) -> None:
    with at_the_desk(home) as anna, at_the_desk(home, "CD") as carl:
        case = open_child(anna)
        carl.acts.note(case, "Jag ringer polisen.", new_command())
        assert anna.case(case).entries[-1].stamp.who == "CD"

"""Facts about `jourstod log`: a chain that holds, one that does not, and what it shows."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from tests.commands.station import at_the_desk, sharp_home
from tests.desk.sample import open_child, reply

from jourstod.cli import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A station with one case in it: opened, and one question answered."""
    home = sharp_home(tmp_path, monkeypatch)
    with at_the_desk(home) as desk:
        case = open_child(desk)
        reply(desk, case, "fara", "nej")
    return home


def _change_bytes_of(home: Path, seq: int) -> None:
    """Change one letter of a stored event behind the program's back."""
    db = sqlite3.connect(home / "jourstod.db")
    db.execute("DROP TRIGGER event_is_not_changed")
    db.execute(
        "UPDATE event SET sealed = CAST(replace(sealed, 'soder', 'norr_') AS BLOB) WHERE seq = ? "
        "AND stream = (SELECT no FROM stream WHERE name LIKE 'case/%')",
        (seq,),
    )
    assert db.total_changes == 1
    db.commit()
    db.close()


def test_a_whole_chain_is_said_to_hold(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "verify", "--home", str(home)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Loggen håller: ")
    assert "i 2 loggar. Lager: skarp." in told


def test_a_changed_event_exits_with_three_and_is_named(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _change_bytes_of(home, 1)
    assert main(["log", "verify", "--home", str(home)]) == 3
    told = capsys.readouterr().err
    assert told.startswith("Loggen är bruten: case/")
    assert "händelse 1" in told


def test_a_case_is_shown_entry_by_entry_also_as_json(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with at_the_desk(home) as desk:
        [row] = desk.board()
    assert main(["log", "show", row.number, "--home", str(home), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [entry["seq"] for entry in shown] == list(range(1, len(shown) + 1))
    assert shown[0]["kind"] == "case_opened"
    assert {"id", "stored_at", "stamp", "body"} <= set(shown[0])
    assert main(["log", "show", row.case, "--home", str(home)]) == 0
    assert "step_answered" in capsys.readouterr().out


def test_a_case_that_is_not_there_is_refused_with_five(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["log", "show", "1999-0001", "--home", str(home)]) == 5
    assert "Det finns inget ärende 1999-0001 här." in capsys.readouterr().err

"""Facts about `jourstod routine coverage`: it plays the nights in memory and tells of gaps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.commands.station import small_routines
from tests.rehearsal.small_night import HEAD, OPEN, TO_CHILD

from jourstod.cli import main

PROTECTED = """\
  - { kl: 22:44, svara: hot, med: akut }
  - { kl: 22:45, svara: skydd, med: ja, motivering: Hon är ensam. }
"""


@pytest.fixture
def routines(tmp_path: Path) -> Path:
    folder = small_routines(tmp_path / "routines")
    (folder / "prov").mkdir()
    (folder / "prov" / "natt.yaml").write_text(HEAD + OPEN + TO_CHILD + PROTECTED, encoding="utf-8")
    return folder


def test_a_gap_exits_with_one_and_is_told(
    routines: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ska = routines / "register" / "ska.yaml"
    ska.write_text("språk: 1\nska:\n  kort: { kräver: Ett kort., lagrum: sol-20-1, "
                   "görs i: [lova] }\n", encoding="utf-8")  # fmt: skip
    assert main(["routine", "coverage", str(routines)]) == 1
    told = capsys.readouterr().out
    assert "kort: Inget steg i någon rutin gör det." in told[told.index("LUCKOR") :]


def test_json_says_the_same(routines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["routine", "coverage", "--json", str(routines)])
    found = json.loads(capsys.readouterr().out)
    assert found["komplett"] is (code == 0)
    assert found["nätter som inte gick"] == []
    reached = {n for one in found["plikter"] for tie in one["steg"] for n in tie["nätter"]}
    assert reached == {"natt"}


def test_a_folder_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    assert main(["routine", "coverage", str(tmp_path / "ingen")]) == 4


def test_nothing_is_written_anywhere(
    routines: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("JOURSTOD_HOME", str(home))
    main(["routine", "coverage", str(routines)])
    assert not home.exists()

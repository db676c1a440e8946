"""Facts about `jourstod routine test`: nights are played in memory and what failed is readable."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.commands.station import small_routines
from tests.rehearsal.small_night import HEAD, OPEN, TO_CHILD

from jourstod.cli import main

ANSWERED = "  - { kl: 22:44, svara: hot, med: akut }\n"
WRONG = "  - { förvänta: { steg: chef } }\n"


@pytest.fixture
def routines(tmp_path: Path) -> Path:
    folder = small_routines(tmp_path / "routines")
    (folder / "prov").mkdir()
    text = HEAD + OPEN + TO_CHILD + ANSWERED
    (folder / "prov" / "natt.yaml").write_text(text, encoding="utf-8")
    return folder


def test_nights_that_go_as_written_exit_with_zero(
    routines: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["routine", "test", "--folder", str(routines)]) == 0
    assert capsys.readouterr().out == "1 natt spelad, ingen gick inte som den är skriven.\n"


def test_a_night_astray_exits_with_one_and_says_where_and_why(
    routines: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    night = routines / "prov" / "natt.yaml"
    night.write_text(night.read_text(encoding="utf-8") + WRONG, encoding="utf-8")
    assert main(["routine", "test", str(night)]) == 1
    told = capsys.readouterr().out
    assert "natt.yaml:13:5: Väntade frågan «chef», men öppet är «skydd»." in told
    assert "klockan i natten: 22:44" in told and "Hot: Akut" in told
    assert main(["routine", "test", "natt", "--folder", str(routines), "--json"]) == 1
    (one,) = json.loads(capsys.readouterr().out)["nätter"]
    assert (one["fel"][0]["line"], one["fel"][0]["öppet"]) == (13, ["skydd"])


def test_a_night_there_is_not_is_unreadable_with_the_nearest_name(
    routines: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["routine", "test", "nat", "--folder", str(routines)]) == 4
    assert "Menade du «natt»?" in capsys.readouterr().err


def test_coverage_tells_branches_and_pairs_that_no_night_went(
    routines: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["routine", "test", "--folder", str(routines), "--coverage"])
    told = capsys.readouterr().out
    assert "inkommande: steg 4 av 5, grenar 3 av 9" in told
    assert "  aldrig visat: larma" in told
    assert "  aldrig tagen: fara: ja → larma" in told
    assert "  aldrig tagen: fara: nej → ålder" not in told
    assert "  ska utan natt: skydd (skydd)" in told


def test_coverage_as_json_says_the_same(routines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["routine", "test", "--folder", str(routines), "--coverage", "--json"])
    found = {one["rutin"]: one for one in json.loads(capsys.readouterr().out)["täckning"]}
    assert "hot: lågt → skydd" in found["barn"]["aldrig tagna"]
    assert "hot: akut → skydd" not in found["barn"]["aldrig tagna"]
    assert found["inkommande"]["grenpar tagna"] == 2


def test_of_branches_with_the_same_answer_only_the_one_taken_counts(
    routines: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    night = routines / "prov" / "natt.yaml"
    no = "  - { kl: 22:45, svara: skydd, med: nej, motivering: Hon är trygg. }\n"
    night.write_text(night.read_text(encoding="utf-8") + no, encoding="utf-8")
    main(["routine", "test", "--folder", str(routines), "--coverage"])
    told = capsys.readouterr().out
    assert "skydd: nej → uppgift (på villkor)" in told
    assert "skydd: nej → chef" not in told


def test_nothing_is_written_anywhere(
    routines: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOURSTOD_HOME", str(tmp_path / "home"))
    main(["routine", "test", "--folder", str(routines)])
    assert not (tmp_path / "home").exists()

"""Facts about `jourstod routine test --generate`: proposals cover all and play at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.commands.station import small_routines

from jourstod.cli import main
from jourstod.written_nights import proposed


@pytest.fixture
def routines(tmp_path: Path) -> Path:
    folder = small_routines(tmp_path / "routines")
    (folder / "prov").mkdir()
    return folder


def generated(folder: Path, *routine: str) -> list[Path]:
    told = ["routine", "test", "--folder", str(folder), "--generate", *routine]
    assert main([*told, "--output", str(folder / "prov")]) == 0
    return sorted((folder / "prov").glob("*.yaml"))


def covered(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    capsys.readouterr()
    assert main(["routine", "test", "--folder", str(folder), "--coverage", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["täckning"]
    return {one["rutin"]: one for one in found}


def test_proposals_play_green_and_cover_every_branch(
    routines: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generated(routines)
    found = covered(routines, capsys)
    assert found["barn"]["aldrig tagna"] == [] and found["inkommande"]["aldrig tagna"] == []


def test_each_proposal_is_needed(routines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for night in generated(routines, "barn"):
        text = night.read_text(encoding="utf-8")
        night.unlink()
        assert covered(routines, capsys)["barn"]["aldrig tagna"], f"{night.name} covers nothing"
        night.write_text(text, encoding="utf-8")


def test_what_nights_show_already_is_not_proposed(
    routines: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nights = generated(routines, "barn")
    assert generated(routines, "barn") == nights
    assert "barn: 0 förslag, 13 av 13 grenar." in capsys.readouterr().out


def test_a_changed_routine_makes_a_proposal_go_astray(routines: Path) -> None:
    generated(routines, "barn")
    barn = routines / "barn.yaml"
    text = barn.read_text(encoding="utf-8")
    assert "akut: skydd," in text
    barn.write_text(text.replace("akut: skydd,", "akut: uppgift,"), encoding="utf-8")
    assert main(["routine", "test", "--folder", str(routines)]) == 1


def test_a_file_that_is_there_is_never_written_over(routines: Path) -> None:
    mine = routines / "prov" / "barn-forslag-01.yaml"
    folder = routines / "egna"
    folder.mkdir()
    (folder / mine.name).write_text("mitt", encoding="utf-8")
    told = ["routine", "test", "--folder", str(routines), "--generate", "barn"]
    assert main([*told, "--output", str(folder)]) == 5
    assert (folder / mine.name).read_text(encoding="utf-8") == "mitt"


def test_a_folder_must_be_named_and_the_routine_be_there(
    routines: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["routine", "test", "--folder", str(routines), "--generate"]) == 2
    told = ["routine", "test", "--folder", str(routines), "--generate", "barm"]
    assert main([*told, "--output", str(routines / "ut")]) == 4
    assert "Menade du «barn»?" in capsys.readouterr().err


def test_the_same_nights_are_proposed_each_time(routines: Path) -> None:
    assert proposed(routines, "barn", frozenset()) == proposed(routines, "barn", frozenset())

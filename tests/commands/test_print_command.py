"""Facts about `jourstod routine print`: files, folders, missing things and exit codes."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest
from tests.commands.station import sharp_home

from jourstod import bootstrap
from jourstod.cli import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return sharp_home(tmp_path, monkeypatch)


def printing(home: Path, *words: str) -> int:
    return main(["routine", "print", "--home", str(home), *words])


def test_a_routine_is_saved_for_its_owner_only(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "barn.pdf"
    assert printing(home, "barn", "--output", str(path)) == 0
    assert path.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_all_go_in_one_file_or_one_each_in_a_folder(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "papper"
    folder.mkdir()
    assert printing(home, "--all", "--format", "html", "--output", str(folder)) == 0
    names = {path.stem for path in folder.iterdir()}
    assert names == {"innehall", *(p.stem for p in bootstrap.shipped_routines().glob("*.yaml")
                                   if p.stem != "fakta")}  # fmt: skip
    assert printing(home, "--all", "--card", "--output", str(folder)) == 0
    assert (folder / "barn-faltkort.pdf").exists()


def test_the_page_can_be_written_on_standard_output(
    home: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert printing(home, "barn", "--format", "html") == 0
    assert capsysbinary.readouterr().out.startswith(b"<!doctype html>")


@pytest.mark.parametrize("words", [(), ("barn", "--all"), ("finns-inte",)])
def test_one_routine_or_all_must_be_named(
    home: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert printing(home, *words, "--format", "html") == 2
    assert "barn" in capsys.readouterr().err


def test_a_station_that_cannot_be_read_is_said_and_the_paper_is_made(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "station.yaml").write_text("språk: 1\n\tfel", encoding="utf-8")
    path = tmp_path / "barn.html"
    assert printing(home, "barn", "--format", "html", "--output", str(path)) == 1
    assert "går inte att läsa" in capsys.readouterr().err
    assert "gick inte att läsa" in path.read_text(encoding="utf-8")


def test_a_routine_with_an_error_is_named_and_left_out(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (bootstrap.shipped_routines() / "sned.yaml").write_text("språk: 1\nrutin: sned\n", "utf-8")
    path = tmp_path / "alla.html"
    assert printing(home, "--all", "--format", "html", "--output", str(path)) == 1
    assert "sned" in capsys.readouterr().err
    assert path.exists()


def test_a_folder_of_ones_own_is_printed_as_not_in_force(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mina"
    shutil.copytree(bootstrap.shipped_routines(), folder)
    text = (folder / "barn.yaml").read_text(encoding="utf-8")
    (folder / "barn.yaml").write_text(text.replace("titel: ", "titel: Ny ", 1), encoding="utf-8")
    path = tmp_path / "barn.html"
    words = ("barn", "--folder", str(folder), "--format", "html", "--output", str(path))
    assert printing(home, *words) == 0
    assert "GÄLLER INTE · Ny " in path.read_text(encoding="utf-8")
    assert printing(home, *words, "--version", "abcdef") == 2

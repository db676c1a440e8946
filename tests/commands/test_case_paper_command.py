"""Facts about `jourstod report --paper` and `--paper-all`: files, names, rights and exit codes."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from tests.commands.station import at_the_desk, sharp_home

from jourstod.cli import main
from jourstod.desk.command import new_command
from jourstod.domain.decide.cases import Intake

IDS = ("11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = sharp_home(tmp_path, monkeypatch)
    with at_the_desk(made) as desk:
        for id, alias in zip(IDS, ("Maja", "Ivo"), strict=True):
            intake = Intake(desk.station.boards[0].id, alias, "anmälan", "Polisen")
            desk.open_case(id, intake, new_command())
    return made


def _chosen(words: tuple[str, ...]) -> tuple[str, ...]:
    """A file leaves in clear text here; how else is tested in test_exports.py."""
    files = "--output" in words or "--paper-all" in words
    return (*words, "--clear", "prov") if files else words


def reporting(home: Path, *words: str) -> int:
    return main(["report", "--home", str(home), *_chosen(words)])


def number(home: Path, place: int) -> str:
    with at_the_desk(home) as desk:
        return desk.case(IDS[place]).number


def test_one_case_is_saved_for_its_owner_only(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "ut.pdf"
    assert reporting(home, number(home, 0), "--paper", "--output", str(path)) == 0
    assert path.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_page_can_be_written_on_standard_output(
    home: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert reporting(home, number(home, 0), "--paper", "--format", "html") == 0
    assert capsysbinary.readouterr().out.startswith(b"<!doctype html>")


def test_all_open_cases_are_put_in_a_folder_by_number_only(home: Path, tmp_path: Path) -> None:
    with at_the_desk(home) as desk:
        desk.close(IDS[1], "avslutat", "Klart.", new_command())
    folder = tmp_path / "ut"
    assert reporting(home, "--paper-all", "--output", str(folder)) == 0
    [made] = folder.iterdir()
    assert made.name == f"{number(home, 0)}.pdf"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_without_a_folder_they_lie_in_the_home_and_a_later_paper_takes_the_place(
    home: Path,
) -> None:
    assert reporting(home, "--paper-all", "--format", "html") == 0
    path = home / "papper" / f"{number(home, 0)}.html"
    before = path.read_bytes()
    with at_the_desk(home) as desk:
        desk.acts.promise(IDS[0], "Ringa", "Maja", "", new_command(), "jouren")
    assert reporting(home, "--paper-all", "--format", "html") == 0
    assert path.read_bytes() != before
    assert len(list((home / "papper").iterdir())) == 2


def test_a_case_that_cannot_be_saved_is_said_and_the_others_are_made(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "ut"
    (folder / f"{number(home, 0)}.pdf").mkdir(parents=True)
    assert reporting(home, "--paper-all", "--output", str(folder)) == 1
    assert f"{number(home, 0)} är inte på papper." in capsys.readouterr().err
    assert (folder / f"{number(home, 1)}.pdf").is_file()


@pytest.mark.parametrize(
    "words",
    [("--to", "polisen"), ("--leave",), ("--linked",), ("--format", "text"), ("--format", "json")],
)
def test_the_paper_goes_to_nobody_and_is_never_text(
    home: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert reporting(home, number(home, 0), "--paper", *words) == 2
    assert "apperet" in capsys.readouterr().err


def test_one_case_or_all_must_be_named(home: Path) -> None:
    assert reporting(home, "--paper") == 2
    assert reporting(home, number(home, 0), "--paper-all") == 2


def test_nothing_is_written_in_the_log(home: Path, tmp_path: Path) -> None:
    with at_the_desk(home) as desk:
        before = desk.case(IDS[0]).seq
    reporting(home, "--paper-all", "--output", str(tmp_path / "ut"))
    with at_the_desk(home) as desk:
        assert desk.case(IDS[0]).seq == before

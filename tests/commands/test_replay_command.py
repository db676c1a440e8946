"""Facts about `jourstod routine replay`: past cases by changed routines, without their content."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.commands.station import at_the_desk, sharp_home
from tests.desk.sample import open_child, reply

from jourstod.cli import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sharp station with one case that was answered and closed, and one just opened."""
    home = sharp_home(tmp_path, monkeypatch)
    shutil.copytree(tmp_path / "routines", tmp_path / "nya")
    with at_the_desk(home) as desk:
        id = open_child(desk, alias="Hemliga Maja")
        reply(desk, id, "fara", "nej")
        reply(desk, id, "ålder", "barn", reason="Ett hemligt skäl")
        open_child(desk)
    return home


def run(home: Path, *words: str) -> int:
    nya = str(home.parent / "nya")
    return main(["routine", "replay", nya, "--home", str(home), "--as", "AB", *words])


@pytest.mark.parametrize(
    ("old", "new", "how"),
    [
        ("nej: ålder", "nej: larma", "vägen leder till «larma» i stället för till «ålder»"),
        ("svar: { ja: larma, nej: ålder", "startar: barn\n    svar: { ja: larma, nej: ålder",
         "andra rutiner startas"),
        ("först: [fara]\n", "först: [fara]\nkrav:\n  - { id: aldrig_så, aldrig: ålder, när: "
         "{ fara: nej }, källa: manualen, säg: Nej. }\n",
         "kravet «aldrig så» hade stoppat vägen"),
    ],
)  # fmt: skip
def test_a_case_that_parts_ways_is_told_by_step_and_never_by_answer(
    home: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, how: str
) -> None:
    path = home.parent / "nya" / "inkommande.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert run(home, "--since", "2020-01-01") == 1
    told = capsys.readouterr().out
    assert f"Inkommande, steget «fara»: {how}." in told
    assert "1 av 2 ärenden hade gått en annan väg." in told
    assert run(home, "--since", "2020-01-01", "--json") == 1
    told += capsys.readouterr().out
    assert "emlig" not in told
    assert "Maja" not in told


def test_nothing_parts_by_the_same_routines_or_since_a_day_to_come(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "--since", "2020-01-01") == 0
    assert "0 av 2 ärenden" in capsys.readouterr().out
    assert run(home, "--since", "2999-01-01") == 0
    assert "0 av 0 ärenden" in capsys.readouterr().out


def test_a_day_that_is_none_is_wrong_usage(home: Path) -> None:
    assert run(home, "--since", "igår") == 2

"""Facts about `jourstod routine migrate`: a dry run in words, and one case moved and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.commands.station import at_the_desk, put_in_force, sharp_home
from tests.desk.sample import open_child, reply

from jourstod.cli import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sharp station with one case, whose first question has got other words since."""
    home = sharp_home(tmp_path, monkeypatch)
    with at_the_desk(home) as desk:
        open_child(desk)
    change(home, "Är någon i fara just nu?", "Är någon i fara?")
    put_in_force(home)
    return home


def change(home: Path, old: str, new: str) -> None:
    path = home.parent / "routines" / "inkommande.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def run(home: Path, *words: str) -> int:
    return main(["routine", "migrate", "--home", str(home), "--as", "AB", *words])


def number(home: Path) -> str:
    with at_the_desk(home) as desk:
        return desk.board()[0].number


def test_the_dry_run_says_that_it_can_and_writes_nothing(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home) == 0
    told = capsys.readouterr().out
    assert "kan byta från" in told
    assert "Öppna frågor före: Är någon i fara just nu?" in told
    assert "Öppna frågor efter: Är någon i fara?" in told
    assert run(home, "--json") == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert one["possible"]


def test_a_case_is_moved_and_moved_back(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = number(home)
    assert run(home, "--apply", case, "--reason", "Ny lag.") == 0
    assert f"Ärende {case} har bytt version." in capsys.readouterr().out
    assert run(home) == 0
    assert "står redan på den versionen" in capsys.readouterr().out
    assert run(home, "--apply", case, "--to", "former", "--reason", "Fel.") == 0
    assert run(home) == 0
    assert "kan byta från" in capsys.readouterr().out
    assert main(["log", "verify", "--home", str(home), "--as", "AB"]) == 0


def test_why_not_is_told_in_words_and_exits_with_one(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with at_the_desk(home) as desk:
        reply(desk, desk.board()[0].case, "fara", "nej")
    for old, new in (("  fara:\n", "  faran:\n"), ("börjar: fara", "börjar: faran"),
                     ("först: [fara]", "först: [faran]")):  # fmt: skip
        change(home, old, new)
    put_in_force(home)
    assert run(home) == 1
    assert "Steget «fara» som är besvarat finns inte längre" in capsys.readouterr().out
    assert run(home, "--apply", number(home), "--reason", "Ny lag.") == 5


def test_a_move_without_reason_is_refused_and_a_reason_alone_is_wrong_usage(home: Path) -> None:
    assert run(home, "--apply", number(home)) == 5
    assert run(home, "--reason", "Ny lag.") == 2
    assert run(home, "--apply", "finns-inte", "--reason", "Ny lag.") == 5
    assert run(home, "--apply", number(home), "--to", "abcdef", "--reason", "Ny lag.") == 4


def test_two_bundles_of_the_store_are_told_apart(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with at_the_desk(home) as desk:
        open_child(desk)
        first, second = sorted(
            {desk.case(row.case).bundle for row in desk.board()},
            key=lambda sum: sum != desk.current_book().bundle,
        )
    options = ["--home", str(home), "--as", "AB"]
    assert main(["routine", "diff", second[:12], first[:12], *options]) == 1
    said = "Steget «fara» har nu texten «Är någon i fara?», förut «Är någon i fara just nu?»."
    assert said in capsys.readouterr().out

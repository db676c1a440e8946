"""Facts about `jourstod play`: where it plays, what it prints, and what it will not touch."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.commands.station import begin_in_clear
from tests.desk.sample import FILES
from tests.rehearsal.small_night import HEAD, OPEN, TO_CHILD

from jourstod import bootstrap, settings
from jourstod.cli import main


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home, and the small rulebook as the routines that are shipped."""
    routines = tmp_path / "routines"
    for name, text in FILES.items():
        path = routines / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(bootstrap, "shipped_routines", lambda: routines)
    return tmp_path


def test_it_prints_the_case_numbers(stage: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _play(stage, OPEN + TO_CHILD) == 0
    assert capsys.readouterr().out == "ÖVN-2026-0001\n"
    assert main(["log", "verify", "--home", str(stage / "home")]) == 0


def test_played_twice_it_prints_the_same_and_opens_nothing(
    stage: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _play(stage, OPEN) == 0
    assert _play(stage, OPEN) == 0
    assert capsys.readouterr().out == "ÖVN-2026-0001\n" * 2


def test_a_night_that_goes_wrong_says_where_and_ends_with_one(
    stage: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _play(stage, OPEN + "  - { kl: 22:50, svara: hot, med: akut }\n") == 1
    told = capsys.readouterr()
    assert told.out == "ÖVN-2026-0001\n"
    assert told.err.startswith("natt.yaml:9:5: Nekades: Frågan «hot» har inte ställts.")


def test_a_sharp_store_is_refused_and_left_as_it_was(
    stage: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = stage / "home"
    settings.set_up(home, settings.FirstStart("AB", "Anna Berg", "City", ("Söder",)))
    begin_in_clear(home)
    before = (home / "handler.json").read_bytes()
    assert _play(stage, OPEN) == 5
    assert "bara i ett övningslager" in capsys.readouterr().err
    assert (home / "handler.json").read_bytes() == before
    house = bootstrap.open_house(home)
    try:
        assert house.desk.mode == "skarp"
        assert house.desk.board() == []
    finally:
        house.close()


def test_a_night_that_cannot_be_read_ends_with_four_and_makes_no_store(
    stage: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _play(stage, "  - { kl: 22:50, svarra: hot }\n") == 4
    assert "natt.yaml:8:5: fel:" in capsys.readouterr().err
    assert not (stage / "home").exists()


def _play(stage: Path, lines: str) -> int:
    path = stage / "natt.yaml"
    path.write_text(HEAD + lines, encoding="utf-8")
    return main(["play", str(path), "--home", str(stage / "home")])


def test_two_nights_share_a_store_also_when_the_second_is_the_earlier(
    stage: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _play(stage, OPEN + TO_CHILD) == 0
    earlier = HEAD.replace("2026-11-23", "2026-10-02").replace("prov: natt", "prov: forra")
    path = stage / "forra.yaml"
    path.write_text(earlier + OPEN, encoding="utf-8")
    assert main(["play", str(path), "--home", str(stage / "home")]) == 0
    assert capsys.readouterr().out == "ÖVN-2026-0001\nÖVN-2026-0002\n"
    assert main(["log", "verify", "--home", str(stage / "home")]) == 0

"""Facts about the station's own file: boards, mandates, and lines that cannot be relied on."""

from __future__ import annotations

from pathlib import Path

import pytest

from jourstod.domain.people import Board, Mandate, Station
from jourstod.reading.station_reader import read_station_file

TEXT = """\
station: Socialjouren
nämnder:
  söder:
    namn: Socialnämnden Söder
    telefon: 0701740650
    mottagning: Mottagning Söder
    bekräftad: 2026-11-01
  norr: { namn: Socialnämnden Norr }
mandat:
  - { person: Kim Ek, roll: ordförande, nämnd: söder, lagrum: lvu-6, från: 2026-01-01,
      till: 2026-12-31, telefon: "0701740651", källa: Protokoll 3 }
  - { person: Bo Al, roll: ledamot, nämnd: norr, lagrum: lvu-6, från: 2026-01-01, källa: P 4 }
"""


def read(tmp_path: Path, text: str) -> tuple[Station | None, list[str]]:
    path = tmp_path / "station.yaml"
    path.write_text(text, encoding="utf-8")
    station, findings = read_station_file(path)
    return station, [finding.rule for finding in findings]


def test_a_station_keeps_its_boards_and_mandates(tmp_path: Path) -> None:
    station, rules = read(tmp_path, TEXT)
    assert rules == []
    assert station == Station(
        "Socialjouren",
        (
            Board(
                "söder", "Socialnämnden Söder", "0701740650", "Mottagning Söder", "2026-11-01"
            ),
            Board("norr", "Socialnämnden Norr"),
        ),
        (
            Mandate(
                "Kim Ek", "ordförande", "söder", "lvu-6", "2026-01-01", "2026-12-31",
                "0701740651", "Protokoll 3",
            ),
            Mandate("Bo Al", "ledamot", "norr", "lvu-6", "2026-01-01", source="P 4"),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("nämnd: norr", "nämnd: väster", "okand-namnd"),
        ("roll: ledamot", "rol: ledamot", "okand-nyckel"),
        ("från: 2026-01-01, källa: P 4", "från: 1 januari, källa: P 4", "fel-datum"),
        (", källa: P 4", "", "saknad-nyckel"),
        (", källa: P 4", ", till: 2025-01-01, källa: P 4", "fel-datum"),
        ("- { person: Bo Al, roll: ledamot, nämnd: norr, lagrum: lvu-6, från: 2026-01-01, "
         "källa: P 4 }", "- Bo Al", "fel-slag-av-varde"),
    ],
)  # fmt: skip
def test_a_mandate_with_a_mistake_gives_nobody_a_right(
    tmp_path: Path, old: str, new: str, rule: str
) -> None:
    assert TEXT.count(old) == 1
    station, rules = read(tmp_path, TEXT.replace(old, new))
    assert rule in rules
    assert station is not None
    assert [mandate.person for mandate in station.mandates] == ["Kim Ek"]


def test_a_board_with_a_mistake_is_left_out(tmp_path: Path) -> None:
    station, rules = read(tmp_path, TEXT.replace("norr: { namn", "norr: { nam"))
    assert set(rules) == {"okand-nyckel", "saknad-nyckel"}
    assert station is not None
    assert [board.id for board in station.boards] == ["söder"]


@pytest.mark.parametrize(
    "text", ["", "- hej\n", "station: a\nstation: b\n", "språk: 2\nstation: a\n"]
)
def test_a_file_that_is_no_station_gives_none(tmp_path: Path, text: str) -> None:
    station, rules = read(tmp_path, text)
    assert station is None
    assert rules

"""Every night that is shipped with the routines is played, and the log of it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from jourstod.bootstrap import open_house, play_night
from jourstod.cli import main
from jourstod.reading.folder import shipped_routines

NIGHTS = sorted((shipped_routines() / "prov").glob("*.yaml"))


@pytest.mark.parametrize("night", NIGHTS, ids=lambda night: night.stem)
def test_the_night_goes_as_it_is_written_and_its_log_holds(night: Path, tmp_path: Path) -> None:
    numbers, failures = play_night(tmp_path, night)
    assert failures == []
    assert numbers
    assert main(["log", "verify", "--home", str(tmp_path)]) == 0


@pytest.mark.parametrize("night", NIGHTS, ids=lambda night: night.stem)
def test_the_night_played_again_writes_nothing(night: Path, tmp_path: Path) -> None:
    first = play_night(tmp_path, night)
    before = _lengths(tmp_path)
    assert play_night(tmp_path, night) == first
    assert _lengths(tmp_path) == before


@pytest.mark.parametrize("night", NIGHTS, ids=lambda night: night.stem)
def test_the_night_moved_to_yesterday_goes_the_same_way(night: Path, tmp_path: Path) -> None:
    """As the practice store gets it: other days, with other weekdays and red days."""
    numbers, failures = play_night(tmp_path, night, just_past=True)
    assert failures == []
    assert numbers


def _lengths(home: Path) -> dict[str, int]:
    house = open_house(home)
    try:
        heads = house.vault.log.heads()
        return {h.stream: h.seq for h in heads if not h.stream.startswith("access/")}
    finally:
        house.close()

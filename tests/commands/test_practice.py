"""Facts about the practice store: it is filled with the nights that are to be practised."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.commands.station import small_routines

from jourstod import bootstrap
from jourstod.reading.folder import shipped_routines
from jourstod.reading.night_reader import read_night_file

NIGHT = (
    "språk: 1\nprov: {name}\ntitel: En natt\nbörjar: 2026-11-23T22:40\nnämnd: Söder\n"
    "handläggare: AB\n{more}händelser:\n  - {{ kl: 22:41, nytt ärende: {{ alias: {name} }} }}\n"
)


def test_only_the_nights_to_be_practised_lie_in_a_new_practice_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    routines = small_routines(tmp_path / "routines")
    monkeypatch.setattr(bootstrap, "shipped_routines", lambda: routines)
    for name, more in (("maja", "övas: ja\n"), ("bo", ""), ("kim", "övas: nej\n")):
        path = routines / "prov" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(NIGHT.format(name=name, more=more), encoding="utf-8")
    house = bootstrap.open_practice_house(tmp_path / "home")
    try:
        assert [row.number for row in house.desk.board()] == ["ÖVN-2026-0001"]
        assert [house.desk.case(row.case).alias for row in house.desk.board()] == ["maja"]
    finally:
        house.close()


def test_the_shipped_practice_is_a_night_and_not_a_year() -> None:
    nights = [read_night_file(path)[0] for path in (shipped_routines() / "prov").glob("*.yaml")]
    practised = [night.id for night in nights if night is not None and night.practised]
    assert 3 <= len(practised) <= 6

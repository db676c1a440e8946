"""Facts about the desk in memory: the station's routines and people, and nothing on the disk."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.commands.station import sharp_home
from tests.desk.sample import asked, open_child, reply

from jourstod import bootstrap
from jourstod.desk.preview import begin
from jourstod.domain.errors import JourError, NoSuchBundle
from jourstod.domain.mode import PRACTICE, SHARP
from jourstod.domain.people import Handler


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return sharp_home(tmp_path, monkeypatch)


def on_the_disk(home: Path) -> dict[str, str]:
    """Every file but the one where readers of the database say that they are there."""
    files = (p for p in home.rglob("*") if p.is_file() and not p.name.endswith("-shm"))
    return {str(p.relative_to(home)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def test_a_routine_is_walked_and_not_a_byte_of_the_station_changes(home: Path) -> None:
    house = bootstrap.open_house(home, Handler("AB", "Anna Berg"))
    try:
        id = open_child(house.desk)
        before = on_the_disk(home)
        sandbox = house.sandbox()
        made = begin(sandbox, "barn")
        assert asked(sandbox, made) == ["hot"]
        reply(sandbox, made, "hot", "lågt")
        assert asked(sandbox, made) == ["skydd"]
        sandbox.notebook.save("visit:x", "halvt")
        assert on_the_disk(home) == before
        assert [row.case for row in house.desk.board()] == [id]
        assert (sandbox.mode, house.desk.mode) == (PRACTICE, SHARP)
        assert sandbox.station == house.desk.station
    finally:
        house.close()


def test_a_version_of_the_store_is_walked_by_its_own_words(home: Path) -> None:
    house = bootstrap.open_house(home, Handler("AB", "Anna Berg"))
    try:
        old = house.desk.case(open_child(house.desk)).bundle
        path = home.parent / "routines" / "inkommande.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("i fara just nu", "i fara nu"), encoding="utf-8")
        sandbox = house.sandbox(old)
        case = sandbox.case(begin(sandbox, "inkommande"))
        assert sandbox.book(case).step("inkommande", "fara").text == "Är någon i fara just nu?"
        with pytest.raises(NoSuchBundle):
            house.sandbox("f" * 64)
        with pytest.raises(JourError, match="finns inte i den versionen"):
            begin(sandbox, "nytt")
    finally:
        house.close()

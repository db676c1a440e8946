"""A store that is not encrypted says so to everybody; practice never does."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.commands.sealed import WORDS, cheaply, phrase_file, signed_in
from tests.commands.station import at_the_desk, sharp_home
from tests.desk.sample import open_child

from jourstod import settings
from jourstod.bootstrap import PRACTISING, open_house
from jourstod.cli import main
from jourstod.domain.people import Handler, Role
from jourstod.wording import NOT_SEALED


def test_a_store_in_clear_text_reminds_everybody_until_it_is_sealed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cheaply(monkeypatch)
    home = sharp_home(tmp_path, monkeypatch)
    with at_the_desk(home) as desk:
        open_child(desk)
    for role in (Role.DUTY_OFFICER, Role.TEAM_LEADER, Role.RECEPTION):
        with at_the_desk(home, Handler("X", "X", role)) as desk:
            assert desk.routine_notices().count(NOT_SEALED) == 1
    for form in ([], ["--json"]):
        main(["doctor", "--home", str(home), *form])
        assert NOT_SEALED in capsys.readouterr().out, form
    new = ("--new-passphrase-file", str(phrase_file(tmp_path, WORDS)))
    assert main(["store", "encrypt", "--home", str(home), *new]) == 0
    with signed_in(home) as desk:
        assert NOT_SEALED not in desk.routine_notices()
    capsys.readouterr()
    main(["doctor", "--home", str(home)])
    assert NOT_SEALED not in capsys.readouterr().out


def test_practice_is_not_nagged(tmp_path: Path) -> None:
    house = open_house(tmp_path / "ov", PRACTISING, practice=True)
    try:
        assert house.desk.begun
        assert NOT_SEALED not in house.desk.routine_notices()
    finally:
        house.close()


def test_a_store_in_a_database_is_told_how_it_is_encrypted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    monkeypatch.setattr("jourstod.commands.encrypting.lock_of", lambda home: None)
    settings.remember_database(home, "postgresql:///x")
    new = ("--new-passphrase-file", str(phrase_file(tmp_path, WORDS)))
    assert main(["store", "encrypt", "--home", str(home), "--as", "AB", *new]) == 5
    assert "flytta den till en ny databas" in capsys.readouterr().err

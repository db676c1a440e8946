"""Facts about commands and the access log: which command it was, where, and what it let out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.commands.sealed import sealed_home
from tests.commands.station import at_the_desk, sharp_home
from tests.desk.sample import open_child
from tests.vault.at_the_door import ANNA, OTHER_PHRASE, PHRASE

from jourstod.bootstrap import House, open_house
from jourstod.cli import main
from jourstod.commands import exporting, permission
from jourstod.desk import rows
from jourstod.domain.errors import NoRight
from jourstod.domain.events.access import AccessMade
from jourstod.domain.events.accounts import SignInFailed
from jourstod.domain.people import Handler, Role
from jourstod.store.seal import PlainCodec
from jourstod.vault.diary import Diary


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = sharp_home(tmp_path, monkeypatch)
    with at_the_desk(home) as desk:
        open_child(desk)
    monkeypatch.setattr(exporting, "at_a_terminal", lambda: True)
    monkeypatch.setattr(permission, "terminal", lambda: "/dev/pts/7")
    return home


def made(home: Path) -> list[AccessMade]:
    with at_the_desk(home) as desk:
        streams = sorted(
            head.stream for head in desk._vault.log.heads() if head.stream.startswith("access/")
        )
        entries = [e for s in streams for e in rows.unseal(PlainCodec(), desk._vault.log.read(s))]
    return [entry.event for entry in entries if isinstance(entry.event, AccessMade)]


def number(home: Path) -> str:
    with at_the_desk(home) as desk:
        return desk.board()[0].number


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    home, _ = sealed_home(tmp_path, monkeypatch)
    opened = open_house(home, sign_in=lambda door: door.sign_in("AB", PHRASE))
    yield opened
    opened.close()


def test_whoever_sits_down_in_a_sealed_store_has_the_role_of_the_account(house: House) -> None:
    desk = house.seat(Handler("AB", "Anna Berg", Role.AUDITOR))
    assert desk.handler.role is Role.TEAM_LEADER
    assert desk.handler.name == ANNA.name


def test_nobody_sits_down_in_a_sealed_store_without_signing_in(house: House) -> None:
    with pytest.raises(NoRight, match="CD är inte inloggad"):
        house.seat(Handler("CD", "Carl Dahl", Role.TEAM_LEADER))


def test_a_locked_screen_asks_the_accounts_and_a_wrong_try_is_logged(house: House) -> None:
    house.ask_again("AB", PHRASE)
    with pytest.raises(NoRight, match="Fel signatur eller lösenfras"):
        house.ask_again("AB", OTHER_PHRASE)
    diary = Diary(house.vault.log, PlainCodec(), house.front.clock)
    assert isinstance(diary.entries()[-1].event, SignInFailed)


def test_the_log_of_a_case_that_is_shown_stands_as_exported(home: Path) -> None:
    shown = number(home)
    assert main(["log", "show", shown, "--home", str(home)]) == 0
    assert [(e.number, e.about) for e in made(home) if e.deed == "exported"] == [(shown, "loggen")]


def test_a_case_that_becomes_a_night_stands_as_exported(home: Path) -> None:
    shown = number(home)
    assert main(["log", "scenario", shown, "--home", str(home)]) == 5  # it is open: not written
    told = [(e.number, e.about) for e in made(home) if e.deed == "exported"]
    assert told == [(shown, "skriven natt")]


def test_clocks_as_a_calendar_stand_as_exported(home: Path, tmp_path: Path) -> None:
    with at_the_desk(home) as desk:
        open_child(desk, ("fara", "ja"), ("åldersgrupp", "barn"))
    file = str(tmp_path / "klockor.ics")
    assert main(["clocks", "--ics", file, "--clear", "Till kalendern.", "--home", str(home)]) == 0
    assert "klockor som kalenderfil" in [e.about for e in made(home) if e.deed == "exported"]


def test_the_list_of_what_is_to_be_erased_stands_as_counted(home: Path) -> None:
    assert main(["gallring", "list", "--home", str(home), "--role", "arbetsledare"]) == 0
    assert "gallring" in [e.about for e in made(home) if e.deed == "counted"]


def test_receipts_that_are_read_stand_there_as_receipts(home: Path) -> None:
    shown = number(home)
    assert main(["report", shown, "--receipts", "--home", str(home)]) == 0
    assert [e.number for e in made(home) if e.about == "kvittenser"] == [shown]


def test_an_access_says_by_which_command_and_where(home: Path) -> None:
    shown = number(home)
    assert main(["report", shown, "--home", str(home), "--as", "CD"]) == 0
    told = {(e.through, e.terminal) for e in made(home) if e.number == shown and e.through}
    assert told == {("jourstod report", "/dev/pts/7")}

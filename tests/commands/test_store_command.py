"""Facts about `jourstod store`: a database made ready, joined, used, and a store moved to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from psycopg import Connection
from tests.commands.sealed import WORDS, phrase_file, sealed_home, signed_in
from tests.commands.station import at_the_desk, sharp_home
from tests.desk.sample import open_child
from tests.store.pg_proxy import Cable
from tests.store.pg_server import MISSING, Server, emptied, programs, running_server
from tests.vault.at_the_door import CARL, OTHER_PHRASE, PHRASE
from tests.vault.at_the_door import DRIFT as KEEPER

from jourstod import settings
from jourstod.cli import main
from jourstod.commands.passphrases import FILE_VARIABLE
from jourstod.desk.command import new_command
from jourstod.domain.errors import NoRight
from jourstod.domain.secret import Secret
from jourstod.safekeeping import doorway
from jourstod.store.postgres import PostgresVault
from jourstod.store.postgres_door import connected

DRIFT = ("--role", "drift")

pytestmark = pytest.mark.skipif(programs() is None, reason=MISSING)


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    with running_server(fsync="off") as server:
        yield server


@pytest.fixture
def server(running: Server) -> Server:
    emptied(running)
    return running


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return sharp_home(tmp_path, monkeypatch)


def test_a_store_is_moved_with_every_case_and_the_desk_goes_on_in_the_database(
    home: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    with at_the_desk(home) as desk:
        id = open_child(desk)
        desk.acts.note(id, "före flytten", new_command())
        before, number = desk.case(id).entries, desk.case(id).number
    assert main(["store", "move", server.address("station"), "--home", str(home), *DRIFT]) == 0
    assert "Varje kedja är kontrollerad på båda sidor" in capsys.readouterr().out
    assert not [*home.glob("jourstod.db*")] and (home / "jourstod-flyttad.db").exists()
    with at_the_desk(home) as desk:
        assert desk.case(id).entries == before
        assert desk.find(number) == id
        assert [row.case for row in desk.board()] == [id]
        desk.acts.note(id, "efter flytten", new_command())
    vault = PostgresVault(server.address("station"))
    head = vault.log.head(f"case/{id}")
    vault.close()
    assert head is not None and head.seq == len(before) + 1
    assert main(["log", "verify", "--home", str(home)]) == 0
    assert "Loggen håller" in capsys.readouterr().out


def test_a_sealed_store_moves_with_its_accounts_and_keys_and_its_people_sign_in_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    home, _ = sealed_home(tmp_path, monkeypatch)
    monkeypatch.setenv(FILE_VARIABLE, str(phrase_file(tmp_path, WORDS)))
    with signed_in(home) as desk:
        id = open_child(desk)
        desk.acts.note(id, "hemligt före flytten", new_command())
        before = desk.case(id).entries
    assert main(["store", "move", server.address("station"), "--home", str(home)]) == 0
    with signed_in(home) as desk:
        assert desk.case(id).entries == before
        desk.acts.note(id, "hemligt efter flytten", new_command())
    with connected(server.address()) as db:
        found = db.execute("SELECT sealed FROM jourstod.event").fetchall()
        found += db.execute("SELECT sealed FROM jourstod.summary").fetchall()
    assert len(found) > len(before)
    assert not any(b"hemligt" in bytes(sealed) or b"Maja" in bytes(sealed) for (sealed,) in found)
    with pytest.raises(NoRight), signed_in(home, phrase=Secret(b"en helt annan fras om en katt")):
        pass


def test_a_sealed_station_goes_on_alone_and_what_it_keeps_is_sealed_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    home, _ = sealed_home(tmp_path, monkeypatch)
    monkeypatch.setenv(FILE_VARIABLE, str(phrase_file(tmp_path, WORDS)))
    with signed_in(home) as desk:
        open_child(desk)
    assert main(["store", "move", server.address("station"), "--home", str(home)]) == 0
    cable = Cable(server.socket)
    settings.remember_database(home, server.address("station", cable.host))
    try:
        with signed_in(home) as desk:
            [row] = desk.board()
            desk.case(row.case)
            cable.pull()
            desk.acts.note(row.case, "hemligt i mörkret", new_command())
            assert desk.unshared == 1
            desk.notebook.save("visit:x", "en halv mening i mörkret")
            assert desk.notebook.text("visit:x") == "en halv mening i mörkret"
            files = [path for path in home.rglob("*") if path.is_file()]
            assert not any("mörkret".encode() in path.read_bytes() for path in files)
            cable.cut = ""
            give_up = monotonic() + 60
            while desk.unshared and monotonic() < give_up:
                desk.case(row.case)
                sleep(0.05)
            assert desk.unshared == 0
    finally:
        cable.close()
    settings.remember_database(home, server.address("station"))
    with signed_in(home) as desk:
        assert "hemligt i mörkret" in str(desk.case(row.case).entries[-1].event)


def test_a_sealed_database_is_used_from_a_new_home_only_by_its_own_keepers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    home, _ = sealed_home(tmp_path, monkeypatch)
    monkeypatch.setenv(FILE_VARIABLE, str(phrase_file(tmp_path, WORDS)))
    with doorway(home) as door:
        safe = door.sign_in("AB", PHRASE).safe
        assert safe is not None
        for person in (CARL, KEEPER):
            safe.add(person, OTHER_PHRASE)
    address = server.address("station")
    assert main(["store", "move", address, "--home", str(home)]) == 0
    fresh = tmp_path / "en-till"
    monkeypatch.setenv(FILE_VARIABLE, str(phrase_file(tmp_path, OTHER_PHRASE.reveal().decode())))
    assert main(["store", "use", address, "--home", str(fresh), "--as", "CD"]) == 7
    assert settings.database_of(fresh) == ""
    assert main(["store", "use", address, "--home", str(fresh), "--as", "DR", *DRIFT]) == 0
    assert settings.database_of(fresh) == address


def test_a_move_that_was_cut_off_before_the_stations_turned_is_made_again(
    home: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_the_desk(home) as desk:
        open_child(desk)
    with monkeypatch.context() as cut:
        cut.setattr(settings, "remember_database", _killed)
        with pytest.raises(KeyboardInterrupt):
            _killed_main(["store", "move", server.address("station"), "--home", str(home), *DRIFT])
    assert (home / "jourstod.db").exists() and settings.database_of(home) == ""
    assert main(["store", "move", server.address("station"), "--home", str(home), *DRIFT]) == 0
    assert settings.database_of(home) == server.address("station")


def test_a_broken_log_is_not_moved_and_nothing_is_written(
    home: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    with at_the_desk(home) as desk:
        open_child(desk)
    with sqlite3.connect(home / "jourstod.db") as db:
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type='trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        db.execute("UPDATE event SET sealed = x'7b7d' WHERE rowid = 3")
    assert main(["store", "move", server.address("station"), "--home", str(home), *DRIFT]) == 3
    assert "Loggen är bruten" in capsys.readouterr().err
    assert _rows(server) == 0 and (home / "jourstod.db").exists()
    assert settings.database_of(home) == ""


def test_a_database_that_has_other_logs_is_left_as_it_is(
    home: Path, server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with at_the_desk(home) as desk:
        open_child(desk)
    assert main(["store", "move", server.address("station"), "--home", str(home), *DRIFT]) == 0
    stored = _rows(server)
    second = tmp_path / "second"
    settings.set_up(second, settings.FirstStart("CD", "Cia Dahl", "Jouren Väst", ("Söder",)))
    with at_the_desk(second, "CD") as desk:
        open_child(desk)
    assert main(["store", "move", server.address("station"), "--home", str(second), *DRIFT]) == 6
    assert "har redan andra loggar" in capsys.readouterr().err
    assert _rows(server) == stored and (second / "jourstod.db").exists()


def test_a_fresh_station_uses_the_database_and_one_with_a_store_moves_it_first(
    home: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["store", "use", server.address("station"), "--home", str(home), *DRIFT]) == 0
    with at_the_desk(home) as desk:
        open_child(desk)
    assert not (home / "jourstod.db").exists() and _rows(server) > 0
    (home / settings.DATABASE_FILE).unlink()
    with at_the_desk(home) as desk:
        open_child(desk)
    assert main(["store", "use", server.address("station"), "--home", str(home), *DRIFT]) == 6
    assert "store move" in capsys.readouterr().err


def test_tables_are_made_and_a_role_joined_from_the_command_line(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    with connected(server.address()) as db:
        db.execute("DROP DATABASE IF EXISTS ny")
        db.execute("CREATE DATABASE ny")
        _fresh_role(db)
    owner = server.address() + " dbname=ny"
    station = server.address("station_c") + " dbname=ny"
    assert main(["store", "prepare", owner]) == 0
    assert main(["store", "prepare", owner]) == 0
    assert "fanns redan" in capsys.readouterr().out
    assert main(["store", "prepare", station]) == 6
    assert "släpper inte in" in capsys.readouterr().err
    assert main(["store", "join", "station_c", "jour-c", owner, "--board", "Söder"]) == 0
    assert "ser Söder" in capsys.readouterr().out
    PostgresVault(station).close()
    assert main(["store", "join", "station_c", "jour-d", station]) == 6
    assert "släpper inte in" in capsys.readouterr().err


def test_an_address_with_a_password_or_without_meaning_is_refused(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["store", "use", "postgresql://a:hemligt@db/x", "--home", str(home), *DRIFT]) == 2
    assert "lösenordsfil" in (said := capsys.readouterr().err) and "hemligt" not in said
    assert main(["store", "use", "vad som helst", "--home", str(home), *DRIFT]) == 6
    assert "ser ut så här" in capsys.readouterr().err


def test_practice_never_goes_to_the_shared_database(
    home: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["store", "use", server.address("station"), "--home", str(home), *DRIFT]) == 0
    night = Path("routines/prov/flicka-pa-hotell.yaml")
    assert main(["play", str(night), "--home", str(home)]) == 5
    assert "övningslager" in capsys.readouterr().err
    assert _rows(server) == 0


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def _killed_main(words: list[str]) -> None:
    if main(words) == 130:
        raise KeyboardInterrupt


def _rows(server: Server) -> int:
    with connected(server.address()) as db:
        ((count,),) = db.execute("SELECT count(*) FROM jourstod.event").fetchall()
        return int(count)


def _fresh_role(db: Connection) -> None:
    if not db.execute("SELECT 1 FROM pg_roles WHERE rolname = 'station_c'").fetchall():
        db.execute("CREATE ROLE station_c LOGIN")

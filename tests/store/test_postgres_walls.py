"""What the database itself refuses when a case is erased, and what it holds on to all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import LiteralString

import pytest
from psycopg import Connection
from psycopg.errors import InsufficientPrivilege, IntegrityError
from tests.store.pg_server import MISSING, TENANT, Server, emptied, programs, running_server
from tests.store.sealing import BOARD, TestClock, new_id, part, put, texts

from jourstod.desk.key_ports import DataKey
from jourstod.desk.open_diary import ERASURE
from jourstod.desk.ports import Append, Draft, Head, Mark, Row, Stored, Summary
from jourstod.domain.errors import LogBroken
from jourstod.store import moving, postgres_schema
from jourstod.store.batch import linked
from jourstod.store.postgres import PostgresVault
from jourstod.store.postgres_door import connected
from jourstod.store.postgres_erased import let_erase
from jourstod.store.postgres_erasing import PostgresEraser
from jourstod.store.postgres_rows import copy_rows
from jourstod.store.seal import PlainCodec
from jourstod.store.sqlite import SqliteVault

PLAIN = PlainCodec()
CASE, OTHER = "case/1", "case/2"
ASK = "SELECT jourstod.erase(%s, %s, %s, %s)"
pytestmark = pytest.mark.skipif(programs() is None, reason=MISSING)


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    # A server whose own file promises less than an answer needs.
    with running_server(fsync="off", synchronous_commit="off") as server:
        with connected(server.address()) as owner:
            let_erase(owner, "station")
        yield server


@pytest.fixture
def server(running: Server) -> Server:
    emptied(running)
    return running


@pytest.fixture
def vault(server: Server) -> Iterator[PostgresVault]:
    made = PostgresVault(server.address("station"), TestClock())
    yield made
    made.close()


def _head(vault: PostgresVault, stream: str) -> Head:
    head = vault.log.head(stream)
    assert head is not None
    return head


def _stone(vault: PostgresVault, stream: str = ERASURE, *words: str) -> Append:
    head = vault.log.head(stream)
    return part(PLAIN, stream, head.seq if head else 0, new_id(), *(words or ("gravsten",)))


def _written(db: Connection, vault: PostgresVault, stone: Append) -> str:
    """The tombstone put in the transaction that goes on; gives the id of its (first) event."""
    rows = linked([stone], {stone.stream: vault.log.head(stone.stream)}, TestClock()())
    copy_rows(db, rows)
    return rows[0].clear.event_id


def _erase(vault: PostgresVault, gone: Head, stone: Append) -> None:
    with vault.door.writing() as db:
        id = _written(db, vault, stone)
        db.execute(ASK, (gone.stream, gone.seq, gone.hash, id))


def test_what_is_acknowledged_is_on_disk_whatever_the_server_is_set_to(server: Server) -> None:
    with connected(server.address("station")) as db:
        assert db.execute("SHOW synchronous_commit").fetchall() == [("on",)]


def test_a_role_that_is_joined_anew_belongs_to_the_new_jour_alone(
    server: Server, vault: PostgresVault
) -> None:
    put(vault, PLAIN, CASE, 0, "hos oss")
    with connected(server.address()) as db:
        if not db.execute("SELECT 1 FROM pg_roles WHERE rolname = 'moving'").fetchall():
            db.execute("CREATE ROLE moving LOGIN")
        for tenant in (TENANT, "zz-jour"):
            postgres_schema.join(db, "moving", tenant, ("*",))
    moved = PostgresVault(server.address("moving"), TestClock())
    assert moved.door.tenant == "zz-jour"
    assert moved.log.read(CASE) == ()
    moved.close()


def test_nothing_that_belongs_to_a_jour_is_seen_or_written_from_another(
    server: Server, vault: PostgresVault
) -> None:
    put(vault, PLAIN, CASE, 0, "hos oss")
    vault.keys.begin("ring", ())
    vault.keys.add_data_key(DataKey(CASE, "id-1", "ring", b"lindad"))
    vault.drafts.save(Draft("v1", "AB", "k", b"min"))
    with connected(server.address()) as db:
        db.execute(
            "INSERT INTO jourstod.account VALUES (%s, 'AB', 'team_leader', '', '', 1, 1, 1, '', "
            "'', '', 0, '')",
            (TENANT,),
        )
        if not db.execute("SELECT 1 FROM pg_roles WHERE rolname = 'theirs'").fetchall():
            db.execute("CREATE ROLE theirs LOGIN")
        postgres_schema.join(db, "theirs", "jour-b", ("*",))
    with connected(server.address("theirs")) as db:
        for table in ("event", "draft", "ring", "account", "data_key"):
            query: LiteralString = "SELECT * FROM jourstod." + table
            assert db.execute(query).fetchall() == [], table
        db.execute("UPDATE jourstod.ring SET key_id = 'deras'")
        db.execute("DELETE FROM jourstod.account")
        with pytest.raises(InsufficientPrivilege):
            db.execute("INSERT INTO jourstod.draft VALUES (%s, 'AB', 'v9', 'k', '')", (TENANT,))
    assert vault.keys.station_key() == "ring"
    assert vault.keys.account("AB") is not None


@pytest.mark.parametrize("wrong", ["another hash", "another number", "no case"])
def test_the_database_erases_nothing_but_a_case_as_it_was_looked_at(
    vault: PostgresVault, wrong: str
) -> None:
    put(vault, PLAIN, CASE, 0, "ett", "två")
    put(vault, PLAIN, "station/1", 0, "pass")
    head = _head(vault, CASE)
    gone = {
        "another hash": Head(CASE, head.seq, bytes(32)),
        "another number": Head(CASE, 1, head.hash),
        "no case": _head(vault, "station/1"),
    }[wrong]
    with pytest.raises(IntegrityError):
        _erase(vault, gone, _stone(vault))
    assert texts(PLAIN, vault.log.read(CASE)) == ["ett", "två"]
    assert texts(PLAIN, vault.log.read("station/1")) == ["pass"]
    assert vault.log.head(ERASURE) is None


def test_a_role_erases_nothing_of_another_nämnd(server: Server, vault: PostgresVault) -> None:
    put(vault, PLAIN, CASE, 0, "nämndens")  # of BOARD
    head = _head(vault, CASE)
    with connected(server.address()) as db:
        if not db.execute("SELECT 1 FROM pg_roles WHERE rolname = 'narrow'").fetchall():
            db.execute("CREATE ROLE narrow LOGIN")
        postgres_schema.join(db, "narrow", TENANT, ("annan-nämnd", "gallring"))
        let_erase(db, "narrow")
    narrow = PostgresVault(server.address("narrow"), TestClock())
    stone = part(PLAIN, ERASURE, 0, new_id(), "gravsten")
    clear = [row.clear for row in stone.rows]
    assert clear[0].board == BOARD
    with pytest.raises(IntegrityError), narrow.door.writing() as db:
        # As the station writes it: the log of erasures belongs to no nämnd.
        db.execute(
            "INSERT INTO jourstod.event (stream, seq, board, event_id, command_id, key_id, prev, "
            "hash, sealed) VALUES (%s, 1, '', 'sten', 'c', 'klar', %s, %s, '')",
            (ERASURE, bytes(32), b"h" * 32),
        )
        db.execute(ASK, (head.stream, head.seq, head.hash, "sten"))
    narrow.close()
    assert texts(PLAIN, vault.log.read(CASE)) == ["nämndens"]


def test_a_tombstone_erases_once_and_only_as_the_last_event(vault: PostgresVault) -> None:
    for stream in (CASE, OTHER):
        put(vault, PLAIN, stream, 0, "ett")
    gone = _head(vault, CASE)
    with pytest.raises(IntegrityError):  # something else was written after it
        _erase(vault, gone, _stone(vault, ERASURE, "gravsten", "annat"))
    with pytest.raises(IntegrityError):  # an event of another log
        _erase(vault, gone, _stone(vault, OTHER, "ingen gravsten"))
    assert texts(PLAIN, vault.log.read(CASE)) == ["ett"]
    assert vault.log.head(ERASURE) is None
    _erase(vault, gone, _stone(vault))
    assert vault.log.head(CASE) is None
    assert texts(PLAIN, vault.log.read(OTHER)) == ["ett"]


def test_what_is_erased_leaves_neither_key_summary_draft_nor_mark(
    server: Server, vault: PostgresVault
) -> None:
    vault.keys.begin("ring", ())
    for stream in (CASE, OTHER):
        put(vault, PLAIN, stream, 0, "ett")
        vault.summaries.put([Summary(BOARD, stream, 1, False, "k", b"s")])
        vault.keys.add_data_key(DataKey(stream, f"id-{stream}", "ring", b"lindad"))
    id = "0a1b2c3d-0000-4000-8000-000000000001"
    put(vault, PLAIN, f"case/{id}", 0, "ett")
    vault.keys.add_data_key(DataKey(f"case/{id}", "id-3", "ring", b"lindad"))
    vault.summaries.put([Summary(BOARD, f"case/{id}", 1, False, "k", b"s")])
    vault.drafts.save(Draft(f"note:{id}", "AB", "k", b"halv"))
    vault.drafts.save(Draft("note:annat", "AB", "k", b"halv"))
    vault.marks.put(Mark(f"here/{id}", "AB", "k", b"x"), 600)
    eraser = PostgresEraser(server.address("station"), TestClock())
    stone = _stone(vault)
    outcome = eraser.erase(_head(vault, f"case/{id}"), stone, stone.rows[0].clear.command_id)
    assert isinstance(outcome, Stored)
    eraser.close()
    fresh = PostgresVault(server.address("station"), TestClock())
    wrapped = {key.stream: key.wrapped for key in fresh.keys.data_keys()}
    assert wrapped == {CASE: b"lindad", OTHER: b"lindad", f"case/{id}": b""}
    assert fresh.summaries.get(f"case/{id}") is None
    assert fresh.drafts.get(f"note:{id}", "AB") is None
    assert fresh.marks.at(f"here/{id}") == ()
    assert fresh.drafts.get("note:annat", "AB") is not None
    assert fresh.summaries.get(CASE) is not None
    fresh.close()


def test_what_looks_otherwise_in_the_database_is_found_before_the_stations_turn(
    vault: PostgresVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = SqliteVault(tmp_path / "jourstod.db", TestClock())
    put(source, PLAIN, CASE, 0, "ett", "två")
    turned: list[str] = []

    def otherwise(db: Connection, rows: Iterable[Row]) -> int:
        return copy_rows(db, [replace(row, sealed=row.sealed.upper()) for row in rows])

    monkeypatch.setattr(moving, "copy_rows", otherwise)
    with pytest.raises(LogBroken):
        moving.move(source, vault, lambda: turned.append("turned"))
    assert turned == []
    source.close()


def test_a_log_that_is_shorter_in_the_database_is_found_before_the_stations_turn(
    vault: PostgresVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = SqliteVault(tmp_path / "jourstod.db", TestClock())
    put(source, PLAIN, CASE, 0, "ett", "två")
    turned: list[str] = []
    monkeypatch.setattr(moving, "copy_rows", lambda db, rows: copy_rows(db, list(rows)[:-1]))
    with pytest.raises(LogBroken, match="ser inte likadan ut"):
        moving.move(source, vault, lambda: turned.append("turned"))
    assert turned == []
    source.close()

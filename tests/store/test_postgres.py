"""The PostgreSQL vault keeps every promise of the ports, and those of a server of many stations."""

from __future__ import annotations

import random
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from time import monotonic, sleep
from typing import Any, LiteralString

import pytest
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict
from psycopg.errors import InsufficientPrivilege, IntegrityError
from tests.store.contract import CASE, OTHER, StoreContract
from tests.store.keys_contract import KeysContract
from tests.store.pg_proxy import Cable
from tests.store.pg_server import MISSING, TENANT, Server, emptied, programs, running_server
from tests.store.pg_trials import answers_while_killed, cut_at_random
from tests.store.sealing import BOARD, TestClock, new_id, part, put, since, texts

from jourstod.desk.open_diary import ERASURE
from jourstod.desk.ports import (
    AlreadyStored,
    Append,
    Beside,
    Clear,
    Conflict,
    Draft,
    Mark,
    NewRow,
    Stored,
    Summary,
    Vault,
    WallClock,
)
from jourstod.domain.errors import StoreAway, StoreNewer
from jourstod.store import postgres_ear, postgres_schema
from jourstod.store.batch import linked
from jourstod.store.copying import copy_out
from jourstod.store.postgres import PostgresVault
from jourstod.store.postgres_arrays import Contents, Flags, Numbers, Packed, Texts
from jourstod.store.postgres_door import PostgresDoor, connected, guarded
from jourstod.store.postgres_erased import let_erase
from jourstod.store.postgres_erasing import PostgresEraser
from jourstod.store.postgres_rows import copy_rows
from jourstod.store.seal import PlainCodec

PLAIN = PlainCodec()
pytestmark = pytest.mark.skipif(programs() is None, reason=MISSING)


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    with running_server(fsync="off") as server:
        yield server


@pytest.fixture
def server(running: Server) -> Server:
    emptied(running)
    return running


class TestPostgresVault(StoreContract):
    @pytest.fixture
    def door(self, server: Server) -> Iterator[Callable[[WallClock], Vault]]:
        opened: list[Vault] = []

        def open_one(its_clock: WallClock) -> Vault:
            opened.append(PostgresVault(server.address("station"), its_clock))
            return opened[-1]

        yield open_one
        for vault in opened:
            vault.close()


class TestPostgresKeys(KeysContract):
    @pytest.fixture
    def door(self, server: Server) -> Iterator[Callable[[WallClock], Vault]]:
        opened: list[Vault] = []

        def open_one(its_clock: WallClock) -> Vault:
            opened.append(PostgresVault(server.address("station"), its_clock))
            return opened[-1]

        yield open_one
        for vault in opened:
            vault.close()


@pytest.fixture
def vault(server: Server) -> Iterator[PostgresVault]:
    made = PostgresVault(server.address("station"), TestClock())
    yield made
    made.close()


# --- what the database itself refuses, whoever writes to it


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE jourstod.event SET sealed = ''",
        "DELETE FROM jourstod.event",
        "TRUNCATE jourstod.event",
        "UPDATE jourstod.stream SET seq = 1",
        "DELETE FROM jourstod.stream",
        "DELETE FROM jourstod.bundle",
        "INSERT INTO jourstod.stream (tenant, name, board, seq, hash) VALUES "
        "('jour-a', 'case/9', '', 1, decode(repeat('00', 32), 'hex'))",
        "INSERT INTO jourstod.member VALUES ('station', 'jour-b', '*')",
        "SELECT * FROM jourstod.member",
        "DROP TABLE jourstod.event",
        "ALTER TABLE jourstod.event DISABLE TRIGGER ALL",
        "CREATE TABLE jourstod.mine (one integer)",
    ],
)
def test_the_role_of_a_station_only_adds_to_the_log_and_reads_it(
    server: Server, vault: PostgresVault, statement: LiteralString
) -> None:
    put(vault, PLAIN, CASE, 0, "ett", "två")
    vault.bundles.put("ab", b"rutiner")
    before = vault.log.read(CASE)
    with connected(server.address("station")) as db, pytest.raises(InsufficientPrivilege):
        db.execute(statement)
    assert vault.log.read(CASE) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE jourstod.event SET sealed = ''",
        "DELETE FROM jourstod.event",
        "TRUNCATE jourstod.event",
        "UPDATE jourstod.bundle SET content = ''",
        # A row that does not follow the head: a number too far, and another one before it.
        "INSERT INTO jourstod.event SELECT tenant, stream, 9, board, 'x', 'x', key_id, stored_at, "
        "hash, hash, sealed FROM jourstod.event WHERE seq = 2",
        "INSERT INTO jourstod.event SELECT tenant, stream, 3, board, 'x', 'x', key_id, stored_at, "
        "prev, hash, sealed FROM jourstod.event WHERE seq = 2",
        # A stream that begins with something before it.
        "INSERT INTO jourstod.event SELECT tenant, 'case/9', 1, board, 'x', 'x', key_id, "
        "stored_at, hash, hash, sealed FROM jourstod.event WHERE seq = 2",
    ],
)
def test_not_even_the_owner_changes_the_log_by_mistake(
    server: Server, vault: PostgresVault, statement: LiteralString
) -> None:
    put(vault, PLAIN, CASE, 0, "ett", "två")
    vault.bundles.put("ab", b"rutiner")
    with connected(server.address()) as db, pytest.raises(IntegrityError):
        db.execute(statement)
    assert texts(PLAIN, vault.log.read(CASE)) == ["ett", "två"]


def test_a_jour_sees_nothing_of_another_jour_in_the_same_database(
    server: Server, vault: PostgresVault
) -> None:
    _joined(server, "station_b", "jour-b", "*")
    other = PostgresVault(server.address("station_b"), TestClock())
    put(vault, PLAIN, CASE, 0, "hos oss")
    vault.drafts.save(Draft("v1", "anna", "k", b"min"))
    vault.marks.put(Mark("here/1", "a", "k", b"x"), 600)
    vault.bundles.put("ab", b"rutiner")
    vault.summaries.put([Summary(BOARD, CASE, 1, True, "k", b"s")])
    assert list(other.log.heads()) == [] and other.log.read(CASE) == ()
    assert other.drafts.get("v1", "anna") is None and other.marks.at("here/1") == ()
    assert other.bundles.ids() == () and other.summaries.open_ones() == ()
    # The same stream begins anew there, and neither is in the way of the other.
    put(other, PLAIN, CASE, 0, "hos dem")
    assert texts(PLAIN, vault.log.read(CASE)) == ["hos oss"]
    assert texts(PLAIN, other.log.read(CASE)) == ["hos dem"]
    assert vault.mark(b"x") != other.mark(b"x")
    with connected(server.address("station_b")) as db:
        for table in ("event", "stream", "summary", "draft", "mark", "bundle", "secret"):
            query: LiteralString = "SELECT tenant FROM jourstod." + table
            assert {tenant for (tenant,) in db.execute(query).fetchall()} <= {"jour-b"}
        with pytest.raises(InsufficientPrivilege):
            db.execute("INSERT INTO jourstod.draft VALUES ('jour-a', 'anna', 'v9', 'k', 'planted')")
    other.close()


def test_a_role_sees_only_the_rows_of_its_nämnder_and_of_the_station(
    server: Server, vault: PostgresVault
) -> None:
    _joined(server, "station_n", TENANT, "annan-nämnd")
    put(vault, PLAIN, CASE, 0, "nämndens")  # of BOARD
    vault.summaries.put([Summary(BOARD, CASE, 1, True, "k", b"s")])
    command = new_id()
    key_id, sealed = PLAIN.seal(b"pass", clear := Clear("", "station/1", 1, new_id(), command))
    vault.log.append([Append("station/1", 0, (NewRow(clear, key_id, sealed),))], command)
    narrow = PostgresVault(server.address("station_n"), TestClock())
    assert narrow.log.read(CASE) == () and narrow.summaries.open_ones() == ()
    assert [head.stream for head in narrow.log.heads()] == ["station/1"]
    with pytest.raises(StoreAway):
        put(narrow, PLAIN, "case/77", 0, "i en nämnd som inte är vår")
    assert vault.log.read("case/77") == ()
    narrow.close()


def test_a_role_that_belongs_nowhere_and_a_database_without_tables_are_refused(
    server: Server,
) -> None:
    with connected(server.address()) as db:
        _role(db, "stray")
        db.execute("GRANT jourstod_app TO stray")
        db.execute("DROP DATABASE IF EXISTS tom")
        db.execute("CREATE DATABASE tom")
    with pytest.raises(StoreAway, match="store join"):
        PostgresVault(server.address("stray"))
    with pytest.raises(StoreAway, match="store prepare"):
        PostgresVault(server.address("station") + " dbname=tom")
    with connected(server.address()) as db:
        db.execute("UPDATE jourstod.about SET format = 2")
        try:
            with pytest.raises(StoreNewer):
                PostgresVault(server.address("station"))
        finally:
            db.execute("UPDATE jourstod.about SET format = 1")


def test_tables_are_made_once_however_often_it_is_asked(server: Server) -> None:
    with connected(server.address()) as db:
        assert not postgres_schema.migrate(db)


def test_functions_of_an_older_program_are_replaced_when_the_tables_are_there(
    server: Server, vault: PostgresVault
) -> None:
    put(vault, PLAIN, CASE, 0, "ett")
    with connected(server.address()) as db:
        db.execute(
            "CREATE OR REPLACE FUNCTION jourstod.boards() RETURNS text[] LANGUAGE sql STABLE "
            "AS $$ SELECT '{ingen}'::text[] $$"
        )
        assert vault.log.read(CASE) == ()
        postgres_schema.migrate(db)
    assert texts(PLAIN, vault.log.read(CASE)) == ["ett"]


# --- how an answer is sent


@pytest.mark.parametrize(
    ("packed", "kind", "values"),
    [
        (Texts, "text[]", ["", "åäö", 'a"b\\{},', "NULL", "rad\nett"]),
        (Contents, "bytea[]", [b"", bytes(range(256)), b"\\x00"]),
        (Numbers, "bigint[]", [0, 1, -1, 2**63 - 1, -(2**63)]),
        (Flags, "boolean[]", [True, False]),
    ],
)
def test_a_packed_array_arrives_as_what_it_holds(
    server: Server, packed: type[Packed], kind: LiteralString, values: list[Any]
) -> None:
    with connected(server.address("station")) as db:
        for count in range(len(values) + 1):
            sent = packed(values[:count])
            found = db.execute("SELECT %s::" + kind, (sent,), binary=True).fetchall()
            assert found == [(values[:count],)]


# --- the address


@pytest.mark.parametrize(
    "where",
    [
        "postgresql://jour@db.example/jour?sslmode=require",
        "postgresql://jour@10.0.0.7/jour?sslmode=disable",
        "host=db.example user=jour sslmode=verify-ca",
        "host=localhost,db.example user=jour sslmode=prefer",
        "host=localhost hostaddr=10.0.0.7 user=jour sslmode=prefer",
    ],
)
def test_a_host_that_is_not_this_computer_needs_a_verified_certificate(where: str) -> None:
    with pytest.raises(StoreAway, match="verify-full") as refused:
        guarded(where)
    assert "jour@" not in refused.value.sentence and "10.0" not in refused.value.sentence


def test_full_verification_is_asked_for_where_the_address_says_nothing() -> None:
    asked = conninfo_to_dict(guarded("postgresql://jour@db.example/jour"))
    assert asked["sslmode"] == "verify-full"
    for here in ("host=/var/run/postgresql user=a", "postgresql://localhost/a", "user=a"):
        assert guarded(here) == here


def test_an_address_that_is_none_is_told_and_no_password_is_in_what_is_told() -> None:
    with pytest.raises(StoreAway, match="går inte att läsa"):
        guarded("hemligt lösenord=ja")
    secret = "".join(("hem", "lig", "t"))  # not in the line that a traceback quotes
    with pytest.raises(StoreAway) as away:
        PostgresVault(f"host=/nowhere user=a password={secret}", wait_ms=1000)
    assert secret not in "".join(traceback.format_exception(away.value))


# --- a cable that breaks


@pytest.fixture
def cable(server: Server) -> Iterator[Cable]:
    made = Cable(server.socket)
    yield made
    made.close()


def test_a_cut_before_or_after_the_commit_gives_exactly_one_event_each(
    server: Server, cable: Cable
) -> None:
    """Cut at random, ≥ 100 times each way: nothing lost, nothing doubled, nobody has to guess."""
    cuts = cut_at_random(server, cable, 100, random.Random(5))
    assert min(cuts.values()) >= 100


def test_an_answer_that_nobody_can_say_came_through_says_so_and_is_stored_once(
    server: Server, cable: Cable
) -> None:
    vault = PostgresVault(server.address("station", cable.host), TestClock(), wait_ms=1000)
    command = new_id()
    batch = [part(PLAIN, CASE, 0, command, "ett")]
    cable.arm("after", command.encode(), then_all=True)
    with pytest.raises(StoreAway):
        vault.log.append(batch, command)
    cable.cut = ""
    _wait_for(vault.ear.listening.is_set)
    assert isinstance(vault.log.append(batch, command), AlreadyStored)
    assert texts(PLAIN, vault.log.read(CASE)) == ["ett"]
    vault.close()


def test_what_is_asked_while_the_cable_is_cut_is_refused_and_works_when_it_is_back(
    server: Server, cable: Cable
) -> None:
    vault = PostgresVault(server.address("station", cable.host), TestClock(), wait_ms=1000)
    put(vault, PLAIN, CASE, 0, "ett")
    cable.pull()
    with pytest.raises(StoreAway, match="svarar inte"):
        put(vault, PLAIN, CASE, 1, "två")
    with pytest.raises(StoreAway):
        vault.log.read(CASE)
    cable.cut = ""
    _wait_for(vault.ear.listening.is_set)
    put(vault, PLAIN, CASE, 1, "två")
    assert texts(PLAIN, vault.log.read(CASE)) == ["ett", "två"]
    vault.close()


def test_a_stream_that_commits_late_is_seen_by_one_who_compares_heads(
    server: Server, vault: PostgresVault
) -> None:
    """Positions may commit out of order; heads have none, so nothing is missed for ever."""
    command = new_id()
    slow = PostgresVault(server.address("station"), TestClock())
    with slow.door.writing() as db:
        rows = linked([part(PLAIN, CASE, 0, command, "sen")], {CASE: None}, TestClock()())
        copy_rows(db, rows)
        put(vault, PLAIN, OTHER, 0, "snabb")
        seen = {head.stream: head.seq for head in vault.log.heads()}
    assert seen == {OTHER: 1}
    new = [head for head in vault.log.heads() if seen.get(head.stream, 0) < head.seq]
    assert [head.stream for head in new] == [CASE]
    slow.close()


# --- what others write is heard


@pytest.mark.parametrize("count", [1, 2, 170, 171, 1_000])
def test_topics_are_told_in_words_that_the_database_takes(count: int) -> None:
    topics = [f"case/{new_id()}" for _ in range(count)]
    told = postgres_ear.words(TENANT, topics)
    assert all(len(word.encode()) < 8_000 for word in told)
    assert all(word.startswith(TENANT + "\n") for word in told)
    assert [topic for word in told for topic in word.split("\n")[1:]] == topics
    assert len(told) == -(-count // 166)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A word for each time the database is asked; nothing that is kept grows old by itself."""
    monkeypatch.setattr(postgres_ear, "STALE", 1e9)
    asking, reading = [], PostgresDoor.reading

    def counted(self: PostgresDoor) -> AbstractContextManager[Connection]:
        asking.append("asked")
        return reading(self)

    monkeypatch.setattr(PostgresDoor, "reading", counted)
    return asking


def test_what_another_station_writes_is_heard_and_nobody_asks_for_it_meanwhile(
    server: Server, vault: PostgresVault, asked: list[str]
) -> None:
    other = PostgresVault(server.address("station"), TestClock())
    put(vault, PLAIN, CASE, 0, "ett")
    _wait_for(vault.ear.listening.is_set)

    def seen() -> tuple[int, int, int]:
        return (
            len(vault.log.read(CASE, 1)),
            len(vault.summaries.open_ones()),
            len(vault.marks.at("here/1")),
        )

    _wait_for(lambda: seen() == (0, 0, 0))
    _settled(asked, seen)
    for _ in range(50):
        assert seen() == (0, 0, 0)
    assert asked == []
    command = new_id()
    beside = Beside((Summary(BOARD, CASE, 2, True, "k", b"s"),))
    other.log.append([part(PLAIN, CASE, 1, command, "två")], command, beside)
    other.marks.put(Mark("here/1", "b", "k", b"x"), 600)
    _wait_for(lambda: seen() == (1, 1, 1))
    _settled(asked, seen)
    for _ in range(50):
        assert seen() == (1, 1, 1)
    assert asked == []
    other.marks.drop("here/1", "b")
    _wait_for(lambda: seen() == (1, 1, 0))
    other.close()


def test_a_mark_that_is_kept_ends_by_itself(server: Server, vault: PostgresVault) -> None:
    _wait_for(vault.ear.listening.is_set)
    vault.marks.put(Mark("here/1", "a", "k", b"x"), 0.4)
    assert len(vault.marks.at("here/1")) == 1
    _wait_for(lambda: vault.marks.at("here/1") == ())


def test_a_station_that_hears_nothing_asks_and_is_told_that_the_store_is_away(
    server: Server, cable: Cable, asked: list[str]
) -> None:
    vault = PostgresVault(server.address("station", cable.host), TestClock(), wait_ms=1000)
    other = PostgresVault(server.address("station"), TestClock())
    put(vault, PLAIN, CASE, 0, "ett")
    _wait_for(vault.ear.listening.is_set)
    assert vault.log.read(CASE, 1) == ()
    cable.pull()
    _wait_for(lambda: not vault.ear.listening.is_set())
    with pytest.raises(StoreAway):
        vault.log.read(CASE, 1)
    put(other, PLAIN, CASE, 1, "medan ingen hörde")
    cable.cut = ""
    _wait_for(vault.ear.listening.is_set)
    assert texts(PLAIN, vault.log.read(CASE, 1)) == ["medan ingen hörde"]
    vault.close()
    other.close()


def test_a_conflict_is_asked_anew_at_once_though_no_word_has_come(
    server: Server, vault: PostgresVault, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = PostgresVault(server.address("station"), TestClock())
    monkeypatch.setattr(other.ear, "tell", lambda topics: None)  # killed before the word was out
    put(vault, PLAIN, CASE, 0, "ett")
    _wait_for(vault.ear.listening.is_set)
    assert vault.log.read(CASE, 1) == ()
    put(other, PLAIN, CASE, 1, "hennes")
    assert since(put(vault, PLAIN, CASE, 1, "min"))
    assert texts(PLAIN, vault.log.read(CASE, 1)) == ["hennes"]
    other.close()


# --- a server that dies


def test_what_was_acknowledged_is_stored_when_the_server_is_killed_and_started_again() -> None:
    """Two stations answer while the server is killed, twice: acknowledged ⊆ stored, no doubles."""
    with running_server() as server:
        killed = answers_while_killed(server, stations=2, answers=150, kills=2)
    assert killed.acknowledged == 300 and killed.kills == 2


def _settled(asked: list[str], look: Callable[[], object]) -> None:
    """Wait until the words about what was written have all come."""

    def quiet() -> bool:
        asked.clear()
        sleep(0.1)
        look()
        return not asked

    _wait_for(quiet)


def _wait_for(true: Callable[[], bool]) -> None:
    give_up = monotonic() + 60
    while not true():
        assert monotonic() < give_up
        sleep(0.01)


def _joined(server: Server, role: LiteralString, tenant: str, *boards: str) -> None:
    with connected(server.address()) as db:
        _role(db, role)
        postgres_schema.join(db, role, tenant, boards)


def _role(db: Connection, role: LiteralString) -> None:
    if not db.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchall():
        db.execute("CREATE ROLE " + role + " LOGIN")


# --- erasing, and a copy of one moment


def _eraser(server: Server) -> PostgresEraser:
    with connected(server.address()) as owner:
        let_erase(owner, "station")
    return PostgresEraser(server.address("station"), TestClock())


def _tombstone(vault: PostgresVault) -> Append:
    head = vault.log.head(ERASURE)
    return part(PLAIN, ERASURE, head.seq if head else 0, new_id(), "gravsten")


def test_the_role_that_erases_removes_a_stream_with_its_tombstone(
    server: Server, vault: PostgresVault
) -> None:
    eraser = _eraser(server)
    put(vault, PLAIN, CASE, 0, "ett", "två")
    put(vault, PLAIN, OTHER, 0, "kvar")
    head = vault.log.head(CASE)
    assert head is not None
    stone = _tombstone(vault)
    command = stone.rows[0].clear.command_id
    assert isinstance(eraser.erase(head, stone, command), Stored)
    assert isinstance(eraser.erase(head, stone, command), AlreadyStored)
    assert vault.log.head(CASE) is None
    assert vault.log.read(CASE) == ()
    assert texts(PLAIN, vault.log.read(ERASURE)) == ["gravsten"]
    assert texts(PLAIN, vault.log.read(OTHER)) == ["kvar"]
    with pytest.raises(IntegrityError):
        put(vault, PLAIN, CASE, 0, "igen")
    eraser.close()


def test_a_head_that_moved_is_not_erased(server: Server, vault: PostgresVault) -> None:
    eraser = _eraser(server)
    put(vault, PLAIN, CASE, 0, "ett")
    head = vault.log.head(CASE)
    assert head is not None
    put(vault, PLAIN, CASE, 1, "två")
    stone = _tombstone(vault)
    assert isinstance(eraser.erase(head, stone, stone.rows[0].clear.command_id), Conflict)
    assert len(vault.log.read(CASE)) == 2
    assert vault.log.head(ERASURE) is None
    eraser.close()


def test_a_stations_role_cannot_erase_and_nobody_erases_by_an_older_tombstone(
    server: Server, vault: PostgresVault
) -> None:
    put(vault, PLAIN, CASE, 0, "ett")
    head = vault.log.head(CASE)
    assert head is not None
    stone = _tombstone(vault)
    vault.log.append([stone], stone.rows[0].clear.command_id)
    ask = "SELECT jourstod.erase(%s, %s, %s, %s)"
    values = (head.stream, head.seq, head.hash, stone.rows[0].clear.event_id)
    with connected(server.address()) as owner:
        owner.execute("REVOKE jourstod_gallring FROM station")
    with connected(server.address("station")) as db, pytest.raises(InsufficientPrivilege):
        db.execute(ask, values)
    eraser = _eraser(server)
    with connected(server.address("station")) as db, pytest.raises(IntegrityError):
        db.execute(ask, values)
    with connected(server.address("station")) as db, pytest.raises(InsufficientPrivilege):
        db.execute("INSERT INTO jourstod.erased VALUES ('a', 'b', 1, '', 'x')")
    assert vault.log.head(CASE) == head
    eraser.close()


def test_all_that_is_read_in_a_copy_is_of_one_moment(server: Server, vault: PostgresVault) -> None:
    put(vault, PLAIN, CASE, 0, "ett")
    other = PostgresVault(server.address("station"), TestClock())
    written: list[bytes] = []

    def write(content: bytes) -> None:
        if not written:
            put(other, PLAIN, CASE, 1, "under tiden")
        written.append(content)

    copied = copy_out(vault, dict, write)
    assert (copied.rows, len(other.log.read(CASE))) == (1, 2)
    other.close()

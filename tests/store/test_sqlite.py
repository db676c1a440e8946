"""The SQLite vault keeps every promise of the ports, and those of a file shared by processes."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import apsw
import pytest
from tests.store.appender import RACE
from tests.store.contract import CASE, OTHER, StoreContract
from tests.store.keys_contract import KeysContract
from tests.store.sealing import TestClock, new_id, part, put, stored, texts

from jourstod.desk.ports import Beside, Stored, Summary, Vault, WallClock
from jourstod.domain.errors import PracticeOnly, StoreAway, StoreNewer
from jourstod.store import sqlite, sqlite_beside
from jourstod.store.seal import PlainCodec, verify
from jourstod.store.sqlite import SqliteVault

ROOT = Path(__file__).parents[2]
PLAIN = PlainCodec()


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Callable[[WallClock], Vault]]:
    opened: list[Vault] = []

    def open_one(its_clock: WallClock) -> Vault:
        opened.append(SqliteVault(tmp_path / "jourstod.db", its_clock, wait_ms=30_000))
        return opened[-1]

    yield open_one
    for vault in opened:
        vault.close()


class TestSqliteVault(StoreContract):
    @pytest.fixture
    def door(self, door: Callable[[WallClock], Vault]) -> Callable[[WallClock], Vault]:
        return door


class TestSqliteKeys(KeysContract):
    @pytest.fixture
    def door(self, door: Callable[[WallClock], Vault]) -> Callable[[WallClock], Vault]:
        return door


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "jourstod.db"


@pytest.fixture
def vault(path: Path) -> Iterator[SqliteVault]:
    made = SqliteVault(path, TestClock(), wait_ms=50)
    yield made
    made.close()


def _python(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.appender", *words],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


# --- what the file itself refuses, whoever writes to it


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET sealed = x'00' WHERE seq = 2",
        "UPDATE event SET seq = 9 WHERE seq = 3",
        "DELETE FROM event WHERE seq = 3",
        "DELETE FROM event",
        # The last event again, and an earlier one, over the stored row.
        "REPLACE INTO event SELECT * FROM event WHERE seq = 3",
        "REPLACE INTO event SELECT * FROM event WHERE seq = 1",
        # A row that follows the head, but on the place of a stored row.
        "REPLACE INTO event (rowid, stream, seq, board, event_id, command_id, key_id, stored_at,"
        " prev, hash, sealed) SELECT 1, stream, 4, board, 'e', 'c', key_id, stored_at, hash,"
        " hash, sealed FROM event WHERE seq = 3",
        # A gap, and a row that does not name the hash before it.
        "INSERT INTO event SELECT stream, 5, board, 'e', 'c', key_id, stored_at, hash, hash,"
        " sealed FROM event WHERE seq = 3",
        "INSERT INTO event SELECT stream, 4, board, 'e', 'c', key_id, stored_at, prev, hash,"
        " sealed FROM event WHERE seq = 3",
        "UPDATE stream SET seq = 2",
        "UPDATE stream SET name = 'case/annat'",
        "UPDATE stream SET seq = 2, hash = (SELECT hash FROM event WHERE seq = 2)",
        "UPDATE stream SET seq = 4",
        "UPDATE stream SET no = 9, name = 'case/annat', seq = 4",
        "DELETE FROM stream",
        "INSERT INTO stream VALUES (9, 'case/ny', 4, zeroblob(32))",
        "REPLACE INTO stream SELECT no, name, 2, hash FROM stream",
        "UPDATE bundle SET content = x'00'",
        "DELETE FROM bundle",
        "REPLACE INTO bundle VALUES ('ab', x'00')",
    ],
)
def test_a_plain_connection_cannot_change_what_is_logged(
    vault: SqliteVault, path: Path, statement: str
) -> None:
    put(vault, PLAIN, CASE, 0, "ett", "två", "tre")
    vault.bundles.put("ab", b"rutiner")
    rows, heads = vault.log.read(CASE), vault.log.heads()
    # Without any of the pragmas of the program: the walls stand in the file.
    plain = apsw.Connection(str(path))
    plain.execute("PRAGMA recursive_triggers = OFF")
    with pytest.raises(apsw.ConstraintError):
        plain.execute(statement)
    plain.close()
    assert vault.log.read(CASE) == rows
    assert vault.log.heads() == heads
    assert vault.bundles.get("ab") == b"rutiner"


def test_every_connection_is_set_to_lose_nothing(vault: SqliteVault) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "temp_store": 2,
    }
    with vault._file.reading() as db:
        found = {name: db.execute(f"PRAGMA {name}").fetchall()[0][0] for name in wanted}
    assert found == wanted


@pytest.mark.parametrize(
    "statement",
    [
        sqlite._READ,
        sqlite._STORED_BY,
        sqlite._HEAD,
        sqlite_beside._SUMMARY + "WHERE open = 1 ORDER BY stream",
        sqlite_beside._SUMMARY + "WHERE stream = ?",
        sqlite_beside._DRAFT + "WHERE handler = ? ORDER BY place",
        sqlite_beside._DRAFT + "WHERE place = ? AND handler = ?",
        sqlite_beside.DROP_DRAFT,
    ],
)
def test_what_is_asked_often_is_found_by_index(vault: SqliteVault, statement: str) -> None:
    # The cost of one case must not grow with the number of cases.
    with vault._file.reading() as db:
        values = ("x",) * statement.count("?")
        plan = [str(row[3]) for row in db.execute("EXPLAIN QUERY PLAN " + statement, values)]
    assert plan
    full = [line for line in plan if "SCAN" in line and "summary_open" not in line]
    assert full == []
    assert not any("TEMP B-TREE" in line for line in plan)


@pytest.mark.parametrize(
    "statement",
    [
        sqlite._READ,
        sqlite._STORED_BY,
        sqlite._HEAD,
        sqlite_beside._DRAFT + "WHERE handler = ? ORDER BY place",
    ],
)
def test_what_is_asked_often_is_parsed_once(vault: SqliteVault, statement: str) -> None:
    parsed = []

    def authorized(*_: object) -> int:
        parsed.append("asked")  # SQLite asks while it parses, and only then
        return apsw.SQLITE_OK

    with vault._file.reading() as db:
        db.authorizer = authorized
        times = []
        for number in range(4):
            db.execute(statement, (str(number),) * statement.count("?")).fetchall()
            times.append(len(parsed))
    assert times[0] and times == times[:1] * 4


def test_the_board_reads_only_open_summaries(vault: SqliteVault) -> None:
    with vault._file.reading() as db:
        query = "EXPLAIN QUERY PLAN " + sqlite_beside._SUMMARY + "WHERE open = 1 ORDER BY stream"
        plan = " ".join(str(row[3]) for row in db.execute(query))
        indexes = {row[1]: row[4] for row in db.execute("PRAGMA index_list(summary)")}
    assert "summary_open" in plan
    assert indexes["summary_open"] == 1, "the index is partial: closed ones are not in it"


def test_a_bug_in_the_middle_of_a_write_undoes_all_of_it(vault: SqliteVault, path: Path) -> None:
    broken = Summary("n", CASE, 1, True, "klar", None)  # type: ignore[arg-type]
    command = new_id()
    with pytest.raises(apsw.ConstraintError):
        vault.log.append([part(PLAIN, CASE, 0, command, "ett")], command, Beside((broken,)))
    assert vault.log.read(CASE) == ()
    # And the next one, also from another door, is not kept waiting.
    colleague = SqliteVault(path, TestClock(), wait_ms=0)
    assert isinstance(put(colleague, PLAIN, CASE, 0, "ett"), Stored)
    colleague.close()


def test_a_refusal_carries_no_statement_and_no_values(vault: SqliteVault) -> None:
    vault.close()
    with pytest.raises(StoreAway) as away:
        put(vault, PLAIN, CASE, 0, "hemligt")
    shown = "".join(traceback.format_exception(away.value))
    assert "apsw" not in shown
    assert "hemligt" not in away.value.sentence


# --- files that are not, or not yet, or no longer ours


def test_a_newer_file_is_refused_and_left_alone(vault: SqliteVault, path: Path) -> None:
    put(vault, PLAIN, CASE, 0, "ett")
    vault.close()
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 2")
    newer.close()
    before = path.read_bytes()
    with pytest.raises(StoreNewer, match="format 2"):
        SqliteVault(path, TestClock())
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("kind", ["table", "version", "text", "id"])
def test_a_foreign_file_is_refused_and_left_alone(path: Path, kind: str) -> None:
    if kind == "text":
        path.write_text("En vanlig textfil. " * 100)
    else:
        foreign = sqlite3.connect(path)
        foreign.execute(
            {
                "table": "CREATE TABLE recept (namn)",
                "version": "PRAGMA user_version = 7",
                "id": "PRAGMA application_id = 77",
            }[kind]
        )
        foreign.close()
    before = path.read_bytes()
    with pytest.raises(StoreAway, match="inte ett lager för jourstöd") as refused:
        SqliteVault(path, TestClock())
    assert refused.value.exit_code == 6
    assert path.read_bytes() == before


def test_a_file_left_empty_by_a_killed_first_start_is_made_good(path: Path) -> None:
    # Killed after WAL was chosen, before the tables were there.
    begun = sqlite3.connect(path)
    begun.execute("PRAGMA journal_mode = WAL")
    begun.close()
    vault = SqliteVault(path, TestClock())
    assert texts(PLAIN, stored(put(vault, PLAIN, CASE, 0, "ett"))) == ["ett"]
    vault.close()


def test_a_damaged_file_is_told_of_and_not_written(vault: SqliteVault, path: Path) -> None:
    for seen in range(200):
        put(vault, PLAIN, CASE, seen, "x" * 500)
    vault.close()
    with path.open("r+b") as file:
        file.seek(2 * 4096)
        file.write(b"\xde\xad" * (path.stat().st_size // 2 - 3 * 2048))
    with pytest.raises(StoreAway, match="skadad"):
        damaged = SqliteVault(path, TestClock())
        damaged.log.read(CASE)


def test_a_removed_file_takes_no_more_answers(vault: SqliteVault, path: Path) -> None:
    put(vault, PLAIN, CASE, 0, "ett")
    for file in path.parent.iterdir():
        file.unlink()
    with pytest.raises(StoreAway, match="borttagen"):
        put(vault, PLAIN, CASE, 1, "två")


def test_a_folder_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(StoreAway, match="går inte att öppna"):
        SqliteVault(tmp_path / "saknas" / "jourstod.db", TestClock())


def test_a_closed_vault_says_so_and_may_be_closed_again(vault: SqliteVault) -> None:
    vault.close()
    vault.close()
    with pytest.raises(StoreAway, match="stängt"):
        vault.log.head(CASE)
    with pytest.raises(StoreAway, match="stängt"):
        put(vault, PLAIN, CASE, 0, "ett")


# --- sharp and practice


def test_practice_is_kept_in_the_file(path: Path) -> None:
    SqliteVault(path, TestClock(), practice=True).close()
    again = SqliteVault(path, TestClock())
    assert again.practice
    again.close()


def test_practice_never_opens_a_sharp_store_with_rows(vault: SqliteVault, path: Path) -> None:
    put(vault, PLAIN, CASE, 0, "ett")
    with pytest.raises(PracticeOnly):
        SqliteVault(path, TestClock(), practice=True)
    assert not vault.practice


def test_a_store_without_rows_can_still_become_practice(vault: SqliteVault, path: Path) -> None:
    SqliteVault(path, TestClock(), practice=True).close()
    assert vault.practice


# --- several processes


def test_a_writer_waits_for_another_and_then_says_that_it_is_busy(
    vault: SqliteVault, path: Path
) -> None:
    put(vault, PLAIN, CASE, 0, "ett")
    other = apsw.Connection(str(path))
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreAway, match=r"upptaget.*Inget sparades"):
        put(vault, PLAIN, CASE, 1, "två")
    # Reading goes on meanwhile.
    assert texts(PLAIN, vault.log.read(CASE)) == ["ett"]
    other.execute("ROLLBACK")
    assert isinstance(put(vault, PLAIN, CASE, 1, "två"), Stored)
    other.close()


def test_a_reader_in_the_middle_does_not_stop_a_writer(vault: SqliteVault, path: Path) -> None:
    put(vault, PLAIN, CASE, 0, "ett", "två")
    reader = apsw.Connection(str(path))
    half_read = reader.execute("SELECT seq FROM event")
    next(half_read)
    assert isinstance(put(vault, PLAIN, CASE, 2, "tre"), Stored)
    half_read.close()
    reader.close()


def test_processes_that_race_win_each_number_once(path: Path) -> None:
    racers, rounds = 4, 25
    # All of them make the file, too.
    crowd = [_python("race", str(path), str(rounds)) for _ in range(racers)]
    for one in crowd:
        assert one.stdout is not None and one.stdout.readline() == "ready\n"
    for one in crowd:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    won = [line.split() for one in crowd for line in one.communicate(timeout=60)[0].splitlines()]
    assert [one.returncode for one in crowd] == [0] * racers
    vault = SqliteVault(path, TestClock())
    rows = vault.log.read(RACE)
    vault.close()
    assert sorted((int(seq), event) for seq, event in won) == [
        (row.clear.seq, row.clear.event_id) for row in rows
    ]
    assert len(rows) == rounds
    assert verify(rows) is not None


def test_doors_that_open_a_new_file_at_once_all_get_in(tmp_path: Path) -> None:
    openers, rounds = 4, 40
    start = Barrier(openers)

    def open_all(_: int) -> int:
        for number in range(rounds):
            start.wait(30)
            SqliteVault(tmp_path / f"{number}.db", TestClock(), wait_ms=30_000).close()
        return rounds

    with ThreadPoolExecutor(openers) as pool:
        assert list(pool.map(open_all, range(openers))) == [rounds] * openers


def test_another_process_finds_what_this_one_wrote(vault: SqliteVault, path: Path) -> None:
    put(vault, PLAIN, RACE, 0, "mitt")
    racer = _python("race", str(path), "2")
    out, _ = racer.communicate("go\n", timeout=60)
    assert [line.split()[0] for line in out.splitlines()] == ["ready", "2"]
    assert [row.clear.seq for row in vault.log.read(RACE, 1)] == [2]


@pytest.mark.skipif(os.name == "nt", reason="rights are inherited from the profile there")
def test_the_write_ahead_log_takes_the_rights_of_the_file(path: Path) -> None:
    path.touch(mode=0o600)
    before = os.umask(0)
    try:
        vault = SqliteVault(path, TestClock())
        put(vault, PLAIN, OTHER, 0, "ett")
        modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    finally:
        os.umask(before)
    vault.close()
    assert modes == {path.name + end: 0o600 for end in ("", "-wal", "-shm")}

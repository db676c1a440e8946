"""People come and go and keys are changed, at several stations, and everything stays readable."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest
from tests.store.sealing import put, texts
from tests.vault.at_the_door import (
    ANNA,
    CARL,
    DRIFT,
    OTHER_PHRASE,
    PHRASE,
    Hall,
    Still,
    opened,
)

from jourstod.desk.marking import marked
from jourstod.domain.errors import JourError, NoRight, StoreAway
from jourstod.domain.events import accounts as ev
from jourstod.store.sqlite import SqliteVault
from jourstod.vault.own_account import WrongPassphrase
from jourstod.vault.safe import Safe

ROOT = Path(__file__).parents[2]
CASE = "case/1"


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    made = Hall(storage=SqliteVault(tmp_path / "jourstod.db", Still()))
    yield made
    made.vault.close()


@pytest.fixture
def safe(hall: Hall) -> Safe:
    return hall.begin()


def read(hall: Hall, safe: Safe, case: str = CASE) -> list[str]:
    return texts(safe.codec, hall.vault.log.read(case))


def test_those_with_an_account_are_listed_with_name_and_role(hall: Hall, safe: Safe) -> None:
    safe.add(CARL, OTHER_PHRASE)
    safe.add(DRIFT, OTHER_PHRASE)
    assert safe.people() == (ANNA, CARL, DRIFT)
    assert hall.told() == ["safe_made", "person_added", "person_added"]


def test_an_added_person_reads_what_was_written_before(hall: Hall, safe: Safe) -> None:
    put(hall.vault, safe.codec, CASE, 0, "ett")
    safe.add(CARL, OTHER_PHRASE)
    carl = opened(hall.door().sign_in("CD", OTHER_PHRASE))
    assert read(hall, carl) == ["ett"]
    put(hall.vault, carl.codec, CASE, 1, "två")
    assert read(hall, safe) == ["ett", "två"]


def test_nobody_gets_two_accounts_and_nobody_without_a_signature(safe: Safe) -> None:
    for person in (ANNA, type(ANNA)("", "Ingen")):
        with pytest.raises(JourError):
            safe.add(person, OTHER_PHRASE)


def test_a_removed_person_gets_nowhere_and_the_station_key_is_another(
    hall: Hall, safe: Safe
) -> None:
    safe.add(CARL, OTHER_PHRASE)
    carl = opened(hall.door().sign_in("CD", OTHER_PHRASE))
    put(hall.vault, safe.codec, CASE, 0, "ett")
    before = hall.vault.keys.station_key()
    safe.remove("CD")
    assert hall.vault.keys.station_key() != before
    with pytest.raises(WrongPassphrase):
        hall.door().sign_in("CD", OTHER_PHRASE)
    with pytest.raises(NoRight, match="Ditt konto är borttaget"):
        read(hall, carl)  # still sitting at another station
    with pytest.raises(NoRight, match="Ditt konto är borttaget"):
        put(hall.vault, carl.codec, "case/2", 0, "två")
    assert read(hall, safe) == ["ett"]
    assert ev.PersonRemoved("CD") in [entry.event for entry in hall.diary.entries()]


def test_nobody_removes_their_own_account(safe: Safe) -> None:
    with pytest.raises(JourError, match="sitt eget konto"):
        safe.remove("AB")
    with pytest.raises(JourError, match="XX har inget konto"):
        safe.remove("XX")


def test_a_changed_passphrase_opens_and_the_former_does_not(hall: Hall, safe: Safe) -> None:
    put(hall.vault, safe.codec, CASE, 0, "ett")
    with pytest.raises(WrongPassphrase):
        safe.change_passphrase(OTHER_PHRASE, OTHER_PHRASE)
    safe.change_passphrase(PHRASE, OTHER_PHRASE)
    with pytest.raises(WrongPassphrase):
        hall.door().sign_in("AB", PHRASE)
    assert read(hall, opened(hall.door().sign_in("AB", OTHER_PHRASE))) == ["ett"]
    assert "passphrase_changed" in hall.told()


def test_what_a_former_passphrase_locked_is_gone_from_the_file(
    hall: Hall, safe: Safe, tmp_path: Path
) -> None:
    former = hall.vault.keys.account("AB")
    assert former is not None
    assert former.locked in _files(tmp_path)
    safe.change_passphrase(PHRASE, OTHER_PHRASE)
    assert former.locked not in _files(tmp_path)


# --- rotation --------------------------------------------------------------------------


def test_everybody_reads_on_after_a_rotation_also_at_other_stations(hall: Hall, safe: Safe) -> None:
    safe.add(CARL, OTHER_PHRASE)
    carl = opened(hall.door().sign_in("CD", OTHER_PHRASE))
    for case in (CASE, "case/2"):
        put(hall.vault, safe.codec, case, 0, "ett")
    assert read(hall, carl) == ["ett"]
    assert safe.rotate() == 2
    put(hall.vault, carl.codec, "case/3", 0, "tre")  # a new key, by one who has the old one
    for who in (safe, carl, opened(hall.door().sign_in("CD", OTHER_PHRASE))):
        assert [read(hall, who, case) for case in (CASE, "case/2", "case/3")] == [
            ["ett"],
            ["ett"],
            ["tre"],
        ]
    assert hall.door().recover(hall.printed).people() == (ANNA, CARL)


def test_the_former_station_key_opens_nothing_that_is_left(
    hall: Hall, safe: Safe, tmp_path: Path
) -> None:
    put(hall.vault, safe.codec, CASE, 0, "ett")
    [before] = hall.vault.keys.data_keys()
    former = hall.vault.keys.accounts()
    safe.rotate()
    left = _files(tmp_path)
    assert before.wrapped not in left
    assert not [one for one in former if one.box in left or one.card in left]


def test_a_rotation_killed_at_any_moment_leaves_everything_readable(
    hall: Hall, safe: Safe, tmp_path: Path
) -> None:
    for number in range(200):
        put(hall.vault, safe.codec, f"case/{number}", 0, "ett")
    for wait in (0.0, 0.005, 0.01, 0.02, 0.04, 0.08):
        turning = subprocess.Popen(
            [sys.executable, "-m", "tests.vault.turning", str(tmp_path / "jourstod.db")],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        assert turning.stdout is not None
        assert turning.stdout.readline() == b"turning\n"
        _wait(wait)
        os.kill(turning.pid, signal.SIGKILL)
        turning.wait()
        turning.stdout.close()
        again = opened(hall.door().sign_in("AB", PHRASE))
        assert all(read(hall, again, f"case/{number}") == ["ett"] for number in range(200))
        assert {key.by for key in hall.vault.keys.data_keys()} == {hall.vault.keys.station_key()}
        assert hall.door().recover(hall.printed).people() == (ANNA,)


def test_a_rotation_that_cannot_be_written_changes_nothing(
    hall: Hall, safe: Safe, tmp_path: Path
) -> None:
    put(hall.vault, safe.codec, CASE, 0, "ett")
    before = hall.vault.keys.accounts(), hall.vault.keys.data_keys()
    hall.vault.close()
    db = apsw.Connection(str(tmp_path / "jourstod.db"))
    db.execute("CREATE TRIGGER full BEFORE UPDATE ON data_key BEGIN SELECT RAISE(ABORT, 'x'); END")
    db.close()
    hall.vault = SqliteVault(tmp_path / "jourstod.db", hall.clock)
    again = opened(hall.door().sign_in("AB", PHRASE))
    with pytest.raises(apsw.ConstraintError):
        again.rotate()
    assert (hall.vault.keys.accounts(), hall.vault.keys.data_keys()) == before
    assert read(hall, again) == ["ett"]


# --- keys ------------------------------------------------------------------------------


def test_a_destroyed_key_is_in_no_file_and_the_others_are(
    hall: Hall, safe: Safe, tmp_path: Path
) -> None:
    for number in range(300):
        put(hall.vault, safe.codec, f"case/{number}", 0, "ett")
    wrapped = {key.stream: key.wrapped for key in hall.vault.keys.data_keys()}
    gone = [f"case/{number}" for number in range(0, 300, 7)]
    for stream in gone:
        assert safe.destroy(stream)
    left = _files(tmp_path)
    assert [s for s in gone if wrapped[s] in left or wrapped[s][13:40] in left] == []
    assert [s for s in wrapped if s not in gone and wrapped[s] not in left] == []


def test_a_reader_that_holds_the_old_pages_makes_destruction_ask_to_be_done_again(
    hall: Hall, tmp_path: Path
) -> None:
    hall.vault.close()
    hall.vault = SqliteVault(tmp_path / "jourstod.db", hall.clock, wait_ms=20)
    safe = hall.begin()
    put(hall.vault, safe.codec, CASE, 0, "ett")
    [key] = hall.vault.keys.data_keys()
    reader = apsw.Connection(str(tmp_path / "jourstod.db"))
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM event").fetchall()
    with pytest.raises(StoreAway, match="Gör om det"):
        safe.destroy(CASE)
    reader.execute("COMMIT")
    reader.close()
    assert not safe.destroy(CASE)
    assert key.wrapped not in _files(tmp_path)


def test_a_swapped_or_damaged_key_is_told_and_opens_nothing(hall: Hall, tmp_path: Path) -> None:
    safe = hall.begin()
    for case in (CASE, "case/2"):
        put(hall.vault, safe.codec, case, 0, "ett")
    hall.vault.close()
    db = apsw.Connection(str(tmp_path / "jourstod.db"))
    db.execute(
        "UPDATE data_key SET wrapped = (SELECT wrapped FROM data_key WHERE stream = 'case/2') "
        "WHERE stream = 'case/1'"
    )
    db.close()
    hall.vault = SqliteVault(tmp_path / "jourstod.db", hall.clock)
    again = opened(hall.door().sign_in("AB", PHRASE))
    with pytest.raises(StoreAway, match="Nyckeln till case/1 är skadad eller utbytt"):
        read(hall, again)


def test_two_stations_that_begin_a_log_at_once_seal_with_one_key(hall: Hall, safe: Safe) -> None:
    other = opened(hall.door().sign_in("AB", PHRASE))
    from tests.store.sealing import new_id, part

    one, two = (part(who.codec, CASE, 0, new_id(), "ett") for who in (safe, other))
    assert one.rows[0].key_id == two.rows[0].key_id


def test_receipts_are_marked_with_a_key_that_outlives_rotation(hall: Hall, safe: Safe) -> None:
    mark = safe.mark(b"blad")
    assert mark == safe.mark(b"blad") != safe.mark(b"annat")
    safe.rotate()
    assert safe.mark(b"blad") == mark
    assert opened(hall.door().sign_in("AB", PHRASE)).mark(b"blad") == mark


def test_the_marks_of_a_store_without_a_safe_are_taken_over(safe: Safe) -> None:
    key = b"k" * 32
    safe.take_over_marks(key)
    assert safe.mark(b"blad") == marked(key, b"blad")


def _files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


def _wait(seconds: float) -> None:
    import time

    time.sleep(seconds)

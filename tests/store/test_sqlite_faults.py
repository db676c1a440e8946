"""What was acknowledged is stored and nothing is half-written, whatever a disk or a kill does."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest
from tests.store.appender import CASE
from tests.store.bad_disk import BadDisk, Night, held_to_promises
from tests.store.sealing import TestClock

from jourstod.desk.ports import Draft
from jourstod.domain.errors import StoreAway
from jourstod.store.seal import PlainCodec
from jourstod.store.sqlite import SqliteVault

ROOT = Path(__file__).parents[2]
PLAIN = PlainCodec()


@pytest.fixture(scope="module")
def disk() -> Iterator[BadDisk]:
    made = BadDisk()
    yield made
    made.unregister()


@pytest.mark.parametrize(
    ("counted", "failure", "how"),
    [
        ("write", apsw.FullError, "once"),
        ("write", apsw.FullError, "torn"),
        ("write", apsw.FullError, "lasting"),
        ("write", apsw.IOError, "torn"),
        ("sync", apsw.IOError, "once"),
        ("sync", apsw.IOError, "lasting"),
        ("read", apsw.IOError, "once"),
        ("size", apsw.IOError, "once"),
    ],
)
def test_a_fault_at_any_call_loses_nothing_acknowledged_and_the_next_answer_is_stored(
    tmp_path: Path, disk: BadDisk, counted: str, failure: type[apsw.Error], how: str
) -> None:
    at, refusals, hit = 0, 0, True
    while hit:
        at += 1
        path = tmp_path / f"{at}.db"
        night = Night(path, disk.name)
        night.answer()
        disk.arm(counted, at, failure, how)
        for _ in range(6):
            night.answer()
        disk.disarm()
        hit = disk.hit
        night.answer()
        assert night.retry is None, night.refused
        refusals += len(night.refused)
        # Also without a tidy close: the file as a kill would leave it is the file as it stands.
        answers = held_to_promises(path, night.acknowledged)
        assert answers == night.seen
        night.vault.close()
        assert held_to_promises(path, night.acknowledged) == answers
    assert at > 3
    assert refusals > 0


def test_a_full_disk_is_told_of_and_the_draft_stays(tmp_path: Path, disk: BadDisk) -> None:
    night = Night(tmp_path / "jourstod.db", disk.name)
    night.answer()
    draft = Draft("visit", "anna", "klar", b"text")
    night.vault.drafts.save(draft)
    disk.arm("write", 1, apsw.FullError, "lasting")
    night.answer()
    disk.disarm()
    assert len(night.refused) == 1
    assert night.refused[0].startswith("Disken är full. Inget sparades; svaret står kvar.")
    assert night.vault.drafts.get("visit", "anna") == draft
    night.answer()
    assert night.vault.drafts.get("visit", "anna") is None
    night.vault.close()


def test_a_file_that_may_not_grow_refuses_and_goes_on_when_it_may(tmp_path: Path) -> None:
    # The same through the system's own calls: a limit on the size of files.
    path = tmp_path / "jourstod.db"
    night = Night(path, "unix")
    with night.vault._file.reading() as db:
        db.wal_autocheckpoint(1000)
    night.answer()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    room = Path(f"{path}-wal").stat().st_size + 6000
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        night.answer()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert len(night.refused) == 1
    assert "Inget sparades; svaret står kvar." in night.refused[0]
    night.answer()
    assert night.retry is None
    assert held_to_promises(path, night.acknowledged) == 2
    night.vault.close()


def test_a_broken_disk_while_opening_is_told_of_and_the_next_start_works(
    tmp_path: Path, disk: BadDisk
) -> None:
    at, hit = 0, True
    while hit:
        at += 1
        path = tmp_path / f"{at}.db"
        disk.arm("write", at, apsw.FullError, "lasting")
        try:
            SqliteVault(path, TestClock(), vfs=disk.name).close()
        except StoreAway as away:
            assert "Disken är full" in away.sentence
        disk.disarm()
        hit = disk.hit
        night = Night(path, disk.name)
        night.answer()
        assert night.refused == []
        night.vault.close()
    assert at > 3


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_killed_process_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "jourstod.db"
    last_stored = 0
    for round_number in range(10):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.store.appender", "loop", str(path)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        # It goes on while we read: where the kill falls is left to chance.
        heard = [process.stdout.readline() for _ in range(1 + 7 * round_number)]
        process.send_signal(signal.SIGKILL)
        said = [line.split() for line in [*heard, *process.stdout.read().splitlines()]]
        process.wait()
        vault = SqliteVault(path, TestClock())
        rows = vault.log.read(CASE)
        stored = {row.clear.seq: row.hash.hex() for row in rows}
        for words in said:
            match words:
                case ["stored", seq, digest]:
                    assert stored[int(seq)] == digest
        # A draft that was saved and not yet answered is there; an answered one is not.
        draft = vault.drafts.get("visit", "anna")
        drafts_said = [int(words[1]) for words in said if words[0] == "draft" and len(words) == 2]
        if drafts_said and drafts_said[-1] > len(rows):
            assert draft is not None and int(draft.sealed) == drafts_said[-1]
        if draft is not None:
            assert int(draft.sealed) == len(rows) + 1
        vault.close()
        assert held_to_promises(path, [row.clear.event_id for row in rows]) >= last_stored
        last_stored = len(rows)
    assert last_stored > 10

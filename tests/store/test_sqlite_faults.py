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
from tests.store.appender import CASE, STATION
from tests.store.sealing import BOARD, TestClock, new_id, part

from jourstod.desk.ports import AlreadyStored, Append, Beside, Draft, Stored, Summary
from jourstod.domain.errors import StoreAway
from jourstod.store.seal import PlainCodec, verify_stream
from jourstod.store.sqlite import SqliteVault

ROOT = Path(__file__).parents[2]
PLAIN = PlainCodec()


class BadDisk(apsw.VFS):
    """A disk that fails one call (or every one from there on), the n-th of those counted."""

    name = "bad-disk"

    def __init__(self) -> None:
        self.counted = ""
        self.left = 0
        self.failure: type[apsw.Error] = apsw.IOError
        self.lasting = False
        self.torn = False
        self.hit = False
        super().__init__(self.name, "")

    def arm(self, counted: str, at: int, failure: type[apsw.Error], how: str) -> None:
        self.counted, self.left, self.failure, self.hit = counted, at, failure, False
        self.lasting, self.torn = how == "lasting", how == "torn"

    def disarm(self) -> None:
        self.counted = ""

    def fails(self, call: str) -> bool:
        """Whether this call is to fail."""
        if call != self.counted:
            return False
        self.left -= 1
        failing = self.left == 0 or (self.lasting and self.left < 0)
        self.hit |= failing
        return failing

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        return BadFile(self, name, flags)

    def excepthook(self, etype: object, evalue: object, etraceback: object) -> bool:
        """Faults are meant: no traceback on standard error."""
        return True


class BadFile(apsw.VFSFile):
    def __init__(
        self, disk: BadDisk, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> None:
        super().__init__("", name, flags)
        self._disk = disk

    def xWrite(self, data: bytes, offset: int) -> None:
        if self._disk.fails("write"):
            if self._disk.torn:
                super().xWrite(data[: len(data) // 2], offset)
            raise self._disk.failure("a fault that was asked for")
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:
        if self._disk.fails("sync"):
            raise self._disk.failure("a fault that was asked for")
        super().xSync(flags)

    def xRead(self, amount: int, offset: int) -> bytes:
        if self._disk.fails("read"):
            raise self._disk.failure("a fault that was asked for")
        return super().xRead(amount, offset)

    def xFileSize(self) -> int:
        if self._disk.fails("size"):
            raise self._disk.failure("a fault that was asked for")
        return super().xFileSize()


@pytest.fixture(scope="module")
def disk() -> Iterator[BadDisk]:
    made = BadDisk()
    yield made
    made.unregister()


class Night:
    """A desk that appends to two streams at once, remembers what was acknowledged, and retries."""

    def __init__(self, path: Path, vfs: str) -> None:
        self.vault = SqliteVault(path, TestClock(), vfs=vfs)
        with self.vault._file.reading() as db:
            # A checkpoint every few commits, so that its writes fail, too. And a small cache.
            db.wal_autocheckpoint(6)
            db.execute("PRAGMA cache_size = 2").fetchall()
        self.seen = 0
        self.acknowledged: list[str] = []
        self.refused: list[str] = []
        self.retry: tuple[list[Append], str, Beside] | None = None

    def answer(self) -> None:
        batch, command, beside = self.retry or self._decide()
        self.retry = (batch, command, beside)
        try:
            outcome = self.vault.log.append(batch, command, beside)
        except StoreAway as away:
            self.refused.append(away.sentence)
            return
        assert isinstance(outcome, Stored | AlreadyStored)
        self.acknowledged += [row.clear.event_id for row in outcome.rows]
        self.retry = None
        self.seen += 1

    def _decide(self) -> tuple[list[Append], str, Beside]:
        command = new_id()
        batch = [
            part(PLAIN, CASE, self.seen, command, "x" * 5000),
            part(PLAIN, STATION, self.seen, command, "y"),
        ]
        summary = Summary(BOARD, CASE, self.seen + 1, True, "klar", command.encode())
        return batch, command, Beside((summary,), (("visit", "anna"),))


def _held_to_promises(path: Path, acknowledged: list[str]) -> int:
    """Open the file as a new process would, hold it to its promises; the number of answers."""
    vault = SqliteVault(path, TestClock())
    rows = {stream: vault.log.read(stream) for stream in (CASE, STATION)}
    stored = {row.clear.event_id for found in rows.values() for row in found}
    assert set(acknowledged) <= stored
    assert len(rows[CASE]) == len(rows[STATION])
    for head in vault.log.heads():
        assert verify_stream(vault.log, head) == head
    if rows[CASE]:
        summary = vault.summaries.get(CASE)
        assert summary is not None and summary.seq == len(rows[CASE])
    with vault._file.reading() as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    vault.close()
    return len(rows[CASE])


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
        answers = _held_to_promises(path, night.acknowledged)
        assert answers == night.seen
        night.vault.close()
        assert _held_to_promises(path, night.acknowledged) == answers
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
    assert _held_to_promises(path, night.acknowledged) == 2
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
        assert _held_to_promises(path, [row.clear.event_id for row in rows]) >= last_stored
        last_stored = len(rows)
    assert last_stored > 10

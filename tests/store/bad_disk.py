"""A disk that fails when it is told to, a night of answers on it, and what must hold after."""

from __future__ import annotations

from pathlib import Path

import apsw
from tests.store.appender import CASE, STATION
from tests.store.sealing import BOARD, TestClock, new_id, part

from jourstod.desk.ports import AlreadyStored, Append, Beside, Stored, Summary
from jourstod.domain.errors import StoreAway
from jourstod.store.seal import PlainCodec, verify_stream
from jourstod.store.sqlite import SqliteVault

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

    def xDelete(self, filename: str, syncdir: bool) -> None:
        if self.fails("delete"):
            raise self.failure("a fault that was asked for")
        super().xDelete(filename, syncdir)

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

    def xTruncate(self, newsize: int) -> None:
        if self._disk.fails("truncate"):
            raise self._disk.failure("a fault that was asked for")
        super().xTruncate(newsize)

    def xRead(self, amount: int, offset: int) -> bytes:
        if self._disk.fails("read"):
            raise self._disk.failure("a fault that was asked for")
        return super().xRead(amount, offset)

    def xFileSize(self) -> int:
        if self._disk.fails("size"):
            raise self._disk.failure("a fault that was asked for")
        return super().xFileSize()


class Night:
    """A desk that appends to two streams at once, remembers what was acknowledged, and retries."""

    def __init__(self, path: Path, vfs: str, pages: int = 6) -> None:
        self.vault = SqliteVault(path, TestClock(), vfs=vfs)
        with self.vault._file.reading() as db:
            # A checkpoint every few commits, so that its writes fail, too. And a small cache.
            db.wal_autocheckpoint(pages)
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


def held_to_promises(path: Path, acknowledged: list[str]) -> int:
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

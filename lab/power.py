"""The power goes, at every call there was: what was not synced is dropped, reordered or torn."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import apsw
from tests.store.bad_disk import Night, held_to_promises

from .outcome import Outcome, Size, Tally, say

SECTOR = 512
PAGES = 24
"""So many in the write-ahead log before a checkpoint: some answers lie there, some do not."""
WAYS = {
    "dropped": "Osynkat borta",
    "kept": "Osynkat kvar",
    "reordered": "Osynkat i annan ordning, en del borta",
    "torn": "Osynkat avrivet mitt i en skrivning",
    "scattered": "Osynkat kvar i vissa sektorer",
}
"""Ways to lose what was not synced, and how each is told."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call that changes the disk; `data` is what is written, `at` where or how long."""

    what: str
    file: str
    at: int = 0
    data: bytes = b""
    acknowledged: int = 0
    """How many answers had been told to be stored before it."""


@dataclass(slots=True)
class Kept:
    """A file as it is safely on the disk, and what was asked since it was synced."""

    safe: bytes = b""
    there: bool = False
    pending: list[Call] = field(default_factory=list)


class Watched(apsw.VFS):
    """A disk that does as it is told and writes down every call that changes something."""

    name = "watched-disk"

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.acknowledged = 0
        super().__init__(self.name, "")

    def tell(self, what: str, path: str, at: int = 0, data: bytes = b"") -> None:
        """Write a call down."""
        self.calls.append(Call(what, Path(path).name, at, data, self.acknowledged))

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        return WatchedFile(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.tell("delete", filename, int(syncdir))
        super().xDelete(filename, syncdir)


class WatchedFile(apsw.VFSFile):
    """A file on it."""

    def __init__(
        self, disk: Watched, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> None:
        super().__init__("", name, flags)
        self._disk = disk
        self._path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)

    def xWrite(self, data: bytes, offset: int) -> None:
        self._disk.tell("write", self._path, offset, bytes(data))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        self._disk.tell("truncate", self._path, newsize)
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        self._disk.tell("sync", self._path)
        super().xSync(flags)


def run(folder: Path, size: Size, loosened: str = "") -> Outcome:
    """Work once on a watched disk, then cut the power at each call in each way.

    `loosened` is a pragma that makes the store careless: then something must be lost.
    """
    disk = Watched()
    try:
        calls, acknowledged = _worked(folder / "work.db", disk, size, loosened)
    finally:
        disk.unregister()
    chance = random.Random(size.seed)
    tallies = {way: Tally(words) for way, words in WAYS.items()}
    for cut, files in enumerate(_cuts(calls)):
        if cut % 200 == 0:
            say(f"avbrott {cut} av {len(calls)}")
        known = acknowledged[: calls[cut].acknowledged if cut < len(calls) else None]
        for way in WAYS:
            image = folder / "image"
            _lay(files, way, chance, image)
            tallies[way].attempt(
                lambda image=image, known=known: _held(image, known),  # type: ignore[misc]
                f"anrop {cut} ({calls[cut].what if cut < len(calls) else 'slut'})",
            )
    kinds = {kind: sum(call.what == kind for call in calls) for kind in ("write", "sync", "delete")}
    note = (
        f"{len(acknowledged) // 2} svar i två loggar och ett sista stängande. Strömmen bruten före "
        f"vart och ett av {len(calls)} anrop: {kinds['write']} skrivningar, "
        f"{kinds['sync']} synkningar, {kinds['delete']} borttagningar, resten avkortningar."
    )
    return Outcome("strömavbrott", tuple(tallies.values()), (note,))


def _worked(path: Path, disk: Watched, size: Size, loosened: str) -> tuple[list[Call], list[str]]:
    night = Night(path, disk.name, PAGES)
    if loosened:
        with night.vault._file.reading() as db:
            db.execute(loosened).fetchall()
    for _ in range(size.of(24, 6)):
        night.answer()
        disk.acknowledged = len(night.acknowledged)
    night.vault.close()
    return disk.calls, night.acknowledged


def _cuts(calls: list[Call]) -> Iterator[dict[str, Kept]]:
    """The files as they are before each call, and after the last one."""
    files: dict[str, Kept] = {}
    yield files
    for call in calls:
        kept = files.setdefault(call.file, Kept())
        if call.what != "sync":
            kept.pending.append(call)
            if call.what == "delete" and call.at:
                _sync_folder(files)
        else:
            if not kept.there:
                # SQLite syncs the folder with the first sync of a journal that it made.
                _sync_folder(files)
            kept.safe, kept.there = _applied(kept.safe, kept.pending), True
            kept.pending = []
        yield files


def _sync_folder(files: dict[str, Kept]) -> None:
    """A file that was deleted stays so."""
    for kept in files.values():
        gone = [n for n, call in enumerate(kept.pending) if call.what == "delete"]
        if gone:
            kept.safe, kept.there = b"", False
            kept.pending = kept.pending[gone[-1] + 1 :]


def _lay(files: dict[str, Kept], way: str, chance: random.Random, folder: Path) -> None:
    """Write the files as the disk may have them after a cut."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, kept in files.items():
        left = _left(kept.pending, way, chance)
        if left and left[-1].what == "delete":
            continue
        if kept.there or left:
            (folder / name).write_bytes(_applied(kept.safe, left))


def _left(pending: list[Call], way: str, chance: random.Random) -> list[Call]:
    """Which of the calls that were not synced reached the disk, and in which order."""
    if way == "dropped" or not pending:
        return []
    if way == "kept":
        return pending
    if way == "reordered":
        left = [call for call in pending if chance.random() < 0.6]
        chance.shuffle(left)
        return left
    if way == "torn":
        *left, last = pending[: chance.randint(1, len(pending))]
        return [*left, *_torn(last, chance)]
    return [part for call in pending for part in _sectors(call) if chance.random() < 0.5]


def _torn(call: Call, chance: random.Random) -> list[Call]:
    if call.what != "write":
        return []
    return [Call("write", call.file, call.at, call.data[: chance.randrange(len(call.data))])]


def _sectors(call: Call) -> list[Call]:
    if call.what != "write":
        return [call]
    starts = range(0, len(call.data), SECTOR)
    return [Call("write", call.file, call.at + n, call.data[n : n + SECTOR]) for n in starts]


def _applied(content: bytes, calls: list[Call]) -> bytes:
    found = bytearray(content)
    for call in calls:
        if call.what == "write":
            found.extend(bytes(max(0, call.at + len(call.data) - len(found))))
            found[call.at : call.at + len(call.data)] = call.data
        elif call.what == "truncate":
            del found[call.at :]
        elif call.what == "delete":
            found.clear()
    return bytes(found)


def _held(image: Path, acknowledged: list[str]) -> None:
    """The next start opens it, has what was told, and works on."""
    path = image / "work.db"
    held_to_promises(path, acknowledged)
    night = Night(path, "unix")
    head = night.vault.log.head("case/loop")
    night.seen = head.seq if head else 0
    night.answer()
    assert night.retry is None, night.refused
    night.vault.close()

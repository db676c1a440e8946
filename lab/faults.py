"""The disk fails or is full, at every call there is; and a small disk that really fills up."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw
from tests.store.bad_disk import BadDisk, Night, held_to_promises

from .outcome import Outcome, Size, Tally, say

FAULTS: tuple[tuple[str, str, type[apsw.Error]], ...] = (
    ("Disken full vid skrivning", "write", apsw.FullError),
    ("Fel vid skrivning", "write", apsw.IOError),
    ("Fel vid synkning", "sync", apsw.IOError),
    ("Fel vid läsning", "read", apsw.IOError),
    ("Fel vid storlek", "size", apsw.IOError),
    ("Fel vid avkortning", "truncate", apsw.IOError),
    ("Fel vid borttagning", "delete", apsw.IOError),
)
HOWS = {"write": ("once", "torn", "lasting"), "sync": ("once", "lasting")}
PAGE = 4096


def run(folder: Path, size: Size) -> Outcome:
    """Fail each call of a short night once, torn and for good; then fill a small disk."""
    disk = BadDisk()
    try:
        tallies = [_failed(folder, disk, size, *fault) for fault in FAULTS]
    finally:
        disk.unregister()
    full, note = _filled(folder / "small", size)
    return Outcome("fel på disken", (*tallies, full), (note,) if note else ())


def _failed(
    folder: Path, disk: BadDisk, size: Size, words: str, call: str, failure: type[apsw.Error]
) -> Tally:
    tally = Tally(words)
    step = size.of(1, 7)
    for how in HOWS.get(call, ("once", "lasting")):
        at, hit = 1, True
        while hit:
            path = folder / f"{call}-{failure.__name__}-{how}-{at}.db"
            hit = _one(tally, path, disk, (call, at, failure, how))
            at += step
    say(f"{words}: {tally.tried}")
    return tally


def _one(
    tally: Tally, path: Path, disk: BadDisk, armed: tuple[str, int, type[apsw.Error], str]
) -> bool:
    """One night with one fault; gives whether the fault came."""

    def night() -> None:
        disk.arm(*armed)
        try:
            one = Night(path, disk.name)
        except Exception as error:
            if type(error).__name__ != "StoreAway":
                raise
            disk.disarm()
            one = Night(path, disk.name)
        for _ in range(6):
            one.answer()
        disk.disarm()
        one.answer()
        assert one.retry is None, one.refused
        # Also without a tidy close: the file as a kill would leave it.
        assert held_to_promises(path, one.acknowledged) == one.seen
        one.vault.close()
        assert held_to_promises(path, one.acknowledged) == one.seen

    tally.attempt(night, f"{armed[0]} nr {armed[1]} ({armed[3]})")
    disk.disarm()
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    return disk.hit


def _filled(folder: Path, size: Size) -> tuple[Tally, str]:
    """A disk with room for less and less: answers are refused, none is lost, and it goes on."""
    tally = Tally("En liten disk blir full och får plats igen")
    with _small_disk(folder) as mounted:
        if not mounted:
            return tally, "Den lilla disken är utelämnad: bara root kan montera en."
        for pages in range(0, size.of(60, 9), 3):
            tally.attempt(
                lambda pages=pages: _night_on(folder, pages),  # type: ignore[misc]
                f"{pages} sidor lediga",
            )
    return tally, ""


def _night_on(folder: Path, pages: int) -> None:
    path, ballast = folder / "jourstod.db", folder / "ballast"
    for old in folder.iterdir():
        old.unlink()
    night = Night(path, "unix")
    night.answer()
    free = os.statvfs(folder)
    ballast.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - pages * PAGE)))
    for _ in range(100):
        night.answer()
    assert night.refused, "disken blev aldrig full"
    assert all("Inget sparades" in refusal for refusal in night.refused), night.refused[0]
    known = list(night.acknowledged)
    ballast.unlink()
    night.answer()
    assert night.retry is None, night.refused[-1]
    assert set(known) < set(night.acknowledged)
    assert held_to_promises(path, night.acknowledged) == night.seen
    night.vault.close()
    assert held_to_promises(path, night.acknowledged) == night.seen


@contextmanager
def _small_disk(folder: Path) -> Iterator[bool]:
    """A disk of one mebibyte in memory, if we may mount one."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)

"""A store on its way from a file to a shared database: every row as it is, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jourstod.desk.ports import Head, Row
from jourstod.domain.errors import LogBroken, StoreAway
from jourstod.store.postgres_rows import STRETCH, copy_rows
from jourstod.store.seal import verify

if TYPE_CHECKING:
    from jourstod.store.postgres import PostgresVault
    from jourstod.store.sqlite import SqliteVault


@dataclass(frozen=True, slots=True)
class Moved:
    """What was carried over: streams, events, summaries, drafts and bundles."""

    streams: int
    events: int
    beside: int


def move(source: SqliteVault, target: PostgresVault, settle: Callable[[], None]) -> Moved:
    """Carry everything over in one transaction, with the source held still, and verify both sides.

    `settle` makes the stations use the target; it is called while nobody can write to the source.
    A move that was cut off just before may be made again. Raises StoreAway for a practice store or
    a target with other rows, LogBroken where a chain does not hold: nothing is written then. Rows
    keep their time, their hash and their place.
    """
    if source.practice:
        raise StoreAway("Ett övningslager flyttas inte. Inget har ändrats.")
    with source.held() as held:
        heads, beside = held.log.heads(), 0
        if not _is_there(heads, target):
            with target.door.writing() as db:
                for head in heads:
                    copy_rows(db, _verified(held, head))
                beside = target.take_beside(db, held)
        events = _same(heads, target)
        settle()
    return Moved(len(heads), events, beside)


def aside_name(path: Path) -> Path:
    """What the file is called when its rows have moved."""
    return path.with_name(f"{path.stem}-flyttad{path.suffix}")


def set_aside(path: Path) -> None:
    """Give the file another name, so that no station goes on writing in it."""
    if aside_name(path).exists():
        raise StoreAway(f"Filen {aside_name(path)} finns redan. Flytta undan den, försök igen.")
    path.rename(aside_name(path))


def drop_sides(path: Path) -> None:
    """Take away what SQLite kept beside the file under its old name, when it holds nothing."""
    log, index = (path.with_name(f"{path.name}{ending}") for ending in ("-wal", "-shm"))
    if not log.exists() or log.stat().st_size == 0:
        log.unlink(missing_ok=True)
        index.unlink(missing_ok=True)


def _verified(source: SqliteVault, head: Head) -> Iterator[Row]:
    """The rows of a stream, each held against the chain before it is passed on."""
    last: Head | None = None
    while rows := source.log.read(head.stream, last.seq if last else 0, STRETCH):
        last = verify(rows, last)
        yield from rows
    if last != head:
        raise LogBroken(head.stream, last.seq + 1 if last else 1, "loggen når inte sitt huvud")


def _is_there(heads: tuple[Head, ...], target: PostgresVault) -> bool:
    """Whether the same rows are in the target already; raises StoreAway for other ones."""
    there = target.log.heads()
    if there and set(there) != set(heads):
        raise StoreAway("Databasen har redan andra loggar för den här jouren. Inget flyttades.")
    return bool(there)


def _same(heads: tuple[Head, ...], target: PostgresVault) -> int:
    """Read everything back and hold it against the source; gives the number of events."""
    for head in heads:
        last: Head | None = None
        while rows := target.log.read(head.stream, last.seq if last else 0, STRETCH):
            last = verify(rows, last)
        if last != head:
            raise LogBroken(head.stream, head.seq, "den ser inte likadan ut i databasen")
    return sum(head.seq for head in heads)

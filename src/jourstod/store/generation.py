"""A new generation of a store: every row sealed anew in another file, held against the old one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from graphlib import TopologicalSorter
from pathlib import Path

from jourstod.desk.heads import head_of_heads
from jourstod.desk.ports import (
    Append,
    Clear,
    Codec,
    Head,
    NewRow,
    Row,
    Stored,
    Summary,
    Vault,
)
from jourstod.domain.errors import LogBroken, StoreAway
from jourstod.store.seal import GENESIS, chain_hash, verify_stream
from jourstod.store.sqlite import SqliteVault


@dataclass(frozen=True, slots=True)
class Old:
    """An older store as it was: its heads and their sum (hex), how many rows."""

    heads: tuple[Head, ...]
    sum: str
    rows: int


class Hands:
    """The clock of a store that is being filled: it says what the old one said."""

    def __init__(self) -> None:
        self.at = datetime.now(UTC)

    def __call__(self) -> datetime:
        """The time set last."""
        return self.at


def looked_at(old: Vault) -> Old:
    """The old store's heads, each verified. Raises LogBroken."""
    heads = tuple(verify_stream(old.log, head) for head in old.log.heads())
    return Old(heads, head_of_heads(heads), sum(head.seq for head in heads))


def carry_over(old: SqliteVault, new: Vault, hands: Hands, opens: Codec, seals: Codec) -> None:
    """Every row with its ids and times, every summary, draft and bundle. Marks are not carried."""
    for batch in _in_order([row for head in old.log.heads() for row in old.log.read(head.stream)]):
        hands.at = batch[0].stored_at
        streams = dict.fromkeys(row.clear.stream for row in batch)
        appends = [
            _sealed([row for row in batch if row.clear.stream == stream], opens, seals)
            for stream in streams
        ]
        if not isinstance(new.log.append(appends, batch[0].clear.command_id), Stored):
            raise StoreAway("Det nya lagret används redan. Inget har ändrats i det gamla.")
    _summaries(old, new, opens, seals)
    for draft in old.drafts.every_one():
        clear = Clear("", f"draft/{draft.place}", 0, draft.handler, "")
        key_id, sealed = seals.seal(opens.open(draft.key_id, draft.sealed, clear), clear)
        new.drafts.save(replace(draft, key_id=key_id, sealed=sealed))
    for id in old.bundles.ids():
        content = old.bundles.get(id)
        assert content is not None
        new.bundles.put(id, content)


def hold_against(new: Vault, old: Old, codec: Codec, plain: Codec) -> None:
    """Open every row of the new store and count the old chain out of it. Raises LogBroken.

    The old heads follow from the same text and ids, so they prove that nothing is lost or changed.
    """
    for head in new.log.heads():
        verify_stream(new.log, head)
    for head in old.heads:
        prev = GENESIS
        for row in new.log.read(head.stream):
            text = codec.open(row.key_id, row.sealed, row.clear)
            prev = chain_hash(prev, row.clear, *plain.seal(text, row.clear))
        if prev != head.hash:
            raise LogBroken(head.stream, head.seq, "den stämmer inte med det gamla lagret")


def put_in_place(path: Path, fresh: Path, kept: Path) -> None:
    """The fresh file takes the store's name in one step; the old file stays under another."""
    kept.unlink(missing_ok=True)
    os.link(path, kept)
    os.replace(fresh, path)
    _settle_folder(path.parent)


def scrub(path: Path) -> None:
    """Write over a file and remove it. A disk with its own memory may still keep old copies."""
    if not path.exists():
        return
    with open(path, "r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, 1 << 20)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    _settle_folder(path.parent)


def fresh_store(path: Path, hands: Hands) -> SqliteVault:
    """An empty store for the new generation; what an interrupted move left is thrown away."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    return SqliteVault(path, hands)


def _in_order(rows: Iterable[Row]) -> Iterable[Sequence[Row]]:
    """The rows by command, each after the commands its logs rest on."""
    by_command: dict[str, list[Row]] = {}
    graph: dict[str, set[str]] = {}
    last: dict[str, str] = {}
    for row in rows:
        command, stream = row.clear.command_id, row.clear.stream
        by_command.setdefault(command, []).append(row)
        before = last.get(stream)
        graph.setdefault(command, set()).update({before} - {None, command})  # type: ignore[arg-type]
        last[stream] = command
    return (by_command[command] for command in TopologicalSorter(graph).static_order())


def _sealed(rows: Sequence[Row], opens: Codec, seals: Codec) -> Append:
    fresh = []
    for row in rows:
        key_id, sealed = seals.seal(opens.open(row.key_id, row.sealed, row.clear), row.clear)
        fresh.append(NewRow(row.clear, key_id, sealed))
    first = rows[0].clear
    return Append(first.stream, first.seq - 1, tuple(fresh))


def _summaries(old: Vault, new: Vault, opens: Codec, seals: Codec) -> None:
    found: list[Summary] = []
    for head in old.log.heads():
        kept = old.summaries.get(head.stream)
        if kept is not None:
            clear = Clear(kept.board, kept.stream, kept.seq, "summary", "")
            key_id, sealed = seals.seal(opens.open(kept.key_id, kept.sealed, clear), clear)
            found.append(replace(kept, key_id=key_id, sealed=sealed))
    new.summaries.put(found)


def _settle_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Stores with very many cases: one real case copied row by row through the store's own port."""

from __future__ import annotations

import json
import os
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jourstod.desk.ports import Append, Beside, Clear, NewRow, Row, Summary, Vault
from jourstod.desk.station import STREAM

from . import station

AT_A_TIME = 500
"""Cases in one transaction."""
_UUID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def filled(home: Path, cases: int, answered: int = 2, open_ones: int | None = None) -> list[str]:
    """Make a store with so many cases alike, all open unless told; gives their ids in order.

    Each has its rows, its summary and its number in the station's stream, as the desk writes them.
    """
    with station.opened(home) as house:
        first = station.open_case(house.desk)
        station.go_round(house.desk, first, answered)
        template = _template(house.vault, first)
        still_open = cases if open_ones is None else open_ones
        ids = [first]
        while len(ids) < cases:
            fresh = [str(uuid.uuid4()) for _ in range(min(AT_A_TIME, cases - len(ids)))]
            numbered = list(enumerate(fresh, len(ids) + 1))
            _append(house.vault, template, numbered, still_open)
            ids += fresh
    return ids


def told_after(vault: Vault, case: str, cases: int) -> tuple[int, bytes]:
    """The station's summary when so many cases have a number: the number of its row, its bytes."""
    head = vault.log.head(STREAM)
    assert head is not None
    template = _template(vault, case)
    given = json.loads(template.told.sealed)["last"][template.number[:4]]
    told = _told(template, head.seq + cases - given, cases)
    return told.seq, told.sealed


def evict(home: Path) -> None:
    """Let the system forget the store's pages, so that they are read from the disk again."""
    for path in home.glob("jourstod.db*"):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fdatasync(handle)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(handle)


@dataclass(frozen=True, slots=True)
class _Template:
    """A case as stored: its rows, its summary, and the row that gave it its number."""

    case: str
    number: str
    rows: tuple[Row, ...]
    summary: Summary
    given: Row
    told: Summary


def _template(vault: Vault, case: str) -> _Template:
    summary, told = vault.summaries.get(f"case/{case}"), vault.summaries.get(STREAM)
    assert summary is not None and told is not None
    number = json.loads(summary.sealed)["number"]
    rows = tuple(vault.log.read(f"case/{case}"))
    return _Template(case, number, rows, summary, vault.log.read(STREAM)[-1], told)


def _append(
    vault: Vault, template: _Template, numbered: Sequence[tuple[int, str]], still_open: int
) -> None:
    """Write one transaction of copies."""
    command, head = str(uuid.uuid4()), vault.log.head(STREAM)
    assert head is not None
    batch: list[Append] = []
    summaries: list[Summary] = []
    given: list[NewRow] = []
    for number, case in numbered:
        name = f"{template.number[:5]}{number:04d}".encode()
        swapped = {template.case.encode(): case.encode()}
        rows = _copies(template.rows, f"case/{case}", 0, command, swapped, template, name)
        batch.append(Append(f"case/{case}", 0, rows))
        sealed = _swap(template.summary.sealed, swapped, template, name)
        is_open = number <= still_open
        summaries.append(
            replace(template.summary, stream=f"case/{case}", open=is_open, sealed=sealed)
        )
        at = head.seq + len(given)
        given += _copies((template.given,), STREAM, at, command, swapped, template, name)
    batch.append(Append(STREAM, head.seq, tuple(given)))
    summaries.append(_told(template, head.seq + len(given), numbered[-1][0]))
    vault.log.append(batch, command, Beside(tuple(summaries)))


def _copies(
    rows: Sequence[Row],
    stream: str,
    after: int,
    command: str,
    swapped: dict[bytes, bytes],
    template: _Template,
    number: bytes,
) -> tuple[NewRow, ...]:
    """The rows under new ids, in another stream."""
    fresh = [(row, str(uuid.uuid4())) for row in rows]
    swapped |= {row.clear.event_id.encode(): id.encode() for row, id in fresh}
    return tuple(
        NewRow(
            Clear(row.clear.board, stream, seq, id, command),
            row.key_id,
            _swap(row.sealed, swapped, template, number),
        )
        for seq, (row, id) in enumerate(fresh, after + 1)
    )


def _swap(
    sealed: bytes, swapped: Mapping[bytes, bytes], template: _Template, number: bytes
) -> bytes:
    """Other ids and another number in the sealed bytes (the plain codec leaves them readable)."""
    renumbered = sealed.replace(template.number.encode(), number)
    return _UUID.sub(lambda found: swapped.get(found[0], found[0]), renumbered)


def _told(template: _Template, seq: int, number: int) -> Summary:
    """The station's summary after so many rows and numbers."""
    plain = json.loads(template.told.sealed)
    plain["seq"], plain["last"] = seq, {template.number[:4]: number}
    return replace(template.told, seq=seq, sealed=json.dumps(plain).encode())

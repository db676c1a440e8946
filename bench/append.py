"""The durable append alone, beside a raw append and fdatasync of the same bytes."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from jourstod.desk.desk import Desk
from jourstod.desk.ports import Append, Beside, NewRow, Summary, Vault

from . import station
from .measure import Figure, Judged, Measured, interleaved, percentile

ROUNDS = 2_000
WARM_UP = 100


def measure(folder: Path) -> Measured:
    """Append what one answer writes, over and over, to the store and to a plain file."""
    with station.opened(folder / "home") as house:
        batch, summary = _one_answer(house.desk, house.vault)
        store = _Store(house.vault, batch, summary)
        content = b"".join(row.sealed for row in batch.rows)
        with _raw(folder / "raw", content) as raw:
            taken = interleaved({"store": store, "raw": raw}, ROUNDS, WARM_UP)
    figures = tuple(
        Figure(
            f"Ett svar skrivet varaktigt, p{percent}",
            percentile(taken["store"], percent) * 1000,
            "ms",
            percentile(taken["raw"], percent) * 1000,
            "rå skrivning och fdatasync",
            limit=2 if percent == 50 else None,
            judged=Judged.RATIO,
        )
        for percent in (50, 95, 99)
    )
    rows = len(batch.rows)
    note = (
        f"Ett svar är {rows} händelser, {len(content)} byte, och skrivs i samma transaktion som "
        f"tavlans rad. {ROUNDS} omgångar."
    )
    return Measured("Skriva ett svar varaktigt", figures, (note,))


@dataclass(slots=True)
class _Store:
    """Appends the same batch again and again, each time with new ids and at the end."""

    vault: Vault
    batch: Append
    summary: Summary

    def __call__(self) -> float:
        command = str(uuid.uuid4())
        expected = self.batch.expected + len(self.batch.rows)
        rows = tuple(
            replace(
                row,
                clear=replace(row.clear, seq=seq, command_id=command, event_id=str(uuid.uuid4())),
            )
            for seq, row in enumerate(self.batch.rows, expected + 1)
        )
        self.batch = Append(self.batch.stream, expected, rows)
        beside = Beside((replace(self.summary, seq=expected + len(rows)),), (("visit:x", "AB"),))
        began = time.perf_counter()
        self.vault.log.append([self.batch], command, beside)
        return time.perf_counter() - began


@contextmanager
def _raw(path: Path, content: bytes) -> Iterator[Callable[[], float]]:
    """A plain log file: append the bytes and have the disk confirm them."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def append() -> float:
        began = time.perf_counter()
        os.write(handle, content)
        os.fdatasync(handle)
        return time.perf_counter() - began

    try:
        yield append
    finally:
        os.close(handle)


def _one_answer(desk: Desk, vault: Vault) -> tuple[Append, Summary]:
    """What a real answer wrote: its sealed rows and the summary beside them."""
    case = station.open_case(desk)
    before = desk.case(case).seq
    station.go_round(desk, case, 1)
    stream = f"case/{case}"
    rows = tuple(NewRow(r.clear, r.key_id, r.sealed) for r in vault.log.read(stream, before))
    summary = vault.summaries.get(stream)
    assert summary is not None
    return Append(stream, before, rows), summary

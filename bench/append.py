"""The durable append alone, beside a raw append and fdatasync of the same bytes."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from jourstod.bootstrap import utc_now
from jourstod.desk.desk import Desk
from jourstod.desk.ports import Append, Beside, Clear, Codec, NewRow, Summary, Vault
from jourstod.domain.people import Handler
from jourstod.domain.secret import Secret
from jourstod.store.memory import MemoryVault
from jourstod.store.seal import PlainCodec
from jourstod.vault.diary import Diary
from jourstod.vault.door import Door
from jourstod.vault.passphrase import Cost

from . import station
from .measure import Figure, Judged, Measured, interleaved, percentile

ROUNDS = 2_000
WARM_UP = 100


def measure(folder: Path) -> Measured:
    """Append what one answer writes, over and over, to the store and to a plain file."""
    with station.opened(folder / "home") as house, station.opened(folder / "sealed") as second:
        batch, _ = _one_answer(house.desk, house.vault)
        content = b"".join(row.sealed for row in batch.rows)
        samplers = {
            "store": _Store(house.vault, *_one_answer(house.desk, house.vault), PlainCodec()),
            "sealed": _Store(second.vault, *_one_answer(second.desk, second.vault), _sealing()),
        }
        with _raw(folder / "raw", content) as raw:
            taken = interleaved({**samplers, "raw": raw}, ROUNDS, WARM_UP)
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
    ) + tuple(
        Figure(
            f"Samma svar krypterat, p{percent}",
            percentile(taken["sealed"], percent) * 1000,
            "ms",
            percentile(taken["store"], percent) * 1000,
            "samma svar i klartext",
            limit=1.1 if percent == 50 else None,
            judged=Judged.RATIO,
        )
        for percent in (50, 95, 99)
    )
    rows = len(batch.rows)
    note = (
        f"Ett svar är {rows} händelser, {len(content)} byte, och skrivs i samma transaktion som "
        f"tavlans rad. {ROUNDS} omgångar. Förseglingen räknas med, också i klartext."
    )
    return Measured("Skriva ett svar varaktigt", figures, (note,))


@dataclass(slots=True)
class _Store:
    """Seals and appends the same texts again and again, with new ids and at the end.

    What `batch` and `summary` hold is the plain text.
    """

    vault: Vault
    batch: Append
    summary: Summary
    codec: Codec

    def __call__(self) -> float:
        command = str(uuid.uuid4())
        expected = self.batch.expected + len(self.batch.rows)
        clears = [
            replace(row.clear, seq=seq, command_id=command, event_id=str(uuid.uuid4()))
            for seq, row in enumerate(self.batch.rows, expected + 1)
        ]
        whole = replace(self.summary, seq=expected + len(clears))
        began = time.perf_counter()
        rows = tuple(
            NewRow(clear, *self.codec.seal(row.sealed, clear))
            for clear, row in zip(clears, self.batch.rows, strict=True)
        )
        at = Clear(whole.board, whole.stream, whole.seq, "summary", "")
        key_id, sealed = self.codec.seal(whole.sealed, at)
        beside = Beside((replace(whole, key_id=key_id, sealed=sealed),), (("visit:x", "AB"),))
        self.vault.log.append([Append(self.batch.stream, expected, rows)], command, beside)
        taken = time.perf_counter() - began
        self.batch = replace(self.batch, expected=expected)
        return taken


def _sealing() -> Codec:
    """The real codec; its keys lie in memory, since none is made while it is measured."""
    vault = MemoryVault(utc_now)
    diary = Diary(vault.log, PlainCodec(), utc_now)
    door = Door(vault.keys, diary, lambda: Cost(8, 1, 1))
    signed, _ = door.begin(Handler("AB", "Anna Berg"), Secret.typed("gröna hästar äter sent"))
    return signed.codec


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

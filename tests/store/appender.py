"""Another process at the same store: appends, and says on standard output what was acknowledged.

`python -m tests.store.appender race FILE ROUNDS` or `… loop FILE` (until killed).
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from tests.store.sealing import BOARD, new_id, part, put

from jourstod.desk.ports import Beside, Draft, Stored, Summary
from jourstod.store.seal import PlainCodec
from jourstod.store.sqlite import SqliteVault

RACE, CASE, STATION = "case/race", "case/loop", "station/loop"


def race(path: Path, rounds: int, go: TextIO, out: TextIO) -> None:
    """Try to write every number of one stream; print the numbers that were won."""
    vault = SqliteVault(path, lambda: datetime.now(UTC), wait_ms=60_000)
    print("ready", file=out, flush=True)
    go.readline()
    for seen in range(rounds):
        outcome = put(vault, PlainCodec(), RACE, seen, f"{seen}")
        if isinstance(outcome, Stored):
            print(seen + 1, outcome.rows[0].clear.event_id, file=out, flush=True)
    vault.close()


def loop(path: Path, out: TextIO) -> None:
    """Append to two streams with a summary and a draft beside, for ever; print what is durable."""
    codec = PlainCodec()
    vault = SqliteVault(path, lambda: datetime.now(UTC))
    head = vault.log.head(CASE)
    seen = 0 if head is None else head.seq
    while True:
        command = new_id()
        vault.drafts.save(Draft("visit", "anna", codec.key_id, str(seen + 1).encode()))
        print("draft", seen + 1, file=out, flush=True)
        batch = [
            part(codec, CASE, seen, command, "x" * 700),
            part(codec, STATION, seen, command, "y"),
        ]
        summary = Summary(BOARD, CASE, seen + 1, True, codec.key_id, b"s")
        outcome = vault.log.append(batch, command, Beside((summary,), (("visit", "anna"),)))
        assert isinstance(outcome, Stored)
        seen += 1
        print("stored", seen, outcome.rows[0].hash.hex(), file=out, flush=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["race", path, rounds]:
            race(Path(path), int(rounds), sys.stdin, sys.stdout)
        case ["loop", path]:
            loop(Path(path), sys.stdout)
        case _:
            sys.exit(__doc__)

"""One station of many: writes until its time is up, and tells how long each write took."""

from __future__ import annotations

import json
import random
import sys
import time
import uuid
from collections.abc import Callable

from jourstod.desk.ports import Append, Beside, Clear, NewRow, Summary
from jourstod.store.postgres import PostgresVault
from jourstod.store.postgres_door import connected

SEALED = bytes(range(256)) * 2
"""About what an event is."""
ALL_SEALED = SEALED * 3
"""What an answer carries: two events and a summary."""


def main(number: str, address: str, how: str, begin: str, seconds: str, pause: str) -> None:
    """Print the times of all writes, and the processor time they took, as JSON; in seconds."""
    write = answering(address, number) if how == "answer" else _bare(address)
    write()  # connected, and everything read in
    if float(pause):
        time.sleep(random.Random(int(number)).random() * float(pause))
    time.sleep(max(0.0, float(begin) - time.time()))
    until, taken, processor = float(begin) + float(seconds), [], time.process_time()
    while time.time() < until:
        began = time.perf_counter()
        write()
        taken.append(time.perf_counter() - began)
        if float(pause):
            time.sleep(max(0.0, float(pause) - taken[-1]))
    print(json.dumps([taken, time.process_time() - processor]))


def answering(address: str, number: str) -> Callable[[], None]:
    """Writes one answer each time, as a desk does, into a stream of its own."""
    vault, stream = PostgresVault(address), f"case/{uuid.uuid4()}"
    seen = 0

    def write() -> None:
        nonlocal seen
        command = str(uuid.uuid4())
        rows = tuple(
            NewRow(Clear("n1", stream, seq, str(uuid.uuid4()), command), "k", SEALED)
            for seq in (seen + 1, seen + 2)
        )
        beside = Beside((Summary("n1", stream, seen + 2, True, "k", SEALED),))
        vault.log.append([Append(stream, seen, rows)], command, beside)
        seen += 2

    return write


def _bare(address: str) -> Callable[[], None]:
    db = connected(address)

    def write() -> None:
        db.execute(
            "INSERT INTO bare (id, content) VALUES (%s, %s)", (str(uuid.uuid4()), ALL_SEALED)
        )

    return write


if __name__ == "__main__":
    main(*sys.argv[1:])

"""`jourstod log`: does the chain hold, and what stands in a case's log."""

from __future__ import annotations

import argparse
import json
from typing import Any

from ..desk.rows import plain
from ..domain.entries import Entry
from ..domain.local_time import local
from .opening import opened


def verify(arguments: argparse.Namespace) -> int:
    """Verify every stream; LogBroken (exit 3) names the first bad event."""
    from ..store.seal import verify_stream

    streams = events = 0
    with opened(arguments) as house:
        for head in house.vault.log.heads():
            streams += 1
            events += verify_stream(house.vault.log, head).seq
        print(f"Loggen håller: {events} händelser i {streams} loggar. Lager: {house.desk.mode}.")
    return 0


def show(arguments: argparse.Namespace) -> int:
    """Show a case's entries in the order they were written."""
    with opened(arguments) as house:
        case = house.desk.case(house.desk.find(arguments.case))
        if arguments.json:
            print(json.dumps([_as_json(e) for e in case.entries], ensure_ascii=False, indent=1))
            return 0
        for entry in case.entries:
            at = local(entry.stamp.happened.earliest)
            body = plain(entry.event)
            told = ", ".join(f"{key}={_short(value)}" for key, value in body.items() if value)
            print(
                f"{entry.seq:5} {at:%Y-%m-%d %H:%M} {entry.stamp.who:4} {entry.event.KIND} {told}"
            )
    return 0


def _as_json(entry: Entry) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "id": entry.id,
        "kind": entry.event.KIND,
        "stored_at": entry.stored_at.isoformat() if entry.stored_at else None,
        "stamp": plain(entry.stamp),
        "body": plain(entry.event),
    }


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:59] + "…"

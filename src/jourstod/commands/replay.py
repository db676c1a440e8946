"""`jourstod routine replay`: which past cases would have gone another way by changed routines."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import date

from ..desk.moving import gone_otherwise
from ..domain.errors import UsageError
from .diff import book_of
from .opening import opened

SAME, OTHERWISE = 0, 1


def replay(arguments: argparse.Namespace) -> int:
    """List them by number and step, never by what was answered; 0 none, 1 some."""
    since = day_of(arguments.since)
    new = book_of(arguments.new, arguments)
    with opened(arguments) as house:
        found = sorted(gone_otherwise(house.desk, new, since))
    parted = [(number, partings) for number, partings in found if partings]
    if arguments.json:
        plain = [{"number": n, "partings": [asdict(one) for one in all]} for n, all in parted]
        told = {"cases": len(found), "otherwise": plain}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for number, partings in parted:
            for one in partings:
                step = one.step.replace("_", " ")
                print(f"{number} · {one.routine}, steget «{step}»: {one.how}.")
        print(f"{len(parted)} av {len(found)} ärenden hade gått en annan väg.")
    return OTHERWISE if parted else SAME


def day_of(written: str) -> date:
    """The day as written; raises UsageError."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise UsageError(f"«{written}» är ingen dag. Skriv så här: 2026-10-01.") from None

"""The list of tombstones as a file: it lies beside the copies, and is replayed after an old one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from .desk.rows import build, plain
from .domain.errors import Unreadable
from .domain.events.keeping import CaseErased

NAME = "gallrat"


def as_text(stones: Iterable[CaseErased]) -> str:
    """One tombstone a line, as JSON: no name, no number, nothing from a case."""
    return "".join(json.dumps(plain(one), sort_keys=True) + "\n" for one in stones)


def read_tombstones(path: Path) -> tuple[CaseErased, ...]:
    """The tombstones of a file. Raises Unreadable."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        found = tuple(build(CaseErased, json.loads(line)) for line in lines if line.strip())
        if not all(one.stream.startswith("case/") for one in found):
            raise ValueError
    except (OSError, ValueError, TypeError, AttributeError):
        raise Unreadable(f"Listan över gallrade ärenden går inte att läsa: {path}.") from None
    return found

"""A deed over a whole store, taken in a process of its own: seconds, and the most memory it had."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds, and peak memory (RSS) in MiB."""

    seconds: float
    mib: float


def taken(deed: str, *places: Path) -> Taken:
    """Do it; see `keeping_worker`. Raises CalledProcessError."""
    command = [sys.executable, "-m", "bench.keeping_worker", deed, *map(str, places)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return Taken(**json.loads(told))


def middle(all_taken: list[Taken]) -> float:
    """The seconds of the one in the middle."""
    return sorted(one.seconds for one in all_taken)[len(all_taken) // 2]


def most(all_taken: list[Taken]) -> float:
    """The most memory any of them had."""
    return max(one.mib for one in all_taken)

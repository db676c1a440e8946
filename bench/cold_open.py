"""Cold open of one case among very many and among few, each time in a fresh process."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from . import bulk
from .measure import Figure, Judged, Measured, interleaved, percentile, say

FEW, MANY = 100, 100_000
OPEN_ONES = 100
"""Cases on the board in both; the rest are closed, as after years of use."""
ROUNDS = 40
LIMIT = 1.2


def measure(folder: Path) -> Measured:
    """Open a case chosen by lot, with the store's pages out of the system's memory."""
    opens: dict[str, Callable[[], float]] = {}
    for cases in (FEW, MANY):
        home = folder / str(cases)
        ids = bulk.filled(home, cases, open_ones=OPEN_ONES)
        opens[f"disk {cases}"] = opener(home, ids, cold=True)
        opens[f"memory {cases}"] = opener(home, ids, cold=False)
        say(f"lagret med {cases} ärenden: {mib(home):.0f} MiB")
    taken = interleaved(opens, ROUNDS, warm_up=2)
    figures = tuple(
        Figure(
            f"Bland {MANY} ärenden, {word}, p{percent}",
            percentile(taken[f"{kind} {MANY}"], percent) * 1000,
            "ms",
            percentile(taken[f"{kind} {FEW}"], percent) * 1000,
            f"bland {FEW}",
            LIMIT if percent == 50 else None,
            Judged.RATIO,
        )
        for kind, word in (("disk", "läst från disken"), ("memory", "sidorna i minnet"))
        for percent in (50, 95)
    )
    note = (
        f"Varje gång en ny process och ett ärende valt genom lottning, {ROUNDS} omgångar. Tiden är "
        "från att lagret öppnas till att frågan finns; att ladda Python är inte med."
    )
    return Measured("Öppna ett ärende kallt", figures, (note,))


def opener(home: Path, ids: list[str], cold: bool) -> Callable[[], float]:
    """Opens a case chosen by lot in a fresh process, perhaps with no page in memory."""
    lot = random.Random(1)

    def open_one() -> float:
        if cold:
            bulk.evict(home)
        command = [sys.executable, "-m", "bench.one_case", str(home), lot.choice(ids)]
        return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    return open_one


def mib(home: Path) -> float:
    """How large the store is on the disk."""
    return sum(path.stat().st_size for path in home.glob("jourstod.db*")) / 1024 / 1024

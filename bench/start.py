"""`jourstod --version` beside the start of a bare Python that does nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from .measure import Figure, Judged, Measured, NotMeasured, interleaved, percentile

ROUNDS = 60


def measure(folder: Path) -> Measured:
    """Start both as a shell would, from exec to exit."""
    program = Path(sys.executable).with_name("jourstod")
    if not program.exists():
        raise NotMeasured("kommandot jourstod är inte installerat bredvid python")
    runs = {
        "program": _run(str(program), "--version"),
        "python": _run(sys.executable, "-c", "pass"),
    }
    taken = interleaved(runs, ROUNDS, warm_up=5)
    figures = tuple(
        Figure(
            f"jourstod --version, p{percent}",
            percentile(taken["program"], percent) * 1000,
            "ms",
            percentile(taken["python"], percent) * 1000,
            "python -c pass",
            limit=5 if percent == 50 else None,
            judged=Judged.RATIO,
        )
        for percent in (50, 95)
    )
    return Measured("Starta och säga sin version", figures, (f"{ROUNDS} omgångar.",))


def _run(*command: str) -> Callable[[], float]:
    def run() -> float:
        began = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - began

    return run

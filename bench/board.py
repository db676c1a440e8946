"""First paint of the board with few and very many open cases, beside an empty Textual app."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from . import bulk
from .measure import Figure, Judged, Measured, interleaved, percentile
from .terminal import SIZE, Terminal

LIMITS = {100: None, 200: 100.0, 1_000: 150.0, 10_000: 200.0}
"""Milliseconds that may be added, by the number of open cases; so the growth is seen."""
ANSWERED = {100: 100, 1_000: 100}
"""Answers in each case, two events each, where the case is to be long; else two."""
ROUNDS = 25
READY = "REDO"


def measure(folder: Path) -> Measured:
    """Start each in a terminal, from exec until the last line of the screen is painted."""
    starts: dict[str, Callable[[], float]] = {"empty": _empty}
    for cases in LIMITS:
        home = folder / str(cases)
        bulk.filled(home, cases, ANSWERED.get(cases, 2))
        starts[str(cases)] = _board(home, f"{cases} öppna")
    taken = interleaved(starts, ROUNDS, warm_up=2)
    figures = tuple(
        Figure(
            f"{cases} öppna ärenden, p{percent}",
            percentile(taken[str(cases)], percent) * 1000,
            "ms",
            percentile(taken["empty"], percent) * 1000,
            "tom Textual-app",
            limit if percent == 50 else None,
            Judged.ADDED,
        )
        for cases, limit in LIMITS.items()
        for percent in (50, 95)
    )
    note = (
        f"Terminal {SIZE[0]}×{SIZE[1]}, från start till tavlans sista rad. {ROUNDS} omgångar. "
        "Bland 100 och 1 000 har varje ärende 200 svar och frågor i loggen."
    )
    return Measured("Första bilden av tavlan", figures, (note,))


def _empty() -> float:
    return _painted([sys.executable, "-m", "bench.empty_app", READY, ""], READY)


def _board(home: Path, last: str) -> Callable[[], float]:
    command = [sys.executable, "-m", "jourstod", "--home", str(home)]
    return lambda: _painted(command, last)


def _painted(command: list[str], text: str) -> float:
    with Terminal(command) as terminal:
        terminal.until_painted(text)
        return time.perf_counter() - terminal.began

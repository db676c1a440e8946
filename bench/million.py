"""Cold open of one case among a million closed ones and a thousand open, beside very few."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from . import mass
from .cold_open import LIMIT, mib, opener
from .measure import Figure, Judged, Measured, interleaved, percentile, say

OPEN_ONES = 1_000
CLOSED = {"få": 1_000, "en miljon": 1_000_000}
ROUNDS = 30


def measure(folder: Path) -> Measured:
    """Open a case chosen by lot, open or closed, each time in a fresh process."""
    opens: dict[str, Callable[[], float]] = {}
    for name, closed in CLOSED.items():
        home, began = folder / str(closed), time.monotonic()
        ids = mass.filled(home, OPEN_ONES, closed)
        for place, chosen in (("öppet", ids[:OPEN_ONES]), ("avslutat", ids[OPEN_ONES:])):
            opens[f"{name} {place}"] = opener(home, chosen, cold=True)
        filled = time.monotonic() - began
        say(f"{closed} avslutade: {mib(home):.0f} MiB, fyllt på {filled:.0f} s")
    taken = interleaved(opens, ROUNDS, warm_up=2)
    figures = tuple(
        Figure(
            f"Ett {place}, bland {CLOSED['en miljon']} avslutade, p{percent}",
            percentile(taken[f"en miljon {place}"], percent) * 1000,
            "ms",
            percentile(taken[f"få {place}"], percent) * 1000,
            f"bland {CLOSED['få']}",
            LIMIT if percent == 50 else None,
            Judged.RATIO,
        )
        for place in ("öppet", "avslutat")
        for percent in (50, 95)
    )
    note = (
        f"{OPEN_ONES} öppna i båda. Varje gång en ny process, sidorna är släppta ur minnet. "
        f"{ROUNDS} omgångar. Varje ärende är en öppnad rutin med sin första fråga."
    )
    return Measured("Öppna ett ärende bland en miljon", figures, (note,))

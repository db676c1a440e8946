"""The whole log verified, a million events, beside the chained sum of the same rows in memory."""

from __future__ import annotations

from pathlib import Path

from . import many_events
from .measure import Figure, Judged, Measured, say
from .whole_store import Taken, middle, most, taken

ROUNDS = 3
LIMIT = 2.5
SMALLER = 10
GROWTH_MIB = 32.0


def measure(folder: Path) -> Measured:
    """Verify as `jourstod log verify` does, in turn with the chain alone; then the memory."""
    home, small = folder / "home", folder / "small"
    events = many_events.filled(home)
    few = many_events.filled(small, max(1_000, events // SMALLER))
    rounds: dict[str, list[Taken]] = {"verify": [], "chain": []}
    for number in range(-1, ROUNDS):  # the first is thrown away
        for deed, done in rounds.items():
            one = taken(deed, home)
            say(f"{deed}: {one.seconds:.1f} s, {one.mib:.0f} MiB")
            if number >= 0:
                done.append(one)
    less = taken("verify", small)
    figures = (
        Figure(
            f"Kontrollera {events} händelser",
            middle(rounds["verify"]),
            "s",
            middle(rounds["chain"]),
            "samma kedja i minnet",
            LIMIT,
            Judged.RATIO,
        ),
        Figure(
            "Minne som mest",
            most(rounds["verify"]),
            "MiB",
            less.mib,
            f"{few} händelser",
            GROWTH_MIB,
            Judged.ADDED,
        ),
    )
    note = (
        f"Mittersta av {ROUNDS} omgångar, var och en i en ny process, sidorna i minnet. "
        "Kontrollen öppnar lagret, läser varje rad, räknar kedjan och håller den mot varje huvud. "
        "Den behöver ingen nyckel. Jämförelsen är bara kedjans summa (SHA-256 över raderna, samma "
        "kod) med raderna redan lästa."
    )
    return Measured("Kontrollera en miljon händelser", figures, (note,))

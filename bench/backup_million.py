"""A million events copied and restored, beside SQLite's own copy of the file and encryption."""

from __future__ import annotations

import shutil
from pathlib import Path
from time import monotonic

from . import many_events
from .measure import Figure, Judged, Measured, say
from .whole_store import Taken, middle, most, taken

ROUNDS, ENOUGH = 3, 80.0
"""At most so many rounds, and no new one after so many seconds."""
SMALLER = 10
GROWTH_MIB = 64.0


def measure(folder: Path) -> Measured:
    """Copy and restore in turn with the plain ways; then the memory, beside a smaller store."""
    home, small = folder / "home", folder / "small"
    events = many_events.filled(home)
    few = many_events.filled(small, max(1_000, events // SMALLER))
    done: dict[str, list[Taken]] = {}
    began = monotonic()
    while not done or (len(done["create"]) < ROUNDS and monotonic() - began < ENOUGH):
        _round(folder, home, done)
    less: dict[str, list[Taken]] = {}
    _round(folder, small, less, plainly=False)
    figures = []
    for deed, words in (("create", "Gör en kopia"), ("restore", "Återställ den")):
        figures += [
            Figure(
                f"{words}, {events} händelser",
                *(middle(done[deed]), "s", middle(done[f"plain_{deed}"])),
                against="SQLite-kopia och AES" if deed == "create" else "AES till en fil",
                judged=Judged.RATIO,
            ),
            Figure(
                f"{words}, minne som mest",
                *(most(done[deed]), "MiB", most(less[deed]), f"{few} händelser"),
                *(GROWTH_MIB, Judged.ADDED),
            ),
        ]
    note = (
        f"{len(done['create'])} omgångar, var och en i en ny process. Kopian kontrollerar varje "
        "kedja på vägen ut. Återställningen kontrollerar den på vägen in, gör lagret rad för rad, "
        "läser tillbaka allt från disken och kontrollerar igen. Jämförelsen kontrollerar inget."
    )
    return Measured("Kopiera och återställa en miljon händelser", tuple(figures), (note,))


def _round(folder: Path, home: Path, done: dict[str, list[Taken]], *, plainly: bool = True) -> None:
    copy, plain, new = folder / "kopia", folder / "plain", folder / "ny"
    deeds: list[tuple[str, tuple[Path, ...]]] = [
        ("create", (home, copy)),
        ("restore", (home, copy, new)),
    ]
    if plainly:
        deeds[1:1] = [("plain_create", (home, plain))]
        deeds.append(("plain_restore", (home, home / "jourstod.db", folder / "plain.db")))
    for deed, places in deeds:
        one = taken(deed, *places)
        say(f"{deed}: {one.seconds:.1f} s, {one.mib:.0f} MiB")
        done.setdefault(deed, []).append(one)
    shutil.rmtree(new)
    for path in (copy, plain, folder / "plain.db"):
        path.unlink(missing_ok=True)

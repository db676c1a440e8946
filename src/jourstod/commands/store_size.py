"""`jourstod store size`: what the store takes on the disk, and what it will take in years."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import bootstrap, settings
from ..bootstrap import utc_now
from ..domain.errors import StoreAway
from ..reports.paper_folder import counted
from .keeper import permit_keeper

if TYPE_CHECKING:
    from ..desk.ports import Head

SERVED = (("en kommun", 1), ("ett län, 26 kommuner", 26), ("landet, 290 kommuner", 290))
NIGHTS, YEARS = 365, (1, 5)


def size(arguments: argparse.Namespace) -> int:
    """Measure events, cases and bytes of this store, and reckon how it grows."""
    home = settings.home_folder(arguments.home)
    if not bootstrap.has_store(home):
        raise StoreAway(f"Det finns inget lager i {home}.")
    permit_keeper(arguments, home)
    vault = bootstrap.vault_of(home, utc_now, False)
    try:
        heads, stored = tuple(vault.log.heads()), vault.stored_bytes()  # type: ignore[attr-defined]
    finally:
        vault.close()
    print("\n".join(told(heads, stored, arguments.per_night)))
    return 0


def told(heads: tuple[Head, ...], stored: int, per_night: int) -> Iterator[str]:
    """The measured figures, and the table of growth for so many new cases a night and kommun."""
    events = sum(head.seq for head in heads)
    cases = [head.seq for head in heads if head.stream.startswith("case/")]
    if not cases:
        yield f"Lagret: {events} händelser, {_bytes(stored)}. Det finns inget ärende att räkna på."
        return
    each = stored / len(cases)
    yield (
        f"Lagret: {counted(len(cases))}, {_whole(events)} händelser, {_bytes(stored)}. "
        f"{stored / events:.0f} byte för varje händelse, {_bytes(each)} för varje ärende "
        f"({events / len(cases):.0f} händelser)."
    )
    yield f"Med sådana ärenden, {per_night} nya varje natt i varje kommun:"
    yield ""
    yield "| | ärenden per år | händelser per år | per år | på fem år |"
    yield "|---|---|---|---|---|"
    for name, many in SERVED:
        a_year = many * per_night * NIGHTS
        grown = " | ".join(_bytes(a_year * each * years) for years in YEARS)
        written = _whole(round(a_year * events / len(cases)))
        yield f"| {name} | {_whole(a_year)} | {written} | {grown} |"


def _whole(count: int) -> str:
    return f"{count:,}".replace(",", " ")


def _bytes(count: float) -> str:
    for unit in ("byte", "kB", "MB", "GB"):
        if count < 1000 or unit == "GB":
            digits = 0 if count >= 10 or unit == "byte" else 1
            return f"{count:.{digits}f} {unit}".replace(".", ",")
        count /= 1000
    raise AssertionError

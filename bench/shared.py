"""Fifty stations at one PostgreSQL, beside the same processes doing one bare INSERT and COMMIT."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from tests.store.pg_server import prepare_bare, programs, running_server

from .measure import Figure, Judged, Measured, NotMeasured, percentile

STATIONS = 50
SECONDS = 6.0
GET_READY = 30.0
"""Seconds for all processes to have started and connected before the first of them writes."""
PAUSE = 5.0
"""Between two answers of a station on a real night that is busy everywhere."""
ROUNDS = 3


def measure(folder: Path) -> Measured:
    """As fast as they can, in turn with the bare ones; then at a real load."""
    if programs() is None:
        raise NotMeasured("PostgreSQL är inte installerat")
    with running_server() as server:
        prepare_bare(server)
        address = server.address("station")
        taken: dict[str, list[list[float]]] = {"answer": [], "bare": []}
        for _ in range(ROUNDS):
            for how, rounds in taken.items():
                rounds.append(_together(address, how, SECONDS, 0))
        real = _together(address, "answer", 4 * PAUSE, PAUSE)
        bare = _together(address, "bare", 4 * PAUSE, PAUSE)
    rate = {how: sorted(len(t) / SECONDS for t in rounds)[1] for how, rounds in taken.items()}
    every = {how: [one for t in rounds for one in t] for how, rounds in taken.items()}
    figures = (
        _inverse("Svar i sekunden, så fort det går", rate["answer"], rate["bare"]),
        _time("Så fort det går, p50", every["answer"], every["bare"], 50),
        _time("Så fort det går, p99", every["answer"], every["bare"], 99),
        _time("Ett svar var femte sekund, p50", real, bare, 50),
        _time("Ett svar var femte sekund, p99", real, bare, 99),
    )
    notes = (
        f"{STATIONS} processer mot en server på samma dator, som också delar processorn med dem. "
        f"Ett svar är två händelser och tavlans rad i en transaktion; jämförelsen är en rad. "
        f"Mittersta av {ROUNDS} omgångar på {SECONDS:.0f} sekunder.",
    )
    return Measured("Femtio stationer mot en databas", figures, notes)


def _together(address: str, how: str, seconds: float, pause: float) -> list[float]:
    """The time of each write of all processes, in seconds."""
    begin = time.time() + GET_READY
    words = (address, how, str(begin), str(seconds), str(pause))
    running = [
        subprocess.Popen(
            (sys.executable, "-m", "bench.shared_worker", str(number), *words),
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(STATIONS)
    ]
    taken = []
    for one in running:
        told, _ = one.communicate(timeout=GET_READY + seconds + 120)
        if one.returncode:
            raise NotMeasured(f"en station gick inte ({how})")
        taken += json.loads(told)
    return taken


def _inverse(what: str, answers: float, bare: float) -> Figure:
    # Held the other way round, so that it is an upper limit: 1 / 0.7 of the bare ones.
    return Figure(
        f"{what} (gräns 0,7 av jämförelsen)",
        1000 / answers,
        "ms",
        1000 / bare,
        f"{bare:.0f}/s rått, {answers:.0f}/s här",
        limit=1 / 0.7,
        judged=Judged.RATIO,
    )


def _time(what: str, samples: list[float], bare: list[float], percent: int) -> Figure:
    return Figure(
        what,
        percentile(samples, percent) * 1000,
        "ms",
        percentile(bare, percent) * 1000,
        "en rad, INSERT och COMMIT",
    )

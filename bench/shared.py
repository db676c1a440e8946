"""Fifty stations at one PostgreSQL, beside the same processes doing one bare INSERT and COMMIT."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.store.pg_server import Server, prepare_bare, programs, running_server

from .machine import processor_seconds
from .measure import Figure, Judged, Measured, NotMeasured, percentile

STATIONS = 50
SECONDS = 6.0
GET_READY = 30.0
"""Seconds for all processes to have started and connected before the first of them writes."""
PAUSE = 5.0
"""Between two answers of a station on a real night that is busy everywhere."""
ROUNDS = 3
REAL = 6
"""Answers of each station at a real load."""


@dataclass(frozen=True, slots=True)
class _Round:
    """The times of all writes, and what they took of the processor; in seconds."""

    taken: list[float]
    stations: float
    server: float


def measure(folder: Path) -> Measured:
    """As fast as they can, in turn with the bare ones; then at a real load."""
    if programs() is None:
        raise NotMeasured("PostgreSQL är inte installerat")
    rounds: dict[str, list[_Round]] = {"answer": [], "bare": []}
    with running_server() as server:
        prepare_bare(server)
        for _ in range(ROUNDS):
            for how, done in rounds.items():
                done.append(_together(server, how, SECONDS, 0))
        real = _together(server, "answer", REAL * PAUSE, PAUSE).taken
        bare = _together(server, "bare", REAL * PAUSE, PAUSE).taken
    rate = {how: sorted(len(r.taken) / SECONDS for r in done)[1] for how, done in rounds.items()}
    every = {how: [one for r in done for one in r.taken] for how, done in rounds.items()}
    figures = (
        _inverse("Svar i sekunden, så fort det går", rate["answer"], rate["bare"]),
        _time("Så fort det går, p50", every["answer"], every["bare"], 50),
        _time("Så fort det går, p99", every["answer"], every["bare"], 99),
        _processor("Processortid för ett svar, stationen", rounds, lambda r: r.stations),
        _processor("Processortid för ett svar, databasen", rounds, lambda r: r.server),
        _time("Ett svar var femte sekund, p50", real, bare, 50),
        _time("Ett svar var femte sekund, p99", real, bare, 99),
    )
    notes = (
        f"{STATIONS} processer mot en server på samma dator, som också delar processorn med dem. "
        f"Ett svar är två händelser, huvudet på ärendets kedja och tavlans rad i en transaktion; "
        f"jämförelsen är en rad med lika många byte. Mittersta av {ROUNDS} omgångar på "
        f"{SECONDS:.0f} sekunder. Vid ett svar var femte sekund: {len(real)} svar.",
    )
    return Measured("Femtio stationer mot en databas", figures, notes)


def _together(server: Server, how: str, seconds: float, pause: float) -> _Round:
    begin = time.time() + GET_READY
    words = (server.address("station"), how, str(begin), str(seconds), str(pause))
    running = [
        subprocess.Popen(
            (sys.executable, "-m", "bench.shared_worker", str(number), *words),
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(STATIONS)
    ]
    time.sleep(max(0.0, begin - time.time()))
    before, taken, stations = processor_seconds(server.process), [], 0.0
    for one in running:
        told, _ = one.communicate(timeout=seconds + 120)
        if one.returncode:
            raise NotMeasured(f"en station gick inte ({how})")
        its_own, processor = json.loads(told)
        taken += its_own
        stations += processor
    return _Round(taken, stations, processor_seconds(server.process) - before)


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


def _processor(
    what: str, rounds: dict[str, list[_Round]], spent: Callable[[_Round], float]
) -> Figure:
    each = {
        how: sum(map(spent, done)) / sum(len(r.taken) for r in done) * 1000
        for how, done in rounds.items()
    }
    return Figure(what, each["answer"], "ms", each["bare"], "en rad, INSERT och COMMIT")

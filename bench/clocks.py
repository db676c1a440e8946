"""The clocks after one new event: what is counted anew among few and very many folded cases."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from jourstod.desk.all_clocks import all_clocks
from jourstod.desk.board import to_bytes
from jourstod.desk.desk import Desk
from jourstod.desk.summary import summarise
from jourstod.domain.case import Case, evolve
from jourstod.domain.clocks import running
from jourstod.domain.entries import Entry, Happened, Stamp
from jourstod.domain.events import NoteWritten
from jourstod.domain.rulebook import Rulebook
from jourstod.reading.shelf import Shelf, shipped_routines

from . import bulk, station
from .measure import Figure, Judged, Measured, interleaved, percentile, say

FEW, MANY, ANSWERED = 10, 1_000, 100
ROUNDS, WHOLE_ROUNDS = 2_000, 15
LIMIT_MS = 1.0


def measure(folder: Path) -> Measured:
    """Fold the cases, then write one event in one of them at a time and count its clocks anew."""
    held = {many: _held(folder / str(many), many) for many in (FEW, MANY)}
    row = held[MANY].sum_up(held[MANY].cases[0])
    runs: dict[str, Callable[[], float]] = {
        f"one {many}": _one(cases, random.Random(1)) for many, cases in held.items()
    }
    taken = interleaved({**runs, "json": _timed(lambda: json.dumps(json.loads(row)))}, ROUNDS)
    whole: dict[str, Callable[[], float]] = {
        f"all {many}": _timed(cases.count_all) for many, cases in held.items()
    }
    taken |= interleaved(whole, WHOLE_ROUNDS)
    first = held[MANY].cases[0]
    clocks = len(running(first, held[MANY].book, _now()))
    for cases in held.values():
        cases.close()
    note = (
        f"Varje ärende har {first.seq} händelser eller fler i minnet. Registrets "
        f"{len(held[MANY].book.duties)} frister prövas, {clocks} går. Bara det ärende som fick en "
        "händelse räknas om: händelsen läggs till, klockorna räknas och tavlans rad görs. Alla "
        "klockor på nytt är det som jourstod clocks gör, med ett register som har en enda frist."
    )
    return Measured("Klockorna efter en ny händelse", _figures(taken), (note,))


def _figures(taken: dict[str, list[float]]) -> tuple[Figure, ...]:
    def figure(percent: float, beside: str, against: str) -> Figure:
        return Figure(
            f"Ett av {MANY} öppna ärenden, p{percent}",
            percentile(taken[f"one {MANY}"], percent) * 1000,
            "ms",
            percentile(taken[beside], percent) * 1000,
            against,
            LIMIT_MS if percent == 50 else None,
            Judged.VALUE,
        )

    return (
        *(figure(percent, f"one {FEW}", f"ett av {FEW}") for percent in (50, 95)),
        figure(50, "json", "tavlans rad som JSON, ut och in"),
        Figure(
            f"Alla klockor på nytt, {MANY} ärenden, p50",
            percentile(taken[f"all {MANY}"], 50) * 1000,
            "ms",
            percentile(taken[f"all {FEW}"], 50) * 1000,
            f"{FEW} ärenden",
        ),
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """Cases that are open and folded, and the rulebook they are counted by."""

    cases: Sequence[Case]
    book: Rulebook
    desk: Desk
    close: Callable[[], object]

    def sum_up(self, case: Case) -> bytes:
        """The board's row of a case, its clocks counted."""
        return to_bytes(summarise(case, self.book, _now()))

    def count_all(self) -> None:
        """Every clock of every case."""
        assert len(all_clocks(self.desk)) >= len(self.cases)


def _held(home: Path, many: int) -> _Held:
    ids = bulk.filled(home, many, ANSWERED)
    opened = station.opened(home)
    house = opened.__enter__()
    cases = [house.desk.case(id) for id in ids]
    say(f"{many} ärenden är spelade")
    shipped, _ = Shelf(shipped_routines()).current()
    book = replace(house.desk.book(cases[0]), duties=shipped.duties)
    return _Held(cases, book, house.desk, lambda: opened.__exit__(None, None, None))


def _one(held: _Held, lot: random.Random) -> Callable[[], float]:
    """One event in a case chosen by lot."""

    def one() -> float:
        case = lot.choice(held.cases)
        at = _now()
        stamp = Stamp("AB", "Anna Berg", "duty_officer", "City", at, Happened(at, at))
        entry = Entry(f"e{case.seq + 1}", stamp, NoteWritten("Personen ringde igen, åäö."))
        began = time.perf_counter()
        evolve(case, entry)
        held.sum_up(case)
        return time.perf_counter() - began

    return one


def _timed(act: Callable[[], object]) -> Callable[[], float]:
    def timed() -> float:
        began = time.perf_counter()
        act()
        return time.perf_counter() - began

    return timed


def _now() -> datetime:
    return datetime.now(UTC)

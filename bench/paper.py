"""A case of three hundred events: its replay, and its sheet as PDF."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

from jourstod.bootstrap import House
from jourstod.desk import rows
from jourstod.desk.command import new_command
from jourstod.desk.sheets import sheet_for
from jourstod.domain.case import replay
from jourstod.reports import render
from jourstod.store.seal import PlainCodec

from . import station
from .measure import Figure, Judged, Measured, interleaved, percentile

EVENTS, RECEIVER = 300, "mottagning"
ROUNDS = 100
_BLANK = b'#set document(title: "Blad")\nEtt blad.'


def measure(folder: Path) -> Measured:
    """Replay the case and print it, over and over in one warm process."""
    with station.opened(folder / "home") as house:
        case = _case_of(house, EVENTS)
        runs: dict[str, Callable[[], float]] = {
            "replay": _timed(lambda: _replay(house, case)),
            "plain": _timed(lambda: _read_plain(house, case)),
        }
        runs |= {"pdf": _timed(lambda: _pdf(house, case)), "blank": _timed(_blank_page)}
        taken = interleaved(runs, ROUNDS, warm_up=3)
    figures = list(_both("Spela upp från lagret", "replay", "plain", "läsa samma JSON", taken))
    figures += _both("Blad som PDF", "pdf", "blank", "typst, en rad", taken)
    note = f"{EVENTS} händelser: svar och anteckningar. {ROUNDS} omgångar i en varm process."
    return Measured("Ett ärende på 300 händelser", tuple(figures), (note,))


def _both(
    what: str, name: str, beside: str, against: str, taken: dict[str, list[float]]
) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            f"{what}, p{percent}",
            percentile(taken[name], percent) * 1000,
            "ms",
            percentile(taken[beside], percent) * 1000,
            against,
            judged=Judged.RATIO,
        )
        for percent in (50, 95)
    )


def _case_of(house: House, events: int) -> str:
    case = station.open_case(house.desk)
    while house.desk.case(case).seq < events:
        station.go_round(house.desk, case, 1)
        note = f"Personen ringde igen och berättade mer, åäö. {house.desk.case(case).seq}"
        house.desk.acts.note(case, note, new_command())
    return case


def _replay(house: House, case: str) -> None:
    stored = house.vault.log.read(f"case/{case}")
    assert replay(case, rows.unseal(PlainCodec(), stored)).seq >= EVENTS


def _read_plain(house: House, case: str) -> None:
    for row in house.vault.log.read(f"case/{case}"):
        json.loads(row.sealed)


def _pdf(house: House, case: str) -> None:
    """What `jourstod report --format pdf` does."""
    content = render(sheet_for(house.desk, case, RECEIVER).sheet, "pdf")
    assert content.startswith(b"%PDF")


def _blank_page() -> None:
    import typst

    typst.compile(_BLANK, format="pdf", pdf_standards=["ua-1"])


def _timed(act: Callable[[], object]) -> Callable[[], float]:
    def timed() -> float:
        began = time.perf_counter()
        act()
        return time.perf_counter() - began

    return timed

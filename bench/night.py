"""A night of thirty cases: its morning sheet, and the sheet of each case, as PDF."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.night_sheets import morning
from jourstod.desk.sheets import sheet_for
from jourstod.reports import render

from . import station
from .measure import Figure, Judged, Measured, interleaved, percentile

CASES, EVENTS, ROUNDS = 30, 60, 15
LIMIT_MS = 1000
_BLANK = b'#set document(title: "Blad")\nEtt blad.'


def measure(folder: Path) -> Measured:
    """The same night, put on paper over and over; each desk is new, as in a command of its own."""
    with station.opened(folder / "home") as house:
        cases = [_case(house.desk, number) for number in range(CASES)]

        def fresh() -> Desk:
            return house.seat(house.desk.handler)

        runs: dict[str, Callable[[], float]] = {
            "morning": _timed(lambda: _morning(fresh())),
            "one": _timed(lambda: _blank(1)),
            "sheets": _timed(lambda: _sheets(fresh(), cases)),
            "thirty": _timed(lambda: _blank(CASES)),
        }
        taken = interleaved(runs, ROUNDS, warm_up=1)
    figures = (
        *_both("Morgonblad som PDF", "morning", "one", "typst, en rad", taken),
        *_both("Alla blad som PDF", "sheets", "thirty", "typst, en rad, 30 gånger", taken),
    )
    note = f"{CASES} ärenden om {EVENTS} händelser, lästa från lagret varje gång."
    return Measured("En natt på trettio ärenden", figures, (note,))


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
            limit=LIMIT_MS if percent == 50 else None,
            judged=Judged.VALUE,
        )
        for percent in (50, 95)
    )


def _case(desk: Desk, number: int) -> str:
    case = station.open_case(desk, f"Maja {number}")
    while desk.case(case).seq < EVENTS:
        station.go_round(desk, case, 1)
        desk.acts.note(case, "Personen ringde igen och berättade mer, åäö.", new_command())
    desk.acts.promise(case, "Ringa", "Maja", "", new_command(), "jouren")
    return case


def _morning(desk: Desk) -> None:
    board = desk.station.boards[0].id
    assert render(morning(desk, board), "pdf").startswith(b"%PDF")


def _sheets(desk: Desk, cases: Sequence[str]) -> None:
    for case in cases:
        assert render(sheet_for(desk, case).sheet, "pdf").startswith(b"%PDF")


def _blank(times: int) -> None:
    import typst

    for _ in range(times):
        typst.compile(_BLANK, format="pdf", pdf_standards=["ua-1"])


def _timed(act: Callable[[], object]) -> Callable[[], float]:
    def timed() -> float:
        began = time.perf_counter()
        act()
        return time.perf_counter() - began

    return timed

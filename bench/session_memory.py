"""Memory of a long session: one start of the program, one case, a key press for every step."""

from __future__ import annotations

from pathlib import Path

from . import station
from .key_press import case_presser, empty_presser
from .machine import resident_mib
from .measure import Figure, Judged, Measured, NotMeasured, say

STEPS, EARLY = 2_000, 200
TOTAL_MIB, GROWTH_MIB = 120.0, 10.0


def measure(folder: Path) -> Measured:
    """Answer every step of a session by key presses; read RSS at three points."""
    home = folder / "home"
    case = station.case_of_length(home, 0)
    program = _pressed(home)
    empty = _empty()
    with station.opened(home) as house:
        answered = station.answered(house.desk, case)
    if answered != STEPS:
        raise NotMeasured(f"{answered} svar finns i loggen, {STEPS} tangenter trycktes")
    against = "tom Textual-app"
    figures = (
        Figure("Vid första frågan", program[0], "MiB", empty[0], against),
        Figure(f"Efter {EARLY} steg", program[EARLY], "MiB", empty[EARLY], against),
        Figure(f"Efter {STEPS} steg", program[STEPS], "MiB", empty[EARLY], against, TOTAL_MIB),
        Figure(
            f"Växt från steg {EARLY} till {STEPS}",
            program[STEPS],
            "MiB",
            program[EARLY],
            f"steg {EARLY}",
            GROWTH_MIB,
            Judged.ADDED,
        ),
    )
    note = f"RSS. Den tomma appen har tagit emot {EARLY} tangenttryck."
    return Measured(f"Minne i en session på {STEPS} steg", figures, (note,))


def _pressed(home: Path) -> dict[int, float]:
    """RSS in MiB by number of key presses in the program."""
    found = {}
    with case_presser(home) as program:
        for step in range(STEPS + 1):
            if step in (0, EARLY, STEPS):
                found[step] = resident_mib(program.terminal.process)
                say(f"steg {step}: {found[step]:.1f} MiB")
            if step < STEPS:
                program()
    return found


def _empty() -> dict[int, float]:
    found = {}
    with empty_presser() as empty:
        found[0] = resident_mib(empty.terminal.process)
        for _ in range(EARLY):
            empty()
        found[EARLY] = resident_mib(empty.terminal.process)
    return found

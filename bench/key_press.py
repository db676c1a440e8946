"""Key press → committed → painted, early and late in a case, beside an app that only repaints."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

from . import station
from .measure import Figure, Judged, Measured, NotMeasured, interleaved, percentile, say
from .terminal import SIZE, Presser, Terminal

EARLY, LATE = 30, 3_000
"""Steps answered in the case before the first key press."""
ROUNDS, PRESSES, WARM_UP = 10, 30, 2
LIMITS = {50: None, 95: 100.0, 99: 250.0}
SLOPE = 1.1
AGAINST = "tom Textual-app"


def measure(folder: Path) -> Measured:
    """Press a key in an early case, in a late one and in the empty app, in turn."""
    taken: dict[str, list[float]] = {"early": [], "late": [], "empty": []}
    late = folder / "late"
    late_case = station.case_of_length(late, LATE)
    for number in range(ROUNDS):
        early = folder / f"early-{number}"
        early_case = station.case_of_length(early, EARLY)
        with ExitStack() as programs:
            pressed = {
                "early": programs.enter_context(case_presser(early)),
                "late": programs.enter_context(case_presser(late)),
                "empty": programs.enter_context(empty_presser()),
            }
            for name, samples in interleaved(pressed, PRESSES, WARM_UP).items():
                taken[name] += samples
        answered = PRESSES + WARM_UP
        _check(early, early_case, EARLY + answered)
        _check(late, late_case, LATE + answered * (number + 1))
        say(f"omgång {number + 1} av {ROUNDS}")
    return Measured("Tangent → sparat → visat", _figures(taken), _notes())


def case_presser(home: Path) -> Presser:
    """The real program, which opens the case that the station's last start ended in."""
    terminal = Terminal([sys.executable, "-m", "jourstod", "--home", str(home)])
    return Presser(terminal, "1", *station.QUESTIONS.values())


def empty_presser() -> Presser:
    """The baseline."""
    first, second = station.QUESTIONS.values()
    terminal = Terminal([sys.executable, "-m", "bench.empty_app", first, second])
    return Presser(terminal, "1", first, second)


def _figures(taken: dict[str, list[float]]) -> tuple[Figure, ...]:
    figures = [
        Figure(
            f"Vid steg {step}, p{percent}",
            percentile(taken[name], percent) * 1000,
            "ms",
            percentile(taken["empty"], percent) * 1000,
            AGAINST,
            limit,
        )
        for name, step in (("early", EARLY), ("late", LATE))
        for percent, limit in LIMITS.items()
    ]
    slopes = [
        Figure(
            f"Vid steg {LATE}, p{percent}",
            percentile(taken["late"], percent) * 1000,
            "ms",
            percentile(taken["early"], percent) * 1000,
            f"steg {EARLY}",
            SLOPE,
            Judged.RATIO,
        )
        for percent in (50, 95)
    ]
    return (*figures, *slopes)


def _notes() -> tuple[str, ...]:
    return (
        f"Terminal {SIZE[0]}×{SIZE[1]}. {ROUNDS * PRESSES} tangenttryck i varje, ett i taget "
        f"i tur och ordning, {ROUNDS} starter. Efteråt är varje tryck kontrollerat i loggen.",
    )


def _check(home: Path, case: str, steps: int) -> None:
    """Every key press must have become an answer in the log."""
    with station.opened(home) as house:
        answered = station.answered(house.desk, case)
    if answered != steps:
        raise NotMeasured(f"{answered} svar finns i loggen, {steps} tangenter trycktes")

"""Figures: samples taken interleaved, a baseline beside each, and the limits they must keep."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Judged(Enum):
    """What of a figure its limit holds for; the value is how the limit is written."""

    VALUE = "{limit} {unit}"
    ADDED = "+{limit} {unit}"
    RATIO = "{limit} ×"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure in `unit`, its baseline in the same unit, and its upper limit if any."""

    what: str
    value: float
    unit: str
    baseline: float | None = None
    against: str = ""
    """What the baseline is."""
    limit: float | None = None
    judged: Judged = Judged.VALUE

    @property
    def result(self) -> float:
        """What is held against the limit. Raises ValueError when the baseline is missing."""
        if self.judged is Judged.VALUE:
            return self.value
        if self.baseline is None:
            raise ValueError(f"{self.what}: no baseline")
        if self.judged is Judged.ADDED:
            return self.value - self.baseline
        return self.value / self.baseline

    @property
    def met(self) -> bool | None:
        """Whether the limit is kept, None when there is none."""
        return None if self.limit is None else self.result <= self.limit


@dataclass(frozen=True, slots=True)
class Measured:
    """What one measure gave: its title, its figures, and what must be known to read them."""

    title: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()


class NotMeasured(Exception):
    """A measure could not be taken; the sentence says why."""


Measure = Callable[[Path], Measured]
"""Takes a measure in a folder of its own."""
Sampler = Callable[[], float]
"""Takes one sample of one thing."""


def interleaved(
    samplers: Mapping[str, Sampler], rounds: int, warm_up: int = 1
) -> dict[str, list[float]]:
    """Take `rounds` samples of each, one of each at a time, so that noise falls on all alike.

    The order turns by one each round; samples of the first `warm_up` rounds are thrown away.
    """
    names = list(samplers)
    taken: dict[str, list[float]] = {name: [] for name in names}
    for number in range(-warm_up, rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            sample = samplers[name]()
            if number >= 0:
                taken[name].append(sample)
    return taken


def percentile(samples: Sequence[float], percent: float) -> float:
    """The smallest sample that at least `percent` of all do not exceed (nearest rank)."""
    ordered = sorted(samples)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def say(text: str) -> None:
    """Tell how far the measuring has come."""
    print(f"  {text}", file=sys.stderr, flush=True)

"""What an exploration found: states, stories of moves, faults, and where one can get stuck."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from .conditions import Value
from .routine import Krav

Edge = tuple[str, str, str]
"""A move: step, outcome, and the step it leads to."""


class State(NamedTuple):
    """Where a walk is: step, values of its live facts in order, and whether the krav's other
    step is done."""

    step: str
    values: tuple[object, ...]
    done: bool = False


@dataclass(frozen=True, slots=True)
class Leg:
    """One move of a story: the step, its outcome, and facts from elsewhere it found."""

    step: str
    outcome: str
    told: Value | None
    found: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a move: `kind` is missing, overlapping or broken; with the way there."""

    kind: str
    step: str
    outcome: str
    story: tuple[Leg, ...]
    krav: Krav | None = None


@dataclass(slots=True)
class Exploration:
    """What was found: the steps reached, faults, states from which no end can be reached."""

    reached: set[str] = field(default_factory=set)
    edges: dict[Edge, tuple[Leg, ...]] = field(default_factory=dict)
    """Every move there is, with the shortest way to it, the move itself last."""
    faults: list[Fault] = field(default_factory=list)
    states: int = 0
    met: set[str] = field(default_factory=set)
    """The krav whose step some way came to so that the krav had something to say."""
    stuck: tuple[Leg, ...] | None = None
    stuck_at: str = ""
    too_many: tuple[str, ...] = ()
    """The facts that live at once where it gave up; empty when it went all the way."""

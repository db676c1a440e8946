"""What an exploration found: states, stories of moves, faults, and where one can get stuck."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from .conditions import Value
from .routine import Krav

Edge = tuple[str, str, str]
"""A move: step, outcome, and the step it leads to."""


class State(NamedTuple):
    """Where a walk is: step, values of its live facts in order, and which of the steps that the
    krav look back on are done, as bits."""

    step: str
    values: tuple[object, ...]
    done: int = 0


class Leg(NamedTuple):
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


Came = list[tuple[int, Leg]]
"""For each state by number: the one before it on the shortest way there (-1: none), and the leg."""


def story_of(came: Came, state: int) -> tuple[Leg, ...]:
    """The shortest way to a state."""
    legs = []
    while state >= 0:
        state, leg = came[state]
        legs.append(leg)
    return tuple(reversed(legs))


class Stories(Mapping[Edge, tuple[Leg, ...]]):
    """The shortest way to each move, the move itself last, put together when it is asked for.

    All of them at once would grow with the square of the routine.
    """

    def __init__(self, came: Came) -> None:
        self._came = came
        self._last: dict[Edge, tuple[int, Leg]] = {}

    def add(self, edge: Edge, state: int, leg: Leg) -> None:
        """A move as it is first seen: from the state of that number, by that leg."""
        self._last.setdefault(edge, (state, leg))

    def __getitem__(self, edge: Edge) -> tuple[Leg, ...]:
        state, leg = self._last[edge]
        return (*story_of(self._came, state), leg)

    def __iter__(self) -> Iterator[Edge]:
        return iter(self._last)

    def __len__(self) -> int:
        return len(self._last)


@dataclass(slots=True)
class Exploration:
    """What was found: the steps reached, faults, states from which no end can be reached."""

    reached: set[str] = field(default_factory=set)
    edges: Mapping[Edge, tuple[Leg, ...]] = field(default_factory=dict)
    """Every move there is, with the shortest way to it, the move itself last."""
    faults: list[Fault] = field(default_factory=list)
    states: int = 0
    met: set[str] = field(default_factory=set)
    """The krav whose step some way came to so that the krav had something to say."""
    stuck: tuple[Leg, ...] | None = None
    stuck_at: str = ""
    too_many: tuple[str, ...] = ()
    """The facts that live at once where it gave up; empty when it went all the way."""

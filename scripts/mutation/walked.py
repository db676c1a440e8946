"""Walked: an explorer that does not walk again what a fault has left as it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from jourstod.domain import checks
from jourstod.domain.exploration import Exploration
from jourstod.domain.explore import BUDGET, Explorer
from jourstod.domain.facts import Fact
from jourstod.domain.routine import Krav, Routine

REMEMBERED = 64
"""So many routines' walks are kept: those of the sound ones, and of the last faults."""


def remember_walks(facts: Mapping[str, Fact]) -> None:
    """Let `check` walk each set of krav once in all routines whose steps lead the same way."""
    checks.Explorer = _remembering(facts)  # type: ignore[assignment, attr-defined]


class _Walked(Explorer):
    """An explorer that keeps what it found."""

    def __init__(self, routine: Routine, facts: Mapping[str, Fact]) -> None:
        super().__init__(routine, facts)
        self._found: dict[tuple[Krav, ...], Exploration] = {}

    def walk(self, *kravs: Krav, budget: int = BUDGET) -> Exploration:
        """As the explorer walks; the second time what was found the first."""
        if kravs not in self._found:
            self._found[kravs] = super().walk(*kravs, budget=budget)
        return self._found[kravs]


class _Leading:
    """A routine compared by all that a walk sees: where its steps lead and what krav ask."""

    def __init__(self, routine: Routine) -> None:
        self.routine = routine
        steps = tuple(
            (s.id, s.kind, s.fact, s.branches, s.waits_for) for s in routine.steps.values()
        )
        self._key = (routine.id, routine.start, steps, tuple(k.condition for k in routine.krav))
        self._hash = hash(self._key)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Leading) and self._key == other._key


def _remembering(facts: Mapping[str, Fact]) -> Callable[[Routine, Mapping[str, Fact]], Explorer]:
    leading = lru_cache(maxsize=256)(_Leading)  # routines are told apart by identity

    @lru_cache(maxsize=REMEMBERED)
    def kept(one: _Leading) -> Explorer:
        return _Walked(one.routine, facts)

    return lambda routine, _: kept(leading(routine))

"""Routine → `transitions.Machine`: the one interpretation of where a step leads.

Engine, checker, map and diff all read moves here. State names are opaque (`s0`, `s1`, …) because
`transitions` turns names into attributes of the model; there is one trigger and the model is
thrown away after each move, since the log owns the state.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .conditions import Valuation, holds, reads
from .routine import Branch, Routine, Step


@dataclass(frozen=True, slots=True)
class Move:
    """A step settled with an outcome: where it leads, what it starts, which facts were read."""

    to: str
    starts: tuple[str, ...]
    reads: tuple[str, ...]


class BranchesBroken(AssertionError):
    """No branch or several match: a routine that passed its checks cannot do this."""


def branches(step: Step, outcome: str) -> tuple[Branch, ...]:
    """The branches of a step for one outcome, in reading order."""
    return tuple(branch for branch in step.branches if outcome in branch.outcomes)


def matching(step: Step, outcome: str, known: Valuation) -> tuple[Branch, ...]:
    """The branches whose outcome and condition match; exactly one in a routine that holds."""
    return tuple(b for b in branches(step, outcome) if _open(b, known))


def edges(routine: Routine) -> Iterator[tuple[Step, Branch]]:
    """Every branch of every step, in reading order."""
    for step in routine.steps.values():
        for branch in step.branches:
            yield step, branch


def move(routine: Routine, step_id: str, outcome: str, known: Valuation) -> Move:
    """Where the step leads; raises BranchesBroken unless exactly one branch matches."""
    compiled = _compiled(routine)
    journey = _Journey(compiled.state_of[step_id], outcome, known)
    compiled.machine.add_model(journey, initial=journey.state)
    try:
        if not journey.go():  # type: ignore[attr-defined]
            raise BranchesBroken(f"{routine.id}.{step_id}: no branch for {outcome!r}")
    finally:
        compiled.machine.remove_model(journey)
    taken = journey.taken
    if len(taken) != 1 or len(matching(routine.steps[step_id], outcome, known)) != 1:
        raise BranchesBroken(f"{routine.id}.{step_id}: several branches for {outcome!r}")
    branch = taken[0]
    read = tuple(
        dict.fromkeys(
            fact
            for tried in branches(routine.steps[step_id], outcome)
            for fact in reads(tried.condition)
        )
    )
    return Move(branch.to, branch.starts, read)


def _open(branch: Branch, known: Valuation) -> bool:
    return branch.condition is None or holds(branch.condition, known)


class _Journey:
    """The throw-away model: one step, one outcome, the facts, and the branch that was taken."""

    state: str

    def __init__(self, state: str, outcome: str, known: Valuation) -> None:
        self.state = state
        self.outcome = outcome
        self.known = known
        self.taken: list[Branch] = []


@dataclass(frozen=True)
class _Compiled:
    machine: Any
    state_of: dict[str, str]


@lru_cache(maxsize=256)
def _compiled(routine: Routine) -> _Compiled:
    """Build the machine once per routine (routines compare by identity)."""
    from transitions import Machine  # not for the checks, which only ask what matches

    state_of = {step_id: f"s{number}" for number, step_id in enumerate(routine.steps)}
    machine = Machine(
        model=None,
        states=list(state_of.values()),
        initial=state_of[routine.start],
        auto_transitions=False,
        send_event=True,
    )
    for step, branch in edges(routine):
        machine.add_transition(
            "go",
            state_of[step.id],
            state_of[branch.to],
            conditions=_guard(branch),
            after=_remember(branch),
        )
    return _Compiled(machine, state_of)


def _guard(branch: Branch) -> Any:
    def matches(event: Any) -> bool:
        return event.model.outcome in branch.outcomes and _open(branch, event.model.known)

    return matches


def _remember(branch: Branch) -> Any:
    def remember(event: Any) -> None:
        event.model.taken.append(branch)

    return remember

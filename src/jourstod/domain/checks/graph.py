"""Steps nobody comes to, and steps from which no end can be reached, whatever is answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..findings import Finding, Severity
from ..routine import Routine, StepKind


def check_graph(routine: Routine) -> Iterator[Finding]:
    """Unreachable steps and dead ends, read off the arrows alone."""
    onward = arrows(routine)
    reached = spread([routine.start], onward)
    for step in routine.steps.values():
        if step.id not in reached:
            yield Finding(
                Severity.ERROR,
                "onabart-steg",
                step.place,
                f"Inget svar leder till steget «{step.id}».",
                "Låt ett svar leda dit, eller ta bort steget.",
            )
    ends = [step.id for step in routine.steps.values() if step.kind is StepKind.END]
    home = spread(ends, _turned(onward))
    for id in routine.steps:
        if id in reached and id not in home:
            yield Finding(
                Severity.ERROR,
                "atervandsgrand",
                routine.steps[id].place,
                f"Från steget «{id}» går det inte att komma till något slut.",
                "Låt minst ett svar leda mot ett slut.",
            )


def arrows(routine: Routine) -> dict[str, frozenset[str]]:
    """For each step, the steps its branches lead to."""
    return {
        step.id: frozenset(branch.to for branch in step.branches if branch.to in routine.steps)
        for step in routine.steps.values()
    }


def spread(starts: Iterable[str], onward: Mapping[str, Iterable[str]]) -> set[str]:
    """Everything that can be reached from the starts, the starts among them."""
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        id = waiting.pop()
        if id not in found:
            found.add(id)
            waiting.extend(onward.get(id, ()))
    return found


def _turned(onward: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    back: dict[str, list[str]] = {}
    for id, targets in onward.items():
        for to in targets:
            back.setdefault(to, []).append(id)
    return back

"""Loops that nothing limits: going round must hold a clock or a time that says when to stop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..findings import Finding, Severity
from ..routine import Routine, Step
from .graph import arrows


def check_loops(routine: Routine) -> Iterator[Finding]:
    """Loops without `klocka` or `senast` (a lone wait without one cannot be read at all)."""
    onward = arrows(routine)
    free = {id for id, step in routine.steps.items() if not limited(step)}
    round_trip = _cycle({id: sorted(onward[id] & free) for id in routine.steps if id in free})
    if round_trip:
        words = " → ".join((*round_trip, round_trip[0]))
        yield Finding(
            Severity.ERROR,
            "slinga-utan-grans",
            routine.steps[round_trip[0]].place,
            f"Stegen går runt utan gräns: {words}.",
            "Sätt klocka eller senast på ett av dem.",
            "senast: efter tredje försöket",
        )


def limited(step: Step) -> bool:
    """Whether the step says when waiting is over."""
    return bool(step.clock or step.due_words)


def _cycle(onward: Mapping[str, list[str]]) -> tuple[str, ...]:
    """One cycle of the graph, first in reading order, or ()."""
    finished: set[str] = set()
    for start in onward:
        path: list[str] = []
        stack = [(start, iter(onward[start]))] if start not in finished else []
        if stack:
            path.append(start)
        while stack:
            id, targets = stack[-1]
            to = next((t for t in targets if t not in finished), None)
            if to is None:
                finished.add(id)
                path.pop()
                stack.pop()
            elif to in path:
                return tuple(path[path.index(to) :])
            else:
                path.append(to)
                stack.append((to, iter(onward[to])))
    return ()

"""Task times: a task that is left to somebody says when it is to be done."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Finding, Severity
from ..routine import Routine, StepKind
from .loops import limited


def check_task_times(routine: Routine) -> Iterator[Finding]:
    """Tasks without `klocka` or `senast`: nobody sees in the morning that they are late."""
    for step in routine.steps.values():
        if step.kind is StepKind.TASK and not limited(step):
            yield Finding(
                Severity.WARNING,
                "uppgift-utan-tid",
                step.place,
                f"Uppgiften «{step.id}» säger inte när den ska vara gjord.",
                "Skriv «klocka» eller «senast».",
                "senast: första vardagen före lunch",
            )

"""Phases: few enough steps that where one is can be seen."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Finding, Severity
from ..routine import Routine, StepKind

MOST_STEPS = 9
"""The most steps of a phase (screens.md rule 3: five to nine)."""


def check_phases(routine: Routine) -> Iterator[Finding]:
    """Phases with more steps than a tired person can overlook."""
    for phase, steps in routine.phases().items():
        asked = [step for step in steps if step.kind is not StepKind.END]
        if phase and len(asked) > MOST_STEPS:
            yield Finding(
                Severity.WARNING,
                "lang-fas",
                asked[MOST_STEPS].place,
                f"Fasen «{phase}» har {len(asked)} steg; {MOST_STEPS} är det mesta.",
                "Dela fasen i två.",
            )

"""Killer items: the questions that save a life stand first in their phase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..findings import Finding, Severity
from ..routine import Routine, Step, StepKind
from .graph import arrows, spread
from .starts import asks

MOST_BEFORE = 2
"""Steps that may stand before: the number to call back and the place, which 112 asks for."""
ALARM = "112"
_NO_WORK = (StepKind.READ, StepKind.WAIT, StepKind.CONTACT, StepKind.END)
"""Kinds that take no time from the danger: a text, a wait for it to pass, a call for help."""


def check_killers(routine: Routine) -> Iterator[Finding]:
    """Questions about danger with other work before them in the same phase."""
    urgent = [step.id for step in routine.steps.values() if _is_urgent(routine, step)]
    onward = arrows(routine) if urgent else {}
    for id in urgent:
        before = _before(routine, id, urgent, onward)
        if len(before) > MOST_BEFORE:
            step = routine.steps[id]
            where = f"fasen «{step.phase}»" if step.phase else "rutinen"
            yield Finding(
                Severity.WARNING,
                "fara-sist",
                step.place,
                f"«{id}» gäller liv och hälsa men kommer efter {len(before)} andra steg i {where}: "
                f"{', '.join(f'«{other}»' for other in before)}.",
                f"Lägg det först i fasen. Före får stå högst {MOST_BEFORE} korta frågor.",
            )


def _is_urgent(routine: Routine, step: Step) -> bool:
    """Whether it is of the first minute, or a question whose answer leads straight to 112."""
    if step.id in routine.first_minute:
        return True
    return asks(step) and any(_alarms(routine, branch.to) for branch in step.branches)


def _alarms(routine: Routine, id: str) -> bool:
    return id in routine.steps and routine.steps[id].call == ALARM


def _before(
    routine: Routine, id: str, urgent: list[str], onward: Mapping[str, frozenset[str]]
) -> list[str]:
    """The steps of the phase with other work in them that stand before it on some way."""
    found: list[str] = []
    for step in routine.phases()[routine.steps[id].phase]:
        if step.id == id:
            return found
        works = step.kind not in _NO_WORK and step.id not in urgent
        if works and id in spread([step.id], onward):
            found.append(step.id)
    return found

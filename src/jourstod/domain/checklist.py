"""A checklist as it was answered: how many of its points were done, and which were not."""

from __future__ import annotations

from .answers import WAYS_OUT, Answer
from .routine import Step, StepKind

NOT_NEEDED = ":not_needed"


def tally(step: Step | None, answer: Answer) -> str:
    """«3 av 7», "" when every point is settled or when it is no checklist."""
    if not _in_part(step, answer):
        return ""
    assert step is not None
    settled = sum(item.id in answer.values or _skipped(item.id, answer) for item in step.items)
    return "" if settled == len(step.items) else f"{settled} av {len(step.items)}"


def ticked(step: Step | None, answer: Answer) -> str:
    """Which points were not done, "" when all were or when it is no checklist."""
    if not _in_part(step, answer):
        return ""
    assert step is not None
    if not answer.values:
        return "inget markerat"
    done = [item.label for item in step.items if item.id in answer.values]
    skipped = [item.label for item in step.items if _skipped(item.id, answer)]
    left = [item.label for item in step.items if item.label not in (*done, *skipped)]
    parts = [f"{len(done)} av {len(step.items)} gjorda"]
    parts += [f"inte markerat: {', '.join(left)}"] if left else []
    parts += [f"behövdes inte: {', '.join(skipped)}"] if skipped else []
    return "; ".join(parts)


def _in_part(step: Step | None, answer: Answer) -> bool:
    """Whether some point of a checklist is not done."""
    if step is None or step.kind is not StepKind.CHECKLIST:
        return False
    if answer.values and answer.values[0] in WAYS_OUT:
        return False
    return any(item.id not in answer.values for item in step.items)


def _skipped(item: str, answer: Answer) -> bool:
    return f"{item}{NOT_NEEDED}" in answer.values

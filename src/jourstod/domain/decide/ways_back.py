"""Ways back: what was done before stands, or is asked anew, when a track comes to it again."""

from __future__ import annotations

from collections.abc import Callable

from ..case import Case
from ..case_parts import Visit
from ..routine import Step, StepKind

ASKED_ANEW = (
    StepKind.CONTACT,
    StepKind.DECISION,
    StepKind.TASK,
    StepKind.PLACEMENT,
    StepKind.PROMISE,
)
"""Kinds that are asked again, not passed, when a changed situation leads another way to them."""

Find = Callable[[str], Visit | None]
"""Gives a visit by its id, also one that this act has opened."""


def stands(case: Case, find: Find, step: Step, visit: Visit, parent: Visit) -> bool:
    """Whether a settled visit still holds on the way that now comes to its step.

    On our own path the routine loops on purpose, and the question is asked anew. A step that
    the routine lets grow old stands only after the very step that it was answered after.
    """
    if _calls_for_help(step) or _on_path(find, visit.id, parent):
        return False
    if step.asked_anew:
        return visit.parent == parent.id
    if step.kind not in ASKED_ANEW or _lies_on_the_way_before(case, find, visit, parent):
        return True
    # Who was rung after a step that stands is not rung again; a decision is made anew.
    return step.kind is StepKind.CONTACT and visit.parent == parent.id


def _calls_for_help(step: Step) -> bool:
    """A call to a stated number (112): danger that is back needs a new one, whatever was done."""
    return step.kind is StepKind.CONTACT and bool(step.call)


def _on_path(find: Find, ancestor: str, visit: Visit) -> bool:
    seen: Visit | None = visit
    while seen is not None:
        if seen.id == ancestor:
            return True
        seen = find(seen.parent)
    return False


def _lies_on_the_way_before(case: Case, find: Find, visit: Visit, parent: Visit) -> bool:
    """Whether it was done on the way that the question asked again led to the time before."""
    seen: Visit | None = parent
    while seen is not None and not seen.again:
        seen = find(seen.parent)
    if seen is None or seen.track not in case.tracks:
        return False
    shown = (case.visits[id] for id in reversed(case.tracks[seen.track].visits))
    before = next((v.id for v in shown if v.step == seen.step and v.id != seen.id), "")
    return bool(before) and _on_path(find, before, visit)

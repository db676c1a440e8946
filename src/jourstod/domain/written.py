"""Written beside: the lines of a step that no event of its kind carries, as paper tells them."""

from __future__ import annotations

from collections.abc import Iterator

from .answers import Answer
from .case import Case
from .case_parts import Visit
from .forms import carried, form
from .routine import Step
from .rulebook import Rulebook


def beside(step: Step | None, answer: Answer) -> str:
    """«Vad ni kom fram till: vi åker dit; Motivering: hon är ensam», "" for nothing."""
    if step is None:
        return ""
    elsewhere = carried(step, answer)
    labels = {field.id: field.label for field in form(step)}
    told = [
        f"{labels.get(id, id)}: {value.strip()}"
        for id, value in answer.fields
        if value.strip() and id not in elsewhere
    ]
    if answer.reason.strip() and not step.fact and "reason" not in elsewhere:
        told.append(f"Motivering: {answer.reason.strip()}")
    return "; ".join(told)


def beside_at(case: Case, book: Rulebook, visit: str) -> str:
    """What was written beside at a visit, as it stands now."""
    found = case.visits.get(visit)
    return beside(step_of(case, book, found), found.answer) if found else ""


def settled(case: Case, book: Rulebook) -> Iterator[tuple[Step, Visit]]:
    """The steps that were settled and still hold, in the order they were."""
    done = [v for v in case.visits.values() if v.settled_by and not v.voided]
    for visit in sorted(done, key=lambda visit: visit.settled_seq):
        step = step_of(case, book, visit)
        if step is not None and visit.settled_by not in case.misfiled:
            yield step, visit


def step_of(case: Case, book: Rulebook, visit: Visit | None) -> Step | None:
    """The step a visit shows; None where the bundle has it no more."""
    track = case.tracks.get(visit.track) if visit else None
    routine = book.routines.get(track.routine) if track else None
    return routine.steps.get(visit.step) if routine and visit else None

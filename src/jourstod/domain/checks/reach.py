"""Steps and branches that no knowledge leads to, though the arrows do."""

from __future__ import annotations

from collections.abc import Iterator

from ..conditions import Either, Not, why
from ..findings import Finding, Severity
from ..routine import Branch, Step
from ..rulebook import Rulebook
from .graph import arrows, spread
from .starts import Walked


def check_reach(book: Rulebook, one: Walked) -> Iterator[Finding]:
    """What the arrows reach and no way does; a routine with faults has not been walked whole."""
    if not one.whole:
        return
    routine, edges = one.routine, one.found.edges
    for id in spread([routine.start], arrows(routine)) - one.found.reached:
        yield Finding(
            Severity.ERROR,
            "onabart-steg",
            routine.steps[id].place,
            f"Pilar leder till steget «{id}», men ingen väg: villkoren stämmer aldrig där.",
            "Se över villkoren på vägen dit, eller ta bort steget.",
        )
    for step in routine.steps.values():
        for branch in step.branches if step.id in one.found.reached else ():
            taken = any((step.id, outcome, branch.to) in edges for outcome in branch.outcomes)
            if not taken and not _otherwise(branch):
                yield _dead(book, step, branch)


def _dead(book: Rulebook, step: Step, branch: Branch) -> Finding:
    when = f"att {why(branch.condition, book.words)}" if branch.condition else "det"
    return Finding(
        Severity.WARNING,
        "dod-gren",
        branch.place,
        f"I «{step.id}» leder en rad till «{branch.to}», men {when} stämmer aldrig här.",
        "Ta bort raden, eller läs ett svar som kan finnas då.",
    )


def _otherwise(branch: Branch) -> bool:
    """`annars`, which is right to write also where the rows above leave nothing over."""
    return isinstance(branch.condition, Not) and isinstance(branch.condition.part, Either)

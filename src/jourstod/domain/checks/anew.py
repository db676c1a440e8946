"""Routines that can be started again: what they ask is asked again, and not answered by itself."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Finding, Severity
from ..routine import Routine, StepKind
from ..rulebook import Rulebook


def check_anew(book: Rulebook, routine: Routine) -> Iterator[Finding]:
    """Questions that the answer of an earlier run would settle unseen.

    A fact that other routines ask too is about the person and stands; one that only this routine
    asks can only have been told the time before.
    """
    if not routine.repeatable:
        return
    elsewhere = {
        step.fact
        for other in book.routines.values()
        for step in other.steps.values()
        if other is not routine
    }
    for step in routine.steps.values():
        passes = step.kind is StepKind.QUESTION and not step.reason_required
        if passes and step.fact not in elsewhere:
            yield Finding(
                Severity.WARNING,
                "gammalt-svar",
                step.place,
                f"Rutinen kan startas igen, men då får «{step.id}» svaret från förra gången och "
                "frågas inte.",
                "Skriv «motivera: ja», så frågas den varje gång.",
                "motivera: ja",
            )

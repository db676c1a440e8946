"""Promises: a krav moved to the step before or after the one it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jourstod.domain.routine import Krav, Routine
from jourstod.domain.rulebook import Rulebook

from .mutant import Mutant, Operator


def krav_mutants(book: Rulebook) -> Iterator[Mutant]:
    """Each krav at the step before and after its own, and with the other step moved likewise."""
    for routine in book.routines.values():
        for number, krav in enumerate(routine.krav):
            for words, moved in _moved(routine, krav):
                kravs = (*routine.krav[:number], moved, *routine.krav[number + 1 :])
                yield Mutant(
                    krav.place.file, krav.place.line, Operator.KRAV_MOVED, krav.step,
                    f"{krav.id}: {words}", {routine.id: replace(routine, krav=kravs)},
                    frozenset({(routine.id, krav.step), (routine.id, moved.step)}),
                )  # fmt: skip


def _moved(routine: Routine, krav: Krav) -> Iterator[tuple[str, Krav]]:
    for step in _neighbours(routine, krav.step):
        if step != krav.other:
            yield f"{krav.step} → {step}", replace(krav, step=step)
    for step in _neighbours(routine, krav.other) if krav.other else ():
        if step != krav.step:
            yield f"ska {krav.other} → {step}", replace(krav, other=step)


def _neighbours(routine: Routine, step: str) -> Iterator[str]:
    """The first step that leads to it, in reading order, and the first that it leads to."""
    before = (s.id for s in routine.steps.values() if any(b.to == step for b in s.branches))
    after = (b.to for b in routine.steps[step].branches)
    found = (next((id for id in ids if id != step), "") for ids in (before, after))
    yield from dict.fromkeys(id for id in found if id)

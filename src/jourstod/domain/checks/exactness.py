"""What keeps the proof exact: one step for each fact, nothing read that nobody tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..abstraction import conditions
from ..conditions import reads
from ..findings import Finding, Severity
from ..routine import Routine
from ..rulebook import Rulebook
from .graph import spread


def check_exactness(book: Rulebook, routine: Routine) -> Iterator[Finding]:
    """Facts asked by several steps of a routine, and facts read that no routine asks."""
    asked: dict[str, str] = {}
    for step in routine.steps.values():
        if not step.fact:
            continue
        first = asked.setdefault(step.fact, step.id)
        if first != step.id:
            yield Finding(
                Severity.ERROR,
                "flera-svarar",
                step.place,
                f"Stegen «{first}» och «{step.id}» svarar båda på «{step.fact}».",
                "Fråga en gång och läs svaret sedan, eller ge det andra steget ett eget faktum.",
            )
    told = {step.fact for other in book.routines.values() for step in other.steps.values()}
    unread = dict.fromkeys(f for c in conditions(routine) for f in reads(c) if f not in told)
    for fact in unread:
        yield Finding(
            Severity.WARNING,
            "ingen-svarar",
            routine.place,
            f"Rutinen läser «{fact}», men inget steg i någon rutin frågar om det.",
            "Lägg till en fråga som svarar på det.",
        )


def check_starts(book: Rulebook) -> Iterator[Finding]:
    """Routines that start themselves, straight or through others."""
    starts = {id: _started(routine) for id, routine in book.routines.items()}
    for id, others in starts.items():
        if id in spread(others, starts):
            yield Finding(
                Severity.ERROR,
                "startar-sig-sjalv",
                book.routines[id].place,
                f"Rutinen «{id}» startar sig själv, direkt eller genom en annan.",
                "En rutin kan inte stå på sina egna axlar. Ta bort ett av startar.",
            )


def _started(routine: Routine) -> tuple[str, ...]:
    found: Mapping[str, None] = dict.fromkeys(
        other
        for step in routine.steps.values()
        for branch in step.branches
        for other in branch.starts
    )
    return tuple(found)

"""The page of the routines: which there are, how each begins and ends, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable

from jourstod.domain.registers import Provision
from jourstod.domain.routine import Routine, Step, StepKind
from jourstod.domain.rulebook import Rulebook

VERIFIED = "verifierad"
NOT_REVIEWED = "ej granskad"


def routines_page(book: Rulebook) -> str:
    """Every routine with its dates, how it begins and ends, and what in it is not verified."""
    routines = sorted(book.routines.values(), key=lambda routine: routine.id)
    head = "| Rutin | Titel | Gäller från | Granskas | Granskad av | Steg | Krav |"
    rows = [
        f"| `{r.id}` | {r.title} | {r.valid_from} | {r.review_by} | {r.reviewed_by} "
        f"| {len(r.steps)} | {len(r.krav)} |"
        for r in routines
    ]
    table = "\n".join([head, "|---|---|---|---|---|---|---|", *rows])
    return "\n\n".join([table, *(_routine(routine, book) for routine in routines)])


def steps_of(routine: Routine) -> Iterable[Step]:
    """The steps in reading order."""
    return routine.steps.values()


def cited_by(routine: Routine, book: Rulebook) -> list[Provision]:
    """Every provision a routine rests on or decides by, in the order it is first named."""
    named = dict.fromkeys(p for s in steps_of(routine) for p in (*s.provisions, *s.mandates))
    named |= dict.fromkeys(p for krav in routine.krav for p in krav.provisions)
    return [book.provisions[id] for id in named]


def bullets(points: Iterable[str]) -> str:
    """A list, or a word that there is nothing."""
    return "\n".join(f"- {point}" for point in points) or "Inget."


def _routine(routine: Routine, book: Rulebook) -> str:
    sources = dict.fromkeys(
        (*routine.sources, *(s for step in steps_of(routine) for s in step.sources))
    )
    cited = cited_by(routine, book)
    unsure = [provision.cited for provision in cited if provision.confidence != VERIFIED]
    short = [provision.current for provision in cited if provision.valid_until]
    named = "; ".join(book.sources[source].title for source in sources) or "inga utöver lagrummen"
    points = [
        f"Startas: {_started(routine, book)}.",
        f"Slutar: {', '.join(_endings(routine))}.",
        f"Beslut: {', '.join(_decisions(routine)) or 'inga'}.",
        f"Källor: {named}.",
        f"Lagrum: {len(cited)} stycken.",
        f"Inte verifierat: {'; '.join(unsure) or 'inget'}.",
    ]
    if short:
        points.append(f"Slutar gälla enligt registret: {'; '.join(short)}.")
    return f"## {routine.title}\n\n{bullets(points)}"


def _started(routine: Routine, book: Rulebook) -> str:
    by = [
        f"från `{other.id}`"
        for other in sorted(book.routines.values(), key=lambda other: other.id)
        if any(routine.id in b.starts for step in steps_of(other) for b in step.branches)
    ]
    again = ", flera gånger om det behövs" if routine.repeatable else ""
    return f"{', '.join((*by, 'för hand'))}{again}"


def _endings(routine: Routine) -> Iterable[str]:
    return dict.fromkeys(s.ending for s in steps_of(routine) if s.kind is StepKind.END)


def _decisions(routine: Routine) -> Iterable[str]:
    return dict.fromkeys(f"`{s.decision}`" for s in steps_of(routine) if s.decision)

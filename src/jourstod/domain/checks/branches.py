"""Branches: exactly one way on for every answer and all that can be known, or a story why not."""

from __future__ import annotations

from collections.abc import Iterator

from ..exploration import Exploration, Fault
from ..findings import Finding, Severity
from ..routine import Routine
from ..rulebook import Rulebook
from .stories import outcome_words, story

MOST_NAMED = 9
"""The most facts that a finding names."""


def check_branches(book: Rulebook, routine: Routine, found: Exploration) -> tuple[Finding, ...]:
    """Missing and overlapping branches, and loops that nothing leads out of."""
    return tuple(_findings(book, routine, found))


def _findings(book: Rulebook, routine: Routine, found: Exploration) -> Iterator[Finding]:
    for fault in found.faults:
        yield _fault(book, routine, fault)
    if found.too_many:
        yield too_many(routine, found)
    elif found.stuck is not None and not found.faults:
        yield Finding(
            Severity.ERROR,
            "ingen-utvag",
            routine.steps[found.stuck_at].place,
            f"Den som kommer till «{found.stuck_at}» så här kan aldrig bli klar.",
            "Låt ett svar leda ut.",
            story=story(book, routine, found.stuck),
        )


def too_many(routine: Routine, found: Exploration) -> Finding:
    """The explorer gave up; the facts that must be told apart at the same time."""
    facts = ", ".join(f"«{fact}»" for fact in found.too_many[:MOST_NAMED])
    more = len(found.too_many) - MOST_NAMED
    return Finding(
        Severity.ERROR,
        "for-manga-lagen",
        routine.place,
        "Rutinen har fler lägen än som kan prövas. Samtidigt läses "
        f"{facts}{f' och {more} till' if more > 0 else ''}.",
        "Läs ett faktum nära där det frågas, eller dela rutinen.",
    )


def _fault(book: Rulebook, routine: Routine, fault: Fault) -> Finding:
    step = routine.steps[fault.step]
    answer = outcome_words(book, step, fault.outcome)
    if fault.kind == "missing":
        rule, sentence = "svar-utan-vag", f"I «{step.id}» leder svaret «{answer}» ingenstans."
        hint = "Skriv vart det leder, eller lägg annars sist i listan."
    else:
        rule, sentence = "flera-vagar", f"I «{step.id}» leder svaret «{answer}» åt flera håll."
        hint = "Gör villkoren så att bara ett stämmer åt gången."
    return Finding(
        Severity.ERROR, rule, step.place, sentence, hint, story=story(book, routine, fault.story)
    )

"""Breadth: how many cases one step has to tell apart at once, counted before any is tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import prod

from ..abstraction import Atom, conditions
from ..conditions import Among, Between, Condition, atoms, reads
from ..facts import Fact, FactKind
from ..findings import Finding, Place, Severity
from ..routine import Routine
from ..rulebook import Rulebook

MOST_AT_ONCE = 20_000
"""Combinations of answers that one step, or one krav, may have to tell apart."""
_ALWAYS = 3  # vet inte, ej aktuellt and ännu inte


def check_breadth(book: Rulebook, routine: Routine) -> tuple[Finding, ...]:
    """Steps and krav that read more at once than can be tried; such a routine is not walked.

    The explorer's budget counts whole states; one step whose conditions read fifteen facts told
    elsewhere would fill the memory before it comes to the second.
    """
    return tuple(_findings(book, routine))


def _findings(book: Rulebook, routine: Routine) -> Iterator[Finding]:
    sizes = _sizes(book.facts, routine)
    for step in routine.steps.values():
        told = [step.waits_for, *(branch.condition for branch in step.branches)]
        yield from _too_broad(f"Steget «{step.id}»", step.place, told, sizes)
    for krav in routine.krav:
        yield from _too_broad(f"Kravet «{krav.id}»", krav.place, [krav.condition], sizes)


def _too_broad(
    what: str, place: Place, told: list[Condition | None], sizes: Mapping[str, int]
) -> Iterator[Finding]:
    facts = dict.fromkeys(fact for condition in told for fact in reads(condition))
    if prod(sizes[fact] for fact in facts) > MOST_AT_ONCE:
        yield Finding(
            Severity.ERROR,
            "for-manga-lagen",
            place,
            f"{what} läser fler svar på en gång än som kan prövas: "
            f"{', '.join(f'«{fact}»' for fact in facts)}.",
            "Läs dem i flera steg efter varandra, några i taget.",
        )


def _sizes(facts: Mapping[str, Fact], routine: Routine) -> dict[str, int]:
    """For each fact that is read, how many values its conditions can tell apart at most."""
    asked: dict[str, list[Atom]] = {}
    for condition in conditions(routine):
        for atom in atoms(condition):
            asked.setdefault(atom.fact, []).append(atom)
    return {fact: _size(facts[fact], told) + _ALWAYS for fact, told in asked.items()}


def _size(fact: Fact, asked: list[Atom]) -> int:
    match fact.kind:
        case FactKind.CHOICE:
            return len(fact.choices)
        case FactKind.MANY:
            named = {value for atom in asked if isinstance(atom, Among) for value in atom.values}
            return int(2 ** len(named & {choice.id for choice in fact.choices}))
        case FactKind.NUMBER:
            return 1 + 2 * sum(isinstance(atom, Between) for atom in asked)
        case _:
            return 1

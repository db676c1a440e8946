"""Conditions: one value more or one less, of a branch or of what a step waits for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from zlib import crc32

from jourstod.domain.answers import NOT_APPLICABLE, NOT_YET, UNKNOWN
from jourstod.domain.conditions import All, Among, Between, Condition, Either, Not, atoms
from jourstod.domain.facts import Fact
from jourstod.domain.routine import Branch, Step
from jourstod.domain.rulebook import Rulebook

from .mutant import Mutant, Operator, Site, at_site

Atom = Among | Between
Variant = tuple[Operator, str, Condition]


def condition_mutants(book: Rulebook, site: Site) -> Iterator[Mutant]:
    """Every part of a condition written in a step, with one value more and with one less.

    `annars` is what the conditions above leave: it changes with them, as it does in the file.
    """
    step, told = site.step(book), set[tuple[object, Condition]]()
    for branch in step.branches:
        for atom in _written(branch):
            if (branch.place, atom) in told:
                continue  # a branch that is split by what it starts is one line in the file
            told.add((branch.place, atom))
            for operator, words, other in _variants(book.facts, atom):
                steps = {at: _in_list(book.step(*at), branch, atom, other) for at in site.copies}
                yield from at_site(book, site, operator, words, steps)
    for atom in atoms(step.waits_for) if step.waits_for is not None else ():
        for operator, words, other in _variants(book.facts, atom):
            steps = {at: _waiting(book.step(*at), atom, other) for at in site.copies}
            yield from at_site(book, site, operator, f"väntan: {words}", steps)


def _written(branch: Branch) -> tuple[Atom, ...]:
    """The parts of a condition that stands in the file; `annars` has none of its own."""
    if branch.condition is None or _otherwise(branch.condition):
        return ()
    return tuple(dict.fromkeys(atoms(branch.condition)))


def _otherwise(condition: Condition) -> bool:
    return isinstance(condition, Not) and isinstance(condition.part, Either)


def _variants(facts: Mapping[str, Fact], atom: Atom) -> Iterator[Variant]:
    """The atom with one value more, and with one less where it has several.

    Which value follows from the atom, always the same one: an atom without values would be no line.
    """
    if isinstance(atom, Between):
        yield from _moved(atom)
        return
    possible = (*(c.id for c in facts[atom.fact].choices), UNKNOWN, NOT_APPLICABLE, NOT_YET)
    chance = crc32(f"{atom.fact}{sorted(atom.values)}".encode())
    if more := [value for value in possible if value not in atom.values]:
        value = more[chance % len(more)]
        yield Operator.WIDENED, _words(atom, value, "till"), _with(atom, atom.values | {value})
    if len(atom.values) > 1:
        value = sorted(atom.values)[chance % len(atom.values)]
        yield Operator.NARROWED, _words(atom, value, "bort"), _with(atom, atom.values - {value})


def _words(atom: Among, value: str, how: str) -> str:
    return f"{atom.fact}: {value.replace('_', ' ')} {how}"


def _with(atom: Among, values: frozenset[str]) -> Among:
    return replace(atom, values=values)


def _moved(atom: Between) -> Iterator[Variant]:
    low, high = atom.low, atom.high
    if low is not None:
        yield Operator.WIDENED, f"{atom.fact}: från {low - 1}", replace(atom, low=low - 1)
        yield Operator.NARROWED, f"{atom.fact}: från {low + 1}", replace(atom, low=low + 1)
    if high is not None:
        yield Operator.WIDENED, f"{atom.fact}: till {high + 1}", replace(atom, high=high + 1)
        yield Operator.NARROWED, f"{atom.fact}: till {high - 1}", replace(atom, high=high - 1)


def _in_list(step: Step, line: Branch, atom: Atom, other: Condition) -> Step:
    """The step with the line's atom changed there, and in the `annars` of the same list."""
    whole = line.condition
    assert whole is not None
    changed = _put(whole, atom, other)
    same = [b for b in step.branches if b.place == line.place]
    outcomes = frozenset(outcome for branch in same for outcome in branch.outcomes)
    branches = [
        b
        if b.condition is None or not b.outcomes & outcomes
        else replace(b, condition=changed)
        if b.place == line.place
        else replace(b, condition=_put_whole(b.condition, whole, changed))
        for b in step.branches
    ]
    return replace(step, branches=tuple(branches))


def _put_whole(condition: Condition, old: Condition, new: Condition) -> Condition:
    """`annars` with one of the conditions above it changed; another line stays as it is."""
    if isinstance(condition, Not) and isinstance(condition.part, Either):
        return Not(Either(tuple(new if part == old else part for part in condition.part.parts)))
    return condition


def _waiting(step: Step, atom: Atom, other: Condition) -> Step:
    assert step.waits_for is not None
    return replace(step, waits_for=_put(step.waits_for, atom, other))


def _put(condition: Condition, old: Condition, new: Condition) -> Condition:
    """The condition with one part in place of another."""
    if condition == old:
        return new
    match condition:
        case All(parts):
            return All(tuple(_put(part, old, new) for part in parts))
        case Either(parts):
            return Either(tuple(_put(part, old, new) for part in parts))
        case Not(part):
            return Not(_put(part, old, new))
        case _:
            return condition

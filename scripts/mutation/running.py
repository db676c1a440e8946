"""Running: all mutants made and judged, in two processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from itertools import chain
from random import Random

from jourstod.domain.rulebook import Rulebook

from .conditions import condition_mutants
from .edges import edge_mutants
from .grounds import ground_mutants
from .judging import Court, Judged, Verdict
from .mutant import Mutant, Operator, sites
from .promises import krav_mutants

SEED = 5
"""Of the sample: the same mutants each time."""

_court: Court
_mutants: Sequence[Mutant]


def made(book: Rulebook) -> tuple[Mutant, ...]:
    """Every mutant of every file, in reading order."""
    of_steps = (
        make(book, site)
        for site in sites(book)
        for make in (edge_mutants, condition_mutants, ground_mutants)
    )
    found = (*chain.from_iterable(of_steps), *krav_mutants(book))
    return tuple(sorted(found, key=lambda one: (one.file, one.line)))


def sampled(mutants: Sequence[Mutant], every: int) -> tuple[Mutant, ...]:
    """Each so-many-th of every operator, in a shuffled order that is always the same."""
    found: list[Mutant] = []
    for operator in Operator:
        of_it = [mutant for mutant in mutants if mutant.operator is operator]
        Random(SEED).shuffle(of_it)
        found += of_it[::every]
    return tuple(sorted(found, key=lambda one: (one.file, one.line)))


def judged(court: Court, mutants: Sequence[Mutant], processes: int) -> Iterator[Judged]:
    """Every mutant with its verdict, in the order they are given."""
    global _court, _mutants
    _court, _mutants = court, mutants
    if processes == 1:
        yield from map(court.judge, mutants)
        return
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        for number, verdict, by in pool.imap(_judge, range(len(mutants)), chunksize=8):
            yield Judged(mutants[number], verdict, by)


def _judge(number: int) -> tuple[int, Verdict, str]:
    """In the other process: what came with the fork is not sent, only its number."""
    found = _court.judge(_mutants[number])
    return number, found.verdict, found.by

"""Checks: everything that can be found wrong in a rulebook that could be read."""

from __future__ import annotations

from ..explore import Explorer
from ..findings import Finding
from ..routine import Routine
from ..rulebook import Rulebook
from .branches import check_branches
from .exactness import check_exactness, check_starts
from .graph import check_graph
from .loops import check_loops
from .phases import check_phases
from .requirements import check_requirements
from .task_times import check_task_times


def check_all(book: Rulebook) -> tuple[Finding, ...]:
    """Findings of every routine and of the rulebook as a whole, in reading order."""
    found = [finding for routine in book.routines.values() for finding in check(book, routine)]
    found += check_starts(book)
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: finding.place))


def check(book: Rulebook, routine: Routine) -> tuple[Finding, ...]:
    """Findings of one routine; krav are proved only where every answer leads somewhere."""
    found = [
        *check_graph(routine),
        *check_loops(routine),
        *check_phases(routine),
        *check_exactness(book, routine),
        *check_task_times(routine),
    ]
    explorer = Explorer(routine, book.facts)
    ways = check_branches(book, routine, explorer)
    return (*found, *ways, *(check_requirements(book, routine, explorer) if not ways else ()))

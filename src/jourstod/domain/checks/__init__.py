"""Checks: everything that can be found wrong in a rulebook that could be read."""

from __future__ import annotations

from collections.abc import Iterator

from ..explore import Explorer
from ..findings import Finding, Severity
from ..routine import Routine
from ..rulebook import Rulebook
from .anew import check_anew
from .branches import check_branches
from .deadlines import check_deadlines
from .ear import check_ear
from .endings import check_endings
from .exactness import check_exactness, check_starts
from .graph import check_graph
from .homes import at_home
from .killers import check_killers
from .loops import check_loops
from .owners import check_owners
from .phases import check_phases
from .reach import check_reach
from .requirements import check_requirements
from .starts import Starts, Walked
from .task_times import check_task_times
from .tracks import check_tracks


def check_all(book: Rulebook) -> tuple[Finding, ...]:
    """Findings of every routine and of the rulebook as a whole, in reading order."""
    walked: dict[str, Walked] = {}
    found = [f for routine in book.routines.values() for f in _told(book, routine, walked)]
    round_trips = tuple(check_starts(book))
    found += round_trips
    if not round_trips and not book.out_of_use:  # else what is missing may stand there
        starts = Starts(book, walked)
        found += (*check_tracks(starts), *check_deadlines(starts), *check_owners(starts))
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: finding.place))


def check(book: Rulebook, routine: Routine) -> tuple[Finding, ...]:
    """Findings of one routine, apart from those that rest on the routines beside it."""
    return tuple(_told(book, routine, {}))


def _told(book: Rulebook, routine: Routine, walked: dict[str, Walked]) -> Iterator[Finding]:
    """What must take the routine out of use is told in its own file; words where they stand."""
    for finding in _check(book, routine, walked):
        yield at_home(routine, finding) if finding.severity is Severity.ERROR else finding


def _check(book: Rulebook, routine: Routine, walked: dict[str, Walked]) -> Iterator[Finding]:
    """Findings of one routine; krav are proved only where every answer leads somewhere."""
    yield from check_graph(routine)
    yield from check_loops(routine)
    yield from check_phases(routine)
    yield from check_exactness(book, routine)
    yield from check_task_times(routine)
    yield from check_ear(routine)
    yield from check_endings(routine)
    yield from check_killers(routine)
    yield from check_anew(book, routine)
    explorer = Explorer(routine, book.facts)
    one = walked[routine.id] = Walked(routine, explorer.walk())
    ways = check_branches(book, routine, one.found)
    yield from ways
    if not ways:
        yield from check_reach(book, one)
        yield from check_requirements(book, routine, explorer)

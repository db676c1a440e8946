"""Step use: every case's log read once, one at a time, and only what is counted is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..domain.case import Case
from ..domain.entries import Entry
from ..domain.errors import JourError
from ..domain.fold_tracks import Settled
from ..domain.local_time import local_day
from ..domain.overview import name_of
from ..domain.routine import StepKind
from ..domain.rulebook import Rulebook
from ..domain.step_use import showings
from ..domain.use_table import StepKey, StepWords, Tallies, UseTable

if TYPE_CHECKING:
    from .desk import Desk

YEAR = timedelta(days=365)


def step_use(desk: Desk, since: date = date.min, routine: str = "") -> UseTable:
    """How the steps of one routine (else all) were used in showings from that day on.

    Works on the logs alone: a routine that is gone is counted too, by its id where no version of
    it can be read.
    """
    shifts, now, tallies = tuple(desk.jour.shift_ends()), desk.clock(), Tallies()
    handlers: set[str] = set()
    stations: set[str] = set()
    for case in desk.all_cases(since):
        tallies.add_case(
            one
            for one in showings(case.entries, shifts, now)
            if routine in ("", one.routine) and local_day(one.shown) >= since
        )
        for entry in _settling(case, since, routine):
            handlers.add(entry.stamp.who.casefold())
            stations.add(entry.stamp.station)
    rows = tallies.rows(_words(desk, tallies.versions()))
    return UseTable(rows, tallies.cases, len(stations), len(handlers))


def last_year(desk: Desk, routine: str) -> UseTable:
    """The same over the last year: what the screens count, however old the store is."""
    return step_use(desk, local_day(desk.clock()) - YEAR, routine)


def _settling(case: Case, since: date, routine: str) -> Iterator[Entry]:
    """The entries that settled a step of the routine."""
    for entry in case.entries:
        event = entry.event
        if not isinstance(event, Settled) or local_day(entry.stamp.recorded_at) < since:
            continue
        if routine in ("", case.tracks[event.track].routine):
            yield entry


def _words(desk: Desk, versions: Mapping[StepKey, tuple[str, ...]]) -> Mapping[StepKey, StepWords]:
    """What each step is called, in the version that holds now, else the newest that has it."""
    books: dict[str, Rulebook | None] = {}
    current = desk.current_book()
    found = {}
    for key, bundles in versions.items():
        found[key] = _named(current, key)
        for bundle in reversed(bundles):
            if found[key] is not None:
                break
            if bundle not in books:
                books[bundle] = _read(desk, bundle)
            found[key] = _named(books[bundle], key)
    return {key: words or _by_id(key) for key, words in found.items()}


def _named(book: Rulebook | None, key: StepKey) -> StepWords | None:
    routine = book.routines.get(key[0]) if book else None
    step = routine.steps.get(key[1]) if routine else None
    if routine is None or step is None:
        return None
    return StepWords(routine.title, name_of(step), step.kind is StepKind.WAIT)


def _by_id(key: StepKey) -> StepWords:
    routine, step = (id.split(".")[-1].replace("_", " ").replace("-", " ") for id in key)
    return StepWords(routine.capitalize(), step.capitalize())


def _read(desk: Desk, bundle: str) -> Rulebook | None:
    try:
        return desk.bundle(bundle)
    except JourError:
        return None  # not in the store, or of a language that is not read here

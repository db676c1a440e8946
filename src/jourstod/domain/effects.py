"""Effects: what a correction or a changed situation would lead to, told before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from . import events as ev
from .case import Case, replay
from .clock_words import line
from .clocks import Clock, running
from .entries import Entry
from .overview import name_of
from .rulebook import Rulebook
from .veil import veiled


def effects(case: Case, book: Rulebook, entries: Iterable[Entry], now: datetime) -> tuple[str, ...]:
    """Whole sentences, most far-reaching first: voided, asked again, resting acts, clocks."""
    ahead = tuple(entries)
    after = replay(case.id, (*case.entries, *ahead))
    told = list(_of_entries(after, book, ahead))
    told += _of_clocks(case, after, book, now)
    lines = (veiled(case, book, line) for line in told)
    return tuple(dict.fromkeys(lines)) or ("Inget annat ändras.",)


def _of_entries(after: Case, book: Rulebook, entries: tuple[Entry, ...]) -> Iterator[str]:
    for entry in entries:
        match entry.event:
            case ev.VisitsVoided() as gone:
                names = ", ".join(_visit(after, book, visit) for visit in gone.visits)
                yield f"Gäller inte längre: {names}."
            case ev.VisitOpened() as opened if after.visits[opened.visit].open:
                again = "Frågas igen" if opened.again else "Ny fråga"
                yield f"{again}: {_visit(after, book, opened.visit)}."
            case ev.MarkedResting() as resting:
                yield f"Vilar på rättad uppgift och blir en öppen punkt: {resting.what}"
            case ev.TrackStarted() as started:
                yield f"Rutinen «{book.routines[started.routine].title}» startar."
            case ev.TrackEnded() as ended:
                yield f"Rutinen «{_routine(after, book, ended.track)}» blir klar."
            case ev.RequirementOverridden() as broken:
                yield f"Krav förbigås: {broken.sentence}"
            case _:
                pass


def _of_clocks(before: Case, after: Case, book: Rulebook, now: datetime) -> Iterator[str]:
    old = _numbered(running(before, book, now))
    new = _numbered(running(after, book, now))
    for id in (id for id in old if id not in new):
        yield f"Klockan «{old[id].duty.name}» går inte längre."
    for id, clock in new.items():
        if id not in old:
            yield f"Klockan «{clock.duty.name}» börjar gå: {line(clock, book, now)}."
        elif _due(old[id]) != _due(clock) or old[id].started != clock.started:
            was, will = line(old[id], book, now), line(clock, book, now)
            yield f"Klockan «{clock.duty.name}» flyttas: var {was}, blir {will}."


def _numbered(clocks: Iterable[Clock]) -> dict[tuple[str, int], Clock]:
    """Clocks by duty, and by number where a case has several of the same."""
    found: dict[tuple[str, int], Clock] = {}
    for clock in sorted(clocks, key=lambda clock: clock.started):
        number = sum(1 for duty, _ in found if duty == clock.duty.id)
        found[(clock.duty.id, number)] = clock
    return found


def _due(clock: Clock) -> tuple[datetime, datetime] | None:
    """Both days of a clock: the one to work towards may move while the last lawful one stands."""
    return (clock.due.unextended_ends_at, clock.due.ends_at) if clock.due else None


def _visit(case: Case, book: Rulebook, id: str) -> str:
    visit = case.visits[id]
    return f"«{name_of(book.step(case.tracks[visit.track].routine, visit.step))}»"


def _routine(case: Case, book: Rulebook, track: str) -> str:
    return book.routines[case.tracks[track].routine].title

"""The written nights of a folder, played in memory: where each goes, and which are missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .desk import ports as desk_ports
from .domain.errors import Unreadable
from .domain.mode import PRACTICE
from .domain.people import Handler
from .rehearsal.station import PRACTICE_STATION
from .store.seal import PlainCodec

if TYPE_CHECKING:
    from .desk.desk import Desk
    from .domain.branch_trail import BranchOf
    from .domain.coverage import Trail
    from .domain.night import Night
    from .rehearsal.clock import NightClock
    from .rehearsal.proposing import Proposed
    from .rehearsal.rehearsal import Played


def trails(routines: Path) -> tuple[Trail, ...]:
    """Where each written night of a folder goes, played in memory by the folder's routines.

    Raises Unreadable for a night that cannot be read.
    """
    return tuple(trail for trail, _ in tested(routines, sorted((routines / "prov").glob("*.yaml"))))


def tested(routines: Path, nights: Iterable[Path]) -> Iterator[tuple[Trail, Played]]:
    """Each night played in memory by the routines of a folder: where it went, and what went astray.

    Raises Unreadable for a night that cannot be read.
    """
    from .reading.shelf import Shelf

    return tested_by(Shelf(routines), nights)


def tested_by(shelf: desk_ports.Shelf, nights: Iterable[Path]) -> Iterator[tuple[Trail, Played]]:
    """The same by the routines of a shelf."""
    for file in nights:
        yield _tested(shelf, read_night(file))


def _tested(shelf: desk_ports.Shelf, night: Night) -> tuple[Trail, Played]:
    from .domain.coverage import trail
    from .rehearsal.clock import NightClock
    from .rehearsal.rehearsal import Rehearsal

    clock = NightClock(night.begins)
    seat = _in_memory(shelf, clock)
    desk = seat(Handler(night.handler, night.handler))
    played = Rehearsal(desk, clock, seat).play(night)
    cases = [desk.case(id) for id in played.cases]
    return trail(night.id, cases, played.failures, shelf.current()[0]), played


def proposed(routines: Path, id: str, shown: frozenset[BranchOf]) -> tuple[Proposed, ...]:
    """The nights that cover the branches of a routine that are not among those shown."""
    from .desk.calls import FIRST_ROUTINE
    from .reading.shelf import Shelf
    from .rehearsal.proposing import propose

    shelf, handler = Shelf(routines), Handler("AB", "AB")
    routine, board = shelf.current()[0].routines[id], PRACTICE_STATION.boards[0].name
    return propose(
        lambda clock: _in_memory(shelf, clock)(handler), routine, FIRST_ROUTINE, shown, board
    )


def _in_memory(shelf: desk_ports.Shelf, clock: NightClock) -> Callable[[Handler], Desk]:
    """Seats at a new practice store that is nowhere but in memory."""
    from .desk.desk import Desk
    from .store.memory import MemoryVault

    vault = MemoryVault(clock)

    def seat(handler: Handler) -> Desk:
        return Desk(vault, PlainCodec(), shelf, clock, PRACTICE_STATION, handler, PRACTICE)

    return seat


def read_night(night_file: Path) -> Night:
    """A written night. Raises Unreadable with its findings."""
    from .reading.night_reader import read_night_file

    night, findings = read_night_file(night_file)
    if night is None:
        raise Unreadable("\n".join(finding.text() for finding in findings))
    return night

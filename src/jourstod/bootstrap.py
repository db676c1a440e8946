"""Wiring: the only place where ports meet adapters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__, settings
from .desk import ports as desk_ports
from .desk.front import FrontDesk
from .desk.ports import Clear, Summary, Vault
from .domain.errors import JourError, Unreadable
from .domain.mode import PRACTICE, SHARP
from .domain.people import Handler, Station
from .rehearsal.station import PRACTICE_STATION
from .store.place import FILE_NAME, open_vault
from .store.seal import PlainCodec

if TYPE_CHECKING:  # read in when they are needed: the board is painted without them
    from .desk.desk import Desk
    from .domain.branch_trail import BranchOf
    from .domain.coverage import Trail
    from .domain.findings import Finding
    from .domain.night import Night
    from .domain.rulebook import Rulebook
    from .reading.published_shelf import PublishedShelf
    from .reading.shelf import Check, Shelf
    from .rehearsal.clock import NightClock
    from .rehearsal.proposing import Proposed
    from .rehearsal.rehearsal import Played

Clock = Callable[[], datetime]

PRACTISING = Handler("ÖV", "Övande")
"""Who sits at the practice desk when nobody has said who it is."""


class House:
    """Everything a command needs, wired. The front of the desk is there at once, the rest later."""

    def __init__(self, front: FrontDesk, vault: Vault, routines: Path | None = None) -> None:
        self.front, self.vault, self._routines = front, vault, routines

    @cached_property
    def desk(self) -> Desk:
        """The whole desk."""
        return self.seat(self.front.handler)

    @cached_property
    def shelf(self) -> Shelf | PublishedShelf:
        """The routines of this station: in a sharp store what is published, else the folder's."""
        from .reading.shelf import Shelf

        folder = Shelf(self._routines or shipped_routines(), checked_once(self.vault))
        if self.front.mode != SHARP:
            return folder
        from .desk.publishing import PublicationStream
        from .reading.published_shelf import PublishedShelf

        stream = PublicationStream(self.vault, PlainCodec())
        return PublishedShelf(stream, self.vault.bundles, folder, self.front.clock, __version__)

    def seat(self, handler: Handler) -> Desk:
        """A desk for a handler, on the same store."""
        from .desk.desk import Desk

        own = self.front
        seated = Handler(handler.signature, handler.name, handler.role, own.station.name)
        return Desk(self.vault, PlainCodec(), self.shelf, own.clock, own.station, seated, own.mode)

    def sandbox(self) -> Desk:
        """A desk by the same routines on a practice store in memory: nothing of it is kept."""
        from .desk.desk import Desk
        from .store.memory import MemoryVault

        own, vault = self.front, MemoryVault(self.front.clock)
        handler, station = own.handler, own.station
        return Desk(vault, PlainCodec(), self.shelf, own.clock, station, handler, PRACTICE)

    def close(self) -> None:
        """Let go of the store."""
        self.vault.close()


def utc_now() -> datetime:
    """The wall clock of this machine, in UTC."""
    return datetime.now(UTC)


def open_house(
    home: Path,
    handler: Handler | None = None,
    *,
    practice: bool = False,
    clock: Clock = utc_now,
    routines: Path | None = None,
) -> House:
    """Open the store in a home folder and put a handler at the desk.

    `practice` makes or demands a practice store; a sharp one is refused (PracticeOnly).
    """
    who = handler or settings.last_handler(home)
    if who is None and practice:
        who = PRACTISING
    if who is None:
        raise JourError("Ingen är inskriven vid stationen. Starta jourstod utan tillägg först.")
    if not practice and not has_store(home) and settings.is_new(home):
        raise JourError("Stationen är inte inrättad. Starta jourstod utan tillägg först.")
    vault = open_vault(home, clock, practice)
    mode = PRACTICE if practice else SHARP
    front = FrontDesk(vault, PlainCodec(), clock, lambda: station_of(home, practice), who, mode)
    house = House(front, vault, routines)
    try:
        if not front.begun:
            _ = house.desk  # the first event of a store says whether it is sharp
        _ = front.mode  # a sharp store refuses practice here, before anything is done in it
    except BaseException:
        vault.close()
        raise
    return house


def checked_once(vault: Vault) -> Check:
    """The checks of a whole rulebook, remembered by the store when nothing was wrong.

    Every way through every routine is walked, which is too much to do at each start.
    """
    codec = PlainCodec()

    def check(book: Rulebook) -> tuple[Finding, ...]:
        stream = f"checked/{__version__}/{book.bundle}"
        if vault.summaries.get(stream) is not None:
            return ()
        from .domain.findings import has_errors

        found = _checked(book)
        if not has_errors(found):
            key_id, sealed = codec.seal(b"", Clear("", stream, 0, "checked", ""))
            vault.summaries.put([Summary("", stream, 0, False, key_id, sealed)])
        return found

    return check


@lru_cache(maxsize=8)
def _checked(book: Rulebook) -> tuple[Finding, ...]:
    from .domain.checks import check_all

    return check_all(book)


def station_of(home: Path, practice: bool = False) -> Station:
    """The station of a home folder; a practice store without a file has one of its own."""
    path = home / settings.STATION_FILE
    if not path.exists():
        if practice or has_store(home):  # only practice makes a store without a station
            return PRACTICE_STATION
        raise JourError("Stationen är inte inrättad. Starta jourstod utan tillägg först.")
    from .reading.station_reader import read_station_file

    station, findings = read_station_file(path)
    if station is None:
        raise Unreadable("\n".join(finding.text() for finding in findings))
    return station


def shipped_routines() -> Path:
    """The folder with the routines that come with the program."""
    from .reading.folder import shipped_routines as shipped

    return shipped()


def has_store(home: Path) -> bool:
    """Whether there is a store in the folder."""
    return (home / FILE_NAME).exists()


def open_practice_house(home: Path, handler: Handler | None = None) -> House:
    """Open the practice store in a folder; an empty one gets the written nights first."""
    if not has_store(home):
        for night_file in sorted((shipped_routines() / "prov").glob("*.yaml")):
            if _night(night_file).practised:
                play_night(home, night_file, just_past=True)
    return open_house(home, handler, practice=True)


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
        yield _tested(shelf, _night(file))


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


def _night(night_file: Path) -> Night:
    from .reading.night_reader import read_night_file

    night, findings = read_night_file(night_file)
    if night is None:
        raise Unreadable("\n".join(finding.text() for finding in findings))
    return night


def play_night(
    home: Path, night_file: Path, *, just_past: bool = False
) -> tuple[list[str], list[str]]:
    """Play a written night into the practice store of a folder: case numbers, and failures.

    `just_past` moves the night by whole days so that it has just ended. Raises Unreadable when
    the file cannot be read, PracticeOnly when the store is sharp.
    """
    from .rehearsal.clock import NightClock
    from .rehearsal.rehearsal import Rehearsal

    night = _night(night_file)
    if just_past:
        night = night.ended_before(utc_now())
    clock = NightClock(night.begins)
    house = open_house(home, Handler(night.handler, night.handler), practice=True, clock=clock)
    try:
        if settings.last_handler(home) is None:
            settings.remember_handler(home, house.desk.handler)
        played = Rehearsal(house.desk, clock, house.seat).play(night)
    finally:
        house.close()
    return list(played.numbers), list(played.failures)

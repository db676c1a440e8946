"""Wiring: the only place where ports meet adapters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__, safekeeping, settings
from .desk import ports as desk_ports
from .desk.front import FrontDesk
from .desk.ports import Codec, Vault
from .domain.errors import JourError, NoSuchBundle, Unreadable
from .domain.mode import PRACTICE, SHARP
from .domain.people import Handler
from .domain.secret import Secret
from .store.place import open_vault
from .store.seal import PlainCodec

if TYPE_CHECKING:  # read in when they are needed: the board is painted without them
    from .desk.desk import Desk
    from .domain.station import Station
    from .reading.published_shelf import PublishedShelf
    from .reading.shelf import Shelf
    from .vault.door import Door
    from .vault.safe import SignedIn

Clock = Callable[[], datetime]
SignIn = safekeeping.SignIn
has_store, utc_now = safekeeping.has_store, safekeeping.utc_now
vault_of = safekeeping.vault_of

PRACTISING = Handler("ÖV", "Övande")
"""Who sits at the practice desk when nobody has said who it is."""


class House:
    """Everything a command needs, wired. The front of the desk is there at once, the rest later.

    `signed` says who is signed in and with which role; None where a store has no safe.
    """

    def __init__(
        self,
        front: FrontDesk,
        vault: Vault,
        routines: Path | None = None,
        beside: Vault | None = None,
        signed: SignedIn | None = None,
    ) -> None:
        self.front, self.vault, self._routines, self._beside = front, vault, routines, beside
        self.signed = signed
        self._signed_in(signed)

    @cached_property
    def desk(self) -> Desk:
        """The whole desk."""
        return self.seat(self.front.handler)

    @cached_property
    def shelf(self) -> Shelf | PublishedShelf:
        """The routines of this station: in a sharp store what is published, else the folder's."""
        from .checking import checked_once
        from .reading.shelf import Shelf

        folder = Shelf(self._routines or shipped_routines(), checked_once(self.vault))
        if self.front.mode != SHARP:
            return folder
        from .desk.publishing import PublicationStream
        from .reading.published_shelf import PublishedShelf

        stream = PublicationStream(self.vault, PlainCodec())
        return PublishedShelf(stream, self.vault.bundles, folder, self.front.clock, __version__)

    @property
    def codec(self) -> Codec:
        """What seals and opens here."""
        return self.signed.codec if self.signed else PlainCodec()

    def sign_in(self, sign_in: SignIn) -> Desk:
        """Somebody else signs in, on the same store; gives their desk. Raises NoRight."""
        signed = safekeeping.reading(sign_in(self._door()))
        self.signed, self.vault = signed, safekeeping.marked_by(self.vault, signed)
        self._signed_in(signed)
        return self.seat(signed.handler)

    def ask_again(self, signature: str, passphrase: Secret) -> None:
        """Raise NoRight unless it opens an account that reads; a silent store has a stand-in."""
        again = safekeeping.asked_again(self._door(), self._stand_in, signature, passphrase)
        if again is not None:
            self._signed_in(again)

    def _door(self) -> Door:
        return safekeeping.door(self.vault, self.front.clock)

    def _signed_in(self, signed: SignedIn | None) -> None:
        self._stand_in = safekeeping.stand_in(self.vault, self._beside, self.front.clock, signed)

    def seat(self, handler: Handler) -> Desk:
        """A desk for a handler, on the same store; where there is a safe, for who is signed in."""
        from .desk.desk import Desk

        own, handler = self.front, safekeeping.allowed(handler, self.signed)
        seated = replace(handler, station=own.station.name)
        desk = Desk(self.vault, self.codec, self.shelf, own.clock, own.station, seated, own.mode)
        desk.access.go_on(own.access)
        desk.write_spare = partial(self._write_spare, desk)
        if self._beside is not None:
            from .desk.away import Away
            from .desk.outbox import Outbox

            outbox = Outbox(self._beside.drafts, self.codec)
            desk.go_on_alone(lambda ledger, log: Away(desk, outbox, ledger, log))
        return desk

    def _write_spare(self, desk: Desk) -> str:
        from .spare_file import at_shift_end

        return at_shift_end(desk, self.vault)

    def sandbox(self, bundle: str = "") -> Desk:
        """A desk on a practice store in memory, by the same routines or by a version of the store.

        Nothing of it is kept. Raises NoSuchBundle.
        """
        from .desk.desk import Desk
        from .store.memory import MemoryVault

        own, vault = self.front, MemoryVault(self.front.clock)
        shelf = self._pinned(bundle) if bundle else self.shelf
        return Desk(vault, PlainCodec(), shelf, own.clock, own.station, own.handler, PRACTICE)

    def _pinned(self, bundle: str) -> desk_ports.Shelf:
        from .reading.published_shelf import PinnedShelf

        content = self.vault.bundles.get(bundle)
        if content is None:
            raise NoSuchBundle(bundle, 0)
        return PinnedShelf(content, "routines")

    def close(self) -> None:
        """Let go of the store."""
        self.vault.close()
        if self._beside is not None:
            self._beside.close()


def open_house(
    home: Path,
    handler: Handler | None = None,
    *,
    practice: bool = False,
    clock: Clock = utc_now,
    routines: Path | None = None,
    sign_in: SignIn | None = None,
) -> House:
    """Open the store in a home folder and put a handler at the desk.

    `practice` makes or demands a practice store; a sharp one is refused (PracticeOnly). A store
    with a safe, and a new sharp one, needs `sign_in` (else NoRight); its account says who it is.
    """
    who = handler or settings.last_handler(home)
    if who is None and practice:
        who = PRACTISING
    if who is None and sign_in is None:
        raise JourError("Ingen är inskriven vid stationen. Starta jourstod utan tillägg först.")
    if not practice and not has_store(home) and settings.is_new(home):
        raise JourError("Stationen är inte inrättad. Starta jourstod utan tillägg först.")
    vault, beside = _storage(home, clock, practice)
    try:
        signed = None if practice else safekeeping.signed_in(vault, clock, sign_in)
        who = signed.handler if signed else who
        assert who is not None
        mode, codec = PRACTICE if practice else SHARP, signed.codec if signed else PlainCodec()
        vault = safekeeping.marked_by(vault, signed)
        front = FrontDesk(vault, codec, clock, lambda: station_of(home, practice), who, mode)
        house = House(front, vault, routines, beside, signed)
        if signed is None or signed.safe is not None:
            if not front.begun:
                _ = house.desk  # the first event of a store says whether it is sharp
            _ = front.mode  # a sharp store refuses practice here, before anything is done in it
        return house
    except BaseException:
        for opened in (vault, beside):
            if opened is not None:
                opened.close()
        raise


def _storage(home: Path, clock: Clock, practice: bool) -> tuple[Vault, Vault | None]:
    """The store, and what a station of a shared one keeps for itself: drafts, and its outbox."""
    vault = vault_of(home, clock, practice)
    outbox = home / settings.OUTBOX
    # Without a database the folder is there when a copy of a shared store was restored: what
    # waited to be shared is decided now.
    if practice or not (settings.database_of(home) or has_store(outbox)):
        return vault, None
    from .store.home_drafts import HomeDrafts

    beside = open_vault(outbox, clock, False)
    return HomeDrafts(vault, beside.drafts), beside


def station_of(home: Path, practice: bool = False) -> Station:
    """The station of a home folder; a practice store without a file has one of its own."""
    path = home / settings.STATION_FILE
    if not path.exists():
        if practice or has_store(home):  # only practice makes a store without a station
            from .rehearsal.station import PRACTICE_STATION

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


def open_practice_house(home: Path, handler: Handler | None = None) -> House:
    """Open the practice store in a folder; an empty one gets the written nights first."""
    if not has_store(home):
        from .written_nights import read_night

        for night_file in sorted((shipped_routines() / "prov").glob("*.yaml")):
            if read_night(night_file).practised:
                play_night(home, night_file, just_past=True)
    return open_house(home, handler, practice=True)


def play_night(
    home: Path, night_file: Path, *, just_past: bool = False
) -> tuple[list[str], list[str]]:
    """Play a written night into the practice store of a folder: case numbers, and failures.

    `just_past` moves the night by whole days so that it has just ended. Raises Unreadable when
    the file cannot be read, PracticeOnly when the store is sharp.
    """
    from .rehearsal.clock import NightClock
    from .rehearsal.rehearsal import Rehearsal
    from .written_nights import read_night

    night = read_night(night_file)
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

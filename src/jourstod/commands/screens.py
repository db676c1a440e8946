"""`jourstod`, `jourstod text`, `jourstod practice`: a front end, its desk and the first start."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from .. import settings
from ..bootstrap import House, has_store, open_house, open_practice_house
from ..domain.mode import SHARP
from ..domain.people import Handler, Role
from ..domain.secret import Secret
from ..safekeeping import Lock, lock_of, reading, refuse_weak
from .opening import handler_of
from .passphrases import from_file, sign_in_of
from .permission import let_in
from .shielding import shield
from .window import offer_to_sweep, titled

if TYPE_CHECKING:
    from ..desk.desk import Desk
    from ..vault.door import Door
    from ..vault.safe import SignedIn


def open_screen(arguments: argparse.Namespace) -> int:
    """Open the screens; the first time they ask who, where and for which nämnder."""
    with _entrance(arguments) as entrance:
        return _show(entrance, entrance.house())


def open_practice(arguments: argparse.Namespace) -> int:
    """Open the screens on the practice night, in a store of its own."""
    with _entrance(arguments) as entrance:
        return _show(entrance, entrance.practice_house())


def open_text(arguments: argparse.Namespace) -> int:
    """The same job line by line, from standard input."""
    from ..text.app import run

    with _entrance(arguments) as entrance:
        desk = entrance.practice() if arguments.practice else entrance.desk()
        _as_utf8()
        code = run(
            desk,
            sys.stdin,
            sys.stdout,
            set_up=entrance.set_up,
            practice=entrance.practice,
            station_known=entrance.station_known,
            sign_in=entrance.sign_in if entrance.locked else None,
            signature=entrance.signature,
            seat=entrance.seat,
            lock_file=_lock_file,
            spoken_to=sys.stdin.isatty(),
        )
        if entrance.sharp:
            offer_to_sweep(sys.stdin, sys.stdout)
        return code


class Entrance:
    """Ways to a desk in one home folder; holds the houses opened, to be closed together."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._arguments = arguments
        self.home: Path = settings.home_folder(arguments.home)
        self.locked = False
        self._houses: list[House] = []

    def house(self) -> House | None:
        """The house, for whoever sat here last or `--as`.

        None the very first time, and where somebody has to sign in: then `locked` says so.
        """
        if settings.is_new(self.home):
            return self.practice_house() if has_store(self.home) else None
        lock = lock_of(self.home)
        self.locked = lock is Lock.LOCKED
        if lock is Lock.UNBEGUN or (self.locked and from_file() is None):
            return None
        sign_in = sign_in_of(self._arguments, self.home)
        return self._enter(open_house(self.home, self._handler(), sign_in=sign_in))

    @property
    def station_known(self) -> bool:
        """Whether the station's file is there, so that a first start asks only who it is."""
        return not settings.is_new(self.home)

    @property
    def signature(self) -> str:
        """Who probably signs in: `--as`, or who sat here last."""
        who = self._handler()
        return who.signature if who else ""

    def desk(self) -> Desk | None:
        """The desk of that house."""
        house = self.house()
        return house.desk if house else None

    def set_up(self, first: settings.FirstStart) -> tuple[Desk, str]:
        """Set the station up with a safe and sit down; gives the recovery key as printed.

        The first one is team leader: somebody has to let the others in.
        """
        assert first.passphrase is not None
        passphrase, printed = first.passphrase, []
        refuse_weak(passphrase, first.signature, first.name)
        who = Handler(first.signature, first.name, Role.TEAM_LEADER)

        def begin(door: Door) -> SignedIn:
            signed, recovery = door.begin(who, passphrase)
            printed.append(recovery)
            return signed

        settings.set_up(self.home, first)
        settings.remember_handler(self.home, who)
        house = self._enter(open_house(self.home, sign_in=begin))
        self.locked = True
        return house.desk, printed[0]

    def sign_in(self, signature: str, passphrase: Secret) -> Desk:
        """Somebody signs in, at the start or in somebody else's place. Raises NoRight."""

        def opens(door: Door) -> SignedIn:
            return reading(door.sign_in(signature, passphrase))

        if self._houses:
            desk = self._houses[-1].sign_in(opens)
        else:
            desk = self._enter(open_house(self.home, sign_in=opens)).desk
        settings.remember_handler(self.home, desk.handler)
        return desk

    def unlock(self, signature: str, passphrase: Secret) -> None:
        """Raise NoRight unless whoever sits here may go on: the try is counted and logged."""
        self._houses[-1].ask_again(signature, passphrase)

    def practice(self) -> Desk:
        """Sit down at the practice store."""
        return self.practice_house().desk

    def practice_house(self) -> House:
        """The practice store: this home's own, unless the home is one itself."""
        played_here = settings.is_new(self.home) and has_store(self.home)
        home = self.home if played_here else settings.practice_home(self.home)
        return self._enter(open_practice_house(home, self._handler()))

    def seat(self, handler: Handler) -> Desk:
        """Somebody else sits down at the desk opened last."""
        if self.sharp:
            settings.remember_handler(self.home, handler)
        return self._houses[-1].seat(handler)

    def sandbox(self, bundle: str) -> Desk:
        """A desk in memory, by the routines of the house opened last or a version in its store."""
        return self._houses[-1].sandbox(bundle)

    @property
    def sharp(self) -> bool:
        """Whether the store opened last says skarp."""
        return bool(self._houses) and self._houses[-1].front.mode == SHARP

    def close(self) -> None:
        """Let go of every store."""
        for house in self._houses:
            house.close()

    def _handler(self) -> Handler | None:
        return handler_of(self._arguments, self.home)

    def _enter(self, house: House) -> House:
        self._houses.append(house)
        return let_in(self._arguments, house)


@contextmanager
def _entrance(arguments: argparse.Namespace) -> Iterator[Entrance]:
    shield()
    entrance = Entrance(arguments)
    try:
        with titled(sys.stderr):
            yield entrance
    finally:
        entrance.close()


def _show(entrance: Entrance, house: House | None) -> int:
    from ..tui.entrance import run

    return run(
        house.front if house else None,
        whole=(lambda: house.desk) if house else None,
        set_up=entrance.set_up,
        practice=entrance.practice,
        station_known=entrance.station_known,
        locked=entrance.locked,
        sign_in=entrance.sign_in,
        unlock=entrance.unlock,
        lock_file=_lock_file,
        signature=entrance.signature,
        seat=entrance.seat,
        sandbox=entrance.sandbox,
        home=entrance.home,
    )


def _lock_file(content: bytes, form: str, passphrase: Secret) -> bytes:
    from .exporting import lock  # when a file leaves: the board is painted without it

    return lock(content, form, passphrase)


def _as_utf8() -> None:
    """Read and write UTF-8 whatever the terminal says; a byte that is none becomes a mark."""
    for stream in (sys.stdin, sys.stdout):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")

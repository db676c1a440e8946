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
from ..domain.people import Handler
from .opening import handler_of

if TYPE_CHECKING:
    from ..desk.desk import Desk


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
        return run(
            desk,
            sys.stdin,
            sys.stdout,
            set_up=entrance.set_up,
            practice=entrance.practice,
            seat=entrance.seat,
            spoken_to=sys.stdin.isatty(),
        )


class Entrance:
    """Ways to a desk in one home folder; holds the houses opened, to be closed together."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._arguments = arguments
        self.home: Path = settings.home_folder(arguments.home)
        self._houses: list[House] = []

    def house(self) -> House | None:
        """The house, for whoever sat here last or `--as`; None the very first time."""
        if settings.is_new(self.home):
            return self.practice_house() if has_store(self.home) else None
        return self._enter(open_house(self.home, self._handler()))

    def desk(self) -> Desk | None:
        """The desk of that house."""
        house = self.house()
        return house.desk if house else None

    def set_up(self, first: settings.FirstStart) -> Desk:
        """Set the station up and sit down."""
        settings.set_up(self.home, first)
        return self._enter(open_house(self.home, Handler(first.signature, first.name))).desk

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
        if self._houses[-1].front.mode == SHARP:
            settings.remember_handler(self.home, handler)
        return self._houses[-1].seat(handler)

    def sandbox(self, bundle: str) -> Desk:
        """A desk in memory, by the routines of the house opened last or a version in its store."""
        return self._houses[-1].sandbox(bundle)

    def close(self) -> None:
        """Let go of every store."""
        for house in self._houses:
            house.close()

    def _handler(self) -> Handler | None:
        return handler_of(self._arguments, self.home)

    def _enter(self, house: House) -> House:
        self._houses.append(house)
        return house


@contextmanager
def _entrance(arguments: argparse.Namespace) -> Iterator[Entrance]:
    entrance = Entrance(arguments)
    try:
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
        seat=entrance.seat,
        sandbox=entrance.sandbox,
        home=entrance.home,
    )


def _as_utf8() -> None:
    """Read and write UTF-8 whatever the terminal says; a byte that is none becomes a mark."""
    for stream in (sys.stdin, sys.stdout):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")

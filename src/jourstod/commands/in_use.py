"""The routines in use at a home: what is published there, or what came with the program."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from .. import bootstrap
from ..desk.front import FrontDesk
from ..desk.publishing import kept
from ..domain.decide.publishing import SHORT
from ..domain.errors import NoSuchBundle
from ..domain.local_time import local_day, show_time
from ..domain.mode import SHARP
from ..domain.publications import Publication, Publications
from ..domain.rulebook import Rulebook
from ..rehearsal.station import PRACTICE_STATION
from ..store.seal import PlainCodec


@dataclass(frozen=True, slots=True)
class InUse:
    """The rulebook in use, what is published beside it, and why it is not the one wanted."""

    book: Rulebook
    log: Publications
    trouble: str = ""


@contextmanager
def sharp_house(home: Path) -> Iterator[bootstrap.House | None]:
    """The house of a sharp store, with nobody at the desk; None where there is no such store."""
    if not bootstrap.has_store(home):
        yield None
        return
    vault = bootstrap.vault_of(home, bootstrap.utc_now, False)
    try:
        front = FrontDesk(
            vault,
            PlainCodec(),
            bootstrap.utc_now,
            lambda: PRACTICE_STATION,
            bootstrap.PRACTISING,
            SHARP,
        )
        sharp = front.begun and front.mode == SHARP
        yield bootstrap.House(front, vault) if sharp else None
    finally:
        vault.close()


def in_use(home: Path) -> InUse | None:
    """What a sharp store has in force; None where there is none. A trouble is told on stderr."""
    with sharp_house(home) as house:
        if house is None:
            return None
        shelf = house.shelf
        book, _ = shelf.current()
        if shelf.trouble:
            print(shelf.trouble, file=sys.stderr)
        return InUse(book, kept(house.vault, PlainCodec()) or Publications(), shelf.trouble)


def version(home: Path, start: str) -> Rulebook:
    """The rulebook of a bundle in the home's store, by the beginning of its sum."""
    with sharp_house(home) as house:
        if house is None:
            raise NoSuchBundle(start, 0)
        bundles = house.vault.bundles
        found = [id for id in bundles.ids() if start and id.startswith(start.strip().lower())]
        content = bundles.get(found[0]) if len(found) == 1 else None
        if content is None:
            raise NoSuchBundle(start, len(found))
        return house.shelf.load(content)


def moment(at: datetime) -> str:
    """A Swedish day and time, as in a list that spans years."""
    return f"{local_day(at).isoformat()} {show_time(at)}"


def now_words(now: Publication | None, book: Rulebook) -> str:
    """Which version is in force, in a sentence; None says that `book` is the delivered one."""
    if now is None:
        sum = book.bundle[:SHORT]
        return f"Nu gäller den levererade versionen {sum}, som följer med programmet."
    return f"Nu gäller version {now.bundle[:SHORT]}."

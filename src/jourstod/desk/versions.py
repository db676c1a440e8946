"""Versions of the routines in the store, and what one of them had otherwise than the current."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..domain.diff import differences
from ..domain.diff_change import Change
from ..domain.paper import SHORT

if TYPE_CHECKING:
    from .desk import Desk


@dataclass(frozen=True, slots=True)
class Version:
    """A version in the store, by its sum (hex), and how it is said."""

    bundle: str
    said: str


def versions(desk: Desk) -> tuple[Version, ...]:
    """The versions kept in the store besides the current one; the one place that lists them."""
    current = desk.current_book().bundle
    ids = (id for id in desk.bundle_ids() if id != current)
    return tuple(Version(id, f"rutinbunt {id[:SHORT]}") for id in ids)


def compared(desk: Desk, routine: str, bundle: str) -> tuple[Change, ...]:
    """What differs in a routine from that version to the current, and in what all routines share.

    Raises NoSuchBundle, and what cannot be read.
    """
    old, new = desk.bundle(bundle), desk.current_book()
    own = {book.routines[routine].title for book in (old, new) if routine in book.routines}
    others = {one.title for book in (old, new) for one in book.routines.values()} - own

    def concerns(change: Change) -> bool:
        where = set(change.where.split(", "))
        return bool(where & own) or change.where in own or not where <= others

    return tuple(change for change in differences(old, new) if concerns(change))

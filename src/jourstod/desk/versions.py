"""Versions of the routines in the store, and what one of them had otherwise than the current."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..domain.diff import differences
from ..domain.diff_change import Change
from ..domain.paper import SHORT
from ..domain.people import Role

if TYPE_CHECKING:
    from .desk import Desk


@dataclass(frozen=True, slots=True)
class Version:
    """A version in the store, by its sum (hex), and how it is said."""

    bundle: str
    said: str


def versions(desk: Desk) -> tuple[Version, ...]:
    """The versions kept in the store besides the current one; the one place that lists them.

    Those that were published first, the latest first. What is only proposed is for those who may
    approve it.
    """
    log, now = desk.publishing.stream.log(), desk.clock()
    current, leads = desk.current_book().bundle, desk.handler.role is Role.TEAM_LEADER
    told = {
        one.bundle: f" · från {one.valid_from}, {log.standing(one, now).value}"
        for one in log.published.values()
    }
    told |= {one.bundle: f" · levererad med programmet {one.program}" for one in log.delivered}
    order = list(reversed(told))
    ids = [id for id in desk.bundle_ids() if id != current and (leads or not log.only_proposed(id))]
    ids.sort(key=lambda id: order.index(id) if id in told else len(order))
    return tuple(Version(id, f"rutinbunt {id[:SHORT]}{told.get(id, '')}") for id in ids)


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

"""Versions of the routines in the store, and what one of them has otherwise than the current."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..domain.diff import differences
from ..domain.diff_change import Change
from ..domain.paper import SHORT
from ..domain.people import Role
from ..domain.publications import Publication, Standing

if TYPE_CHECKING:
    from .desk import Desk

UNAPPROVED = (Standing.WAITS, Standing.REFUSED)
AHEAD = (Standing.WAITS, Standing.AHEAD)


@dataclass(frozen=True, slots=True)
class Version:
    """A version in the store, by its sum (hex), and how it is said.

    `ahead` when it would come after the current one, so that it is told what would change.
    """

    bundle: str
    said: str
    ahead: bool = False


def versions(desk: Desk) -> tuple[Version, ...]:
    """The versions besides the current one, the latest first; only a team leader sees proposals."""
    current = desk.current_book().bundle
    found: dict[str, Version] = {}
    for version in _told(desk):
        found.setdefault(version.bundle, version)
    hidden = _unapproved(desk)
    return tuple(v for id, v in found.items() if id != current and id not in hidden)


def compared(desk: Desk, routine: str, version: Version) -> tuple[Change, ...]:
    """What differs in a routine between the version and the current, and in what all share.

    Raises NoSuchBundle, and what cannot be read.
    """
    old, new = desk.bundle(version.bundle), desk.current_book()
    if version.ahead:
        old, new = new, old
    own = {book.routines[routine].title for book in (old, new) if routine in book.routines}
    others = {one.title for book in (old, new) for one in book.routines.values()} - own

    def concerns(change: Change) -> bool:
        where = set(change.where.split(", "))
        return bool(where & own) or change.where in own or not where <= others

    return tuple(change for change in differences(old, new) if concerns(change))


def _told(desk: Desk) -> Iterator[Version]:
    """What is published, then what was delivered, then what only cases were opened with."""
    log, now = desk.publishing.stream.log(), desk.clock()
    latest = sorted(log.published.values(), key=lambda one: one.proposed.seq, reverse=True)
    for one in latest:
        standing = log.standing(one, now)
        said = f"version {one.bundle[:SHORT]} · {standing} · från {one.valid_from}"
        yield Version(one.bundle, said, standing in AHEAD)
    for delivery in reversed(log.delivered):
        told = f"levererad med programmet {delivery.program}"
        yield Version(delivery.bundle, f"version {delivery.bundle[:SHORT]} · {told}")
    for id in desk.bundle_ids():
        yield Version(id, f"version {id[:SHORT]}")


def _unapproved(desk: Desk) -> set[str]:
    """The sums that a duty officer is not shown: never approved, and never delivered."""
    if desk.handler.role is Role.TEAM_LEADER:
        return set()
    log, now = desk.publishing.stream.log(), desk.clock()

    def never(one: Publication) -> bool:
        return log.standing(one, now) in UNAPPROVED

    told = {one.bundle for one in log.published.values() if never(one)}
    used = {one.bundle for one in log.published.values() if not never(one)}
    return told - used - {one.bundle for one in log.delivered}

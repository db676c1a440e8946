"""A stream of published routines in memory, and the two team leaders who write it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from jourstod.domain.decide import publishing
from jourstod.domain.entries import Act, Entry
from jourstod.domain.events.routines import RoutinesProposed
from jourstod.domain.people import Handler, Role
from jourstod.domain.publications import Publication, Publications, evolve_publications

LENA = Handler("LA", "Lena Ask", Role.TEAM_LEADER)
KARIN = Handler("KB", "Karin Berg", Role.TEAM_LEADER)
ANNA = Handler("AB", "Anna Berg")
FIRST, SECOND, THIRD = "a1" * 32, "b2" * 32, "c3" * 32


def at(day: str, clock: str = "12:00") -> datetime:
    """An instant in UTC."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=UTC)


def proposal(
    bundle: str = FIRST, start: str = "2026-12-01", review: str = "2027-12-01"
) -> RoutinesProposed:
    return RoutinesProposed(bundle, start, review, "Ny lag.", "", ("Prövat.",), "")


class Stream:
    """The log of what is published, written by decisions at a time that is set."""

    def __init__(self, now: datetime) -> None:
        self.log, self.now = Publications(), now

    def does(self, who: Handler, decide: Callable[[Publications, Act], list[Entry]]) -> None:
        entries = decide(self.log, Act(str(uuid.uuid4()), who, self.now))
        first = self.log.seq + 1
        evolve_publications(self.log, [replace(e, seq=first + n) for n, e in enumerate(entries)])

    def proposes(self, event: RoutinesProposed, who: Handler = LENA) -> None:
        self.does(who, lambda log, act: publishing.propose(log, act, event))

    def approves(self, sum: str = FIRST, who: Handler = KARIN, against: str | None = None) -> None:
        now = self.log.in_force(self.now)
        read = against if against is not None else now.bundle if now else ""
        self.does(who, lambda log, act: publishing.approve(log, act, sum, read))

    def refuses(self, sum: str = FIRST, who: Handler = KARIN, why: str = "Fel frist.") -> None:
        self.does(who, lambda log, act: publishing.refuse(log, act, sum, why))

    def withdraws(self, sum: str = FIRST, who: Handler = KARIN, why: str = "Fel frist.") -> None:
        self.does(who, lambda log, act: publishing.withdraw(log, act, sum, why))

    def publishes(self, bundle: str, start: str, review: str = "2027-12-01") -> None:
        self.proposes(proposal(bundle, start, review))
        self.approves(bundle)

    def in_force(self, when: datetime) -> str:
        found = self.log.in_force(when)
        return found.bundle if found else ""

    def one(self, bundle: str = FIRST) -> Publication:
        return next(p for p in self.log.published.values() if p.bundle == bundle)

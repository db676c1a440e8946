"""Publications: the stream of published routines folded, and which version is in force when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from .entries import Entry
from .events.routines import (
    AcceptedGap,
    RoutinesApproved,
    RoutinesDelivered,
    RoutinesProposed,
    RoutinesRefused,
    RoutinesWithdrawn,
)
from .local_time import day_starts, local_day

NAGS = timedelta(days=30)
"""So long before its day of review a version is told."""


class Standing(StrEnum):
    """What a version is right now; the value is shown."""

    WAITS = "väntar på godkännande"
    REFUSED = "nekad"
    AHEAD = "godkänd, gäller inte än"
    IN_FORCE = "gäller"
    PASSED = "gäller inte längre"
    WITHDRAWN = "återkallad"


@dataclass(frozen=True, slots=True)
class Signed:
    """Who did something with a version, and when (ISO UTC); nobody yet when empty."""

    who: str = ""
    name: str = ""
    at: str = ""
    reason: str = ""
    seq: int = 0
    """Its place in the stream: which came last does not hang on anybody's clock."""

    def __bool__(self) -> bool:
        return bool(self.at)

    @property
    def when(self) -> datetime:
        """The instant (UTC)."""
        return datetime.fromisoformat(self.at)

    def __str__(self) -> str:
        return self.who if self.name in ("", self.who) else f"{self.name} ({self.who})"


@dataclass(frozen=True, slots=True)
class Publication:
    """One version of the routines on its way into force, in it, or out of it again."""

    id: str
    bundle: str
    valid_from: str
    review_by: str
    reason: str
    against: str
    proved: tuple[str, ...]
    accepted: tuple[AcceptedGap, ...]
    proposed: Signed
    approved: Signed = Signed()
    refused: Signed = Signed()
    withdrawn: Signed = Signed()

    @property
    def begins(self) -> datetime:
        """When it comes into force once approved: at midnight in Sweden, or when approved later."""
        start = day_starts(date.fromisoformat(self.valid_from))
        return max(start, self.approved.when) if self.approved else start

    def stands(self, at: datetime) -> bool:
        """Whether it could be in force then, were it not for a later one."""
        if not self.approved or self.begins > at:
            return False
        return not self.withdrawn or at < self.withdrawn.when


@dataclass(frozen=True, slots=True)
class Delivery:
    """The routines of a version of the program, as they were when first used for a case."""

    bundle: str
    program: str
    at: str


@dataclass(frozen=True, slots=True)
class Period:
    """A span (UTC) in which a version was in force; `until` is None while it lasts."""

    publication: Publication
    since: datetime
    until: datetime | None


@dataclass(slots=True)
class Publications:
    """What the stream adds up to; written only by `evolve_publications`."""

    seq: int = 0
    published: dict[str, Publication] = field(default_factory=dict)
    delivered: list[Delivery] = field(default_factory=list)
    intents: dict[str, str] = field(default_factory=dict)
    """What each entry was asked to do, by its id: a command sent again is known."""

    def in_order(self, at: datetime) -> tuple[Publication, ...]:
        """The version in force then, the one approved last, and behind it those to fall back on."""
        standing = (one for one in self.published.values() if one.stands(at))
        return tuple(sorted(standing, key=lambda one: one.approved.seq, reverse=True))

    def in_force(self, at: datetime) -> Publication | None:
        """The version in force; None says that the delivered routines are."""
        return next(iter(self.in_order(at)), None)

    def usable(self, bundle: str, at: datetime) -> bool:
        """Whether a case may be moved to it: approved, begun and not withdrawn; or delivered."""
        published = any(one.bundle == bundle and one.stands(at) for one in self.published.values())
        return published or any(one.bundle == bundle for one in self.delivered)

    def only_proposed(self, bundle: str) -> bool:
        """Whether it was put forward and never approved: no officer needs to see it."""
        known = [one for one in self.published.values() if one.bundle == bundle]
        return bool(known) and not any(one.approved for one in known)

    def delivery(self, program: str) -> Delivery | None:
        """What was delivered with that version of the program, once a case was opened with it."""
        own = (one for one in reversed(self.delivered) if one.program == program)
        return next(own, None)

    def waiting(self) -> tuple[Publication, ...]:
        """Proposals that nobody has approved or refused."""
        return tuple(one for one in self.published.values() if not one.approved and not one.refused)

    def standing(self, one: Publication, at: datetime) -> Standing:
        """What a version is at that time."""
        if one.refused:
            return Standing.REFUSED
        if not one.approved:
            return Standing.WAITS
        if one.withdrawn:
            return Standing.WITHDRAWN
        if one.begins > at:
            return Standing.AHEAD
        return Standing.IN_FORCE if self.in_force(at) == one else Standing.PASSED

    def periods(self, at: datetime) -> tuple[Period, ...]:
        """Every span in which a version was in force until then, in order."""
        return tuple(self._periods(at))

    def _periods(self, at: datetime) -> Iterator[Period]:
        approved = [one for one in self.published.values() if one.approved]
        turns = {one.begins for one in approved}
        turns |= {one.withdrawn.when for one in approved if one.withdrawn}
        open_: Period | None = None
        for turn in sorted(turn for turn in turns if turn <= at):
            now = self.in_force(turn)
            if open_ is not None and open_.publication == now:
                continue
            if open_ is not None:
                yield replace(open_, until=turn)
            open_ = Period(now, turn, None) if now else None
        if open_ is not None:
            yield open_


def evolve_publications(log: Publications, entries: Iterable[Entry]) -> Publications:
    """Fold entries of the stream, in order; never refuses."""
    for entry in entries:
        log.seq = entry.seq or log.seq + 1
        log.intents[entry.id] = entry.stamp.intent
        match entry.event:
            case RoutinesDelivered(bundle, program):
                at = entry.stamp.recorded_at.isoformat()
                log.delivered.append(Delivery(bundle, program, at))
            case RoutinesProposed() as event:
                log.published[entry.id] = _proposed(entry, log.seq, event)
            case RoutinesApproved(proposal):
                _change(log, proposal, approved=_signed(entry, log.seq))
            case RoutinesRefused(proposal, _, reason):
                _change(log, proposal, refused=_signed(entry, log.seq, reason))
            case RoutinesWithdrawn(proposal, _, reason):
                _change(log, proposal, withdrawn=_signed(entry, log.seq, reason))
            case _:
                pass
    return log


def review_words(one: Publication | None, at: datetime) -> str:
    """What is said of a version's day of review, from a month before it; "" when nothing is."""
    if one is None or not one.review_by:
        return ""
    day, today = date.fromisoformat(one.review_by), local_day(at)
    if today > day:
        return f"Rutinerna skulle ha granskats {one.review_by}. De gäller ändå tills någon byter."
    if today >= day - NAGS:
        return f"Rutinerna ska granskas senast {one.review_by}."
    return ""


def waiting_words(one: Publication) -> str:
    """What a team leader reads of a proposal."""
    return (
        f"En ny version av rutinerna väntar på godkännande, framlagd av {one.proposed}: "
        f"jourstod routine approve {one.bundle[:12]}"
    )


def _change(log: Publications, proposal: str, **signed: Signed) -> None:
    if proposal in log.published:
        log.published[proposal] = replace(log.published[proposal], **signed)  # type: ignore[arg-type]


def _proposed(entry: Entry, seq: int, event: RoutinesProposed) -> Publication:
    return Publication(
        id=entry.id,
        bundle=event.bundle,
        valid_from=event.valid_from,
        review_by=event.review_by,
        reason=event.reason,
        against=event.against,
        proved=event.proved,
        accepted=event.accepted,
        proposed=_signed(entry, seq, event.reason),
    )


def _signed(entry: Entry, seq: int, reason: str = "") -> Signed:
    stamp = entry.stamp
    return Signed(stamp.who, stamp.name, stamp.recorded_at.isoformat(), reason, seq)

"""Access review: what sticks out among accesses, and a sample that can be drawn again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256

from .access_kind import AccessKind
from .case_parts import JOUR
from .entries import Entry
from .events.access import AccessMade, AccessRefused, AccessReviewed
from .local_time import local
from .people import Role

HOUR = timedelta(hours=1)
MANY_SEARCHES, MANY_CASES = 10, 15
"""More than so many within an hour are remarked on."""
SHORT_REASON = 10
"""Letters: a reason that is shorter says nothing."""
NOT_YOURS = "varken handläggare eller efterträdare"
OTHER_STATION = "en kollegas ärende vid en annan station"
CLOSED = "ärendet var avslutat"
SEARCHED = "många sökningar på en timme"
MANY = "många ärenden på en timme"
UNMASKED = "skyddat visades utan riktigt skäl"
ODD_HOUR = "udda tid för rollen"
REFUSED = "nekades: fick inte läsa ärendet"


@dataclass(frozen=True, slots=True)
class Seed:
    """What a sample is drawn from: a month up to a row of its stream, and that row's hash.

    `beside` tells the same of the streams of nämnder, by a mark of each; `hash` is then of all.
    """

    month: str
    seq: int
    hash: str
    beside: tuple[tuple[str, int], ...] = ()

    def __str__(self) -> str:
        ends = "+".join((str(self.seq), *(f"{seq}@{mark}" for mark, seq in self.beside)))
        return f"{self.month}:{ends}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Review:
    """One going through of a sample: who, when (ISO day, local), rows, remarks, in what words."""

    who: str
    day: str
    rows: int
    remarks: int
    outcome: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier review said of an access: who, when (ISO day, local), in what words."""

    who: str
    day: str
    words: str


def sample(entries: Sequence[Entry], size: int, seed: Seed) -> tuple[Entry, ...]:
    """So many of the accesses, in the order they were made; the same for the same seed."""

    def lot(entry: Entry) -> bytes:
        return sha256(f"{seed}/{entry.id}".encode()).digest()

    drawn = sorted((e for e in entries if is_access(e)), key=lot)[:size]
    return tuple(sorted(drawn, key=lambda entry: (entry.stamp.recorded_at, entry.id)))


def is_access(entry: Entry) -> bool:
    """Whether it tells of content that was shown, or asked for."""
    event = entry.event
    if isinstance(event, AccessMade):
        return event.deed != AccessKind.READ_ACCESS_LOG
    return isinstance(event, AccessRefused)


def oddities(entries: Iterable[Entry]) -> Mapping[str, tuple[str, ...]]:
    """What sticks out, by entry id; a mark is a question and no accusation."""
    found: dict[str, list[str]] = defaultdict(list)
    made = [entry for entry in entries if is_access(entry)]
    for entry in made:
        found[entry.id] += _of_one(entry)
    for entry, mark in (*_crowded(made, AccessKind.SEARCHED, MANY_SEARCHES, SEARCHED),
                        *_crowded(made, AccessKind.OPENED, MANY_CASES, MANY)):  # fmt: skip
        found[entry.id].append(mark)
    return {id: tuple(marks) for id, marks in found.items() if marks}


def reviewed(entries: Iterable[Entry]) -> Mapping[str, tuple[Earlier, ...]]:
    """What earlier reviews said, by the id of the access."""
    found: dict[str, list[Earlier]] = defaultdict(list)
    for entry in entries:
        event = entry.event
        if isinstance(event, AccessReviewed):
            said, day = dict(event.found), _day(entry)
            for id in event.sample:
                words = said.get(id, event.outcome)
                found[id].append(Earlier(entry.stamp.who, day, words))
    return {id: tuple(all_) for id, all_ in found.items()}


def reviews(entries: Iterable[Entry]) -> tuple[Review, ...]:
    """Each going through, once, however many nämnder its sample was of."""
    found: dict[tuple[object, ...], Review] = {}
    for entry in entries:
        event, stamp = entry.event, entry.stamp
        if isinstance(event, AccessReviewed):
            key = (stamp.who, stamp.recorded_at, event.seed, event.outcome)
            before = found.get(key, Review(stamp.who, _day(entry), 0, 0, event.outcome))
            rows, remarks = len(event.sample), len(event.found)
            found[key] = replace(before, rows=before.rows + rows, remarks=before.remarks + remarks)
    return tuple(found.values())


def _day(entry: Entry) -> str:
    return f"{local(entry.stamp.recorded_at):%Y-%m-%d}"


def _of_one(entry: Entry) -> list[str]:
    event, stamp = entry.event, entry.stamp
    if isinstance(event, AccessRefused):
        return [REFUSED]
    assert isinstance(event, AccessMade)
    marks = []
    own = event.handler in ("", JOUR, stamp.who, stamp.name) or event.offered_to == stamp.who
    if event.case and not own and stamp.role != Role.RECEPTION:
        marks.append(NOT_YOURS)
        if event.handler_station and event.handler_station != stamp.station:
            marks.append(OTHER_STATION)
    if event.closed:
        marks.append(CLOSED)
    if event.deed == AccessKind.UNMASKED and len(event.reason.strip()) < SHORT_REASON:
        marks.append(UNMASKED)
    if _odd_hour(entry):
        marks.append(ODD_HOUR)
    return marks


def _odd_hour(entry: Entry) -> bool:
    """Midday of a weekday for the jour, night for the day's unit; red days are not known."""
    at = local(entry.stamp.recorded_at)
    if entry.stamp.role == Role.DUTY_OFFICER:
        return at.weekday() < 5 and 9 <= at.hour < 15
    return entry.stamp.role == Role.RECEPTION and not 6 <= at.hour < 20


def _crowded(
    made: Sequence[Entry], kind: AccessKind, most: int, mark: str
) -> list[tuple[Entry, str]]:
    """Each access of a kind that comes after `most` others of the same person within an hour."""
    by_person: dict[str, list[Entry]] = defaultdict(list)
    for entry in made:
        if isinstance(entry.event, AccessMade) and entry.event.deed == kind:
            by_person[entry.stamp.who].append(entry)
    return [
        (later, mark)
        for of_one in by_person.values()
        for first, later in zip(of_one, of_one[most:], strict=False)
        if later.stamp.recorded_at - first.stamp.recorded_at <= HOUR
    ]

"""Events of the stream of published routines: what is proposed, approved, refused and withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class AcceptedGap:
    """Something no night shows, or a warning, that the proposer stands for: its name and why."""

    name: str
    sentence: str
    reason: str


@dataclass(frozen=True, slots=True)
class RoutinesDelivered:
    """The routines that came with a version of the program were used for the first time.

    For a case, or to compare a proposal with. Until something is published they are in force,
    with exactly these bytes.
    """

    KIND: ClassVar[str] = "routines_delivered"
    bundle: str
    program: str


@dataclass(frozen=True, slots=True)
class RoutinesProposed:
    """A version of the routines passed the gate and waits for a second person.

    Days are ISO; `valid_from` begins at midnight in Sweden. `against` is the bundle that was in
    force. `proved` is what the gate found, in words; `nights` is a sum over the nights it played.
    """

    KIND: ClassVar[str] = "routines_proposed"
    bundle: str
    valid_from: str
    review_by: str
    reason: str
    against: str
    proved: tuple[str, ...]
    nights: str
    accepted: tuple[AcceptedGap, ...] = ()


@dataclass(frozen=True, slots=True)
class RoutinesApproved:
    """A second, named person approved a proposal. `against` is the bundle it was read against."""

    KIND: ClassVar[str] = "routines_approved"
    proposal: str
    bundle: str
    against: str


@dataclass(frozen=True, slots=True)
class RoutinesRefused:
    """A proposal was said no to, or taken back by the one who made it."""

    KIND: ClassVar[str] = "routines_refused"
    proposal: str
    bundle: str
    reason: str


@dataclass(frozen=True, slots=True)
class RoutinesWithdrawn:
    """An approved version was taken out of force; the one before it is in force again."""

    KIND: ClassVar[str] = "routines_withdrawn"
    proposal: str
    bundle: str
    reason: str


RoutinesEvent = (
    RoutinesDelivered | RoutinesProposed | RoutinesApproved | RoutinesRefused | RoutinesWithdrawn
)

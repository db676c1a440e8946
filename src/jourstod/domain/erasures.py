"""Erasures under way: proposed by one, approved by another, and what remains of those erased."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .entries import Entry
from .errors import JourError, NoRight
from .events.keeping import CaseErased, ErasureApproved, ErasureProposed, ErasureWithdrawn
from .people import Handler, Role


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal, by whom, and who approved it ("" while it waits)."""

    entry: str
    event: ErasureProposed
    by: str
    role: str
    approved_by: str = ""


@dataclass(slots=True)
class Erasures:
    """The stream folded: proposals that stand, by stream; tombstones in order."""

    proposed: dict[str, Proposed] = field(default_factory=dict)
    erased: dict[str, CaseErased] = field(default_factory=dict)


def folded(entries: Iterable[Entry]) -> Erasures:
    """What the entries of the stream add up to."""
    found = Erasures()
    for entry in entries:
        match entry.event:
            case ErasureProposed(stream) as event:
                who = entry.stamp
                found.proposed[stream] = Proposed(entry.id, event, who.who, who.role)
            case ErasureApproved(_, stream) if stream in found.proposed:
                one = found.proposed[stream]
                found.proposed[stream] = replace(one, approved_by=entry.stamp.who)
            case ErasureWithdrawn(_, stream):
                found.proposed.pop(stream, None)
            case CaseErased(stream) as event:
                found.proposed.pop(stream, None)
                found.erased[stream] = event
            case _:
                pass
    return found


def approve(found: Erasures, stream: str, who: Handler) -> ErasureApproved:
    """The approval of a proposal by a second person with another role; else a refusal."""
    one = found.proposed.get(stream)
    if one is None:
        raise JourError("Gallringen är inte föreslagen, eller redan gjord.")
    if one.approved_by:
        raise JourError(f"Gallringen är redan godkänd av {one.approved_by}.")
    if who.signature.casefold() == one.by.casefold():
        raise NoRight(f"{who.signature} har föreslagit gallringen. En annan person godkänner.")
    roles = {one.role, who.role.value}
    if len(roles) == 1 or Role.TEAM_LEADER.value not in roles:
        raise NoRight("En arbetsledare och en person med en annan roll beslutar tillsammans.")
    refuse_drift(who)
    return ErasureApproved(one.entry, stream)


def withdraw(found: Erasures, stream: str) -> ErasureWithdrawn:
    """A proposal taken back, also an approved one that is not carried out."""
    one = found.proposed.get(stream)
    if one is None:
        raise JourError("Gallringen är inte föreslagen, eller redan gjord.")
    return ErasureWithdrawn(one.entry, stream)


def refuse_drift(who: Handler) -> None:
    """Drift carries an erasure out and decides on none."""
    if who.role is Role.OPERATIONS:
        raise NoRight("Drift utför gallringen. Den föreslås och godkänns av andra.")


def tombstone(one: Proposed) -> CaseErased:
    """What remains of a case that is erased."""
    event = one.event
    return CaseErased(event.stream, event.rows, event.head, event.ground, one.by, one.approved_by)

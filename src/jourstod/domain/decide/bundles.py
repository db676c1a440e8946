"""Bundles: a case moves to another version of the routines, for a reason, or is refused."""

from __future__ import annotations

from .. import events as ev
from ..case import Case
from ..entries import Act, Entry, Written
from ..errors import AlreadySettled, CannotMove, CaseClosedAlready, ReasonMissing
from ..migration import obstacles
from ..rulebook import Rulebook


def adopt(case: Case, old: Rulebook, act: Act, new: Rulebook, reason: str) -> list[Entry]:
    """The case goes by another rulebook from now; nothing that is answered may be lost by it."""
    if case.closed:
        raise CaseClosedAlready(case.number)
    if case.bundle == new.bundle:
        raise AlreadySettled(f"Ärende {case.number}", "på den versionen")
    if not reason.strip():
        raise ReasonMissing("att byta version av rutinerna i ett ärende")
    blocked = obstacles(case, old, new)
    if blocked:
        raise CannotMove(case.number, blocked)
    written = Written(act)
    written.add(ev.BundleAdopted(new.bundle, case.bundle, reason))
    return written.entries


def former(case: Case) -> str:
    """The bundle the case had before it last moved, "" when it never has."""
    adopted = (e.event for e in reversed(case.entries) if isinstance(e.event, ev.BundleAdopted))
    return next((event.before for event in adopted), "")

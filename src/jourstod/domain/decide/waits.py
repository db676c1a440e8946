"""Waits that are over: one goes another way when what it waited for is told anew elsewhere."""

from __future__ import annotations

from .. import events as ev
from ..case_parts import Visit
from ..conditions import reads
from ..routine import Step, StepKind
from .walking import Walk


def follow_waits(walk: Walk, step: Step, answered: Visit, entry: str) -> None:
    """Go on from the waits of other tracks that this answer sends another way.

    Only a step that is asked anew can do it: a child is moved at four, and the journey is new.
    """
    if not step.asked_anew or not step.fact:
        return
    for visit in _moved(walk, step.fact, answered.track):
        supersede(walk, visit, entry)
        parent = walk.case.visits.get(visit.parent)
        walk.open(visit.track, visit.step, parent, again="ändrat läge")


def supersede(walk: Walk, visit: Visit, entry: str) -> None:
    """Close what is open further down: the track goes on from the question asked again."""
    below = {visit.id}
    gone = []
    for id in walk.case.tracks[visit.track].visits:
        other = walk.case.visits[id]
        if other.parent in below:
            below.add(id)
            if other.open and id not in walk.closed:
                gone.append(id)
    if gone:
        walk.closed.update(gone)
        walk.written.add(ev.VisitsVoided(tuple(gone), entry, "ändrat läge"))


def _moved(walk: Walk, fact: str, own: str) -> list[Visit]:
    """The latest, settled waits of other tracks that read the fact and now lead elsewhere."""
    found = []
    for track in walk.case.tracks.values():
        for step_id, id in track.latest.items():
            visit = walk.case.visits[id]
            if track.id == own or visit.open or visit.voided or id in walk.closed:
                continue
            wait = walk.routine(track.id).steps[step_id]
            if wait.kind is not StepKind.WAIT or wait.waits_for is None:
                continue
            if fact not in reads(wait.waits_for) or not walk.waited(wait):
                continue
            if walk.next_move(visit, visit.outcome).to != visit.to:
                found.append(visit)
    return found

"""Repair: after a correction, void and re-route until nothing rests on what is no longer true."""

from __future__ import annotations

from collections.abc import Iterator

from .. import events as ev
from ..case import Case
from ..case_parts import Visit
from ..machine import Move
from ..routine import StepKind
from .walking import Walk

IRREVERSIBLE = (StepKind.CONTACT, StepKind.DECISION, StepKind.CONSENT, StepKind.PLACEMENT)
"""Kinds that leave an act in the world: never voided, but marked as resting on the corrected."""


class Repair:
    """Voids and re-routes until nothing rests on what is no longer true."""

    def __init__(self, walk: Walk, cause: str, why: str) -> None:
        self.walk, self.cause, self.why = walk, cause, why
        self.voided: set[str] = set()

    def reroute(self, visit: Visit, to: str) -> None:
        """Send a settled visit elsewhere: keep what the new way still passes, void the rest."""
        kept, stop = self._walk_kept(visit, to)
        below = [v for v in self._below(visit) if v.id not in kept]
        self.void(below)
        if stop:
            self.walk.arrive(visit.track, stop, visit)

    def void(self, visits: list[Visit]) -> None:
        """Void visits, the tracks they started, and follow the facts that went with them."""
        ids = [v.id for v in visits if v.id not in self.voided and not v.voided]
        if not ids:
            return
        self.voided.update(ids)
        self.walk.closed.update(ids)
        self.walk.written.add(ev.VisitsVoided(tuple(ids), self.cause, self.why))
        lost = set()
        for id in ids:
            visit = self.walk.case.visits[id]
            lost.add(visit.settled_by)
            self._forget(visit)
            self._mark_resting(visit)
        self._void_started(lost)
        self.follow(lost - {""})

    def follow(self, stale: set[str]) -> None:
        """Judge again every settled visit whose branch read an entry that no longer holds."""
        for visit in list(_resting_on(self.walk.case, stale)):
            if visit.id in self.voided:
                continue
            step = self.walk.routine(visit.track).steps[visit.step]
            if step.kind is StepKind.WAIT and not self.walk.waited(step):
                self.void([visit, *self._below(visit)])
                parent = self.walk.case.visits.get(visit.parent)
                self.walk.open(visit.track, visit.step, parent, again=self.why)
                continue
            moved = self.walk.next_move(visit, visit.outcome)
            if moved.to != visit.to:
                self._tell_new_way(visit, moved)
                self.reroute(visit, moved.to)

    def _walk_kept(self, visit: Visit, to: str) -> tuple[set[str], str]:
        """The visits below that the new way passes too, and the step where asking goes on."""
        below = {v.step: v for v in self._below(visit)}
        kept: set[str] = set()
        step = to
        while step in below and below[step].id not in kept:
            found = below[step]
            kept.add(found.id)
            if found.state == "open":
                return kept, ""
            moved = self.walk.next_move(found, found.outcome)
            if moved.to != found.to:
                self._tell_new_way(found, moved)
            step = moved.to
        track = self.walk.case.tracks[visit.track]
        return kept, "" if track.ended and track.end_step == step else step

    def _tell_new_way(self, visit: Visit, moved: Move) -> None:
        because = self.walk.because(moved.reads)
        self.walk.written.add(
            ev.StepRerouted(visit.track, visit.id, visit.step, moved.to, self.cause, because)
        )

    def _below(self, visit: Visit) -> list[Visit]:
        """Visits of the same track that followed this one and still hold, in order."""
        found = {visit.id}
        below = []
        for id in self.walk.case.tracks[visit.track].visits:
            other = self.walk.case.visits[id]
            if other.parent in found:
                found.add(id)
                if not other.voided and id not in self.voided:
                    below.append(other)
        return below

    def _forget(self, visit: Visit) -> None:
        known = self.walk.known(visit.fact) if visit.fact else None
        if known is not None and known.visit == visit.id:
            self.walk.facts[visit.fact] = None

    def _mark_resting(self, visit: Visit) -> None:
        step = self.walk.routine(visit.track).steps[visit.step]
        acted = visit.state == "answered" and (step.irreversible or step.kind in IRREVERSIBLE)
        if acted:
            self.walk.written.add(ev.MarkedResting(visit.settled_by, self.cause, step.text))

    def _void_started(self, lost: set[str]) -> None:
        case = self.walk.case
        for track in case.tracks.values():
            if track.by in lost:
                self.void([case.visits[id] for id in track.visits])


def _resting_on(case: Case, entries: set[str]) -> Iterator[Visit]:
    for visit in case.visits.values():
        if visit.state != "open" and not visit.voided and entries.intersection(visit.because):
            yield visit

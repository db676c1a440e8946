"""Repair: after a correction, void and re-route until nothing rests on what is no longer true."""

from __future__ import annotations

from collections.abc import Iterator

from .. import events as ev
from ..case import Case
from ..case_parts import Track, Visit
from ..entries import Written
from ..machine import Move
from ..routine import StepKind
from .outcomes import is_done
from .walking import Walk

IRREVERSIBLE = (
    StepKind.CONTACT,
    StepKind.DECISION,
    StepKind.CONSENT,
    StepKind.PLACEMENT,
    StepKind.SILENCE,
    StepKind.PROMISE,
)
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
        """Void visits, the tracks they started, and follow the facts that went with them.

        An act in the world stands: it is marked, and only what it started falls.
        """
        fallen = [v for v in visits if v.id not in self.voided and not v.voided]
        if not fallen:
            return
        self.voided.update(v.id for v in fallen)
        acts = [visit for visit in fallen if self._acted(visit)]
        words = [visit for visit in fallen if visit not in acts]
        if words:
            ids = tuple(visit.id for visit in words)
            self.walk.written.add(ev.VisitsVoided(ids, self.cause, self.why))
        for visit in words:
            self.walk.fall(visit)
        for visit in acts:
            self._mark_resting(visit)
        self._void_started({visit.settled_by for visit in fallen} - {""})
        self.follow({visit.settled_by for visit in words} - {""})

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

    def hold_krav(self, corrected: Visit) -> None:
        """No correction walks past a proof: a step that stands entered further on is held again.

        Only what the correction itself breaks is refused, or walked past with a reason.
        """
        case, walk = self.walk.case, self.walk
        before = Walk(case, walk.book, Written(walk.written.act))
        for track in case.tracks.values():
            for step in self._standing(track, corrected):
                was = before.broken(track.id, step)
                for breach in walk.broken(track.id, step):
                    if breach not in was:
                        walk.hold(track.id, breach)

    def _standing(self, track: Track, corrected: Visit) -> list[str]:
        """The steps with a krav that the track came to after a visit, and that this act left so."""
        visits = self.walk.case.visits
        opened = any(visit.track == track.id for visit in self.walk.opened.values())
        reopened = opened or any(
            isinstance(entry.event, ev.TrackEnded) and entry.event.track == track.id
            for entry in self.walk.written.entries
        )
        last = max((visits[id].opened_seq for id in track.settled[-1:]), default=0)
        came = {track.end_step} if track.ended and not reopened else set()
        if last < corrected.opened_seq:
            came = set()
        for step, id in track.latest.items():
            after = visits[id].opened_seq > corrected.opened_seq
            if after and not visits[id].voided and id not in self.voided:
                came.add(step)
        watched = dict.fromkeys(krav.step for krav in self.walk.routine(track.id).krav)
        return [step for step in watched if step in came]

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
        self.restart(visit, moved, {visit.settled_by}, visit.settled_by)

    def restart(self, visit: Visit, moved: Move, settled_by: set[str], by: str) -> None:
        """Void the tracks that only the old way started, and start those of the new way."""
        case = self.walk.case
        for track in case.tracks.values():
            if track.by in settled_by and track.routine not in moved.starts:
                self.void([case.visits[id] for id in track.visits])
        for routine in moved.starts:
            self.walk.start(routine, by=by)

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

    def _acted(self, visit: Visit) -> bool:
        """Whether the visit left an act in the world that no correction can undo."""
        step = self.walk.routine(visit.track).steps[visit.step]
        done = visit.state == "answered" and is_done(visit.outcome)
        return done and (step.irreversible or step.kind in IRREVERSIBLE)

    def _mark_resting(self, visit: Visit) -> None:
        if visit.settled_by not in self.walk.case.resting:
            step = self.walk.routine(visit.track).steps[visit.step]
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

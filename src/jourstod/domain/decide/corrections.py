"""Wrong from the start, or a changed situation: what is voided, re-routed and asked again."""

from __future__ import annotations

from collections.abc import Iterator

from .. import events as ev
from ..answers import Answer
from ..case import Case
from ..case_parts import Visit
from ..entries import Act, Entry, Written
from ..errors import CaseClosedAlready, NotFoundInCase, ReasonMissing
from ..machine import Move
from ..people import Station
from ..routine import StepKind
from ..rulebook import Rulebook
from .consequences import consent, consequences
from .steps import check_answer
from .walking import Walk, is_done, outcome_of

IRREVERSIBLE = (StepKind.CONTACT, StepKind.DECISION, StepKind.CONSENT, StepKind.PLACEMENT)
"""Kinds that leave an act in the world: never voided, but marked as resting on the corrected."""


def correct(
    case: Case,
    book: Rulebook,
    act: Act,
    visit_id: str,
    new: Answer,
    reason: str,
    station: Station,
    insist: str = "",
) -> list[Entry]:
    """The answer was wrong from the start: void and open again what rested on it.

    What the step left in the log besides (a decision, a consent) is written anew and replaced.

    The preview is the same call without append. Raises NotFoundInCase, ReasonMissing and what
    `check_answer` raises.
    """
    visit = _settled(case, visit_id)
    _need(case, reason)
    step = book.step(case.tracks[visit.track].routine, visit.step)
    check_answer(book, step, new)
    outcome = outcome_of(book, step, new)
    walk = Walk(case, book, Written(act), insist)
    entry = walk.written.next_id()
    walk.tell(step.fact, new, entry, visit.id)
    walk.outcomes[(visit.track, visit.step)] = outcome
    moved = walk.next_move(visit, outcome)
    walk.written.add(_corrected(walk, visit, new, outcome, moved, reason))
    for event in consequences(case, book, act, visit, step, new, station):
        walk.written.add(event)
    repair = _Repair(walk, entry, "rättat")
    if moved.to != visit.to:
        repair.reroute(visit, moved.to)
    for routine in moved.starts:
        walk.start(routine, by=entry)
    told = case.facts.get(step.fact)
    repair.follow({visit.settled_by, *((told.entry,) if told else ())})
    walk.release_waits()
    return walk.written.entries


def change(
    case: Case, book: Rulebook, act: Act, fact_id: str, new: Answer, reason: str
) -> list[Entry]:
    """The situation changed: what was true stays true, and what depends on it is asked again."""
    known = case.facts.get(fact_id)
    if fact_id not in book.facts or known is None:
        raise NotFoundInCase(f"uppgiften «{fact_id}»")
    _need(case, reason)
    walk = Walk(case, book, Written(act))
    entry = walk.written.add(ev.SituationChanged(fact_id, new, reason))
    walk.tell(fact_id, new, entry, "")
    again: list[Visit] = []
    for visit in _readers(case, known.entry):
        step = walk.routine(visit.track).steps[visit.step]
        if step.kind is StepKind.CONSENT and visit.fact == fact_id:
            for event in consent(case, visit, step, new):
                walk.written.add(event)
        if visit.fact == fact_id:
            _answer_anew(walk, visit, new, entry)
        elif walk.next_move(visit, visit.outcome).to != visit.to:
            again.append(visit)
    if book.facts[fact_id].threat:
        again.extend(_first_minute(case, book, fact_id))
    for visit in again:
        _supersede(walk, visit, entry)
        walk.open(visit.track, visit.step, case.visits.get(visit.parent), again="ändrat läge")
    walk.release_waits()
    return walk.written.entries


def _corrected(
    walk: Walk, visit: Visit, new: Answer, outcome: str, moved: Move, reason: str
) -> ev.AnswerCorrected:
    return ev.AnswerCorrected(
        corrects=visit.settled_by,
        track=visit.track,
        visit=visit.id,
        step=visit.step,
        fact=walk.routine(visit.track).steps[visit.step].fact,
        answer=new,
        outcome=outcome,
        to=moved.to,
        reason=reason,
        because=walk.because(moved.reads),
        done=is_done(outcome),
    )


class _Repair:
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
                self.walk.written.add(
                    ev.StepRerouted(
                        visit.track,
                        visit.id,
                        visit.step,
                        moved.to,
                        self.cause,
                        self.walk.because(moved.reads),
                    )
                )
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
                self.walk.written.add(
                    ev.StepRerouted(
                        found.track,
                        found.id,
                        found.step,
                        moved.to,
                        self.cause,
                        self.walk.because(moved.reads),
                    )
                )
            step = moved.to
        track = self.walk.case.tracks[visit.track]
        return kept, "" if track.ended and track.end_step == step else step

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


def _settled(case: Case, visit_id: str) -> Visit:
    visit = case.visits.get(visit_id)
    if visit is None or visit.state == "open" or visit.voided:
        raise NotFoundInCase(f"ett besvarat steg med beteckningen {visit_id}")
    return visit


def _resting_on(case: Case, entries: set[str]) -> Iterator[Visit]:
    for visit in case.visits.values():
        if visit.state != "open" and not visit.voided and entries.intersection(visit.because):
            yield visit


def _readers(case: Case, entry: str) -> list[Visit]:
    """Settled visits that told this fact or whose branch read it; the latest of each step."""
    found = {}
    for visit in case.visits.values():
        told = visit.settled_by == entry
        if not visit.voided and (told or entry in visit.because):
            found[(visit.track, visit.step)] = visit
    return list(found.values())


def _answer_anew(walk: Walk, visit: Visit, new: Answer, entry: str) -> None:
    """The step that asked for the fact: answered again with the new value, and followed."""
    step = walk.routine(visit.track).steps[visit.step]
    outcome = outcome_of(walk.book, step, new)
    moved = walk.next_move(visit, outcome)
    if moved.to == visit.to:
        return
    _supersede(walk, visit, entry)
    parent = walk.case.visits.get(visit.parent)
    fresh = walk.open(visit.track, visit.step, parent, again="ändrat läge")
    walk.close(fresh, outcome)
    settled = walk.written.add(
        ev.StepAnswered(
            fresh.track,
            fresh.id,
            fresh.step,
            visit.fact,
            new,
            outcome,
            moved.to,
            (entry,),
            is_done(outcome),
            reused=True,
        )
    )
    walk.go(fresh, moved, settled)


def _supersede(walk: Walk, visit: Visit, entry: str) -> None:
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


def _first_minute(case: Case, book: Rulebook, fact: str) -> list[Visit]:
    """Settled first-minute questions of every track, to be asked again: the threat changed."""
    found = []
    for track in case.tracks.values():
        for step in book.routines[track.routine].first_minute:
            latest = case.visits.get(track.latest.get(step, ""))
            if latest is None or latest.state == "open" or latest.voided:
                continue
            if latest.fact != fact:
                found.append(latest)
    return found


def _need(case: Case, reason: str) -> None:
    if case.closed:
        raise CaseClosedAlready(case.number)
    if not reason.strip():
        raise ReasonMissing("att ändra det som står")

"""Folding of tracks and visits: opened, settled, corrected, re-routed, voided."""

from __future__ import annotations

from dataclasses import replace

from . import events as ev
from .answers import COULD_NOT, NOT_APPLICABLE, UNKNOWN, WAYS_OUT, Answer
from .case_parts import STEP_NOT_DONE, Case, ItemKind, Known, Track, Visit
from .entries import Entry
from .fold_items import leave

Tracking = ev.TrackStarted | ev.TrackEnded | ev.VisitOpened | ev.VisitsVoided
Settled = (
    ev.StepAnswered
    | ev.StepCouldNot
    | ev.StepNotNeeded
    | ev.StepOverridden
    | ev.AnswerCorrected
    | ev.StepRerouted
)
Telling = ev.FactNoted | ev.SituationChanged | ev.StepDeferred | ev.RequirementOverridden


def fold_track(case: Case, entry: Entry, event: Tracking) -> None:
    """Fold what opens, ends or voids tracks and visits."""
    match event:
        case ev.TrackStarted():
            case.tracks[event.track] = Track(event.track, event.routine, event.by, entry.id)
        case ev.TrackEnded():
            case.tracks[event.track].ended = event.ending
            case.tracks[event.track].end_step = event.step
        case ev.VisitOpened():
            track = case.tracks[event.track]
            case.visits[event.visit] = Visit(
                event.visit, event.track, event.step, event.parent, entry.id, case.seq, event.again
            )
            track.visits.append(event.visit)
            track.latest[event.step] = event.visit
            track.open[event.visit] = None
            track.ended = ""
        case ev.VisitsVoided():
            for id in event.visits:
                _void(case, id, event.by)


def _void(case: Case, id: str, by: str) -> None:
    """Strike a visit through: it is closed, its fact is unknown again, its items are settled."""
    visit = case.visits[id]
    track = case.tracks[visit.track]
    case.visits[id] = replace(visit, voided=by)
    track.open.pop(id, None)
    if track.latest.get(visit.step) == id:
        track.outcomes.pop(visit.step, None)
    if id in track.done.get(visit.step, ()):
        track.done[visit.step].remove(id)
    known = case.facts.get(visit.fact)
    if known is not None and known.visit == id:
        del case.facts[visit.fact]
    if visit.fact in case.told:
        case.told[visit.fact] = [k for k in case.told[visit.fact] if k.visit != id]
    for item in track.items_of.get(id, ()):
        case.items[item] = replace(case.items[item], outcome="gäller inte längre", open=False)


def fold_told(case: Case, entry: Entry, event: Telling) -> None:
    """Fold facts told outside a visit, a visit put aside, and a krav walked past."""
    match event:
        case ev.FactNoted() | ev.SituationChanged():
            _tell(case, event.fact, Known(event.answer, entry.id, case.seq, "", entry.id))
        case ev.StepDeferred():
            visit = case.visits[event.visit]
            aside = replace(visit, deferred=event.reason, next_try=event.next_try)
            case.visits[event.visit] = aside
        case ev.RequirementOverridden():
            leave(case, entry, ItemKind.REQUIREMENT, event.sentence, note=event.reason)


def fold_settled(case: Case, entry: Entry, event: Settled) -> None:
    """Fold how a visit was settled, and what that leaves open or closes."""
    visit, track = case.visits[event.visit], case.tracks[event.track]
    track.open.pop(event.visit, None)
    match event:
        case ev.StepRerouted():
            case.visits[event.visit] = replace(visit, to=event.to, because=event.because)
            return
        case ev.StepAnswered() | ev.AnswerCorrected():
            state, outcome, answer = "answered", event.outcome, event.answer
            _know(case, entry, event, visit)
            visit = replace(visit, fact=event.fact)
        case ev.StepCouldNot():
            state, outcome, answer = "could_not", COULD_NOT, Answer(reason=event.reason)
            leave(case, entry, ItemKind.COULD_NOT, event.reason, visit.id, step=visit.step)
        case ev.StepNotNeeded():
            state, outcome, answer = "not_needed", NOT_APPLICABLE, Answer(reason=event.reason)
        case ev.StepOverridden():
            state, outcome, answer = "overridden", COULD_NOT, Answer(reason=event.reason)
            leave(case, entry, ItemKind.OVERRIDDEN, event.reason, visit.id, step=visit.step)
    case.visits[event.visit] = replace(
        visit,
        state=state,
        outcome=outcome,
        answer=answer,
        to=event.to,
        because=event.because,
        settled_by=entry.id,
        settled_seq=case.seq,
        since=_since(entry, visit, outcome),
        deferred="",
        next_try="",
    )
    track.outcomes[visit.step] = outcome
    track.settled.append(event.visit)
    _note_done(track, visit, state == "answered" and outcome not in WAYS_OUT)
    if state == "answered" and outcome not in WAYS_OUT:
        _settle_step_items(case, track, visit.step)


def _since(entry: Entry, visit: Visit, outcome: str) -> str:
    """The entry whose time counts: done before and only corrected, it was done when it was done."""
    before = visit.state == "answered" and visit.outcome not in WAYS_OUT
    corrected = before and outcome not in WAYS_OUT and not entry.stamp.stated
    return visit.since if corrected else entry.id


def _note_done(track: Track, visit: Visit, done: bool) -> None:
    visits = track.done.setdefault(visit.step, [])
    listed = visit.state != "open" and visit.id in visits  # only a correction settles twice
    if done and not listed:
        visits.append(visit.id)
    elif listed and not done:
        visits.remove(visit.id)


def _settle_step_items(case: Case, track: Track, step: str) -> None:
    """Close what was left open because the step was not done before."""
    for id in track.items_of.pop(step, ()):
        item = case.items[id]
        if item.open and item.kind in STEP_NOT_DONE:
            case.items[id] = replace(item, open=False, outcome="gjort senare")


def _know(
    case: Case, entry: Entry, event: ev.StepAnswered | ev.AnswerCorrected, visit: Visit
) -> None:
    """Keep a fact that a visit told; `visit` is as it was before."""
    if isinstance(event, ev.StepAnswered) and event.reused:
        return  # the event that first told the fact keeps it
    if event.fact:
        known = Known(event.answer, entry.id, case.seq, event.visit, entry.id)
        if isinstance(event, ev.AnswerCorrected):
            _tell_right(case, event.fact, known, visit, entry.stamp.stated)
        else:
            _tell(case, event.fact, known)
    if event.outcome == UNKNOWN:
        leave(case, entry, ItemKind.UNKNOWN, event.answer.reason, event.visit, step=event.step)


def _tell(case: Case, fact: str, known: Known) -> None:
    case.facts[fact] = known
    case.told.setdefault(fact, []).append(known)


def _tell_right(case: Case, fact: str, right: Known, visit: Visit, stated: bool) -> None:
    """Put the right telling where the wrong one stood; a later change of the situation holds."""
    told = case.told.setdefault(fact, [])
    at = next((n for n, known in enumerate(told) if told_at(known, visit)), None)
    if at is None:
        _tell(case, fact, right)
        return
    told[at] = right if stated else replace(right, since=told[at].since)
    if at == len(told) - 1:
        case.facts[fact] = told[at]


def told_at(known: Known, visit: Visit) -> bool:
    """Whether a telling is the one that a visit gave, or passed by itself with."""
    return known.visit == visit.id or known.entry in visit.because

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
    known = case.facts.get(visit.fact)
    if known is not None and known.visit == id:
        del case.facts[visit.fact]
    for item in track.items_of.get(id, ()):
        case.items[item] = replace(case.items[item], outcome="gäller inte längre", open=False)


def fold_told(case: Case, entry: Entry, event: Telling) -> None:
    """Fold facts told outside a visit, a visit put aside, and a krav walked past."""
    match event:
        case ev.FactNoted() | ev.SituationChanged():
            case.facts[event.fact] = Known(event.answer, entry.id, case.seq, "")
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
    track.ended = ""
    match event:
        case ev.StepRerouted():
            case.visits[event.visit] = replace(visit, to=event.to, because=event.because)
            return
        case ev.StepAnswered() | ev.AnswerCorrected():
            state, outcome, answer = "answered", event.outcome, event.answer
            visit = replace(visit, fact=event.fact)
            _know(case, entry, event)
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
        deferred="",
        next_try="",
    )
    track.outcomes[visit.step] = outcome
    track.settled.append(event.visit)
    if state == "answered" and outcome not in WAYS_OUT:
        _settle_step_items(case, track, visit.step)


def _settle_step_items(case: Case, track: Track, step: str) -> None:
    """Close what was left open because the step was not done before."""
    for id in track.items_of.pop(step, ()):
        item = case.items[id]
        if item.open and item.kind in STEP_NOT_DONE:
            case.items[id] = replace(item, open=False, outcome="gjort senare")


def _know(case: Case, entry: Entry, event: ev.StepAnswered | ev.AnswerCorrected) -> None:
    if isinstance(event, ev.StepAnswered) and event.reused:
        return  # the event that first told the fact keeps it
    if event.fact:
        case.facts[event.fact] = Known(event.answer, entry.id, case.seq, event.visit)
    if event.outcome == UNKNOWN:
        leave(case, entry, ItemKind.UNKNOWN, event.answer.reason, event.visit, step=event.step)

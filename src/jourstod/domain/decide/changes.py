"""A changed situation: what was true stays true, and what depends on it is asked again."""

from __future__ import annotations

from .. import events as ev
from ..answers import Answer
from ..case import Case
from ..case_parts import Visit
from ..entries import Act, Entry, Written
from ..errors import NotFoundInCase
from ..routine import StepKind
from ..rulebook import Rulebook
from ..station import Station
from .consequences import consent
from .corrections import need_reason
from .local_limits import take_limits
from .outcomes import is_done, outcome_of
from .values import check_value
from .waits import supersede
from .walking import Walk


def change(
    case: Case,
    book: Rulebook,
    act: Act,
    fact_id: str,
    new: Answer,
    reason: str,
    station: Station,
) -> list[Entry]:
    """The situation changed: what was true stays true, and what depends on it is asked again.

    Raises NotFoundInCase, ReasonMissing, and what `check_value` raises.
    """
    known = case.facts.get(fact_id)
    if fact_id not in book.facts or known is None:
        raise NotFoundInCase(f"uppgiften «{fact_id}»")
    need_reason(case, reason)
    check_value(book.facts[fact_id], new)
    walk = Walk(case, book, Written(act))
    entry = walk.written.add(ev.SituationChanged(fact_id, new, reason))
    walk.tell(fact_id, new, entry, "")
    again, anew = _what_it_moves(walk, fact_id, new)
    if book.facts[fact_id].threat:
        again.extend(_first_minute(case, book, fact_id))
    for visit in dict.fromkeys(again):
        supersede(walk, visit, entry)
        walk.open(visit.track, visit.step, case.visits.get(visit.parent), again="ändrat läge")
    for visit in anew:  # last, so that the new way stops at what is asked again
        _answer_anew(walk, visit, new, entry)
    walk.release_waits()
    take_limits(book, case.board, station, walk.written)
    return walk.written.entries


def _what_it_moves(walk: Walk, fact: str, new: Answer) -> tuple[list[Visit], list[Visit]]:
    """Visits to ask again because their way on has changed, and those to answer anew by `new`."""
    again: list[Visit] = []
    anew: list[Visit] = []
    for visit in _readers(walk.case, fact):
        step = walk.routine(visit.track).steps[visit.step]
        if step.kind is StepKind.CONSENT and visit.fact == fact:
            for event in consent(walk.case, visit, step, new):
                walk.written.add(event)
        if visit.fact == fact:
            if not _goes_on_elsewhere(walk.case, walk.book, visit):
                anew.append(visit)
        elif walk.next_move(visit, visit.outcome).to != visit.to:
            again.append(visit)
    return again, anew


def _readers(case: Case, fact: str) -> list[Visit]:
    """Settled visits that told this fact or whose branch read it; the latest of each step.

    Also those that read it before it was last changed or corrected, and were left standing then.
    """
    tellings = {
        entry.id
        for entry in case.entries
        if isinstance(entry.event, _TELLING) and entry.event.fact == fact
    }
    found = {}
    for visit in case.visits.values():
        told = visit.settled_by in tellings
        asked_anew = case.visits[case.tracks[visit.track].latest[visit.step]].open
        if visit.voided or asked_anew:
            continue
        if told or not tellings.isdisjoint(visit.because):
            found[(visit.track, visit.step)] = visit
    return list(found.values())


_TELLING = (ev.FactNoted, ev.StepAnswered, ev.AnswerCorrected, ev.SituationChanged)


def _answer_anew(walk: Walk, visit: Visit, new: Answer, entry: str) -> None:
    """The step that asked for the fact: answered again with the new value, and followed."""
    step = walk.routine(visit.track).steps[visit.step]
    outcome = outcome_of(walk.book, step, new)
    moved = walk.next_move(visit, outcome)
    if moved.to == visit.to:
        return
    supersede(walk, visit, entry)
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


def _first_minute(case: Case, book: Rulebook, fact: str) -> list[Visit]:
    """Settled first-minute questions of every track, to be asked again: the threat changed."""
    found = []
    for track in case.tracks.values():
        for step in book.routines[track.routine].first_minute:
            latest = case.visits.get(track.latest.get(step, ""))
            if latest is None or latest.state == "open" or latest.voided:
                continue
            if latest.fact != fact and not _goes_on_elsewhere(case, book, latest):
                found.append(latest)
    return found


def _goes_on_elsewhere(case: Case, book: Rulebook, visit: Visit) -> bool:
    """Whether its track has ended and a track that goes on has come to a question of the same fact.

    There it is asked, and followed: otherwise a danger that comes back calls 112 twice.
    """
    if not visit.fact or not case.tracks[visit.track].ended:
        return False
    going_on = (track for track in case.tracks.values() if not track.ended)
    return any(
        book.step(track.routine, step).fact == visit.fact
        for track in going_on
        for step, latest in track.latest.items()
        if not case.visits[latest].voided
    )

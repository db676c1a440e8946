"""Wrong from the start: the new answer, and everything that rested on the old one repaired."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .. import events as ev
from ..answers import Answer
from ..case import Case
from ..case_parts import Known, Visit
from ..entries import Act, Entry, Written
from ..errors import CaseClosedAlready, NotFoundInCase, ReasonMissing
from ..fold_tracks import told_at
from ..machine import Move
from ..routine import Step
from ..rulebook import Rulebook
from ..station import Station
from .consequences import consequences
from .local_limits import take_limits
from .outcomes import is_done, outcome_of
from .repair import Repair
from .steps import check_answer
from .walking import Walk


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
    need_reason(case, reason)
    step = book.step(case.tracks[visit.track].routine, visit.step)
    check_answer(book, step, new)
    outcome = outcome_of(book, step, new)
    walk = Walk(case, book, Written(act), insist)
    entry = walk.written.next_id()
    wrong = _wrong(case, step, visit)
    if wrong is None or case.facts.get(step.fact) == wrong:
        walk.tell(step.fact, new, entry, visit.id)  # else the situation has changed since
    walk.outcomes[(visit.track, visit.step)] = outcome
    moved = walk.next_move(visit, outcome)
    walk.written.add(_corrected(walk, visit, new, outcome, moved, reason))
    for event in consequences(case, book, _then(case, act, visit), visit, step, new, station):
        walk.written.add(event)
    repair = Repair(walk, entry, "rättat")
    if moved.to != visit.to:
        repair.reroute(visit, moved.to)
    repair.restart(visit, moved, set(_tellings(case, visit)), entry)
    repair.follow({*_tellings(case, visit), *((wrong.entry,) if wrong else ())})
    walk.release_waits()
    repair.hold_krav(visit)
    take_limits(book, case.board, station, walk.written)
    return walk.written.entries


def _wrong(case: Case, step: Step, visit: Visit) -> Known | None:
    """The telling that the visit gave and that was wrong from the start."""
    return next((known for known in case.told.get(step.fact, ()) if told_at(known, visit)), None)


def _tellings(case: Case, visit: Visit) -> Iterator[str]:
    """The entry that settled the visit, and those it corrected in its turn, newest first.

    What read the first of them and was left standing rests on the answer all the same.
    """
    entry = visit.settled_by
    yield entry
    while isinstance(event := case.by_id[entry].event, ev.AnswerCorrected):
        entry = event.corrects
        yield entry


def _then(case: Case, act: Act, visit: Visit) -> Act:
    """The act as of when the step was done: a correction that names no time moves no clock."""
    return act if act.happened else replace(act, happened=case.by_id[visit.since].stamp.happened)


def need_reason(case: Case, reason: str) -> None:
    """Raise unless the case is open and the reason for changing what stands is written."""
    if case.closed:
        raise CaseClosedAlready(case.number)
    if not reason.strip():
        raise ReasonMissing("att ändra det som står")


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


def _settled(case: Case, visit_id: str) -> Visit:
    visit = case.visits.get(visit_id)
    if visit is None or visit.state == "open" or visit.voided:
        raise NotFoundInCase(f"ett besvarat steg med beteckningen {visit_id}")
    return visit

"""Walking: where a settled visit leads, and what opens, passes by itself or is refused there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .. import events as ev
from ..answers import DONE, WAYS_OUT, Answer
from ..case import Case
from ..case_parts import Known, Visit
from ..conditions import Valuation, Value, holds, reads
from ..entries import Written
from ..errors import RequirementBroken
from ..machine import Move, move
from ..monitors import Breach, breaches
from ..routine import Routine, Step, StepKind
from ..rulebook import Rulebook
from .side_tracks import is_let_go, is_void, left_by
from .ways_back import stands


@dataclass(slots=True)
class Walk:
    """One act's way through the routines, on top of a case that is not touched.

    What the act has decided so far lies in `facts`, `outcomes` and `opened`; the entries
    themselves in `written`. `insist` is the reason for walking past a krav, "" for none.
    """

    case: Case
    book: Rulebook
    written: Written
    insist: str = ""
    facts: dict[str, Known | None] = field(default_factory=dict)
    outcomes: dict[tuple[str, str], str] = field(default_factory=dict)
    opened: dict[str, Visit] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    tracks: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    # --- what is known ---------------------------------------------------------------------

    def known(self, fact: str) -> Known | None:
        """The fact as of now in this act."""
        return self.facts[fact] if fact in self.facts else self.case.facts.get(fact)

    def valuation(self) -> Valuation:
        """The facts as conditions see them (read lazily, since most are never looked at)."""
        return _Seen(self)

    def last(self, track: str, step: str) -> str:
        """The last outcome of a step on a track."""
        known = self.outcomes.get((track, step))
        return self.case.last_outcome(track, step) if known is None else known

    def routine(self, track: str) -> Routine:
        """The routine a track runs."""
        return self.book.routines[self.routine_id(track)]

    def routine_id(self, track: str) -> str:
        """The id of the routine a track runs."""
        return self.tracks.get(track) or self.case.tracks[track].routine

    def because(self, facts: tuple[str, ...]) -> tuple[str, ...]:
        """The entries that told these facts, each once."""
        told = (self.known(fact) for fact in facts)
        return tuple(dict.fromkeys(known.entry for known in told if known is not None))

    # --- moving ----------------------------------------------------------------------------

    def next_move(self, visit: Visit, outcome: str) -> Move:
        """Where the routine leads from a visit settled with this outcome."""
        return move(self.routine(visit.track), visit.step, outcome, self.valuation())

    def tell(self, fact: str, answer: Answer, entry: str, visit: str) -> None:
        """Remember a fact that this act tells."""
        if fact:
            self.facts[fact] = Known(answer, entry, self.case.seq + 1, visit)

    def close(self, visit: Visit, outcome: str) -> None:
        """Remember that this act settled a visit."""
        self.closed.add(visit.id)
        self.outcomes[(visit.track, visit.step)] = outcome

    def fall(self, visit: Visit) -> None:
        """Remember that this act voided a visit: its fact is unknown again, its step not done."""
        self.closed.add(visit.id)
        known = self.known(visit.fact) if visit.fact else None
        if known is not None and known.visit == visit.id:
            self.facts[visit.fact] = None
        if self.case.tracks[visit.track].latest.get(visit.step) == visit.id:
            self.outcomes.setdefault((visit.track, visit.step), "")

    def go(self, visit: Visit, moved: Move, entry: str) -> None:
        """Follow a move: start what it starts, arrive where it leads, let go of waits."""
        if visit.again:
            self._let_go(visit, moved, entry)
        for routine in moved.starts:
            self.start(routine, by=entry)
        self.arrive(visit.track, moved.to, visit)
        self.release_waits()

    def start(self, routine_id: str, by: str) -> str:
        """Start a routine as a track; one that is not repeatable starts once per case."""
        routine = self.book.routines[routine_id]
        running = [
            t
            for t in (*self.case.tracks, *self.tracks)
            if self.routine_id(t) == routine_id and not is_void(self.case, t)
        ]
        if running and not routine.repeatable:
            if self._stands_still(running[0]):
                self.arrive(running[0], routine.start, None)
            return running[0]
        number = sum(
            1 for t in (*self.case.tracks, *self.tracks) if self.routine_id(t) == routine_id
        )
        track = routine_id if number == 0 else f"{routine_id}#{number + 1}"
        self.tracks[track] = routine_id
        self.written.add(ev.TrackStarted(track, routine_id, by))
        self.arrive(track, routine.start, None)
        return track

    def arrive(self, track: str, step_id: str, parent: Visit | None) -> None:
        """Come to a step: refuse what a krav forbids, then end, pass by itself, or ask."""
        step = self.routine(track).steps[step_id]
        for breach in self.broken(track, step_id):
            self.hold(track, breach)
        if step.kind is StepKind.END:
            self.written.add(ev.TrackEnded(track, step_id, step.ending))
            return
        if self._already_open(track, step_id):
            return
        earlier = self._reusable(track, step, parent)
        if earlier is not None:
            self.pass_again(earlier)
            return
        visit = self.open(track, step_id, parent)
        self._pass_if_known(visit, step)

    def open(self, track: str, step: str, parent: Visit | None, again: str = "") -> Visit:
        """Open a visit; its id tells track, step and which time it is."""
        visits = self.case.tracks[track].visits if track in self.case.tracks else ()
        number = len(visits) + self.counts.get(track, 0) + 1
        self.counts[track] = self.counts.get(track, 0) + 1
        id = f"{track}/{step}/{number}"
        visit = Visit(id, track, step, parent.id if parent else "", "", 0, again)
        self.written.add(ev.VisitOpened(track, id, step, visit.parent, again))
        self.opened[id] = visit
        return visit

    def pass_again(self, visit: Visit) -> None:
        """Walk through a visit that was settled before and still holds."""
        moved = self.next_move(visit, visit.outcome)
        if moved.to != visit.to:
            last = self.written.entries[-1].id
            self.written.add(
                ev.StepRerouted(
                    visit.track, visit.id, visit.step, moved.to, last, self.because(moved.reads)
                )
            )
        self.arrive(visit.track, moved.to, visit)

    def release_waits(self) -> None:
        """Let go of open waits whose condition now holds, on whatever track they stand."""
        for visit in (*self.case.open_visits(), *tuple(self.opened.values())):
            if visit.id in self.closed or self._passed_already(visit):
                continue
            step = self.routine(visit.track).steps[visit.step]
            if step.kind is StepKind.WAIT and self.waited(step):
                self._settle_itself(visit, step, Answer(), DONE)

    # --- the rules of arriving ---------------------------------------------------------------

    def broken(self, track: str, step: str) -> tuple[Breach, ...]:
        """The krav that being at a step breaks, as things are now in this act."""
        krav = self.routine(track).krav
        return breaches(krav, step, lambda other: self.last(track, other), self.valuation())

    def hold(self, track: str, breach: Breach) -> None:
        """Refuse a breach, or note that it is walked past with a reason."""
        if not self.insist:
            raise RequirementBroken(breach.sentence, breach.krav.id, breach.step)
        self.written.add(
            ev.RequirementOverridden(
                track, breach.krav.id, breach.step, breach.sentence, self.insist
            )
        )

    def _already_open(self, track: str, step: str) -> bool:
        existing = self.case.tracks.get(track)
        latest = existing.latest.get(step) if existing else None
        if latest and self.case.visits[latest].open and latest not in self.closed:
            return True
        return any(
            v.track == track and v.step == step and v.id not in self.closed
            for v in self.opened.values()
        )

    def _reusable(self, track: str, step: Step, parent: Visit | None) -> Visit | None:
        """A settled visit of this step off our own path: known already, so not asked again.

        On our own path the routine loops on purpose, and the question is asked anew.
        """
        existing = self.case.tracks.get(track)
        latest = existing.latest.get(step.id) if existing else None
        if latest is None or parent is None:
            return None
        visit = self.case.visits[latest]
        if visit.voided or visit.state == "open" or visit.id in self.closed:
            return None
        return visit if stands(self.case, self._visit, step, visit, parent) else None

    def _visit(self, id: str) -> Visit | None:
        return self.opened.get(id) or self.case.visits.get(id)

    def _pass_if_known(self, visit: Visit, step: Step) -> None:
        """Settle a visit by itself: a wait that is over, or a fact told before elsewhere."""
        if self._passed_already(visit):
            return  # round in a ring of steps that pass by themselves: somebody must look
        if step.kind is StepKind.WAIT:
            if self.waited(step):
                self._settle_itself(visit, step, Answer(), DONE)
            return
        known = self.known(step.fact) if step.kind is StepKind.QUESTION else None
        if known is None or self._asked_here_before(visit) or step.reason_required:
            return
        fact = self.book.facts[step.fact]
        value = fact.value_of(known.answer)
        if value not in WAYS_OUT:
            outcome = value if isinstance(value, str) and value in step.outcomes else DONE
            self._settle_itself(visit, step, known.answer, outcome)

    def _passed_already(self, visit: Visit) -> bool:
        same = [v for v in self.opened.values() if (v.track, v.step) == (visit.track, visit.step)]
        return any(other.id != visit.id for other in same)

    def _asked_here_before(self, visit: Visit) -> bool:
        existing = self.case.tracks.get(visit.track)
        return bool(existing and visit.step in existing.latest) or bool(visit.again)

    def waited(self, step: Step) -> bool:
        """Whether what the step waits for has come."""
        return step.waits_for is not None and holds(step.waits_for, self.valuation())

    def _settle_itself(self, visit: Visit, step: Step, answer: Answer, outcome: str) -> None:
        self.close(visit, outcome)
        moved = self.next_move(visit, outcome)
        read = (*reads(step.waits_for), *moved.reads, *((step.fact,) if step.fact else ()))
        entry = self.written.add(
            ev.StepAnswered(
                visit.track,
                visit.id,
                visit.step,
                step.fact,
                answer,
                outcome,
                moved.to,
                self.because(tuple(dict.fromkeys(read))),
                reused=True,
            )
        )
        self.go(visit, moved, entry)

    def _let_go(self, visit: Visit, moved: Move, entry: str) -> None:
        """Close what only an earlier answer to a question asked again had started."""
        left = [id for id in left_by(self.case, visit, moved.starts) if id not in self.closed]
        if left:
            self.closed.update(left)
            self.written.add(ev.VisitsVoided(tuple(left), entry, visit.again))

    def _stands_still(self, track: str) -> bool:
        asked = any(v.track == track and v.id not in self.closed for v in self.opened.values())
        return not asked and is_let_go(self.case, track, self.closed)


class _Seen(Mapping[str, Value]):
    """The facts of a walk as conditions see them."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk

    def __getitem__(self, fact: str) -> Value:
        known = self._walk.known(fact)
        if known is None:
            raise KeyError(fact)
        return self._walk.book.facts[fact].value_of(known.answer)

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter({*self._walk.case.facts, *self._walk.facts})

    def __len__(self) -> int:
        return len({*self._walk.case.facts, *self._walk.facts})

"""How the steps are used: what became of each question shown, read from a case's events alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from . import events as ev
from .answers import COULD_NOT, NOT_APPLICABLE, UNKNOWN
from .case_parts import JOURNAL, WHOLE_CASE
from .entries import Entry, Stamp

PAUSE = timedelta(minutes=30)
"""So long without a word in the case is a pause: the question shown last is where it stopped."""


class Fate(StrEnum):
    """What became of a shown question the first time it was settled; the value is said."""

    ANSWERED = "besvarat"
    UNKNOWN = "vet inte"
    SKIPPED = "behövdes inte"
    COULD_NOT = "gick inte"
    OVERRIDDEN = "förbigånget"
    BY_ITSELF = "kom av sig självt"
    STRUCK = "gällde inte längre"
    OPEN = "obesvarat"


class Aside(StrEnum):
    """What else happened to a shown question, besides its fate; the value is said."""

    DEFERRED = "skjutet upp"
    PAST_KRAV = "förbi ett krav"
    CORRECTED = "rättat"
    CHANGED = "ändrat läge"
    WENT_OVER = "öppet när ärendet gick över"
    CLOSED = "öppet när ärendet avslutades"
    PAUSED = "paus på minst 30 min"


@dataclass(frozen=True, slots=True)
class Showing:
    """One showing of a question, with nobody's name, number or word in it.

    `seconds` from shown to answered, None where that says nothing of the question: it was put
    aside, passed by itself, or lay open while the case or the shift changed hands.
    """

    routine: str
    step: str
    bundle: str
    shown: datetime
    fate: Fate
    asides: frozenset[Aside]
    seconds: int | None = None


@dataclass(slots=True)
class _Shown:
    routine: str
    step: str
    bundle: str
    stamp: Stamp
    fate: Fate = Fate.OPEN
    asides: set[Aside] = field(default_factory=set)
    seconds: int | None = None
    passed: bool = False
    """Known from before, so that nobody saw it."""


def showings(
    entries: Iterable[Entry], shift_ends: Sequence[datetime], now: datetime
) -> Iterator[Showing]:
    """Every showing of a case, in order; `shift_ends` in UTC and in order."""
    seen = _Seen(shift_ends)
    for entry in entries:
        seen.fold(entry)
    seen.rest(now)
    for one in seen.shown.values():
        if not one.passed:
            at, asides = one.stamp.recorded_at, frozenset(one.asides)
            yield Showing(one.routine, one.step, one.bundle, at, one.fate, asides, one.seconds)


class _Seen:
    """The fold of one case: its showings so far, in the order they were opened."""

    def __init__(self, shift_ends: Sequence[datetime]) -> None:
        self.shown: dict[str, _Shown] = {}
        self._open: dict[str, _Shown] = {}
        self._shifts = shift_ends
        self._routines: dict[str, str] = {}
        self._told: dict[str, _Shown] = {}
        self._to_journal: set[str] = set()
        self._bundle = self._handler = ""
        self._latest: _Shown | None = None
        self._at: datetime | None = None

    def fold(self, entry: Entry) -> None:
        """Fold one entry; what came before it and stood still is a pause."""
        self.rest(entry.stamp.recorded_at)
        match entry.event:
            case ev.TrackStarted(track=track, routine=routine):
                self._routines[track] = routine
            case ev.VisitOpened() as opened:
                self._show(opened, entry.stamp)
            case ev.VisitsVoided(visits=visits):
                for visit in visits:
                    self._end(visit, Fate.STRUCK, entry.stamp)
            case ev.StepAnswered() as answered:
                self._answer(answered, entry.stamp)
            case ev.StepCouldNot(visit=visit):
                self._end(visit, Fate.COULD_NOT, entry.stamp)
            case ev.StepNotNeeded(visit=visit):
                self._end(visit, Fate.SKIPPED, entry.stamp)
            case ev.StepOverridden(visit=visit):
                self._end(visit, Fate.OVERRIDDEN, entry.stamp)
            case _:
                self._beside(entry)

    def rest(self, now: datetime) -> None:
        """Mark the question shown last when nothing was written for so long that it is a pause."""
        if self._at is not None and now - self._at >= PAUSE:
            waiting = [one for one in self._open.values() if Aside.DEFERRED not in one.asides]
            if waiting:
                waiting[-1].asides.add(Aside.PAUSED)
        self._at = now if self._at is None else max(self._at, now)

    def _beside(self, entry: Entry) -> None:
        """What settles no question, but tells of one."""
        match entry.event:
            case ev.CaseOpened(bundle=bundle):
                self._bundle, self._handler = bundle, entry.stamp.who
            case ev.BundleAdopted(bundle=bundle):
                self._bundle = bundle
            case ev.StepDeferred(visit=visit):
                self._mark(self.shown.get(visit), Aside.DEFERRED)
            case ev.RequirementOverridden():
                self._mark(self._latest, Aside.PAST_KRAV)
            case ev.AnswerCorrected(visit=visit, fact=fact):
                self._latest = self.shown.get(visit)
                self._mark(self._latest, Aside.CORRECTED)
                self._tell(fact, visit)
            case ev.SituationChanged(fact=fact):
                self._mark(self._told.get(fact), Aside.CHANGED)
            case ev.CaseClosed() | ev.CaseMergedAway():
                self._mark_open(Aside.CLOSED)
            case _:
                self._gone_over(entry)

    def _gone_over(self, entry: Entry) -> None:
        """The case is given, taken by somebody else, or received as a whole by somebody."""
        match entry.event:
            case ev.CaseGiven():
                self._mark_open(Aside.WENT_OVER)
            case ev.CaseTaken():
                if entry.stamp.who != self._handler:
                    self._mark_open(Aside.WENT_OVER)
                self._handler = entry.stamp.who
            case ev.HandoverOffered(handover=left, receiver=receiver) if receiver == JOURNAL:
                self._to_journal.add(left)
            case ev.HandoverAccepted(handover=left, item=item):
                if item == WHOLE_CASE and left not in self._to_journal:
                    self._mark_open(Aside.WENT_OVER)

    def _show(self, opened: ev.VisitOpened, stamp: Stamp) -> None:
        routine = self._routines.get(opened.track, opened.track)
        one = _Shown(routine, opened.step, self._bundle, stamp)
        self.shown[opened.visit] = self._open[opened.visit] = one

    def _answer(self, event: ev.StepAnswered, stamp: Stamp) -> None:
        one = self.shown.get(event.visit)
        if one is not None and event.reused:
            one.passed = one.stamp == stamp
            self._end(event.visit, Fate.BY_ITSELF, stamp)
            return
        said = {UNKNOWN: Fate.UNKNOWN, NOT_APPLICABLE: Fate.SKIPPED, COULD_NOT: Fate.COULD_NOT}
        self._end(event.visit, said.get(event.outcome, Fate.ANSWERED), stamp)
        self._tell(event.fact, event.visit)

    def _end(self, visit: str, fate: Fate, stamp: Stamp) -> None:
        """Settle a question that is open; one that is settled already keeps its first fate."""
        one = self._open.pop(visit, None)
        if one is None:
            return
        one.fate = fate
        if fate is Fate.STRUCK:
            return
        self._latest = self._latest if fate is Fate.BY_ITSELF else one
        if fate is not Fate.BY_ITSELF and not one.asides & {Aside.DEFERRED, Aside.WENT_OVER}:
            shown, settled = one.stamp.recorded_at, stamp.recorded_at
            if bisect_left(self._shifts, shown) == bisect_left(self._shifts, settled):
                one.seconds = max(0, round((settled - shown).total_seconds()))

    def _tell(self, fact: str, visit: str) -> None:
        if fact and visit in self.shown:
            self._told[fact] = self.shown[visit]

    def _mark(self, one: _Shown | None, aside: Aside) -> None:
        if one is not None:
            one.asides.add(aside)

    def _mark_open(self, aside: Aside) -> None:
        for one in self._open.values():
            one.asides.add(aside)

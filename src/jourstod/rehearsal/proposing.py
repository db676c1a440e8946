"""Proposing: nights that cover the branches no written night has gone over, few as can be.

Each branch has a shortest story from the explorer. It is walked at a real desk, with made-up
answers, and then on to an end the way that covers most; what the log says was covered is what
counts. A greedy choice keeps the nights that are needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ..desk.desk import Desk
from ..domain.answers import NOT_YET, WAYS_OUT
from ..domain.branch_trail import BranchOf, branches_of, taken
from ..domain.case_parts import Visit
from ..domain.errors import JourError
from ..domain.exploration import Leg
from ..domain.explore import explore
from ..domain.findings import Place
from ..domain.night import Deed, Expecting, Moment, NewCase, Night, Starting
from ..domain.routine import Routine
from .answering import deed_for, value_of, words_of
from .clock import NightClock
from .deeds import perform
from .night_text import Line, night_text
from .stage import Stage

BEGINS = datetime(2026, 11, 23, 21, 40, tzinfo=UTC)
LONGEST = 300
"""Lines after which a night is ended: a loop must not go on for ever."""
ALIAS = "Påhittad"

NewDesk = Callable[[NightClock], Desk]
"""A desk at an empty store in memory."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A night that covers some branches, as the text of its file."""

    name: str
    text: str
    covers: frozenset[BranchOf]


def propose(
    new_desk: NewDesk, routine: Routine, entry: str, shown: frozenset[BranchOf], board: str
) -> tuple[Proposed, ...]:
    """Nights for the branches of a routine that are not shown; `entry` starts with every case."""
    missing = set(branches_of(routine)) - shown
    walked = []
    left = set(missing)
    for branch, story in _stories(new_desk, routine, missing):
        if branch not in left:
            continue
        walk = _Walk(new_desk, routine, entry, left, board)
        walk.go(story)
        if walk.covered & left:
            walked.append(walk)
            left -= walk.covered
    return tuple(_fewest(routine, walked, missing))


def _fewest(routine: Routine, walks: list[_Walk], missing: set[BranchOf]) -> Iterator[Proposed]:
    """The nights that are needed, those that cover most first."""
    told: set[BranchOf] = set()
    for number, walk in enumerate(_needed(walks, missing), start=1):
        name = _plain(f"{routine.id}-forslag-{number:02}")
        words = f"Förslag {number}: {routine.title}"
        text = night_text(name, words, BEGINS, walk.board, "AB", walk.lines)
        yield Proposed(name, text, frozenset((walk.covered & missing) - told))
        told |= walk.covered


def _needed(walks: list[_Walk], missing: set[BranchOf]) -> list[_Walk]:
    """Again and again the walk that covers most of what is left; then none that others cover."""
    left, chosen = set(missing), list[_Walk]()
    while walks:
        best = max(walks, key=lambda walk: len(walk.covered & left))
        if not best.covered & left:
            break
        chosen.append(best)
        left -= best.covered
    for walk in chosen[::-1]:
        others = set().union(*(other.covered for other in chosen if other is not walk))
        if walk.covered & missing <= others:
            chosen.remove(walk)
    return chosen


def _plain(name: str) -> str:
    """A file name without å ä ö, as the nights that are there."""
    return name.translate(str.maketrans("åäö", "aao"))


def _stories(
    new_desk: NewDesk, routine: Routine, missing: set[BranchOf]
) -> Iterator[tuple[BranchOf, tuple[Leg, ...]]]:
    """The shortest story to each missing branch, the longest first: they cover most."""
    book = new_desk(NightClock(BEGINS)).current_book()
    stories: dict[BranchOf, list[tuple[Leg, ...]]] = {}
    for (step, outcome, to), story in explore(routine, book.facts).edges.items():
        for number, branch in enumerate(routine.steps[step].branches):
            if outcome in branch.outcomes and branch.to == to:
                stories.setdefault((routine.id, step, number), []).append(story)
    ordered = (branch for branch in branches_of(routine) if branch in missing)
    wanted = [(branch, story) for branch in ordered for story in stories.get(branch, ())]
    yield from sorted(wanted, key=lambda one: -len(one[1]))


class _Walk:
    """One night while it is walked at a desk."""

    def __init__(
        self, new_desk: NewDesk, routine: Routine, entry: str, left: set[BranchOf], board: str
    ) -> None:
        self.routine, self.entry, self.left, self.board = routine, entry, left, board
        self.clock = NightClock(BEGINS)
        desk = new_desk(self.clock)
        night = Night("förslag", "", BEGINS, "AB", board, ())
        self.stage = Stage(night, desk, lambda _: desk)
        self.lines: list[Line] = []
        self.covered: set[BranchOf] = set()

    def go(self, story: tuple[Leg, ...]) -> None:
        """Open a case with what the story finds, walk the story, and go on to an end."""
        facts = self.stage.desk.current_book().facts
        found = {fact: value for leg in story for fact, value in leg.found if value != NOT_YET}
        told = tuple((id, ", ".join(words_of(facts[id], "", v))) for id, v in found.items())
        if not self._do(NewCase(ALIAS, report="anmälan", facts=told)):
            return
        if self.routine.id != self.entry and not self._do(Starting(self.routine.id)):
            return
        for leg in story:
            visit = self._open()
            if visit is None or leg.outcome == NOT_YET:
                continue
            if visit.step == leg.step and not self._settle(visit, leg):
                break
        self._go_on()
        case = self.stage.case()
        asked = tuple(visit.step for visit in case.open_visits())
        self.lines.append((self.clock(), Expecting(open_steps=asked)))
        self.covered = {b for b in taken(case, self.stage.book())[0] if b[0] == self.routine.id}

    def _go_on(self) -> None:
        """On to an end, over branches that are left where there are any."""
        while len(self.lines) < LONGEST and (visit := self._open()) is not None:
            for outcome in self._ways(visit):
                if self._settle(visit, Leg(visit.step, outcome, value_of(outcome))):
                    break
            else:
                return

    def _ways(self, visit: Visit) -> list[str]:
        """Outcomes of the step: those over a branch that is left come first."""
        step = self.routine.steps[visit.step]
        went = taken(self.stage.case(), self.stage.book())[0]
        ways: list[tuple[int, bool, str]] = []
        for number, branch in enumerate(step.branches):
            key = (self.routine.id, step.id, number)
            rank = (2 if key in went else 0) + (0 if key in self.left else 1)
            ways += [(rank, outcome in WAYS_OUT, outcome) for outcome in branch.outcomes]
        return list(dict.fromkeys(outcome for _, _, outcome in sorted(ways)))

    def _settle(self, visit: Visit, leg: Leg) -> bool:
        """Settle the step; past a krav with a reason, when it is what stands in the way."""
        book, step = self.stage.book(), self.routine.steps[visit.step]
        for insist in (False, True):
            told = leg.told if leg.told is not None else value_of(leg.outcome)
            deed = deed_for(book, self.routine.id, step, leg.outcome, told, insist)
            if self._do(deed):
                return True
        return False

    def _open(self) -> Visit | None:
        """The open question of the routine."""
        case = self.stage.case()
        return next(
            (v for v in case.open_visits() if case.tracks[v.track].routine == self.routine.id),
            None,
        )

    def _do(self, deed: Deed) -> bool:
        """Do it a minute later, and keep the line when the desk did not refuse."""
        at = BEGINS + timedelta(minutes=1 + len(self.lines))
        self.clock.set(at)
        position = len(self.lines) + self._refused
        moment = Moment(at, deed, Place("förslag"))
        self.stage.enter(position, moment)
        try:
            perform(self.stage, position, deed)
        except JourError:
            self._refused += 1
            return False
        self.lines.append((at, deed))
        visit = self._open()
        if visit is not None:
            self.lines.append((at, Expecting(step=visit.step)))
        return True

    _refused = 0

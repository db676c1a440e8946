"""Judging: whether `routine check`, `routine coverage` or the written nights find a fault."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from jourstod.domain.checks import check_all
from jourstod.domain.coverage import Trail, coverage, trail
from jourstod.domain.findings import Finding, Severity
from jourstod.domain.night import Night
from jourstod.domain.people import Handler
from jourstod.domain.routine import Step, StepKind
from jourstod.domain.rulebook import Rulebook
from jourstod.reading.shelf import Shelf
from jourstod.rehearsal.clock import NightClock
from jourstod.rehearsal.rehearsal import Played, Rehearsal
from jourstod.written_nights import _in_memory, read_night

from .behaviour import equivalent
from .mutant import Mutant, Operator
from .walked import remember_walks


class Verdict(StrEnum):
    """What became of a mutant; the value is the heading of its column."""

    EQUIVALENT = "likvärdiga"
    CHECK = "granskningen"
    COVERAGE = "täckningen"
    NIGHTS = "nätterna"
    ESCAPED = "slank igenom"


FOUND = (Verdict.CHECK, Verdict.COVERAGE, Verdict.NIGHTS)


@dataclass(frozen=True, slots=True)
class Judged:
    """A mutant's verdict, and by what it was found: a rule, a demand of the law, or a night."""

    mutant: Mutant
    verdict: Verdict
    by: str = ""


@dataclass(eq=False, slots=True)
class PinnedShelf:
    """A shelf that always holds one rulebook, and nothing wrong with it."""

    book: Rulebook
    content: bytes
    trouble: str = ""
    delivered: str = ""

    def current(self) -> tuple[Rulebook, bytes]:
        """The rulebook, and the bytes a case is pinned to."""
        return self.book, self.content

    def load(self, content: bytes) -> Rulebook:
        """The same rulebook, whatever was pinned."""
        return self.book

    def findings(self) -> Sequence[Finding]:
        """Nothing: the faults are to be met at the desk."""
        return ()


class Court:
    """Judges the mutants of one folder, by all of its nights or by those that are named."""

    def __init__(self, folder: Path, nights: Collection[str] = ()) -> None:
        self.book, self._content = Shelf(folder).current()
        remember_walks(self.book.facts)
        self._findings = frozenset(_findings(self.book))
        self._nights: list[tuple[Night, Trail]] = []
        for file in sorted((folder / "prov").glob("*.yaml")):
            if not nights or file.stem in nights:
                self._nights.append(self._played_sound(read_night(file)))
        self._nights.sort(key=lambda one: len(one[0].moments))  # a short one that finds it is cheap
        self._gaps = frozenset(self._gaps_of(self.book))

    def judge(self, mutant: Mutant) -> Judged:
        """The first that finds the mutant: check and coverage before the nights."""
        book, alike = mutant.book(self.book), self._alike(mutant)
        if alike and mutant.operator is Operator.KRAV_MOVED:
            by = next(self._astray(mutant, book), "")  # at the desk more can happen than in a walk
            return Judged(mutant, Verdict.NIGHTS if by else Verdict.EQUIVALENT, by)
        if alike:
            return Judged(mutant, Verdict.EQUIVALENT)
        for verdict, finds in (
            (Verdict.CHECK, self._checked),
            (Verdict.COVERAGE, self._uncovered),
            (Verdict.NIGHTS, self._astray),
        ):
            by = next(finds(mutant, book), "")
            if by:
                return Judged(mutant, verdict, by)
        return Judged(mutant, Verdict.ESCAPED)

    def _alike(self, mutant: Mutant) -> bool:
        return all(
            equivalent(self.book.routines[id], routine, self.book.facts)
            for id, routine in mutant.changed.items()
        )

    def _checked(self, mutant: Mutant, book: Rulebook) -> Iterator[str]:
        yield from (one for one in _findings(book) if one not in self._findings)

    def _uncovered(self, mutant: Mutant, book: Rulebook) -> Iterator[str]:
        if any(_lawful(book.step(*at)) != _lawful(self.book.step(*at)) for at in mutant.seen_at):
            yield from (gap for gap in self._gaps_of(book) if gap not in self._gaps)

    def _gaps_of(self, book: Rulebook) -> Iterator[str]:
        found = coverage(book, tuple(went for _, went in self._nights))
        yield from (f"{one.id}: {one.gap}" for one in found.shalls if one.gap)
        yield from (f"{one.id}: utan plikt" for one in found.uncounted)

    def _astray(self, mutant: Mutant, book: Rulebook) -> Iterator[str]:
        """What goes wrong in the nights that come to where the fault can show."""
        for night, went in self._nights:
            if went.shown & mutant.seen_at:
                try:
                    _, played = self._play(night, book)
                except (AssertionError, KeyError) as error:  # no branch, or several, at the desk
                    yield f"{night.id}: {type(error).__name__}"
                    return
                yield from played.failures

    def _played_sound(self, night: Night) -> tuple[Night, Trail]:
        went, played = self._play(night, self.book)
        if played.astray:
            raise SystemExit(f"Natten går inte ens utan fel: {played.failures[0]}")
        return night, went

    def _play(self, night: Night, book: Rulebook) -> tuple[Trail, Played]:
        """A night played in memory by a rulebook, and where it went."""
        clock = NightClock(night.begins)
        seat = _in_memory(PinnedShelf(book, self._content), clock)
        desk = seat(Handler(night.handler, night.handler))
        played = Rehearsal(desk, clock, seat).play(night)
        cases = [desk.case(id) for id in played.cases]
        return trail(night.id, cases, played.failures, book), played


def _findings(book: Rulebook) -> Iterator[str]:
    """What `routine check` tells, with the two rules of the reader that see a value missing."""
    for finding in check_all(book):
        if finding.severity is not Severity.INFO:
            yield f"{finding.rule}: {finding.place.file}: {finding.sentence}"
    for routine in book.routines.values():
        for step in routine.steps.values():
            if not step.provisions and not step.sources:
                yield f"grund-saknas: {routine.id}: {step.id}"
            if step.kind is StepKind.WAIT and not step.clock and not step.due_words:
                yield f"vantan-utan-grans: {routine.id}: {step.id}"


def _lawful(step: Step) -> tuple[object, ...]:
    """What coverage sees of a step."""
    return step.provisions, step.duties, step.clock, step.decision

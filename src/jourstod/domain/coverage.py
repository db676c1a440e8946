"""Coverage of the law: what the registers demand, the steps that do it, the nights that show it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from .branch_trail import BranchOf, PairOf, branches_of, pairs_of, taken
from .case import Case
from .registers import Duty, Provision, Shall
from .routine import Step, StepKind
from .rulebook import Rulebook

StepOf = tuple[str, str]
"""A step of a routine: (routine id, step id)."""

NO_DEED = (StepKind.READ.value, StepKind.END.value)
"""Kinds of steps in which nothing is done that a provision could demand."""

_DEMANDS = re.compile(r"\b(?:ska|måste)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a played night went: steps that were shown, and those of them that were done."""

    night: str
    shown: frozenset[StepOf]
    done: frozenset[StepOf]
    failures: tuple[str, ...] = ()
    branches: frozenset[BranchOf] = frozenset()
    pairs: frozenset[PairOf] = frozenset()


@dataclass(frozen=True, slots=True)
class Tie:
    """A step that fulfils a shall, in what way, and the nights in which it is done."""

    routine: str
    step: str
    how: str
    nights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """One shall of the registers with all that is tied to it."""

    id: str
    sentence: str
    cited: tuple[str, ...]
    ties: tuple[Tie, ...]
    krav: tuple[str, ...] = ()
    not_ours: str = ""

    @property
    def gap(self) -> str:
        """What is missing, in a sentence; "" when nothing is, or when it is not ours to do."""
        if self.not_ours:
            return ""
        if not self.ties:
            return "Inget steg i någon rutin gör det."
        if not any(tie.nights for tie in self.ties):
            return "Ingen skriven natt når något av stegen."
        return ""


@dataclass(frozen=True, slots=True)
class RoutineTrail:
    """How much of a routine the nights have shown; what is left is told in reading order."""

    routine: str
    steps: int
    never: tuple[str, ...]
    branches: int = 0
    never_taken: tuple[str, ...] = ()
    pairs: int = 0
    pairs_taken: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """Everything the nights prove and do not prove about a rulebook."""

    shalls: tuple[Covered, ...]
    uncounted: tuple[Provision, ...]
    """Provisions that demand something, but that neither a duty nor a shall rests on."""
    routines: tuple[RoutineTrail, ...]
    failures: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing and every night went as written."""
        return not (self.uncounted or self.failures or any(one.gap for one in self.shalls))


def trail(
    night: str, cases: Iterable[Case], failures: Iterable[str], book: Rulebook | None = None
) -> Trail:
    """The steps that the cases of a night have shown and done; with a book the branches too."""
    cases = tuple(cases)
    branches: set[BranchOf] = set()
    pairs: set[PairOf] = set()
    if book is not None:
        for case in cases:
            over, next_to = taken(case, book)
            branches |= over
            pairs |= next_to
    shown: set[StepOf] = set()
    done: set[StepOf] = set()
    for case in cases:
        for track in case.tracks.values():
            shown |= {(track.routine, case.visits[id].step) for id in track.visits}
            done |= {(track.routine, step) for step, visits in track.done.items() if visits}
            if track.ended:
                shown.add((track.routine, track.end_step))
                done.add((track.routine, track.end_step))
    return Trail(
        night, frozenset(shown), frozenset(done), tuple(failures),
        frozenset(branches), frozenset(pairs),
    )  # fmt: skip


def coverage(book: Rulebook, trails: tuple[Trail, ...]) -> Coverage:
    """Every shall of the registers, the duties first, and what the nights left unseen."""
    return Coverage(
        shalls=(*_duties(book, trails), *_shalls(book, trails)),
        uncounted=tuple(_uncounted(book)),
        routines=tuple(_seen(book, trails)),
        failures=tuple(_astray(one) for one in trails if one.failures),
    )


def _astray(one: Trail) -> str:
    """The first line that went wrong: what comes after it mostly follows from it."""
    more = len(one.failures) - 1
    return (
        f"{one.failures[0]} ({more} rader till i natten {one.night}.)" if more else one.failures[0]
    )


def _duties(book: Rulebook, trails: tuple[Trail, ...]) -> Iterator[Covered]:
    for duty in book.duties.values():
        ties = tuple(_ties(book, trails, partial(_meets, duty)))
        cited = _cited(book, duty.provisions)
        krav = tuple(_krav(book, duty.provisions))
        yield Covered(duty.id, duty.due, cited, ties, krav, duty.not_ours)


def _meets(duty: Duty, step: Step) -> str:
    """In what way the step fulfils the duty, or hands its clock on; "" when it does not."""
    if duty.id in step.duties:
        return "fullgör"
    if step.decision and f"beslut:{step.decision}" in duty.met_by:
        return "beslut"
    return "klocka" if step.clock == duty.id else ""


def _shalls(book: Rulebook, trails: tuple[Trail, ...]) -> Iterator[Covered]:
    for shall in book.shalls.values():
        ties = tuple(_ties(book, trails, partial(_does, shall)))
        cited = _cited(book, shall.provisions)
        krav = tuple(_krav(book, shall.provisions))
        yield Covered(shall.id, shall.sentence, cited, ties, krav, shall.not_ours)


def _does(shall: Shall, step: Step) -> str:
    kind = step.kind.value
    fits = kind in shall.done_in if shall.done_in else kind not in NO_DEED
    return "lagrum" if fits and set(shall.provisions) & set(step.provisions) else ""


def _ties(book: Rulebook, trails: tuple[Trail, ...], how: Callable[[Step], str]) -> Iterator[Tie]:
    for routine in book.routines.values():
        for step in routine.steps.values():
            if way := how(step):
                nights = tuple(t.night for t in trails if (routine.id, step.id) in t.done)
                yield Tie(routine.id, step.id, way, nights)


def _krav(book: Rulebook, provisions: tuple[str, ...]) -> Iterator[str]:
    """The krav that rest on the provisions: they are proved over every way, not only played."""
    for routine in book.routines.values():
        for krav in routine.krav:
            if set(provisions) & set(krav.provisions):
                yield f"{routine.id}/{krav.id}"


def _cited(book: Rulebook, provisions: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(book.provisions[id].cited for id in provisions if id in book.provisions)


def _uncounted(book: Rulebook) -> Iterator[Provision]:
    counted = {id for duty in book.duties.values() for id in duty.provisions}
    counted |= {id for shall in book.shalls.values() for id in shall.provisions}
    for provision in book.provisions.values():
        if provision.id not in counted and _DEMANDS.search(provision.requires):
            yield provision


def _seen(book: Rulebook, trails: tuple[Trail, ...]) -> Iterator[RoutineTrail]:
    shown = {step for one in trails for step in one.shown}
    branches = frozenset().union(*(one.branches for one in trails))
    pairs = frozenset().union(*(one.pairs for one in trails))
    for routine in book.routines.values():
        never = tuple(id for id in routine.steps if (routine.id, id) not in shown)
        there, couples = branches_of(routine), pairs_of(routine)
        yield RoutineTrail(
            routine.id, len(routine.steps), never, len(there),
            tuple(words for branch, words in there.items() if branch not in branches),
            len(couples), len(couples & pairs),
        )  # fmt: skip

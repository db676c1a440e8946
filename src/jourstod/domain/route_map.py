"""The map of a routine: its steps in reading order, where each leads, and what it sets going."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .case import Case
from .machine import edges
from .overview import name_of
from .paper_registers import clock_steps
from .printed_routine import PrintedStep, PrintedWay
from .routine import Routine, Step, StepKind
from .routine_paper import routine_paper
from .rulebook import Rulebook
from .sheet_words import agency_name

HERE, PASSED, POSSIBLE = "här", "gjort", "kan komma"
"""What a case says of a step on its map."""
_CLOCKS = {"Klocka": "startar", "Börjar räknas": "startar", "Fullgör": "möter"}


@dataclass(frozen=True, slots=True)
class MapArrow:
    """One way on: the number of the step it leads to, after which answers, and what it starts."""

    to: int
    label: str
    starts: tuple[str, ...] = ()
    back: bool = False
    """The step it leads to stands before this one, or is this one."""


@dataclass(frozen=True, slots=True)
class MapStep:
    """One step on the map."""

    number: int
    id: str
    kind: str
    name: str
    phase: str
    """Set on the first step of a phase."""
    clocks: tuple[str, ...]
    receivers: tuple[str, ...]
    arrows: tuple[MapArrow, ...]
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class RouteMap:
    """A routine as a map."""

    id: str
    title: str
    steps: tuple[MapStep, ...]


def route_map(book: Rulebook, routine: Routine) -> RouteMap:
    """The map, with the same numbers and words as on the routine's paper."""
    printed = routine_paper(book, routine).steps
    steps = zip(routine.steps.values(), printed, strict=True)
    return RouteMap(
        routine.id,
        routine.title,
        tuple(_step(book, routine, step, paper) for step, paper in steps),
    )


def marks(case: Case, routine: Routine, track_id: str) -> dict[str, str]:
    """What a case's track says of the steps: here, done, and where one can come from here."""
    track = case.tracks[track_id]
    onward: dict[str, set[str]] = {}
    for step, branch in edges(routine):
        onward.setdefault(step.id, set()).add(branch.to)
    here = {case.visits[visit].step for visit in track.open}
    waiting = [to for id in here for to in onward.get(id, ())]
    possible: set[str] = set()
    while waiting:
        id = waiting.pop()
        if id not in possible:
            possible.add(id)
            waiting += onward.get(id, ())
    found = dict.fromkeys(possible, POSSIBLE)
    found |= dict.fromkeys(track.outcomes, PASSED)
    return found | dict.fromkeys(here, HERE)


def tracks_in_turn(case: Case, first: str) -> tuple[str, ...]:
    """The tracks of a case: the one asked about first, then those going on, then the ended."""
    return tuple(sorted(case.tracks, key=lambda id: (id != first, case.tracks[id].ended)))


def _step(book: Rulebook, routine: Routine, step: Step, paper: PrintedStep) -> MapStep:
    return MapStep(
        number=paper.number,
        id=step.id,
        kind=paper.kind,
        name=name_of(step),
        phase=paper.phase,
        clocks=tuple(_clocks(book, step)),
        receivers=tuple(
            agency_name(book, id) for id in dict.fromkeys((step.agency, step.handed_to)) if id
        ),
        arrows=tuple(_arrows(routine, step, paper)),
        begins=step.id == routine.start,
        ends=step.kind is StepKind.END,
    )


def _clocks(book: Rulebook, step: Step) -> Iterator[str]:
    for verb, id in dict.fromkeys(clock_steps(book, step)):
        yield f"{_CLOCKS[verb]} {book.duties[id].name}"
    if step.decision or step.fact:
        own = f"beslut:{step.decision}" if step.decision else f"{step.fact}:"
        for duty in book.duties.values():
            if duty.id not in step.duties and any(
                met == own or (own.endswith(":") and met.startswith(own)) for met in duty.met_by
            ):
                yield f"kan möta {duty.name}"
    if step.due_words:
        yield f"senast {step.due_words}"


def _arrows(routine: Routine, step: Step, paper: PrintedStep) -> Iterator[MapArrow]:
    """The ways as printed, with those that lead alike in one; every move of the machine is there.

    «Vet inte» stands on paper only where it can be answered; where it alone leads somewhere the
    arrow is drawn from the move itself.
    """
    told: dict[tuple[int, tuple[str, ...]], list[str]] = {}
    for turn in paper.turns:
        answers = ", ".join(box.label.lower() for box in turn.boxes)
        for way in turn.ways:
            told.setdefault((way.number, way.starts), []).append(_label(answers, way))
    drawn = {number for number, _ in told}
    for number in dict.fromkeys(routine.numbers[b.to] for b in step.branches):
        if number not in drawn:
            told[(number, ())] = ["vet inte"]
    alone = len(told) == 1
    for (number, starts), labels in told.items():
        plain = not any(", om " in label or label.endswith(", annars") for label in labels)
        label = "" if alone else (", " if plain else "; ").join(labels)
        yield MapArrow(number, label, starts, number <= paper.number)


def _label(answers: str, way: PrintedWay) -> str:
    return f"{answers}, {way.when}" if way.when else answers

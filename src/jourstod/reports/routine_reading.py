"""A routine to be read on a screen or aloud: its overview, and one step at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from ..domain.printed_routine import PrintedRoutine, PrintedStep, PrintedTurn, PrintedWay


class Tone(Enum):
    """How a line is read: what is asked stands out, what it rests on stands back."""

    HEAD = auto()
    ASKED = auto()
    PLAIN = auto()
    BESIDE = auto()
    STOP = auto()


@dataclass(frozen=True, slots=True)
class Said:
    """One line of a page, not yet broken to a width.

    `key` is what answers, the digit or "·"; "" for a line that is no answer.
    """

    text: str
    tone: Tone = Tone.PLAIN
    key: str = ""


BREAK = Said("")
NO_DIGIT = "·"
"""Stands where an answer has no digit: what is written, or was not done (F5)."""


def overview(routine: PrintedRoutine) -> Iterator[Said]:
    """What the routine is, how long it holds, where it begins, its phases, clocks and sources."""
    yield Said(routine.title, Tone.ASKED)
    yield Said(routine.validity, Tone.BESIDE)
    yield Said(f"{len(routine.steps)} steg.")
    if routine.first:
        first = ", ".join(f"{n} {_name(routine, n)}" for n in routine.first)
        yield Said(f"Den första minuten: {first}.")
    for phase, steps in _phases(routine):
        yield from (BREAK, Said(phase.upper() or "STEG", Tone.HEAD))
        yield from (Said(f"{step.number}  {step.short}") for step in steps)
    if routine.clocks:
        yield from (BREAK, Said("KLOCKOR", Tone.HEAD))
    for clock in routine.clocks:
        yield Said(f"{clock.name}: {clock.counted} {clock.begins}")
    if routine.laws or routine.sources:
        yield from (BREAK, Said("LAGRUM OCH KÄLLOR", Tone.HEAD))
    yield from (Said(f"{law.cited} [{law.confidence}]", Tone.BESIDE) for law in routine.laws)
    yield from (Said(source, Tone.BESIDE) for source in routine.sources)


def step_page(routine: PrintedRoutine, step: PrintedStep) -> Iterator[Said]:
    """One step as it is asked: its words, the answers and where they lead, and what it rests on."""
    phase = next((p for p, steps in _phases(routine) if step in steps), "")
    where = f"Steg {step.number} av {len(routine.steps)}"
    yield Said(" · ".join(part for part in (where, phase, step.kind) if part), Tone.HEAD)
    yield from (BREAK, Said(step.text, Tone.ASKED))
    if step.spoken:
        yield Said(f"Till personen: ”{step.spoken}”")
    yield from (Said(f"Går inte att göra ogjort: {step.short}.", Tone.STOP),) * step.final
    yield from (Said(f"Stopp: {stop}", Tone.STOP) for stop in step.stops)
    if step.items or step.turns:
        yield BREAK
    yield from (Said(item.label, key=item.key or NO_DIGIT) for item in step.items)
    for turn in step.turns:
        yield from _turn(routine, turn)
    if step.ends:
        yield Said("Här slutar rutinen.")
    if step.blanks:
        labels = ", ".join(f"«{blank.label}»" for blank in step.blanks)
        yield from (BREAK, Said(f"Att skriva: {labels}"))
    yield from _beside(step)


def _turn(routine: PrintedRoutine, turn: PrintedTurn) -> Iterator[Said]:
    for box in turn.boxes:
        yield Said(box.label, key=box.key or NO_DIGIT)
    for way in turn.ways:
        yield Said(f"→ {_way(routine, way)}", Tone.BESIDE)


def _way(routine: PrintedRoutine, way: PrintedWay) -> str:
    when = f", {way.when}" if way.when else ""
    back = ", tillbaka" if way.back else ""
    starts = f"; startar {', '.join(way.starts)}" if way.starts else ""
    return f"steg {way.number} {_name(routine, way.number)}{back}{when}{starts}"


def _beside(step: PrintedStep) -> Iterator[Said]:
    """Clocks, deciders and receivers, why it is asked, and the ground."""
    if step.notes or step.why or step.basis:
        yield BREAK
    yield from (Said(f"{note.label}: {note.text}") for note in step.notes)
    if step.why:
        yield Said(f"Varför: {step.why}", Tone.BESIDE)
    if step.basis:
        yield Said(f"Grund: {'; '.join(step.basis)}", Tone.BESIDE)


def _name(routine: PrintedRoutine, number: int) -> str:
    return routine.steps[number - 1].short


def _phases(routine: PrintedRoutine) -> Iterator[tuple[str, tuple[PrintedStep, ...]]]:
    """The steps in reading order, by phase."""
    phase, steps = "", list[PrintedStep]()
    for step in routine.steps:
        if step.phase and step.phase != phase:
            if steps:
                yield phase, tuple(steps)
            phase, steps = step.phase, []
        steps.append(step)
    yield phase, tuple(steps)

"""Card: how much of a routine's step is spelled out on A5, so that the whole fits in a car."""

from __future__ import annotations

from dataclasses import replace

from ..domain.printed_routine import PrintedRoutine, PrintedStep, PrintedTurn

ROOMY = 50
"""A card of about this many lines spells out its checklists: so much goes on two sides."""
DENSE = 60
"""A card of more lines than this is set smaller (8 points), so that it goes on two sides."""
FOLLOWS = ("Ej aktuellt", "Gick inte")
LED_BY = ("Vet inte", "Klart", "Svarat")
"""Answers that lead where others lead when nothing else is written, and those others, in order."""
_LINE, _SPELLED, _HALF = 80, 55, 19
"""About how many characters a line takes: in short, spelled out, and a name on half a line."""


def card_turns(step: PrintedStep) -> tuple[PrintedTurn, ...]:
    """The turns to print: «ej aktuellt» and «gick inte» only where they lead a way of their own."""
    led = {box.label: turn.ways for turn in step.turns for box in turn.boxes}
    usual = next((led[label] for label in LED_BY if label in led), None)
    kept = (
        replace(
            turn,
            boxes=tuple(b for b in turn.boxes if b.label not in FOLLOWS or turn.ways != usual),
        )
        for turn in step.turns
    )
    return tuple(turn for turn in kept if turn.boxes)


def is_roomy(routine: PrintedRoutine) -> bool:
    """Whether there is room to spell out checklists."""
    return sum(map(_spelled_out, routine.steps)) <= ROOMY


def is_dense(routine: PrintedRoutine) -> bool:
    """Whether it takes smaller type to go on two sides."""
    return sum(map(_in_short, routine.steps)) > DENSE


def _spelled_out(step: PrintedStep) -> int:
    boxes = sum(len(box.label) + 6 for turn in step.turns for box in turn.boxes)
    words = len(step.text if step.asks else step.short)
    return 1 + (words + boxes) // _SPELLED + len(step.items) + (2 if step.blanks else 0)


def _in_short(step: PrintedStep) -> int:
    boxes = sum(len(box.label) + 6 for turn in card_turns(step) for box in turn.boxes)
    words = len(step.text if step.asks else step.short)
    return 1 + (words + boxes + 3 * len(step.items)) // _LINE + (1 if step.asks else 0)


def card_rows(routine: PrintedRoutine) -> list[list[int]]:
    """The steps by row, as places in the routine: two short ones that follow share a row."""
    rows: list[list[int]] = []
    dense = is_dense(routine)
    for at, step in enumerate(routine.steps):
        before = rows[-1] if rows else []
        beside = dense and len(before) == 1 and _is_short(step) and not step.phase
        if beside and _is_short(routine.steps[before[0]]):
            before.append(at)
        else:
            rows.append([at])
    return rows


def _is_short(step: PrintedStep) -> bool:
    turns = card_turns(step)
    one_way = len(turns) <= 1 and all(len(t.boxes) == len(t.ways) == 1 for t in turns)
    return one_way and not (step.asks or step.items) and len(step.short) <= _HALF

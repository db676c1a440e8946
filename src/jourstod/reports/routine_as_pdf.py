"""Routines on paper as a tagged PDF: the words around the words, and the template that sets it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import zip_longest
from typing import Any

from ..domain.printed_routine import (
    Printed,
    PrintedBlank,
    PrintedFront,
    PrintedRoutine,
    PrintedStep,
)
from . import routine_words as words
from .card import card_rows, card_turns, is_dense, is_roomy
from .typesetting import typeset


def routine_as_pdf(printed: Printed) -> bytes:
    """A4, or A5 for a card; the same paper gives the same bytes."""
    return typeset(
        ("paper.typ", "routine.typ"),
        {
            **asdict(printed),
            "front": _front(printed.front) if printed.front else None,
            "routines": [_routine(routine) for routine in printed.routines],
            "foot": words.foot(printed),
            "meta": words.meta(printed),
            "mark": "",
            "signs": False,
            "words": words_data(),
        },
    )


def words_data() -> dict[str, Any]:
    """The words around the words, as the shapes in paper.typ ask for them."""
    return {
        **words.WORDS,
        "head_blanks": words.HEAD_BLANKS,
        "after_blanks": words.AFTER_BLANKS,
        "after_columns": words.AFTER_COLUMNS,
        "shortened": words.SHORTENED,
    }


def step_data(step: PrintedStep) -> dict[str, Any]:
    """A step as the shapes ask for it: whether it may be broken, and its lines to write on."""
    return {
        **asdict(step),
        "long": _size(step) > words.LONG,
        "blank_rows": [[asdict(blank) for blank in row] for row in _rows(step.blanks)],
        "card_turns": [asdict(turn) for turn in card_turns(step)],
        "writes": any(not blank.is_time for blank in step.blanks),
    }


def _front(front: PrintedFront) -> dict[str, Any]:
    rows = zip_longest(*(column for _, column in front.columns), fillvalue="")
    return {**asdict(front), "pairs": [list(row) for row in rows]}


def _routine(routine: PrintedRoutine) -> dict[str, Any]:
    return {
        **asdict(routine),
        "meta": words.routine_meta(routine.validity, routine.code),
        "steps": [step_data(step) for step in routine.steps],
        "roomy": is_roomy(routine),
        "dense": is_dense(routine),
        "card_rows": card_rows(routine),
    }


def _rows(blanks: tuple[PrintedBlank, ...]) -> Iterator[tuple[PrintedBlank, ...]]:
    """The blanks by line: two short ones that follow each other share one."""
    waiting: PrintedBlank | None = None
    for blank in blanks:
        short = blank.lines == 1 and len(blank.label) <= words.SHORT_LABEL
        if waiting is not None and short:
            yield waiting, blank
            waiting = None
            continue
        if waiting is not None:
            yield (waiting,)
            waiting = None
        if short:
            waiting = blank
        else:
            yield (blank,)
    if waiting is not None:
        yield (waiting,)


def _size(step: PrintedStep) -> int:
    """About how many lines the step takes."""
    lines = sum(blank.lines for blank in step.blanks) * 2 + len(step.items)
    ways = sum(len(turn.ways) for turn in step.turns)
    return lines + ways + (len(step.text) + len(step.why)) // 80 + 2 * len(step.stops)

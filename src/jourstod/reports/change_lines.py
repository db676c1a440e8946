"""Changes as lines: the differences between two versions, each under what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from ..domain.diff_change import Change

WIDER = "OBS: FLER FÅR VETA, ELLER MER FÅR LÄMNAS"


def change_lines(found: Iterable[Change]) -> Iterator[str]:
    """The changes to read, each under what it is about."""
    empty = True
    for heading, changes in groupby(found, key=_heading):
        yield heading if empty else f"\n{heading}"
        empty = False
        for change in changes:
            yield f"{'!' if change.wider else '-'} {change.where}: {change.sentence}"
    if empty:
        yield "Ingen skillnad."


def _heading(change: Change) -> str:
    return WIDER if change.wider else change.weight.value.upper()

"""Får inte informeras (än): on top of every page of a case, one line for each."""

from __future__ import annotations

from datetime import datetime

from ..domain.case import Case
from ..domain.overview import silence_words, silences


def silence_lines(case: Case, now: datetime) -> tuple[str, ...]:
    """Who or what may not be informed (yet), before anything else."""
    return tuple(f"FÅR INTE INFORMERAS (ÄN): {silence_words(one, now)}" for one in silences(case))

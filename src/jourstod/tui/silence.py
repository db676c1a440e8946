"""Får inte informeras (än): who and what, in the head of every screen of a case."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from .ink import DIM, STRONG, WARN, row, say, wrapped

if TYPE_CHECKING:
    from ..domain.case import Case

HEADING = "FÅR INTE INFORMERAS (ÄN)  "
MOST = 4
"""Lines for it on a screen; everybody is named also when there is no room for all that is said."""


def silence_lines(case: Case, now: datetime, width: int) -> list[Content]:
    """Each with relation, ground, who decided and when it is reviewed; names alone if too many."""
    from ..domain.overview import silence_words, silences

    found = silences(case)
    if not found:
        return []
    told = " · ".join(silence_words(one, now) for one in found)
    first, *rest = wrapped(HEADING + told, width, STRONG)
    if len(rest) < MOST:
        head = row((HEADING, WARN), (str(first).removeprefix(HEADING), STRONG))
        return [head, *rest]
    names = " · ".join(one.event.who for one in found)
    return [*wrapped(HEADING + names, width, WARN), say("Grund och tid: F7.", DIM)]

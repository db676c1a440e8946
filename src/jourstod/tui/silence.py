"""What stands on top of every screen of a case: the protection, and who may not be informed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from .ink import DIM, STRONG, WARN, row, say, wrapped

if TYPE_CHECKING:
    from ..desk.desk import Desk
    from ..domain.case import Case

HEADING = "FÅR INTE INFORMERAS (ÄN)  "
MOST = 4
"""Lines for it on a screen; everybody is named also when there is no room for all that is said."""


def top_lines(desk: Desk, case: Case, width: int) -> list[Content]:
    """The protection, then who may not be informed."""
    covered = desk.sight.is_covered(case)
    return [*shield_lines(case, covered, width), *silence_lines(case, desk.clock(), width)]


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


def shield_lines(case: Case, covered: bool, width: int) -> list[Content]:
    """How protected the person is, and whether what was typed is masked."""
    from ..domain.protection import shield

    words = shield(case.protection, covered)
    return wrapped(f"SKYDD  {words}", width, WARN) if words else []

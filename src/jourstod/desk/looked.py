"""When a handler last looked at the board, and which clocks have ended since then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ..domain.local_time import local_day, short_day
from .board import Board
from .front import FrontDesk

LOOKED = "looked"
"""Where the notebook keeps it."""
_MOST = 3


def looked(front: FrontDesk) -> None:
    """Somebody has the board before them now."""
    front.notebook.save(LOOKED, front.clock().astimezone(UTC).isoformat())


def ended_since(front: FrontDesk, board: Board) -> str:
    """Which clocks of open cases ended while this handler did not look, as a sentence; "" for none.

    Said first thing at start; a handler who never looked has nothing to be told. `board` is the
    one just read: ten thousand rows are not read twice before the first picture.
    """
    kept = front.notebook.text(LOOKED)
    if not kept:
        return ""
    found = board.ended_between(datetime.fromisoformat(kept), front.clock())
    if not found:
        return ""
    told = [f"{number} {name} (gick till {_last_day(at)})" for number, name, at in found[:_MOST]]
    more = f" och {len(found) - _MOST} till" if len(found) > _MOST else ""
    noun = "En frist" if len(found) == 1 else f"{len(found)} frister"
    return f"{noun} har löpt ut sedan du såg tavlan sist: {'; '.join(told)}{more}."


def _last_day(ends: datetime) -> str:
    return short_day(local_day(ends - timedelta(microseconds=1)))

"""A line of the time line in plain words: time, who, and what; what no longer holds says so."""

from __future__ import annotations

from ..domain.local_time import show_time
from ..domain.timeline import Told


def timeline_line(line: Told) -> str:
    """One line of the time line."""
    gone = "(gäller inte) " if line.struck else ""
    return f"{show_time(line.at)} {line.by}: {gone}{line.words}"

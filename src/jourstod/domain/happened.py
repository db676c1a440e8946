"""Happened: when something took place, as an interval, with the words as said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Happened:
    """When it happened: an interval in UTC with the words as said; a clock counts from earliest."""

    earliest: datetime
    latest: datetime
    words: str = ""

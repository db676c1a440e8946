"""The doctor: what is missing, old or expired at a station, the most harmful first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import chain

from ..rulebook import Rulebook
from ..station import Station
from .ailment import RULES, Ailment, Harm, in_order
from .deciders import deciders
from .freshness import freshness
from .numbers import numbers
from .publications import publications
from .registers import registers

__all__ = ["RULES", "Ailment", "Harm", "diagnose", "publications"]


def diagnose(
    station: Station, book: Rulebook, day: date, beside: Iterable[Ailment] = ()
) -> tuple[Ailment, ...]:
    """Everything found on that Swedish day, in order of harm and then as the file reads.

    `beside` is what was found where neither file nor registers tell: see `publications`.
    """
    return in_order(
        chain(
            deciders(station, book, day),
            numbers(station),
            freshness(station, book, day),
            registers(book, day),
            beside,
        )
    )

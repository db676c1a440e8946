"""Small counts: what is too few to tell, and what must be kept back so that it stays untold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

FEWEST = 5
"""A smaller count than this could point out a person or a handler: never told."""


class Hidden(StrEnum):
    """A count that is not told; the value is what is said instead."""

    FEW = f"färre än {FEWEST}"
    KEPT = "visas inte"
    """What is hidden could be counted out from it."""


Count = int | Hidden
K = TypeVar("K")


def hidden_alone(counts: Mapping[K, int]) -> frozenset[K]:
    """The counts to hide where none can be had from another: those of 1 up to the fewest."""
    return frozenset(key for key, count in counts.items() if 0 < count < FEWEST)


def hidden_in_sum(counts: Mapping[K, int]) -> frozenset[K]:
    """The counts to hide where the sum of all is told: the small ones, and the biggest with them.

    With the biggest told, a small one alone (or two of 1) is what is left of the sum.
    """
    small = hidden_alone(counts)
    if not small:
        return small
    others = [key for key in counts if key not in small]
    biggest = max(others or small, key=lambda key: counts[key])
    return small | {biggest}


def given_away(counts: Mapping[K, int]) -> bool:
    """Whether the sum leaves only one possibility for what `hidden_in_sum` hides."""
    hidden = hidden_in_sum(counts)
    small = [counts[key] for key in hidden if counts[key] < FEWEST]
    left = sum(counts[key] for key in hidden)
    if len(small) == len(hidden):
        return bool(small) and left in (len(small), (FEWEST - 1) * len(small))
    open_ones = [count for key, count in counts.items() if key not in hidden]
    # The one hidden with them is known to be the biggest.
    return left <= len(small) + max(FEWEST, *(count + 1 for count in open_ones), 0)


def told(counts: Mapping[K, int], hidden: Iterable[K]) -> dict[K, Count]:
    """The counts as they may be told."""
    kept = frozenset(hidden)
    return {key: _said(count) if key in kept else count for key, count in counts.items()}


def _said(count: int) -> Count:
    return Hidden.FEW if 0 < count < FEWEST else Hidden.KEPT

"""Facts about small counts: what is hidden cannot be counted out from what is told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from jourstod.domain.small_counts import FEWEST, Hidden, given_away, hidden_in_sum, told

HIGHEST = 7


def tables() -> Iterator[dict[str, int]]:
    for counts in product(range(HIGHEST + 1), repeat=3):
        yield dict(zip("abc", counts, strict=True))


def shown(counts: dict[str, int]) -> tuple[object, ...]:
    return sum(counts.values()), *told(counts, hidden_in_sum(counts)).values()


def test_no_small_count_is_told() -> None:
    for counts in tables():
        for count in told(counts, hidden_in_sum(counts)).values():
            assert isinstance(count, Hidden) or count == 0 or count >= FEWEST


def test_what_is_told_never_leaves_one_possibility_for_a_small_count() -> None:
    """By brute force: every table that would be told alike is gathered, and they must differ."""
    alike: dict[tuple[object, ...], list[dict[str, int]]] = {}
    # Higher than the tables looked at, so that none is alone because the search ended.
    for values in product(range(3 * HIGHEST + 1), repeat=3):
        one = dict(zip("abc", values, strict=True))
        if sum(values) <= 3 * HIGHEST:
            alike.setdefault(shown(one), []).append(one)
    looked_at = 0
    for counts in tables():
        if sum(counts.values()) < FEWEST or given_away(counts):
            continue
        for key, count in counts.items():
            if 0 < count < FEWEST:
                looked_at += 1
                assert len({other[key] for other in alike[shown(counts)]}) > 1, counts
    assert looked_at > 500


def test_a_table_that_leaves_one_possibility_is_known_as_such() -> None:
    assert given_away({"a": 5, "b": 1})
    assert given_away({"a": 4, "b": 4})
    assert not given_away({"a": 6, "b": 1})
    assert not given_away({"a": 6, "b": 0})

"""Facts about words that are said in more than one place."""

from __future__ import annotations

import pytest

from jourstod.wording import waited


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (-3, "0 min"),
        (0, "0 min"),
        (19, "19 min"),
        (60, "1 h 0 min"),
        (47 * 60 + 59, "47 h 59 min"),
        (48 * 60, "2 dygn 0 h"),
        (86 * 60 + 44, "3 dygn 14 h"),
    ],
)
def test_a_wait_is_said_in_the_two_units_that_matter(minutes: int, said: str) -> None:
    assert waited(minutes) == said

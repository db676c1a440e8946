"""How long somebody has to wait after wrong passphrases, and how that is said."""

from __future__ import annotations

from datetime import datetime, timedelta

from jourstod.domain.errors import NoRight

FREE = 2
"""Wrong tries in a row that cost nothing but the time of each."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=15)


class TooSoon(NoRight):
    """There were wrong tries, and the wait after them is not over. Nothing was tried."""

    def __init__(self, left: timedelta) -> None:
        super().__init__(f"Flera felaktiga försök. Försök igen om {_words(left)}.")


def wait_after(tries: int) -> timedelta:
    """How long the next try has to wait after so many wrong ones in a row."""
    if tries <= FREE:
        return timedelta(0)
    doubled: int = 2 ** min(tries - FREE - 1, 16)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)


def still_to_wait(tries: int, tried: datetime | None, now: datetime) -> timedelta:
    """What is left of that wait."""
    wait = wait_after(tries)
    if not wait or tried is None:
        return timedelta(0)
    # A clock that was set back makes nobody wait longer than the wait itself.
    passed = max(now - tried, timedelta(0))
    return max(wait - passed, timedelta(0))


def next_try(tries: int) -> str:
    """The sentence that says when one may try again, "" for at once."""
    wait = wait_after(tries)
    return f"Nästa försök går om {_words(wait)}." if wait else ""


def _words(wait: timedelta) -> str:
    seconds = max(1, round(wait.total_seconds()))
    return f"{seconds} sekunder" if seconds < 120 else f"{-(-seconds // 60)} minuter"

"""Events of the access log: who read what, what was refused, and what a review found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class AccessMade:
    """Somebody was about to be shown content: written before any of it is.

    `deed` is what was done (`opened`, `listed` …). `case` and `number` name one case; a list has
    neither and counts them in `cases`. `about` says which list, receiver or form. `through` is the
    command or front end, `terminal` where it ran. `handler`, `offered_to`, `handler_station` and
    `closed` are how the case stood then. `board` is the nämnd of the case, "" for a list; the row
    stands in that nämnd's own stream.
    """

    KIND: ClassVar[str] = "access_made"
    deed: str
    case: str = ""
    number: str = ""
    cases: int = 1
    about: str = ""
    reason: str = ""
    through: str = ""
    terminal: str = ""
    handler: str = ""
    offered_to: str = ""
    handler_station: str = ""
    closed: bool = False
    board: str = ""


@dataclass(frozen=True, slots=True)
class AccessRefused:
    """Somebody asked for a case that they may not read; nothing of it was shown.

    `board` is the nämnd of the case.
    """

    KIND: ClassVar[str] = "access_refused"
    case: str
    number: str
    through: str = ""
    terminal: str = ""
    board: str = ""


@dataclass(frozen=True, slots=True)
class AccessReviewed:
    """Somebody went through a sample of a month's accesses.

    `seed` gives the same sample again. `sample` are entry ids; `found` is what was remarked on some
    of them, in words. `board` is the nämnd whose accesses they are: a sample over several is
    written once for each.
    """

    KIND: ClassVar[str] = "access_reviewed"
    month: str
    seed: str
    sample: tuple[str, ...]
    outcome: str
    found: tuple[tuple[str, str], ...] = ()
    board: str = ""


AccessEvent = AccessMade | AccessRefused | AccessReviewed
"""What can stand in a stream `access/<YYYY-MM>`, or `access/<YYYY-MM>/<nämnd>`."""

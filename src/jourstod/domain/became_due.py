"""What became due: everything in a case whose time came between two instants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from .case import Case
from .clocks import clocks
from .open_list import open_list
from .rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class BecameDue:
    """One thing whose time came: when (UTC), and what, in words."""

    at: datetime
    words: str


def became_due(
    case: Case, book: Rulebook, after: datetime, upto: datetime
) -> tuple[BecameDue, ...]:
    """What came due later than `after` and at the latest at `upto`, in order of time."""
    found = [*_open(case, book), *_clocks(case, book)]
    return tuple(sorted((d for d in found if after < d.at <= upto), key=lambda d: (d.at, d.words)))


def _open(case: Case, book: Rulebook) -> Iterator[BecameDue]:
    for one in open_list(case, book):
        at = _moment(one.due)
        if at is not None:
            other = f" ({one.item.owner})" if one.item is not None and one.item.owner else ""
            yield BecameDue(at, f"{one.kind}: {one.what}{other}")


def _clocks(case: Case, book: Rulebook) -> Iterator[BecameDue]:
    """The day to work towards and the last lawful day, of clocks that nothing has met."""
    for clock in clocks(case, book):
        if clock.due is None or not clock.running:
            continue
        due = clock.due
        yield BecameDue(due.ends_at, f"frist: {clock.duty.id} har passerat")
        if due.moved:
            yield BecameDue(due.unextended_ends_at, f"frist: {clock.duty.id}, dagen att sikta på")


def _moment(due: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(due)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)

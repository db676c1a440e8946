"""Moving: cases moved to another version of the routines, shown first and reversible."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ..domain.decide import bundles
from ..domain.errors import JourError, NotFoundInCase, NotPublished
from ..domain.local_time import local_day
from ..domain.migration import Passage, Seen, passage
from ..domain.rulebook import Rulebook
from ..domain.what_if import Parting, partings
from .command import Command
from .ledger import Written
from .tidy import text

if TYPE_CHECKING:
    from .desk import Desk

APART = "Ärendet är skyddat och prövas när det byter version, inte i en lista."
CURRENT, FORMER = "current", "former"


def passages(desk: Desk, to: str = CURRENT) -> Iterator[tuple[str, Passage]]:
    """The dry run for each open case, as on the board: its id, and whether it can move.

    Of a case that is kept apart only its number: what it asks and counts is told in no list.
    """
    rows = desk.board()
    for row in rows:
        if row.apart:
            nothing = Seen((), ())
            yield row.case, Passage(row.number, "", "", (APART,), nothing, nothing)
        else:
            with desk.access.listing("byte av rutinversion", len(rows)):
                told = dry(desk, row.case, to)
            yield row.case, told


def dry(desk: Desk, case_id: str, to: str) -> Passage:
    """The dry run for one case; a version that cannot be read is an obstacle and no crash."""
    case, now = desk.whole(case_id), desk.clock()
    try:
        desk.sight.demand(case)
        old, new = desk.book(case), target(desk, case_id, to)
    except JourError as refusal:
        nothing = Seen((), ())
        return Passage(case.number, case.bundle, "", (refusal.sentence,), nothing, nothing)
    return passage(desk.on_paper(case_id), old, new, now)


def target(desk: Desk, case_id: str, to: str) -> Rulebook:
    """The rulebook meant: the current, the case's former, or a bundle of the store by its sum."""
    if to == CURRENT:
        return desk.current_book()
    sum = bundles.former(desk.case(case_id)) if to == FORMER else to
    if not sum:
        raise NotFoundInCase("någon tidigare version: ärendet har aldrig bytt")
    book = desk.bundle(sum)
    if to != FORMER and not desk.publishing.usable(book.bundle):
        raise NotPublished(book.bundle)
    return book


def move(desk: Desk, case_id: str, to: str, reason: str, command: Command) -> Written:
    """Move the case; the version is kept in the store in case it is new there."""
    why = text(reason)
    new = desk.pin_current() if to == CURRENT else target(desk, case_id, to)
    return desk.decide(
        case_id,
        command,
        ("adopt", new.bundle, why),
        lambda case, book, act: bundles.adopt(case, book, act, new, why),
    )


def gone_otherwise(
    desk: Desk, new: Rulebook, since: date
) -> Iterator[tuple[str, tuple[Parting, ...]]]:
    """The number of each case that came in since, and where it would have gone another way."""
    for case in desk.all_cases():
        if local_day(case.happened(case.opened).earliest) >= since:
            yield case.number, partings(case, desk.book(case), new)

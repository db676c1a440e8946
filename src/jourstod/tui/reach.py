"""F4: vem når jag, vem får besluta: open now, numbers and how fresh they are, mandates by nämnd."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from textual.content import Content

from ..desk.desk import Desk
from ..domain.case import Case
from ..domain.local_reach import (
    NOT_IN_FILE,
    delegated,
    left_out,
    local_limits,
    local_numbers,
)
from ..domain.reaching import NO_MANDATE, NOBODY_ANSWERS, Decider, deciders
from ..domain.rulebook import Rulebook
from .base_screen import Deed
from .ink import ACCENT, DIM, INK, STRONG, WARN, row, say, wrapped
from .page_screen import PageScreen
from .question_pane import contact_lines, number_lines


def reach_screen(desk: Desk, case: Case | None, further: Sequence[Deed] = ()) -> PageScreen:
    """The page for a case's nämnd, or for every nämnd of the station."""
    book = desk.book(case) if case else desk.current_book()
    board = case.board if case else ""

    def lines(width: int) -> list[Content]:
        now = desk.clock()
        local = _local(desk, book, board, now, width)
        warning = left_out(desk.station)
        unread = wrapped(f"! {warning}", width, WARN) if warning else []
        return [
            *unread,
            *_deciders(desk, book, board, now, width),
            *local,
            *_agencies(book, now, width),
        ]

    return PageScreen("Vem når jag, vem får besluta", lines, further)


def _deciders(desk: Desk, book: Rulebook, only: str, now: datetime, width: int) -> list[Content]:
    lines: list[Content] = []
    for own in deciders(desk.station, book, only, now):
        lines.append(say(f"VEM FÅR BESLUTA · NÄMND {own.board.name.upper()}", DIM))
        for about in filter(None, (own.districts, own.reception)):
            lines += wrapped(about, width)
        lines += [line for decider in own.mandates for line in _decider(decider, width)]
        closing = NOBODY_ANSWERS if own.mandates else f"! {NO_MANDATE}"
        lines += wrapped(closing, width, DIM if own.mandates else WARN)
        lines += _delegation(desk, book, own.board.id, now, width)
        lines.append(say(""))
    return lines


def _delegation(desk: Desk, book: Rulebook, board: str, now: datetime, width: int) -> list[Content]:
    lines = [say("Delegation", DIM)]
    for one in delegated(desk.station, board, now):
        lines += wrapped(
            f"{'' if one.known else '! '}{one.subject}: {one.holder}",
            width,
            INK if one.known else WARN,
        )
    for limit in local_limits(desk.station, book.calendar, board, now):
        lines += wrapped(limit, width, INK)
    return lines


def _decider(decider: Decider, width: int) -> list[Content]:
    phone = f"  {decider.phone}" if decider.phone else "  ! nummer saknas"
    head = row(
        (decider.person, STRONG), (f", {decider.role}", INK),
        (phone, STRONG if decider.phone else WARN),
    )  # fmt: skip
    source = f" · {decider.source}" if decider.source else ""
    lines = [head]
    if decider.phone:
        lines.append(row("    ", _mark(decider.confirmed, decider.fresh)))
    lines += wrapped(f"Uppdrag enligt {decider.provision}", width, ACCENT)
    lines += wrapped(f"{decider.span}{source}", width, DIM)
    if not decider.holds:
        lines.append(row("    ", ("! Gäller inte i dag.", WARN)))
    return lines


def _local(desk: Desk, book: Rulebook, only: str, now: datetime, width: int) -> list[Content]:
    """The station's own numbers, by why they are called."""
    lines = [say("STATIONENS EGNA NUMMER", DIM)]
    for group in local_numbers(desk.station, book.calendar, only, now):
        lines.append(say(f"{group.heading[:1].upper()}{group.heading[1:]}", DIM))
        lines += [line for found in group.reached for line in number_lines(found, width)]
        lines += [] if group.reached else [say(f"! {NOT_IN_FILE}", WARN)]
    return [*lines, say("")]


def _mark(confirmed: str, fresh: bool) -> tuple[str, str]:
    """When a number was confirmed; an old or unconfirmed one is marked."""
    return (confirmed, DIM) if fresh else (f"! {confirmed}", WARN)


def _agencies(book: Rulebook, now: datetime, width: int) -> list[Content]:
    lines: list[Content] = [say("VEM NÅR JAG", DIM)]
    for agency in book.agencies.values():
        lines += contact_lines(agency, book.calendar, now, width)
        lines.append(say(""))
    return lines

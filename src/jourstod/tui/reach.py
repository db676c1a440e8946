"""F4: vem når jag, vem får besluta: open now, numbers and how fresh they are, mandates by nämnd."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content

from ..desk.desk import Desk
from ..domain.case import Case
from ..domain.local_time import local_day
from ..domain.people import Mandate
from ..domain.rulebook import Rulebook
from .ink import ACCENT, DIM, INK, STRONG, WARN, row, say, wrapped
from .page_screen import PageScreen
from .question_pane import contact_lines


def reach_screen(desk: Desk, case: Case | None) -> PageScreen:
    """The page for a case's nämnd, or for every nämnd of the station."""
    book = desk.book(case) if case else desk.current_book()
    board = case.board if case else ""

    def lines(width: int) -> list[Content]:
        now = desk.clock()
        return [*_deciders(desk, book, board, now, width), say(""), *_agencies(book, now, width)]

    return PageScreen("Vem når jag, vem får besluta", lines)


def _deciders(desk: Desk, book: Rulebook, only: str, now: datetime, width: int) -> list[Content]:
    lines: list[Content] = []
    today = local_day(now).isoformat()
    for board in desk.station.boards:
        if only and board.id != only:
            continue
        lines.append(say(f"VEM FÅR BESLUTA · NÄMND {board.name.upper()}", DIM))
        if board.phone:
            confirmed = f" (bekräftat {board.confirmed})" if board.confirmed else ""
            lines += wrapped(f"Mottagning {board.day_unit}: {board.phone}{confirmed}", width)
        own = [m for m in desk.station.mandates if m.board == board.id]
        lines += [line for m in own for line in _mandate(m, book, today, width)]
        if not own:
            text = (
                "Inget uppdrag står i stationens fil för den här nämnden. Fråga efter uppdraget, "
                "nämndens protokoll och vilken tid det gäller. Skriv upp svaret."
            )
            lines += wrapped(f"! {text}", width, WARN)
        lines.append(say(""))
    return lines


def _mandate(mandate: Mandate, book: Rulebook, today: str, width: int) -> list[Content]:
    known = book.provisions.get(mandate.provision)
    cited = known.cited if known else mandate.provision
    holds = mandate.holds(mandate.provision, today)
    phone = f"  {mandate.phone}" if mandate.phone else "  ! nummer saknas"
    head = row(
        (f"{cited}: ", ACCENT), (mandate.person, STRONG), (f", {mandate.role}", INK),
        (phone, STRONG if mandate.phone else WARN),
    )  # fmt: skip
    span = f"gäller {mandate.since}–{mandate.until or 'tills vidare'}"
    source = f" · {mandate.source}" if mandate.source else ""
    tail = [row("    ", (f"{span}{source}", DIM))]
    if not holds:
        tail += [row("    ", line) for line in wrapped("! Gäller inte i dag.", width - 4, WARN)]
    return [head, *tail]


def _agencies(book: Rulebook, now: datetime, width: int) -> list[Content]:
    lines: list[Content] = [say("VEM NÅR JAG", DIM)]
    for agency in book.agencies.values():
        lines += contact_lines(agency, book.calendar, now, width)
        lines.append(say(""))
    return lines

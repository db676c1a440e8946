"""Case papers at the desk: a running case on paper, and all of them before a stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ..domain.access_kind import AccessKind
from ..domain.case_paper import case_paper
from ..domain.occasion import Occasion
from ..domain.printed_case import PrintedCase
from ..domain.station import Board
from .desk import Desk
from .sheets import OWN


def paper_of(desk: Desk, case_id: str) -> PrintedCase:
    """The paper of one case as of now, for the own jour; only reads, and leaves no receipt."""
    case = desk.on_paper(case_id)
    desk.access.made(AccessKind.PRINTED, case, "ärendet på papper")
    occasion = Occasion(
        receiver=next(own for own in OWN if own.id == "jouren"),
        now=desk.clock(),
        board=desk.station.board(case.board) or Board(case.board, case.board),
        station=desk.station.name,
        sender=desk.handler,
        mode=desk.mode,
        witness=desk.jour.witness(f"case/{case_id}"),
    )
    return case_paper(case, desk.book(case), occasion, desk.station)


def papers(desk: Desk) -> Iterator[tuple[str, Callable[[], PrintedCase]]]:
    """Each case on the board by number, most urgent first, with what makes its paper."""
    for row in desk.board():
        yield row.number, partial(paper_of, desk, row.case)

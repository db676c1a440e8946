"""Routine papers: a routine as whoever sits at the desk may put it on paper now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..domain.local_time import local_day
from ..domain.paper import as_card, paper
from ..domain.printed_routine import Printed

if TYPE_CHECKING:
    from .desk import Desk

CARD = "card"


def printed(desk: Desk, routine: str, form: str) -> tuple[Printed, str]:
    """The paper in one of pdf, html and card, with the station's numbers, and the file's form."""
    book = desk.current_book()
    day = local_day(desk.clock())
    whole = paper(book, [book.routines[routine]], day, station=desk.station)
    return (as_card(whole), "pdf") if form == CARD else (whole, form)

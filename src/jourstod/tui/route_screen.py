"""Kartan: the routines of a case as maps, with where one is, what is done and what may come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from ..domain.route_map import marks, route_map, tracks_in_turn
from ..reports.map_as_text import SIGNS, map_as_text
from .ink import DIM, INK, STRONG, say
from .page_screen import PageScreen

if TYPE_CHECKING:
    from .asking_screen import AskingScreen


def route_screen(screen: AskingScreen) -> PageScreen:
    """The map of the routine asked about now, and below it those of the case's other routines."""
    first = screen.question.visit.track if screen.question else ""

    def lines(width: int) -> list[Content]:
        case = screen.desk.case(screen.case_id)
        book = screen.desk.book(case)
        found: list[Content] = []
        for track in tracks_in_turn(case, first):
            routine = book.routines[case.tracks[track].routine]
            told = map_as_text(route_map(book, routine), width, marks(case, routine, track))
            found += [*(say(line, _style(line)) for line in told), say("")]
        return found

    number = screen.case.number if screen.case else ""
    return PageScreen(f"{number} · kartan", lines)


def _style(line: str) -> str:
    """Here in strong ink, headings too; what leads on is dim."""
    if line[:1] in ("", *SIGNS.values()):
        return STRONG if line[:1] == "➤" else INK
    return DIM if line.startswith("  ") and not line[:6].strip() else STRONG

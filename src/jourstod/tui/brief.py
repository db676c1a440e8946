"""Föredragning: a page to read aloud to the woken decision-maker; and the whole time line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from ..desk.case_forms import decided_words
from ..domain.briefing import briefing
from ..domain.case import Case
from ..domain.overview import who
from ..domain.rulebook import Rulebook
from ..domain.timeline import told
from . import symbols
from .base_screen import Deed
from .case_panes import timeline_line
from .form_screen import fill_in
from .ink import ACCENT, DIM, STRONG, WARN, say, wrapped
from .page_screen import PageScreen

if TYPE_CHECKING:
    from .asking_screen import AskingScreen


def brief_screen(screen: AskingScreen) -> PageScreen:
    """The page, in reading order; with it, a form for the decision-maker's exact words."""

    def lines(width: int) -> list[Content]:
        case = screen.desk.case(screen.case_id)
        return _brief(case, screen.desk.book(case), width)

    deeds = (Deed("Skriv beslutsfattarens egna ord", "1", lambda: fill_in(screen, decided_words)),)
    number = screen.case.number if screen.case else ""
    return PageScreen(f"{number} · föredragning, att läsa upp", lines, deeds)


def timeline_screen(screen: AskingScreen) -> PageScreen:
    """Everything that stands in the log, in the order it happened."""

    def lines(width: int) -> list[Content]:
        case = screen.desk.case(screen.case_id)
        book = screen.desk.book(case)
        found = [one for one in (told(case, book, e) for e in case.entries) if one is not None]
        return [timeline_line(one, width) for one in sorted(found, key=lambda one: one.at)]

    number = screen.case.number if screen.case else ""
    return PageScreen(f"{number} · tidslinje", lines)


def since_screen(screen: AskingScreen) -> PageScreen:
    """All that others had written when whoever sits here came to the case."""

    def lines(width: int) -> list[Content]:
        found = screen.since_came
        if found is None or not found.lines:
            return [say("Ingen annan har skrivit något sedan du sist var här.")]
        return [*wrapped(found.heading, width), *(timeline_line(x, width) for x in found.lines)]

    number = screen.case.number if screen.case else ""
    return PageScreen(f"{number} · sedan du sist var här", lines)


def _brief(case: Case, book: Rulebook, width: int) -> list[Content]:
    page = briefing(case, book, who(case, book))
    lines = wrapped(f"Läs upp i den här ordningen, cirka {page.minutes} min.", width, DIM)
    for part in page.parts:
        lines += [say(""), say(part.heading.upper(), ACCENT)]
        lines += [piece for line in part.lines for piece in wrapped(line, width, STRONG)]
        lines += wrapped(f"{symbols.MORE} {part.ask}", width, WARN) if part.ask else []
    return lines

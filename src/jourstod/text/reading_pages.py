"""Pages only to be read: the time line, the page to read aloud, who can be reached."""

from __future__ import annotations

from datetime import datetime

from ..desk.desk import Desk
from ..domain.briefing import briefing
from ..domain.case import Case
from ..domain.local_reach import left_out
from ..domain.local_time import local_day, short_day
from ..domain.overview import who
from ..domain.reaching import NO_MANDATE, NOBODY_ANSWERS, Decider, deciders
from ..domain.route_map import marks, route_map, tracks_in_turn
from ..domain.rulebook import Rulebook
from ..domain.timeline import told
from ..reports.map_as_text import map_as_text
from .case_page import CasePage
from .contact_lines import contact_lines
from .local_lines import delegation_lines, local_lines
from .session import Session
from .silence_lines import silence_lines
from .time_line import timeline_line


def timeline(page: CasePage) -> None:
    """Everything that stands in the log, in the order it happened, day by day."""
    case, book = page.case, page.book
    found = [line for entry in case.entries if (line := told(case, book, entry)) is not None]
    page.head("tidslinje")
    lines, day = [], ""
    for line in sorted(found, key=lambda line: line.at):
        today = short_day(local_day(line.at))
        if today != day:
            lines.append(today)
            day = today
        lines.append(f"  {timeline_line(line)}")
    page.session.page(lines)


def route(page: CasePage) -> None:
    """The maps of the case's routines: where one is, what is done and what may come."""
    case, book, question = page.case, page.book, page.question()
    page.head("kartan")
    lines: list[str] = []
    for track in tracks_in_turn(case, question.visit.track if question else ""):
        routine = book.routines[case.tracks[track].routine]
        lines += (*map_as_text(route_map(book, routine), 80, marks(case, routine, track)), "")
    page.session.page(lines)


def since(page: CasePage) -> None:
    """All that others had written when whoever sits here came to the case."""
    page.head("sedan du sist var här")
    found = page.since
    if found is None or not found.lines:
        page.session.page(["Ingen annan har skrivit något sedan du sist var här."])
        return
    page.session.page([found.heading, *(f"  {timeline_line(line)}" for line in found.lines)])


def brief(page: CasePage) -> None:
    """A page to read aloud to the woken decision-maker."""
    case, book = page.case, page.book
    page.head("föredragning, att läsa upp")
    found = briefing(case, book, who(case, book))
    lines = [f"Läs upp i den här ordningen, cirka {found.minutes} min."]
    for part in found.parts:
        lines += ["", part.heading.upper(), *part.lines, *([part.ask] if part.ask else [])]
    page.session.page(lines)


def reach(session: Session, case: Case | None) -> None:
    """Who can be reached and who may decide, for a case's nämnd or every nämnd of the station."""
    desk = session.desk
    book = desk.book(case) if case else desk.current_book()
    now = desk.clock()
    session.head("Vem når jag, vem får besluta")
    if case is not None:
        session.talk.say(*silence_lines(case, now))
    board = case.board if case else ""
    warning = left_out(desk.station)
    lines = [*([warning] if warning else []), *_deciders(desk, book, board, now)]
    lines += ["", *local_lines(desk.station, book.calendar, board, now)]
    lines += ["", "VEM NÅR JAG"]
    for agency in book.agencies.values():
        lines += contact_lines(agency, book, now)
    session.page(lines)


def _deciders(desk: Desk, book: Rulebook, only: str, now: datetime) -> list[str]:
    lines: list[str] = []
    for own in deciders(desk.station, book, only, now):
        lines.append(f"VEM FÅR BESLUTA, NÄMND {own.board.name.upper()}")
        lines += filter(None, (own.districts, own.reception))
        lines += [_decider(decider) for decider in own.mandates]
        lines.append(NOBODY_ANSWERS if own.mandates else NO_MANDATE)
        lines += delegation_lines(desk.station, book.calendar, own.board.id, now)
    return lines


def _decider(decider: Decider) -> str:
    phone = decider.phone or "nummer saknas"
    now = "" if decider.holds else ". GÄLLER INTE I DAG"
    head = f"{decider.provision}: {decider.person}, {decider.role}"
    confirmed = f" ({'' if decider.fresh else 'OBS: '}{decider.confirmed})" if decider.phone else ""
    return f"{head}, {phone}{confirmed}, {decider.span}{now}"

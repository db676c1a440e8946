"""Pages only to be read: the time line, the page to read aloud, who can be reached."""

from __future__ import annotations

from datetime import datetime

from ..desk.board import who
from ..desk.desk import Desk
from ..domain.answers import Answer
from ..domain.case import Case
from ..domain.case_parts import ItemKind
from ..domain.facts import Fact
from ..domain.local_time import local_day, short_day
from ..domain.people import Mandate
from ..domain.rulebook import Rulebook
from ..domain.timeline import told
from .case_page import CasePage
from .contact_lines import contact_lines
from .session import Session
from .time_line import timeline_line

PARTS = (
    ("Vem det gäller", ("vem",)),
    ("Vad som har hänt", ("läget", "samtal")),
    ("Risken i natt", ("bedömning", "skydd")),
    ("Vårdnadshavare och samtycke", ("vårdnadshavare", "medföljande")),
    ("Vård, polis", ("vård", "polis")),
)
"""The order it is read aloud in: headings, and the sections of the facts under each."""
SAY_YOURSELF = (
    "Varför samtycke inte finns, och vad vårdnadshavaren säger.",
    "Varför det inte kan vänta till i morgon.",
    "Vad personen själv säger och vill.",
    "Vad du begär: lagrum, plats, handräckning.",
)


def timeline(page: CasePage) -> None:
    """Everything that stands in the log, in the order it happened, day by day."""
    case, book = page.case, page.book
    found = [line for entry in case.entries if (line := told(case, book, entry)) is not None]
    page.session.head(f"{case.number} · tidslinje")
    lines, day = [], ""
    for line in sorted(found, key=lambda line: line.at):
        today = short_day(local_day(line.at))
        if today != day:
            lines.append(today)
            day = today
        lines.append(f"  {timeline_line(line)}")
    page.session.page(lines)


def brief(page: CasePage) -> None:
    """A page to read aloud to the woken decision-maker."""
    case, book = page.case, page.book
    page.session.head(f"{case.number} · föredragning, att läsa upp")
    known = [(book.facts[id], fact.answer) for id, fact in case.facts.items() if id in book.facts]
    lines = [f"Ärende {case.number}. {who(case, book).capitalize()}."]
    for heading, sections in PARTS:
        own = [_said(fact, answer) for fact, answer in known if fact.section in sections]
        lines += ["", heading.upper(), *(own or ["Inte känt."])]
    unknown = [item.what for item in case.open_items() if item.kind is ItemKind.UNKNOWN]
    if unknown:
        lines += ["", "VI VET INTE", *unknown]
    lines += ["", "SÄG SJÄLV", *SAY_YOURSELF]
    page.session.page(lines)


def reach(session: Session, case: Case | None) -> None:
    """Who can be reached and who may decide, for a case's nämnd or every nämnd of the station."""
    desk = session.desk
    book = desk.book(case) if case else desk.current_book()
    now = desk.clock()
    session.head("Vem når jag, vem får besluta")
    lines = _deciders(desk, book, case.board if case else "", now)
    lines += ["", "VEM NÅR JAG"]
    for agency in book.agencies.values():
        lines += contact_lines(agency, book, now)
    session.page(lines)


def _deciders(desk: Desk, book: Rulebook, only: str, now: datetime) -> list[str]:
    lines: list[str] = []
    today = local_day(now).isoformat()
    for board in desk.station.boards:
        if only and board.id != only:
            continue
        lines.append(f"VEM FÅR BESLUTA, NÄMND {board.name.upper()}")
        if board.phone:
            confirmed = f" (bekräftat {board.confirmed})" if board.confirmed else ""
            lines.append(f"Mottagning {board.day_unit}: {board.phone}{confirmed}")
        own = [m for m in desk.station.mandates if m.board == board.id]
        lines += [_mandate(mandate, book, today) for mandate in own]
        if not own:
            lines.append(
                "Inget uppdrag står i stationens fil för den här nämnden. Fråga efter uppdraget, "
                "nämndens protokoll och vilken tid det gäller. Skriv upp svaret."
            )
    return lines


def _mandate(mandate: Mandate, book: Rulebook, today: str) -> str:
    known = book.provisions.get(mandate.provision)
    cited = known.cited if known else mandate.provision
    phone = mandate.phone or "nummer saknas"
    span = f"gäller {mandate.since}–{mandate.until or 'tills vidare'}"
    now = "" if mandate.holds(mandate.provision, today) else ". GÄLLER INTE I DAG"
    return f"{cited}: {mandate.person}, {mandate.role}, {phone}, {span}{now}"


def _said(fact: Fact, answer: Answer) -> str:
    reason = f" ({answer.reason})" if answer.reason else ""
    return f"{fact.heading}: {fact.words(answer)}{reason}"

"""Nattens ärenden as a numbered list, and the way in to everything else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..desk.board import BoardRow
from ..desk.command import Command
from ..desk.link_forms import is_number
from ..desk.looked import ended_since, looked
from ..desk.night_sheets import morning, receptions, shift
from ..desk.seat_form import seat_blanks, seated
from ..desk.shift import end_shift
from ..domain.errors import JourError
from ..domain.sheet import Sheet
from ..domain.spoken_time import shown
from ..reports import render
from . import calls, case_papers, reading_pages, routine_pages
from .first_start import signed_in
from .forms import Written, submit
from .lock import TakenOver
from .menu import work
from .receiving import receive_from_inbox
from .session import Session
from .talk import Back, place

ON_A_PAGE = 20
BOARD_HELP = (
    "Siffran, eller ärendets nummer, öppnar ett ärende; också ett avslutat. n nytt samtal, p "
    "samtal som pågår, i inkorgen, v vem når jag och vem får besluta, s skiftbyte, "
    "r rutiner att läsa och skriva ut. Enter läser på nytt.",
)
PROMPT = (
    "Öppna ärende (siffran eller numret), n nytt samtal, i inkorg, v vem når jag, s skiftbyte, "
    "r rutiner:"
)


class BoardPage:
    """The board, until the person quits."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.page = 0
        self.rows: Sequence[BoardRow] = ()

    def run(self) -> None:
        """Show the board and do what is asked for; back leads here, and stays here."""
        desk, attempt = self.session.desk, self.session.attempt
        if ended := attempt(lambda: ended_since(desk, desk.board())):
            self.session.talk.say(ended)
        while True:
            try:
                self._once()
            except Back:
                continue
            except TakenOver as by:
                self.session.desk, self.page, self.rows = by.desk, 0, ()

    def _once(self) -> None:
        session = self.session
        rows = self._read()
        session.head("Nattens ärenden")
        session.tell_of_the_store()
        self._list(rows)
        typed = session.talk.ask(PROMPT, BOARD_HELP)
        match typed.casefold():
            case "":
                return
            case "0":
                self.page += 1
            case "n":
                self._open(calls.begin(session))
            case "p":
                self._open(self._call())
            case "v":
                reading_pages.reach(session, None)
            case "i":
                receive_from_inbox(session)
            case "s":
                self._shift()
            case "r":
                routine_pages.browse(session)
            case _:
                self._find(rows, typed)

    def _read(self) -> Sequence[BoardRow]:
        """The rows of now; while the store is away those that were true last."""
        session = self.session
        try:
            session.desk.sum_again(most=64)
            self.rows = session.desk.board()
            looked(session.desk)
        except JourError as refusal:
            if not session.desk.is_away:  # else that is told below the head
                session.talk.say(f"Gick inte: {refusal.sentence}")
        return self.rows

    def _list(self, rows: Sequence[BoardRow]) -> None:
        session, now = self.session, self.session.desk.clock()
        pages = max(1, -(-len(rows) // ON_A_PAGE))
        self.page %= pages
        first = self.page * ON_A_PAGE
        for number, row in enumerate(rows[first : first + ON_A_PAGE], start=first + 1):
            parts = (
                row.number, row.who, row.where, row.clock_now(now), row.hands,
                f"{row.late} nytt efter överlämningen" if row.late else "",
                f"öppet {row.open_items}" if row.open_items else "",
                f"åter till jouren: {row.returned}" if row.returned else "",
                "lämnat, inte mottaget" if row.unreceived and not row.returned else "",
                _next_call(row, now),
                "någon får inte informeras" if row.silenced else "",
            )  # fmt: skip
            session.talk.say(f"{number}  {' · '.join(part for part in parts if part)}")
        if pages > 1:
            session.talk.say(f"0  Fler ärenden (sida {self.page + 1} av {pages})")
        if not rows and not session.desk.is_away:
            session.talk.say("Inga öppna ärenden. n börjar ett samtal.")
        if trouble := session.desk.routine_trouble:
            session.talk.say(f"OBS: {trouble}")
        if not session.desk.is_away:
            session.talk.say(*(session.attempt(session.desk.routine_notices) or ()))
        going = session.attempt(session.desk.notebook.calls) or ()
        if going:
            session.talk.say(f"{len(going)} samtal pågår. p går dit.")

    def _call(self) -> str:
        session = self.session
        going = session.attempt(session.desk.notebook.calls) or ()
        if not going:
            session.talk.say("Inget samtal pågår. n börjar ett.")
            return ""
        call = going[0] if len(going) == 1 else calls.choose_call(session, going)
        return calls.go_on(session, call)

    def _open(self, case_id: str) -> None:
        if case_id:
            work(self.session, case_id)

    def _find(self, rows: Sequence[BoardRow], typed: str) -> None:
        """By the number in the list, the case number, or its last digits."""
        sought = typed.upper()
        at = None if sought.startswith("0") else place(sought, len(rows))
        if at is not None:
            self._open(rows[at].case)
            return
        near = [row.case for row in rows if not row.apart and is_number(sought, row.number)]
        if len(near) == 1:
            self._open(near[0])
            return
        found = self.session.attempt(lambda: self.session.desk.find(sought))
        self._open(found or "")

    def _shift(self) -> None:
        session = self.session
        choices = (
            ("end", "Avsluta skiftet: det du har blir jourens. Skriv upp kvittensen på papper."),
            ("seat", "Någon annan sätter sig här. Utkast följer sin handläggare."),
            ("morning", "Morgonblad: nattens ärenden för mottagningen, allvarligast först."),
            ("report", "Skiftrapport för arbetsledaren."),
            ("paper", "Alla ärenden på papper: en fil för varje, innan systemet stängs."),
        )
        match session.talk.choose(choices, "Skiftbyte:", BOARD_HELP):
            case "end":
                self._end_shift()
            case "seat":
                self._seat()
            case "morning":
                self._morning()
            case "paper":
                case_papers.print_all(session)
            case _:
                self._say_sheet(session.attempt(lambda: shift(session.desk)))

    def _morning(self) -> None:
        session = self.session
        known = receptions(session.desk)
        only = known[0][0] if len(known) == 1 else session.talk.choose(known, "Till vilken nämnd:")
        self._say_sheet(session.attempt(lambda: morning(session.desk, only)))

    def _say_sheet(self, sheet: Sheet | None) -> None:
        if sheet is not None:
            self.session.page(render(sheet, "text").decode().splitlines())

    def _end_shift(self) -> None:
        session = self.session
        ended = session.attempt(lambda: end_shift(session.desk))
        if ended is not None:
            session.talk.say(*ended.told)

    def _seat(self) -> None:
        session = self.session
        if session.sign_in is not None:
            session.desk = signed_in(session.talk, session.sign_in, "")
            return

        def do(written: Written, command: Command, insist: str) -> None:
            session.desk = session.seat(seated(written))

        submit(session, "Vem sätter sig här", seat_blanks(), "seat", do)


def _next_call(row: BoardRow, now: datetime) -> str:
    if not row.next_try:
        return ""
    late = "passerat: " if row.call_is_late(now) else ""
    return f"{late}ring {shown(row.next_try, now)} {row.next_who}"

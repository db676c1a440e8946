"""The page of a case: who may not be informed, the clock, the question now, and its answer."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from ..desk.command import Command
from ..desk.forms import timed
from ..domain.answers import Answer
from ..domain.case import Case
from ..domain.clock_words import line
from ..domain.clocks import passed, running
from ..domain.decide.decisions import may_decide
from ..domain.errors import StoreAway
from ..domain.local_time import local_day
from ..domain.open_list import open_list
from ..domain.overview import Question, asked_now, opened_since, questions, waits, who
from ..domain.paper import SHORT
from ..domain.protection import shield
from ..domain.routine import StepKind
from ..domain.rulebook import Rulebook
from ..domain.since import Since
from ..domain.spoken_time import shown
from .asking import MenuWanted, answer, in_lines, wants_menu
from .contact_lines import card
from .drafts import draft
from .session import Session
from .silence_lines import silence_lines
from .time_line import timeline_line

RECAP = 5
"""How many of the latest lines by others are read out on return."""


class CasePage:
    """One case on its page. Everything is read anew before it shows."""

    def __init__(self, session: Session, case_id: str) -> None:
        self.session, self.id = session, case_id
        self.chosen = ""
        """The visit chosen or answered last: what is asked now follows from it."""
        self.recap: tuple[str, ...] = ()
        self.shown = 0
        """Number of the last entry that has been shown."""
        self.since: Since | None = None

    @property
    def case(self) -> Case:
        """The case as of now."""
        return self.session.desk.case(self.id)

    @property
    def book(self) -> Rulebook:
        """The rulebook the case is pinned to."""
        return self.session.desk.book(self.case)

    def asked(self) -> tuple[Question, ...]:
        """Open questions, the one chosen first."""
        case = self.case
        if case.closed:
            return ()
        found = questions(case, self.book)
        first = asked_now(case, found, self.chosen)
        return tuple(sorted(found, key=lambda question: question is not first))

    def begin(self) -> None:
        """On return: what others have written, and the question that was chosen last."""
        self.since = self.session.desk.since(self.id)
        self.recap = _recap(self.since)
        with suppress(StoreAway):
            self.chosen = self.session.desk.notebook.text(f"at:{self.id}")

    def turn_to(self, visit: str) -> None:
        """That question, or when it is settled what follows it, is asked now."""
        self.chosen = visit
        with suppress(StoreAway):
            self.session.desk.notebook.save(f"at:{self.id}", visit)

    def follow(self, since: int) -> None:
        """A question that was opened after that entry number is asked now."""
        if opened := opened_since(self.asked(), since):
            self.turn_to(opened)

    def turn_to_number(self, number: int, bundle: str = "") -> None:
        """The open question with that number on paper is asked now; else say which are open.

        A number belongs to the bundle it was printed from: another one turns to nothing.
        """
        asked, say = self.asked(), self.session.talk.say
        ours = self.case.bundle[:SHORT]
        if bundle and not ours.startswith(bundle[:SHORT]):
            names = "; ".join(f"{one.step_number} {one.step.text}" for one in asked)
            say(
                f"Papperet är tryckt ur rutinbunt {bundle[:SHORT]}, men ärendet följer {ours}. "
                "Samma nummer kan vara en annan fråga. Leta upp frågan på orden.",
                f"Öppet: {names or 'inget'}",
            )
            return
        found = [question for question in asked if question.number == number]
        if len(found) == 1:
            self.turn_to(found[0].visit.id)
            if not bundle:
                say(f"Numret gäller rutinbunt {ours}. Står en annan på papperet: jämför orden.")
            return
        which = "Flera öppna frågor har det numret" if found else f"Steg {number} är inte öppet"
        names = "; ".join(f"{one.step_number} {one.step.text}" for one in found or asked)
        say(f"{which} i rutinbunt {ours}. Öppet: {names or 'inget'}")

    def question(self) -> Question | None:
        """The question asked now."""
        asked = self.asked()
        return asked[0] if asked else None

    def show(self) -> None:
        """The head, who may not be informed, the recap once, and the clock."""
        recap, self.recap = self.recap, ()
        case, book, session = self.case, self.book, self.session
        now = session.desk.clock()
        board = session.desk.station.board(case.board)
        parts = (case.number, who(case, book), f"nämnd {board.name if board else case.board}")
        self.shown = case.seq
        session.head(" · ".join(parts))
        session.talk.say(
            *silence_lines(case, now),
            *self._shield(case),
            *self._around(case),
            *recap,
            *_clock_line(case, book, now),
        )

    def head(self, title: str) -> None:
        """The head of another page of the case: who may not be informed stands on top of each."""
        session = self.session
        session.head(f"{self.case.number} · {title}")
        session.talk.say(*silence_lines(self.case, session.desk.clock()))

    def _shield(self, case: Case) -> tuple[str, ...]:
        """How protected the person is, and whether it is masked."""
        words = shield(case.protection, self.session.desk.sight.is_covered(case))
        return (f"SKYDD: {words}",) if words else ()

    def _around(self, case: Case) -> tuple[str, ...]:
        """Who has it, who else is in it now, and which cases belong with it."""
        others = self.session.desk.presence.others(self.id)
        asked = f", {case.offered_to} är tillfrågad" if case.offered_to else ""
        links = ", ".join(f"{number} ({relation})" for number, relation in case.links.values())
        return tuple(
            line
            for line in (
                f"Handläggare: {case.handler}{asked}.",
                f"Här just nu: {', '.join(others)}." if others else "",
                f"Hör ihop med: {links}." if links else "",
            )
            if line
        )

    def ask(self) -> None:
        """Ask the question and confirm its answer. Raises MenuWanted, StepWanted, Back, Left."""
        asked = self.asked()
        if not asked:
            self._nothing_asked()
            return
        question, session = asked[0], self.session
        if len(asked) > 1:
            session.talk.say(f"{len(asked)} frågor är öppna. I menyn kan du byta fråga.")
        now = session.desk.clock()
        whom = card(question, self.book, session.desk.station, self.case.board, now)
        session.talk.say("", *in_lines(question, now), *whom)
        if question.step.kind is StepKind.DECISION:
            session.talk.say(self._who_may(question, now))
        when = draft(session.desk.notebook, f"when:{question.visit.id}")
        if when.written:
            session.talk.say(_when_line(when.written))
        kept = draft(session.desk.notebook, f"visit:{question.visit.id}")
        seen = self.case.seq
        given = answer(session, question, kept)

        def confirm(command: Command, insist: str) -> None:
            self._post(
                question, given, timed(when.written, command, session.desk.clock()), insist, seen
            )

        if session.confirm(confirm):
            kept.drop()
            when.drop()
            self.turn_to(question.visit.id)

    def _who_may(self, question: Question, now: datetime) -> str:
        """Who may decide, before anybody is called."""
        desk, day = self.session.desk, local_day(now).isoformat()
        return may_decide(self.book, desk.station, self.case.board, question.step, day)

    def _post(
        self, question: Question, given: Answer, command: Command, insist: str, seen: int
    ) -> None:
        self.session.desk.answer(
            self.id, question.visit.id, given, command, insist=insist, seen=seen
        )

    def _nothing_asked(self) -> None:
        """The routine is done, or the case is closed: what is left, and the menu."""
        case, say = self.case, self.session.talk.say
        if case.closed:
            say(f"Ärendet är avslutat: {case.closed}.")
        else:
            left = open_list(case, self.book)
            count = {0: "Inget är öppet.", 1: "En sak är öppen:"}
            say("Rutinen är klar.", count.get(len(left), f"{len(left)} saker är öppna:"))
            say(*(f"  {item.kind}: {item.what}" for item in left))
        typed = self.session.talk.ask("meny visar allt som går att göra.", END_HELP)
        if typed:
            wants_menu(typed)
            raise MenuWanted


END_HELP = ("Skriv meny för att lämna över, anteckna, rätta eller göra något annat i ärendet.",)


def _recap(since: Since) -> tuple[str, ...]:
    """What others have written since this handler was here; else what happened last."""
    if since.lines:
        left = len(since.lines) - RECAP
        more = (f"  och {left} till, se «Sedan du sist var här» i menyn",) if left > 0 else ()
        lines = (f"  {timeline_line(line)}" for line in since.lines[-RECAP:])
        return (since.heading, *lines, *more)
    return (f"Senast: {timeline_line(since.last)}",) if since.last else ()


def _clock_line(case: Case, book: Rulebook, now: datetime) -> tuple[str, ...]:
    """The most urgent clock, how many more there are, and whom we wait for."""
    clocks, lines = running(case, book, now), []
    if clocks:
        hot = clocks[0].at_once or passed(clocks[0], now)
        more = f" (och {len(clocks) - 1} till)" if len(clocks) > 1 else ""
        mark = "Brådskar: " if hot else "Klocka: "
        lines.append(f"{mark}{clocks[0].duty.name}: {line(clocks[0], book, now)}{more}")
    waiting = waits(case)
    if waiting:
        first = waiting[0]
        verb = "ring" if first.we_call else "väntar på"
        lines.append(f"Väntar: {verb} {first.owner} {shown(first.due, now)}".rstrip())
    return tuple(lines)


def _when_line(written: dict[str, str]) -> str:
    parts = (
        f"hände {written['happened']}" if written.get("happened") else "",
        f"uppgift från {written['told_by']}" if written.get("told_by") else "",
    )
    return f"Svaret gäller: {', '.join(part for part in parts if part)}."

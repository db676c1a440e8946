"""A case told event by event, with the calendar of the registers and duties made for the test."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from scripts import make_calendar as generator

from jourstod.domain import events as ev
from jourstod.domain.answers import WAYS_OUT, Answer
from jourstod.domain.calendar import Calendar, Day, DayKind
from jourstod.domain.case import Case, evolve
from jourstod.domain.clocks import Clock, clocks
from jourstod.domain.entries import Entry, Happened, Stamp
from jourstod.domain.events.every import Event
from jourstod.domain.findings import Place
from jourstod.domain.local_time import to_utc
from jourstod.domain.registers import Duty
from jourstod.domain.routine import Routine, Step, StepKind
from jourstod.domain.rulebook import Rulebook

HERE = Place("routines/register/frister.yaml")
REGISTER = Path(__file__).resolve().parents[2] / "routines" / "register" / "kalender.yaml"
ROWS = generator.read_days(REGISTER.read_text(encoding="utf-8"))
CALENDAR = Calendar(
    {day: Day(name, DayKind(kind)) for day, (name, kind) in ROWS.items()},
    generator.FIRST,
    generator.LAST,
)


def duty(starts_at: str, starts_on: str, length: str, **others: object) -> Duty:
    """A duty of the register; `others` are further fields."""
    plain = {
        "id": "plikt",
        "name": "Plikten",
        "kind": "lag",
        "why_start": "Den räknas därifrån.",
        "due": "Gör det.",
        "who": "Nämnden",
        "on_expiry": "Beslutet upphör.",
        "extends": "verifierad",
    }
    fields = {**plain, **others}
    return Duty(
        starts_at=starts_at, starts_on=starts_on, length=length, place=HERE,
        **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def fulfilling(*duties: str) -> Routine:
    """A routine `r` whose step `s` fulfils these duties."""
    step = Step("s", StepKind.QUESTION, "S", HERE, duties=duties, fact="f")
    end = Step("slut", StepKind.END, "slut", HERE, ending="klart")
    return Routine("r", "R", HERE, "s", {"s": step, "slut": end})


def book(*duties: Duty, routine: Routine | None = None) -> Rulebook:
    """A rulebook with these duties and one routine."""
    found = {duty.id: duty for duty in duties}
    runs = routine or fulfilling()
    return Rulebook("x", {runs.id: runs}, {}, CALENDAR, duties=found)


def at(day: str, clock: str = "12:00", fold: int = 0) -> datetime:
    """A Swedish day and clock time as an instant."""
    moment = datetime.fromisoformat(f"{day}T{clock}")
    return to_utc(moment.date(), moment.time(), fold)


class Told:
    """A case to which one event at a time is told."""

    def __init__(self, opened: datetime, report: str = "anmälan") -> None:
        self.case = Case("c")
        self.now = opened
        self.add(ev.CaseOpened("1", "soder", "x", "Maja", report), opened)

    def add(
        self, event: Event, when: datetime | None = None, happened: datetime | None = None
    ) -> str:
        """Tell an event written at a time (else a minute later), which happened then or earlier."""
        self.now = when or self.now + timedelta(minutes=1)
        moment = happened or self.now
        stamp = Stamp("AB", "Anna", "duty_officer", "City", self.now, Happened(moment, moment))
        id = f"e{self.case.seq + 1}"
        evolve(self.case, Entry(id, stamp, event))
        return id

    def decided(self, what: str, day: str, clock: str = "12:00", **more: str) -> str:
        """A decision that was made at a Swedish time, written now."""
        moment = at(day, clock)
        made = ev.DecisionMade(what, what, "Eva", "ledamot", "m", moment.isoformat(), **more)  # type: ignore[arg-type]
        return self.add(made, max(self.now, moment) + timedelta(minutes=1))

    def asked(self, when: datetime | None = None) -> str:
        """The step `s` is shown; gives its visit."""
        if "r" not in self.case.tracks:
            self.add(ev.TrackStarted("r", "r"), when)
        visit = f"r/s/{len(self.case.visits) + 1}"
        self.add(ev.VisitOpened("r", visit, "s"), when)
        return visit

    def answered(
        self, visit: str, value: str, when: datetime, happened: datetime | None = None
    ) -> str:
        """The step `s` is answered with a value of the fact `f`."""
        done = value not in WAYS_OUT
        answer = Answer(values=(value,))
        told = ev.StepAnswered("r", visit, "s", "f", answer, value, "slut", done=done)
        return self.add(told, when, happened)

    def corrected(
        self, visit: str, value: str, when: datetime, happened: datetime | None = None
    ) -> str:
        """The answer was wrong from the start."""
        wrong = self.case.visits[visit].settled_by
        answer = Answer(values=(value,))
        right = ev.AnswerCorrected(wrong, "r", visit, "s", "f", answer, value, "slut", "Fel.")
        return self.add(right, when, happened)

    def clocks(self, book: Rulebook) -> tuple[Clock, ...]:
        """Every clock the case has started."""
        return clocks(self.case, book)

    def clock(self, book: Rulebook) -> Clock:
        """The only clock."""
        (only,) = self.clocks(book)
        return only

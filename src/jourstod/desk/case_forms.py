"""Forms of a case: notes, what comes after a step, another person, the journal, and its end."""

from __future__ import annotations

from dataclasses import replace

from ..domain.briefing import ABOUT
from ..domain.case import Case
from ..domain.clock_words import line, titled
from ..domain.clocks import Clock, running
from ..domain.day_unit import UNKNOWN
from ..domain.decide.cases import Intake
from ..domain.errors import JourError
from ..domain.local_time import local_day, short_day, show_time
from ..domain.protection import Level
from ..domain.spoken_time import heard
from ..wording import REPORTS
from .command import Command
from .desk import Desk
from .forms import PAST, TOLD_BY, WHEN, Blank, Form, Written, timed
from .linking import open_linked

OUTCOMES = (
    ("överlämnat", "Överlämnat"), ("ej_misstanke", "Ingen misstanke kvarstår"),
    ("fel_kommun", "Annan kommun ansvarar"), ("annat", "Annat"),
)  # fmt: skip
"""How a case ends: id, as it is logged, and words."""


# --- notes ---------------------------------------------------------------------------------


def note(desk: Desk, case: Case) -> Form:
    """A note, one's own or dictated by a colleague, about now or earlier."""

    def write(told: Written, command: Command, insist: str) -> None:
        desk.acts.note(case.id, told.get("text", ""), timed(told, command, desk.clock()))

    blanks = (Blank("text", "Anteckning", True), WHEN, TOLD_BY)
    return Form("Anteckna", blanks, f"note:{case.id}", write)


def verbatim(desk: Desk, case: Case) -> Form:
    """Somebody's own words, with the question that was asked."""
    blanks = (
        Blank("about", "Frågan du ställde", True),
        Blank("text", "Svaret, ordagrant", True),
        WHEN,
        replace(TOLD_BY, label="Sagt av", required=True),
    )
    return _word_for_word(desk, case, "Ordagrant", blanks, f"verbatim:{case.id}")


def decided_words(desk: Desk, case: Case) -> Form:
    """The decision-maker's exact words; the decision itself is its own step."""
    blanks = (
        replace(TOLD_BY, label="Vem", required=True),
        Blank("text", "Beslutet och frågorna, ordagrant", True),
    )
    form = _word_for_word(desk, case, "Beslutsfattarens ord", blanks, f"brief:{case.id}", ABOUT)
    return replace(
        form,
        intro=("Själva beslutet registreras i beslutssteget. Här står orden som de sades.",),
    )


def _word_for_word(
    desk: Desk, case: Case, title: str, blanks: tuple[Blank, ...], place: str, about: str = ""
) -> Form:
    def write(told: Written, command: Command, insist: str) -> None:
        desk.acts.note(
            case.id, told.get("text", ""), timed(told, command, desk.clock()),
            verbatim=True, about=about or told.get("about", ""),
        )  # fmt: skip

    return Form(title, blanks, place, write)


# --- what comes after a step ------------------------------------------------------------------


def enforced(desk: Desk, case: Case) -> Form:
    """A decision was carried out: other clocks count from that. Raises JourError."""
    waiting = [made for made in case.decisions.values() if not made.enforced_at]
    if not waiting:
        raise JourError("Inget beslut väntar på att verkställas.")

    def write(told: Written, command: Command, insist: str) -> None:
        at = heard(told.get("at", ""), desk.clock()).earliest.isoformat()
        desk.acts.enforce(case.id, told["decision"], at, command)

    choices = tuple((made.entry, f"{made.event.what} ({made.event.decider})") for made in waiting)
    blanks = (
        Blank("decision", "Vilket beslut", True, choices),
        Blank("at", "När verkställdes det", True, hint=PAST),
    )
    return Form("Beslutet är verkställt", blanks, f"enforced:{case.id}", write)


def withdrawn(desk: Desk, case: Case) -> Form:
    """A consent was taken back. Raises JourError when none is given."""
    agencies = desk.book(case).agencies
    given = [consent.receiver for consent in case.consents.values() if consent.given]
    if not given:
        raise JourError("Det finns inget samtycke att ta tillbaka.")

    def write(told: Written, command: Command, insist: str) -> None:
        by = told.get("by", "") or case.alias
        desk.acts.withdraw_consent(case.id, told["receiver"], by, command)

    choices = tuple((id, agencies[id].name if id in agencies else id) for id in given)
    blanks = (
        Blank("receiver", "Samtycke till vem", True, choices),
        Blank("by", "Av vem (tomt är personen själv)"),
    )
    return Form("Samtycket är återtaget", blanks, f"withdrawn:{case.id}", write)


def met(desk: Desk, case: Case) -> Form:
    """A duty was met outside the routine's steps. Raises JourError when no clock runs."""
    book, now = desk.book(case), desk.clock()
    going = running(case, book, now)
    if not going:
        raise JourError("Ingen klocka går.")

    def write(told: Written, command: Command, insist: str) -> None:
        duty, _, start = told["duty"].partition("@")
        desk.acts.meet_clock(case.id, duty, told.get("how", ""), command, start)

    choices = tuple(
        (f"{c.duty.id}@{c.start_entry}", f"{titled(c)} {_begun(c)}: {line(c, book, now)}")
        for c in going
    )
    blanks = (
        Blank("duty", "Vilken klocka", True, choices),
        Blank("how", "Hur, och av vem", True),
    )
    return Form("Gjort på annat sätt", blanks, f"met:{case.id}", write)


def _begun(clock: Clock) -> str:
    """From when it runs: a case may have two clocks of the same duty."""
    return f"från {short_day(local_day(clock.started))} {show_time(clock.started)}"


def district(desk: Desk, case: Case) -> Form:
    """The part of town, which decides the day unit. Raises JourError when the file names none."""
    parts = desk.station.districts
    if not parts:
        raise JourError("Stationens fil har inga stadsdelar.")

    def write(told: Written, command: Command, insist: str) -> None:
        desk.acts.tell_district(case.id, told.get("district", ""), command)

    boards = {board.id: board.name for board in desk.station.boards}
    ours = sorted(parts, key=lambda part: part.board != case.board)
    choices = tuple((d.name, f"{d.name} ({boards.get(d.board, d.board)})") for d in ours)
    choices = (*choices, (UNKNOWN, "Vet inte"))
    blanks = (Blank("district", "Var hör personen hemma", True, choices),)
    return Form("Stadsdel", blanks, f"district:{case.id}", write)


# --- the life of the case ----------------------------------------------------------------------


def another_person(desk: Desk, case: Case) -> Form:
    """A sibling, an accompanying child or another victim gets a case of their own.

    Who comes with somebody protected gives that person away, and is as protected.
    """
    level = case.protection.level
    shield = "" if level is Level.NONE else level.value

    def write(told: Written, command: Command, insist: str) -> None:
        intake = Intake(
            case.board, told.get("alias", ""), told.get("report", ""), case.reporter,
            f"Öppnat från ärende {case.number}.", protection=shield,
            source=f"ärende {case.number}",
        )  # fmt: skip
        open_linked(desk, case.id, intake, told.get("relation", ""), command)

    blanks = (
        Blank("alias", "Arbetsnamn, inte det riktiga namnet", True),
        Blank("relation", "Vad är personen till den här", True, hint="syskon, barn till"),
        Blank("report", "Hur kom det in", True, REPORTS),
    )
    intro = ("Det nya ärendet ligger sedan bland nattens ärenden. Ett ärende gäller en person.",)
    return Form("Eget ärende för en till person", blanks, f"linked:{case.id}", write, intro)


def journal(desk: Desk, case: Case) -> Form:
    """Everything up to now is införd i journalen."""

    def write(told: Written, command: Command, insist: str) -> None:
        desk.acts.enter_in_journal(case.id, told.get("system", ""), command)

    blanks = (Blank("system", "I vilket verksamhetssystem", True),)
    return Form("Införd i journalen", blanks, f"journal:{case.id}", write)


def close(desk: Desk, case: Case) -> Form:
    """Close the case, with outcome and reason."""

    def write(told: Written, command: Command, insist: str) -> None:
        desk.close(case.id, told.get("outcome", ""), told.get("reason", ""), command)

    left = len(case.open_items())
    intro = (f"{left} punkter är öppna. De följer med i ärendet.",) if left else ()
    blanks = (Blank("outcome", "Hur slutade det", True, OUTCOMES), Blank("reason", "Varför", True))
    return Form("Avsluta ärendet", blanks, f"close:{case.id}", write, intro)


def reopen(desk: Desk, case: Case) -> Form:
    """Open a closed case again, with a reason."""

    def write(told: Written, command: Command, insist: str) -> None:
        desk.reopen(case.id, told.get("reason", ""), command)

    return Form("Öppna igen", (Blank("reason", "Varför", True),), f"reopen:{case.id}", write)

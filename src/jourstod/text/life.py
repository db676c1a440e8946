"""The life of a case from the menu: take over, routine, journal, linked case, close, open again."""

from __future__ import annotations

from ..desk.command import Command
from ..desk.linking import open_linked
from ..domain.decide.cases import Intake
from ..wording import REPORTS
from .case_page import CasePage
from .forms import Blank, Written, submit

OUTCOMES = (
    ("överlämnat", "Överlämnat"), ("ej_misstanke", "Ingen misstanke kvarstår"),
    ("fel_kommun", "Annan kommun ansvarar"), ("annat", "Annat"),
)  # fmt: skip


def take(page: CasePage) -> None:
    """The one at the desk has the case from now."""
    page.session.confirm(lambda command, insist: page.session.desk.take(page.id, command))


def start(page: CasePage) -> None:
    """Start a routine by hand."""
    choices = [(routine.id, routine.title) for routine in page.book.routines.values()]
    routine = page.session.talk.choose(choices, "Vilken rutin:")
    desk = page.session.desk
    page.session.confirm(lambda command, insist: desk.start_routine(page.id, routine, command))


def journal(page: CasePage) -> None:
    """Everything up to now is införd i journalen."""

    def do(written: Written, command: Command, insist: str) -> None:
        page.session.desk.acts.enter_in_journal(page.id, written.get("system", ""), command)

    blanks = (Blank("system", "I vilket verksamhetssystem", True),)
    submit(page.session, "Införd i journalen", blanks, f"journal:{page.id}", do)


def another_person(page: CasePage) -> None:
    """A sibling, an accompanying child or another victim gets a case of their own."""
    blanks = (
        Blank("alias", "Arbetsnamn, inte det riktiga namnet", True),
        Blank("relation", "Vad är personen till den här (syskon, barn till …)", True),
        Blank("report", "Hur kom det in", True, REPORTS),
    )
    opened: list[str] = []

    def do(written: Written, command: Command, insist: str) -> None:
        case = page.case
        intake = Intake(
            case.board, written["alias"], written["report"], case.reporter,
            f"Öppnat från ärende {case.number}.",
        )  # fmt: skip
        opened.append(open_linked(page.session.desk, page.id, intake, written["relation"], command))

    if submit(page.session, "Eget ärende för en till person", blanks, f"linked:{page.id}", do):
        number = page.session.desk.case(opened[-1]).number
        page.session.talk.say(f"Ärende {number} är öppnat. Det ligger bland nattens ärenden.")


def close(page: CasePage) -> None:
    """Close the case, with outcome and reason."""
    left = len(page.case.open_items())
    if left:
        page.session.talk.say(f"{left} punkter är öppna. De följer med i ärendet.")
    blanks = (Blank("outcome", "Hur slutade det", True, OUTCOMES), Blank("reason", "Varför", True))

    def do(written: Written, command: Command, insist: str) -> None:
        page.session.desk.close(page.id, written["outcome"], written["reason"], command)

    submit(page.session, "Avsluta ärendet", blanks, f"close:{page.id}", do)


def reopen(page: CasePage) -> None:
    """Open a closed case again, with a reason."""

    def do(written: Written, command: Command, insist: str) -> None:
        page.session.desk.reopen(page.id, written.get("reason", ""), command)

    blanks = (Blank("reason", "Varför", True),)
    submit(page.session, "Öppna igen", blanks, f"reopen:{page.id}", do)

"""Ärenden på papper line by line: one case, or all open ones before the system goes down."""

from __future__ import annotations

from ..desk.case_papers import paper_of, papers
from ..desk.command import Command
from ..desk.forms import Blank
from ..reports.paper_folder import Job, counted, put_on_paper
from ..reports.saving import typed_place
from .case_page import CasePage
from .forms import Written, submit
from .session import Session

WHERE = (Blank("folder", "Mapp att spara i", True, hint="papper"),)


def print_case(page: CasePage) -> None:
    """The case on paper, as it is now."""
    session, id = page.session, page.id
    jobs = ((page.case.number, lambda: paper_of(session.desk, id)),)
    _put(session, "Ärendet på papper", jobs, f"casepaper:{id}")


def print_all(session: Session) -> None:
    """Every case on the board, a file each."""
    _put(session, "Alla ärenden på papper", tuple(papers(session.desk)), "casepapers")


def _put(session: Session, title: str, jobs: tuple[Job, ...], place: str) -> None:
    def do(written: Written, command: Command, insist: str) -> None:
        folder = typed_place(written["folder"])
        made, missing = put_on_paper(jobs, folder, "pdf")
        session.talk.say(f"{counted(len(made))} på papper: {folder}", *missing)

    submit(session, title, WHERE, place, do)

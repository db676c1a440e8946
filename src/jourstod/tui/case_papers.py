"""Ärenden på papper from the screens: one case, or all open ones before the system goes down."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ..desk.case_papers import paper_of, papers
from ..desk.exports import Way, papers_leave
from ..reports.paper_folder import FOLDER, Job, counted, put_on_paper
from .base_screen import JourScreen
from .way_out import choose_way

if TYPE_CHECKING:
    from .asking_screen import AskingScreen


def print_case(screen: AskingScreen) -> None:
    """The case on paper, as it is now."""
    case = screen.case
    if case is not None:
        id, number = screen.case_id, case.number
        _put(screen, [(number, lambda: paper_of(screen.desk, id))])


def print_all(screen: JourScreen) -> None:
    """Every case on the board, a file each."""
    _put(screen, papers(screen.desk))


def _put(screen: JourScreen, jobs: Iterable[Job]) -> None:
    choose_way(screen, lambda way: _put_so(screen, jobs, way))


def _put_so(screen: JourScreen, jobs: Iterable[Job], way: Way) -> None:
    folder = (screen.jour.home or Path.home()) / FOLDER
    found = screen.attempt(
        lambda: put_on_paper(jobs, folder, "pdf", papers_leave(screen.desk, way, "pdf"))
    )
    if found is not None:
        made, missing = found
        where = made[0] if len(made) == 1 else folder
        screen.tell(" ".join((f"{counted(len(made))} på papper: {where}", *missing)))

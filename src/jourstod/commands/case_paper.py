"""`jourstod report ÄRENDE --paper` and `--paper-all`: running cases on paper, to go on by hand."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .. import settings
from ..desk.exports import Export, papers_leave
from ..domain.errors import JourError, UsageError
from .exporting import exported, shown, way_of
from .opening import opened
from .output import refuse_pdf_on_a_terminal

if TYPE_CHECKING:
    from ..desk.desk import Desk

DONE, NOT_ALL = 0, 1
OTHERWISE = "Papperet är för den egna jouren. Det går inte ihop med --to, --leave eller --linked."


class NotOnPaper(JourError):
    """The paper could not be written on standard output."""

    exit_code = 1

    def __init__(self, why: str) -> None:
        super().__init__(f"Papperet kunde inte skrivas ut ({why}).")


def print_case(arguments: argparse.Namespace) -> int:
    """Print one case or all open ones; 0 done, 1 when some case could not be put on paper."""
    form = arguments.format or "pdf"
    if arguments.to is not None or arguments.leave or arguments.linked:
        raise UsageError(OTHERWISE)
    if form not in ("pdf", "html"):
        raise UsageError("Papperet görs som pdf eller html, eftersom det fylls i för hand.")
    if arguments.paper_all == (arguments.case is not None):
        raise UsageError("Skriv ett ärende och --paper, eller bara --paper-all.")
    with opened(arguments) as house:
        if arguments.paper_all:
            return _all(house.desk, arguments, form)
        return _one(house.desk, arguments, form)


def _one(desk: Desk, arguments: argparse.Namespace, form: str) -> int:
    from ..desk.case_papers import paper_of
    from ..reports.case_paper import render_case

    if arguments.output is None and form == "pdf":
        refuse_pdf_on_a_terminal()
    id = desk.find(arguments.case)
    content = render_case(paper_of(desk, id), form)
    export = Export("paper", desk.case(id).number, form)
    if arguments.output is None:
        shown(arguments, desk, export, content, NotOnPaper)
        return DONE
    with exported(desk, export, way_of(arguments, desk), arguments.output, content) as path:
        pass
    print(f"Sparat: {path}")
    return DONE


def _all(desk: Desk, arguments: argparse.Namespace, form: str) -> int:
    """Each in a file of its own; one that cannot be made or saved never stops the others."""
    from ..desk.case_papers import papers
    from ..reports.paper_folder import FOLDER, counted, put_on_paper

    folder: Path = arguments.output or settings.home_folder(arguments.home) / FOLDER
    way = way_of(arguments, desk)
    made, missing = put_on_paper(papers(desk), folder, form, papers_leave(desk, way, form))
    print(f"{counted(len(made))} på papper: {folder}")
    for sentence in missing:
        print(sentence, file=sys.stderr)
    return NOT_ALL if missing else DONE

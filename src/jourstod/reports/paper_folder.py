"""Paper folder: running cases put on paper at one time, one file each, named by number only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from ..domain.errors import JourError
from ..domain.printed_case import PrintedCase
from ..domain.printed_routine import Printed
from .case_paper import case_paper_name, render_case
from .routine_paper import paper_name, render_paper
from .saving import private_folder, saved

FOLDER = "papper"
"""Where papers lie in the home folder when nothing else is said."""

Job = tuple[str, Callable[[], PrintedCase]]
"""A case's number, and what makes its paper."""


Pack = Callable[[Path, str, bytes], tuple[Path, bytes]]
"""Path, number and content of a paper → the path and the bytes that may leave."""


def put_on_paper(
    jobs: Iterable[Job], folder: Path, form: str, pack: Pack
) -> tuple[list[Path], list[str]]:
    """The files made, and a sentence for each case that is missing: it never stops the others.

    A file of the same case is written over: the latest paper is the only one to go on from.
    """
    private_folder(folder)
    made: list[Path] = []
    missing: list[str] = []
    for number, make in jobs:
        try:
            printed = make()
            name = folder / case_paper_name(printed, form)
            path, content = pack(name, number, render_case(printed, form))
            with saved(path, content):
                made.append(path)
        except JourError as refusal:
            missing.append(f"{number} är inte på papper. {refusal.sentence}")
    return made, missing


def routine_on_paper(id: str, printed: Printed, form: str, folder: Path) -> Path:
    """Put a routine on paper in the folder, over an earlier one; gives the file."""
    private_folder(folder)
    path = folder / paper_name(id, printed, form)
    with saved(path, render_paper(printed, form)):
        return path


def counted(many: int) -> str:
    """«1 ärende», «3 ärenden»."""
    return f"{many} {'ärende' if many == 1 else 'ärenden'}"

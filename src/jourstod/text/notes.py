"""Notes from the menu: one's own, a colleague's, or somebody's exact words."""

from __future__ import annotations

from dataclasses import replace

from ..desk.command import Command
from ..domain.briefing import ABOUT
from .case_page import CasePage
from .forms import TOLD_BY, WHEN, Blank, Written, submit, told


def note(page: CasePage) -> None:
    """A note, one's own or dictated by a colleague, about now or earlier."""
    desk = page.session.desk

    def do(written: Written, command: Command, insist: str) -> None:
        desk.acts.note(page.id, written.get("text", ""), told(page.session, written, command))

    blanks = (Blank("text", "Anteckning", True), WHEN, TOLD_BY)
    submit(page.session, "Anteckna", blanks, f"note:{page.id}", do)


def verbatim(page: CasePage) -> None:
    """Somebody's own words, with the question that was asked."""
    blanks = (
        Blank("about", "Frågan du ställde", True),
        Blank("text", "Svaret, ordagrant", True),
        WHEN,
        replace(TOLD_BY, label="Sagt av", required=True),
    )
    _verbatim(page, "Ordagrant", blanks, f"verbatim:{page.id}")


def decided_words(page: CasePage) -> None:
    """The decision-maker's exact words; the decision itself is its own step."""
    blanks = (
        replace(TOLD_BY, label="Vem", required=True),
        Blank("text", "Beslutet och frågorna, ordagrant", True),
    )
    title = "Beslutsfattarens egna ord (själva beslutet registreras i beslutssteget)"
    _verbatim(page, title, blanks, f"brief:{page.id}", ABOUT)


def _verbatim(
    page: CasePage, title: str, blanks: tuple[Blank, ...], place: str, about: str = ""
) -> None:
    def do(written: Written, command: Command, insist: str) -> None:
        page.session.desk.acts.note(
            page.id, written.get("text", ""), told(page.session, written, command),
            verbatim=True, about=about or written.get("about", ""),
        )  # fmt: skip

    submit(page.session, title, blanks, place, do)

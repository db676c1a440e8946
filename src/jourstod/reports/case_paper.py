"""Case paper: a running case as PDF or HTML, cleaned once more whatever it came from."""

from __future__ import annotations

from ..domain.errors import UsageError
from ..domain.printed_case import PrintedCase
from . import number_name
from .routine_paper import cleaned


def render_case(printed: PrintedCase, form: str) -> bytes:
    """The paper in one of the forms; raises UsageError for a form there is not."""
    harmless: PrintedCase = cleaned(printed)
    match form:
        case "pdf":
            from .case_as_pdf import case_as_pdf

            return case_as_pdf(harmless)
        case "html":
            from .case_as_html import case_as_html

            return case_as_html(harmless)
        case _:
            raise UsageError("Papperet görs som pdf eller html, eftersom det fylls i för hand.")


def case_paper_name(printed: PrintedCase, form: str) -> str:
    """A file name made of the case number only."""
    return number_name(printed.number, form)

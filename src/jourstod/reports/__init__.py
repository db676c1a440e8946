"""Reports: a sheet cut for one receiver as text, HTML, PDF or JSON; the same sheet, the same bytes.

A report never sees the case. What is printed is cleaned here once more, whatever it came from.
"""

from __future__ import annotations

import re

from ..domain.clean import clean
from ..domain.errors import UsageError
from ..domain.sheet import Sheet, with_texts

__all__ = ["FORMS", "file_name", "number_name", "render"]

FORMS = ("text", "html", "pdf", "json")
_ENDINGS = {"text": "txt"}


def render(sheet: Sheet, form: str) -> bytes:
    """The sheet in one of the forms; raises UsageError for a form there is not."""
    harmless = with_texts(sheet, clean)
    match form:
        case "text":
            from .as_text import as_text

            return as_text(harmless)
        case "html":
            from .as_html import as_html

            return as_html(harmless)
        case "pdf":
            from .as_pdf import as_pdf

            return as_pdf(harmless)
        case "json":
            from .as_json import as_json

            return as_json(harmless)
        case _:
            raise UsageError(
                f"«{form}» är ingen form för ett blad. Välj bland: {', '.join(FORMS)}."
            )


def file_name(sheet: Sheet, form: str) -> str:
    """A file name made of the case number only: it is seen in folders, mail and printer queues."""
    return number_name(sheet.number, form)


def number_name(number: str, form: str) -> str:
    """The number as a file name, with nothing in it that a file system could read otherwise."""
    bare = re.sub(r"[^0-9A-Za-zÅÄÖåäö-]", "", number)
    return f"{bare or 'blad'}.{_ENDINGS.get(form, form)}"

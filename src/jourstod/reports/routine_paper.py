"""Routine paper: routines as PDF or HTML, cleaned once more whatever they came from."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from ..domain.clean import clean
from ..domain.errors import UsageError
from ..domain.printed_routine import Printed

PAPER_FORMS = ("pdf", "html")


def render_paper(printed: Printed, form: str) -> bytes:
    """The paper in one of the forms; raises UsageError for a form there is not."""
    harmless: Printed = cleaned(printed)
    match form:
        case "pdf":
            from .routine_as_pdf import routine_as_pdf

            return routine_as_pdf(harmless)
        case "html":
            from .routine_as_html import routine_as_html

            return routine_as_html(harmless)
        case _:
            raise UsageError(f"«{form}» är ingen form för papper. Välj pdf eller html.")


def paper_name(id: str, printed: Printed, form: str) -> str:
    """A file name made of the routine's id; routines are no secret, cases are never in them."""
    return f"{id}{'-faltkort' if printed.card else ''}.{form}"


def cleaned(value: Any) -> Any:
    """The value with every text in it cleaned, however deep."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(cleaned(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: cleaned(getattr(value, f.name)) for f in fields(value)})
    return value

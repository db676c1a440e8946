"""Tidying: everything typed is cleaned once, at the desk, before anything is decided."""

from __future__ import annotations

from ..domain.answers import Answer
from ..domain.clean import clean


def text(typed: str) -> str:
    """Typed text as it may be stored: see domain/clean.py; line breaks are kept."""
    return clean(typed, lines=True).strip()


def answer(typed: Answer) -> Answer:
    """An answer with every typed part cleaned."""
    return Answer(
        values=tuple(clean(value) for value in typed.values),
        text=text(typed.text),
        fields=tuple((clean(key), text(value)) for key, value in typed.fields if value.strip()),
        reason=text(typed.reason),
    )

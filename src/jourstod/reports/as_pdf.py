"""A sheet as a tagged PDF: what stands around its words, and the template that sets it."""

from __future__ import annotations

from dataclasses import asdict

from ..domain.sheet import Sheet
from . import page_words
from .typesetting import typeset


def as_pdf(sheet: Sheet) -> bytes:
    """The PDF; its title is the case number only, and it holds no other metadata."""
    return typeset(
        ("parts.typ", "sheet.typ"),
        {
            **asdict(sheet),
            "practice_mark": page_words.PRACTICE if sheet.practice else "",
            "meta": page_words.meta(sheet),
            "proof": page_words.witness(sheet),
            "words": {
                "flaws": page_words.FLAWS,
                "timeline": page_words.TIME_LINE,
                "void": page_words.VOID,
                "journal": page_words.JOURNAL,
            },
        },
    )

"""A running case on paper as a tagged PDF: the words around the words, and the templates."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ..domain.printed_case import PrintedCase, PrintedTrack
from . import case_words as words
from .routine_as_pdf import step_data
from .typesetting import typeset


def case_as_pdf(printed: PrintedCase) -> bytes:
    """A4; its title is the case number only. The same paper gives the same bytes."""
    return typeset(
        ("parts.typ", "paper.typ", "case.typ"),
        {
            **asdict(printed),
            "title": printed.number,
            "card": False,
            "signs": True,
            "mark": words.mark(printed),
            "foot": words.foot(printed),
            "meta": words.meta(printed),
            "tracks": [_track(track) for track in printed.tracks],
            "words": {
                **words.CASE_WORDS,
                "after_blanks": words.AFTER_BLANKS,
                "done_columns": words.DONE_COLUMNS,
                "row_columns": words.ROW_COLUMNS,
                "rows": words.ROWS,
            },
        },
    )


def _track(track: PrintedTrack) -> dict[str, Any]:
    return {
        **asdict(track),
        "asked": [step_data(step) for step in track.asked],
        "ahead": [step_data(step) for step in track.ahead],
    }

"""What a consent covers: parts of what is known, by number or word, so that it can be checked."""

from __future__ import annotations

import re

from .errors import AnswerIncomplete
from .sheet_words import SECTIONS

LISTED = ", ".join(f"{n} {id}" for n, (id, _) in enumerate(SECTIONS, start=1))
ASKED = f"Bara de här delarna, med siffror (tomt är alla): {LISTED}"


def sections_said(text: str) -> tuple[str, ...]:
    """The sections named: «1, 7», «läget och vård». Raises AnswerIncomplete for what is none."""
    words = [word for word in re.split(r"[\s,;.]+|\boch\b", text.casefold()) if word]
    known = {str(n): id for n, (id, _) in enumerate(SECTIONS, start=1)}
    known |= {id: id for id, _ in SECTIONS}
    odd = [word for word in words if word not in known]
    if odd:
        raise AnswerIncomplete(f"«{odd[0]}» är ingen del; skriv siffror: {LISTED}")
    return tuple(dict.fromkeys(known[word] for word in words))

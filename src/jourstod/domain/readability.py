"""Readability: LIX of a routine's own words, apart from the names of laws and agencies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .routine import Routine
from .rulebook import Rulebook

LONG = 6
"""A word of more letters than this is a long one (Björnsson 1968)."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SENTENCE = re.compile(r"[.?!:](?=\s|$)|\n")
_PROVISION = re.compile(
    r"\b(?:SoL|LVU|LPBS|LVM|OSL|FL|KL|UtlL|LPT|LSU|JO|HFD|LMA|BrB|FB)\b(?:\s+\d[\w:.-]*)?"
    r"(?:\s+kap\.)?(?:\s*\d+\s*[a-z]?)?(?:\s*§+)?"
)


@dataclass(frozen=True, slots=True)
class Lix:
    """LIX of a text: mean length of its sentences, and the long words in a hundred."""

    words: int
    sentences: int
    long_words: int

    @property
    def value(self) -> float:
        """Under 30 is very easy, 40 ordinary, over 50 hard."""
        if not self.words:
            return 0.0
        return self.words / max(1, self.sentences) + 100 * self.long_words / self.words


def lix(texts: Iterable[str]) -> Lix:
    """LIX of some texts; each ends a sentence, whether or not it has a full stop."""
    words = sentences = long_words = 0
    for text in texts:
        for sentence in _SENTENCE.split(text):
            found = _WORD.findall(sentence)
            words += len(found)
            sentences += bool(found)
            long_words += sum(len(word) > LONG for word in found)
    return Lix(words, sentences, long_words)


def lix_of(routine: Routine, book: Rulebook) -> Lix:
    """LIX of all that a routine says in words of its own."""
    names = _names(book)
    return lix(names.sub("X", _PROVISION.sub("X", text)) for text in _said(routine))


def _names(book: Rulebook) -> re.Pattern[str]:
    """The names of agencies, with whatever ending they have in the sentence."""
    named = sorted({agency.name for agency in book.agencies.values()}, key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(name)}\w*" for name in named) or r"(?!)", re.I)


def _said(routine: Routine) -> Iterator[str]:
    """Its sentences; the points of lists are too short to measure and would only flatter it."""
    for step in routine.steps.values():
        yield from (step.text, step.spoken, step.why, step.due_words, step.if_then)
    yield from (krav.sentence for krav in routine.krav)

"""Findings: what is wrong in a file or a routine, where, and what to write instead."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

_LONGEST_WORD = 80  # difflib is quadratic: a hostile "word" of a megabyte is cut first
_MOST_WORDS = 1_000  # and among more words only a difference of accents is sought


class Severity(StrEnum):
    """How much a finding weighs; the value is what `--json` shows."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def swedish(self) -> str:
        """The word in the line a person reads."""
        return {
            Severity.ERROR: "fel",
            Severity.WARNING: "varning",
            Severity.INFO: "upplysning",
        }[self]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file; line and column count characters from 1. Sorts in reading order."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake or remark, told in Swedish.

    `rule` is a stable slug (`okand-nyckel`). `sentence` is whole and ends with a full stop.
    `hint` is either the nearest valid word (shown as «Menade du …?») or a whole sentence.
    `example` is what to write instead, `story` the questions and answers that lead there.
    """

    severity: Severity
    rule: str
    place: Place
    sentence: str
    hint: str = ""
    example: str = ""
    story: tuple[str, ...] = ()

    def text(self) -> str:
        """The finding as a person reads it: one line, then example lines and story indented."""
        parts = [f"{self.place}: {self.severity.swedish}: {self.sentence}"]
        if self.hint:
            parts.append(self._asked())
        lines = self.example.splitlines()
        if len(lines) == 1:
            parts.append(f"Skriv t.ex. {lines[0]}")
        elif lines:
            parts.append("Skriv t.ex.")
        below = [*(lines if len(lines) > 1 else ()), *self.story]
        return "\n    ".join([" ".join(parts), *below])

    def as_json(self) -> dict[str, object]:
        """The finding for `--json`: only strings, whole numbers and a list."""
        return {
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "severity": self.severity.value,
            "rule": self.rule,
            "sentence": self.sentence,
            "hint": self.hint,
            "example": self.example,
            "story": list(self.story),
        }

    def _asked(self) -> str:
        whole = self.hint.endswith((".", "!", "?"))
        return self.hint if whole else f"Menade du «{self.hint}»?"


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is an error: what it speaks of must then not be used."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` most like `word`, or None when nothing is like it.

    Case, `-`, `_`, space and the dots and rings of å ä ö count for nothing, so that
    `Akut Fara` finds `akut_fara` and `skyddsbedomning` finds `skyddsbedömning`.
    """
    known = list(words)
    if word in known:
        return word
    by_fold: dict[str, str] = {}
    for candidate in known:
        by_fold.setdefault(_folded(candidate), candidate)
    sought = _folded(word)
    if sought in by_fold:
        return by_fold[sought]
    if len(by_fold) > _MOST_WORDS:
        return None
    close = get_close_matches(sought, by_fold, n=1, cutoff=0.6)
    return by_fold[close[0]] if close else None


@lru_cache(maxsize=16_384)  # the same ids are asked for again and again
def _folded(word: str) -> str:
    bare = unicodedata.normalize("NFD", word[:_LONGEST_WORD].casefold())
    return "".join(c for c in bare if c not in "-_ " and not unicodedata.combining(c))

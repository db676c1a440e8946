"""Remarks: what one reading finds wrong, in the order it is met."""

from __future__ import annotations

from collections.abc import Iterable

from jourstod.domain.findings import Finding, Place, Severity, nearest

from .mistakes import mistake
from .raw_text import MAX_FINDINGS


class Remarks:
    """The findings of one reading, in the order they are met."""

    __slots__ = ("_told", "errors", "findings")

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.errors = 0
        self._told: set[tuple[str, str]] = set()

    def error(
        self, rule: str, place: Place, sentence: str, hint: str = "", example: str = ""
    ) -> None:
        """What makes the thing unusable."""
        self.errors += 1
        if self.errors <= MAX_FINDINGS:
            self.findings.append(Finding(Severity.ERROR, rule, place, sentence, hint, example))
        elif self.errors == MAX_FINDINGS + 1:
            self.findings.append(mistake("for-manga-fel", place, limit=MAX_FINDINGS))

    def follow_on(self, rule: str, about: str, place: Place, sentence: str, hint: str = "") -> None:
        """What makes the thing unusable but is mended elsewhere, where the error is told.

        It is a warning, told the first time only: one cause must not fill the screen.
        """
        self.errors += 1
        if (rule, about) not in self._told:
            self._told.add((rule, about))
            self.warning(rule, place, sentence, hint)

    def nearest(self, word: str, words: Iterable[str]) -> str:
        """The one of the words most like `word`, or "" for none or when no more is told."""
        return "" if self.errors > MAX_FINDINGS else nearest(word, words) or ""

    def withdraw(self, finding: Finding) -> None:
        """Take back what another finding says better; the thing stays unusable."""
        if finding in self.findings:
            self.findings.remove(finding)

    def warning(
        self, rule: str, place: Place, sentence: str, hint: str = "", example: str = ""
    ) -> None:
        """What should be looked at, though the thing can be used."""
        self.findings.append(Finding(Severity.WARNING, rule, place, sentence, hint, example))

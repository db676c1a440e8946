"""Remarks: what one reading finds wrong, in the order it is met."""

from __future__ import annotations

from jourstod.domain.findings import Finding, Place, Severity


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
        self.findings.append(Finding(Severity.ERROR, rule, place, sentence, hint, example))

    def error_once(
        self, rule: str, about: str, place: Place, sentence: str, hint: str = ""
    ) -> None:
        """An error told the first time only, so that one cause does not fill the screen."""
        if (rule, about) in self._told:
            self.errors += 1
            return
        self._told.add((rule, about))
        self.error(rule, place, sentence, hint)

    def warning(
        self, rule: str, place: Place, sentence: str, hint: str = "", example: str = ""
    ) -> None:
        """What should be looked at, though the thing can be used."""
        self.findings.append(Finding(Severity.WARNING, rule, place, sentence, hint, example))

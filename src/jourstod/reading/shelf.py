"""The shelf: the routines a station works by now, and the pinned ones of running cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from jourstod.domain.findings import Finding, Severity
from jourstod.domain.routine import Routine
from jourstod.domain.rulebook import Rulebook

from .bundle import Bundle, BundleUnreadable, bundle_id, pack
from .folder import Folder, shipped_routines
from .out_of_use import without
from .rulebook_reader import read_rulebook

__all__ = [
    "Bundle",
    "BundleUnreadable",
    "Folder",
    "Shelf",
    "bundle_id",
    "pack",
    "rulebook",
    "shipped_routines",
]

Check = Callable[[Rulebook], Iterable[Finding]]
"""What is asked of a whole rulebook besides that it can be read (domain/checks)."""


def rulebook(content: bytes, shown: str = "routines") -> tuple[Rulebook, list[Finding]]:
    """The rulebook of a bundle's bytes and all findings; read once per process and bundle.

    Raises BundleUnreadable. Machines are cached by routine, so that the same routine is given.
    """
    book, findings = _read(content, shown)
    return book, list(findings)


class Shelf:
    """The routines of a folder. `check`, when given, also takes routines off the shelf."""

    def __init__(self, folder: Path, check: Check | None = None) -> None:
        self._folder, self._check = Folder(folder), check
        self._checked: dict[str, tuple[Rulebook, tuple[Finding, ...]]] = {}

    def current(self) -> tuple[Rulebook, bytes]:
        """The rulebook of the folder as it is now, and the bytes a new case is pinned to."""
        bundle, _ = self._folder.bundle()
        return self.load(bundle.content), bundle.content

    def findings(self) -> list[Finding]:
        """Everything found wrong in the folder as it is now, in reading order."""
        bundle, unread = self._folder.bundle()
        _, findings = self._with_check(bundle.content)
        return sorted((*unread, *findings), key=lambda finding: finding.place)

    def load(self, content: bytes) -> Rulebook:
        """The rulebook of a bundle's bytes. Raises BundleUnreadable."""
        return self._with_check(content)[0]

    def _with_check(self, content: bytes) -> tuple[Rulebook, tuple[Finding, ...]]:
        book, findings = _read(content, self._folder.shown)
        if self._check is None:
            return book, findings
        if book.bundle not in self._checked:
            told = tuple(self._check(book))
            titles = {routine.id: routine.title for routine in book.routines.values()}
            sound, warnings = without(book, _touched(book, told), titles)
            self._checked[book.bundle] = sound, (*findings, *told, *warnings)
        return self._checked[book.bundle]


@lru_cache(maxsize=32)
def _read(content: bytes, shown: str) -> tuple[Rulebook, tuple[Finding, ...]]:
    book, findings = read_rulebook(content, shown)
    return book, tuple(findings)


def _touched(book: Rulebook, findings: Iterable[Finding]) -> frozenset[str]:
    """The routines that an error stands in, also one in a fragment they use."""
    files = {finding.place.file for finding in findings if finding.severity is Severity.ERROR}
    routines = book.routines.items()
    return frozenset(id for id, routine in routines if not files.isdisjoint(_files(routine)))


def _files(routine: Routine) -> frozenset[str]:
    return frozenset((routine.place.file, *(s.place.file for s in routine.steps.values())))

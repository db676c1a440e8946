"""The shelf: the routines a station works by now, and the pinned ones of running cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from threading import Lock

from jourstod.domain.findings import Finding, Severity
from jourstod.domain.rulebook import Rulebook

from .bundle import Bundle, BundleUnreadable, bundle_id, pack, unpack
from .folder import Folder, may_be_left_out, shipped_routines
from .follow_ons import without_follow_ons
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
    """The routines of a folder. What `check`, when given, finds an error in is never on it.

    It is left out before a case is pinned, so that a running case keeps what it was opened with.
    """

    trouble = delivered = ""
    """A folder is what it is: nothing to fall back on, and nothing that was delivered."""

    def __init__(self, folder: Path, check: Check | None = None) -> None:
        self._folder, self._check = Folder(folder), check
        self._sound_of: dict[str, tuple[Bundle, tuple[Finding, ...]]] = {}
        self._reading = Lock()

    def current(self) -> tuple[Rulebook, bytes]:
        """The rulebook of the folder as it is now, and the bytes a new case is pinned to.

        Threads may ask: the second waits for the first, and nothing is read or checked twice.
        """
        with self._reading:
            bundle, _ = self._folder.bundle()
            sound, _ = self._sound(bundle)
            return self.load(sound.content), sound.content

    def findings(self) -> list[Finding]:
        """Everything found wrong in the folder as it is now, in reading order."""
        bundle, unread = self._folder.bundle()
        sound, told = self._sound(bundle)
        read = (*self._read(bundle)[1], *told, *self._read(sound)[1])
        return without_follow_ons((*unread, *dict.fromkeys(read)))

    def load(self, content: bytes) -> Rulebook:
        """The rulebook of a bundle's bytes, as it was pinned. Raises BundleUnreadable."""
        return _read(content, self._folder.shown)[0]

    def found_in(self, content: bytes) -> tuple[Finding, ...]:
        """What reading finds wrong in a bundle's bytes. Raises BundleUnreadable."""
        return _read(content, self._folder.shown)[1]

    def _read(self, bundle: Bundle) -> tuple[Rulebook, tuple[Finding, ...]]:
        return _read(bundle.content, self._folder.shown)

    def _sound(self, bundle: Bundle) -> tuple[Bundle, tuple[Finding, ...]]:
        """The bundle without the files an error was found in, and what was found."""
        if bundle.id not in self._sound_of:
            told: list[Finding] = []
            sound, broken = bundle, True
            while self._check is not None and broken:
                found = tuple(self._check(self._read(sound)[0]))
                told += found
                sound, broken = self._without(sound, found)
            self._sound_of[bundle.id] = sound, tuple(dict.fromkeys(told))
        return self._sound_of[bundle.id]

    def _without(self, bundle: Bundle, found: Iterable[Finding]) -> tuple[Bundle, bool]:
        """The bundle with the routines and fragments that an error stands in as unread."""
        manifest = unpack(bundle.content)
        wrong = {f.place.file for f in found if f.severity is Severity.ERROR}
        paths = {file.removeprefix(f"{self._folder.shown}/") for file in wrong}
        broken = sorted(path for path in paths & set(manifest.files) if may_be_left_out(path))
        kept = {path: text for path, text in manifest.files.items() if path not in broken}
        return pack(kept, (*manifest.unread, *broken)), bool(broken)


@lru_cache(maxsize=32)
def _read(content: bytes, shown: str) -> tuple[Rulebook, tuple[Finding, ...]]:
    book, findings = read_rulebook(content, shown)
    return book, tuple(findings)

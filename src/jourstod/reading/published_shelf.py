"""The published shelf: the version in force of a sharp store, and what to fall back on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import RLock
from typing import TYPE_CHECKING

from jourstod.domain.findings import Finding, has_errors
from jourstod.domain.rulebook import Rulebook

from .bundle import BundleUnreadable, bundle_id
from .shelf import Shelf, rulebook

if TYPE_CHECKING:
    from jourstod.desk.ports import Bundles, WallClock
    from jourstod.desk.publishing import PublicationStream
    from jourstod.domain.publications import Publication

SHORT = 12
HALF_READ = (
    "Rutinversionen {wanted} som gäller har fel när den läses av den här versionen av programmet; "
    "rutinerna med fel är tagna ur bruk. Säg till arbetsledaren."
)
FELL_BACK = (
    "Rutinversionen {wanted} som gäller går inte att läsa ur lagret. {instead} används så länge. "
    "Säg till arbetsledaren."
)


class PublishedShelf:
    """New cases get the version in force, from the store; before any, what was delivered.

    What was delivered is pinned to the bytes of the first case opened with that program, so that
    a changed folder is never used unless it is published. Nothing is checked here: a version was
    when it was published. A version that cannot be read gives way to the one before it.
    """

    def __init__(
        self,
        stream: PublicationStream,
        bundles: Bundles,
        folder: Shelf,
        clock: WallClock,
        program: str,
    ) -> None:
        self._stream, self._bundles, self._folder = stream, bundles, folder
        self._clock, self._program = clock, program
        self._turn = RLock()
        self._last: tuple[str, Rulebook, bytes] | None = None
        self.trouble = self.delivered = ""

    def current(self) -> tuple[Rulebook, bytes]:
        """The version in force now and its bytes; never nothing."""
        with self._turn:
            wanted = ""
            for bundle, name, delivered in self._in_order():
                found = self._found(bundle)
                if found is not None:
                    self._tell(wanted, name, delivered)
                    return found
                wanted = wanted or bundle
            self._tell(wanted, "Den version som följer med programmet", self._program)
            return self._folder.current()

    def load(self, content: bytes) -> Rulebook:
        """The rulebook of a bundle's bytes, as it was pinned. Raises BundleUnreadable."""
        return self._folder.load(content)

    def findings(self) -> Sequence[Finding]:
        """What is wrong with the version in force, as this version of the program reads it."""
        return self._folder.found_in(self.current()[1])

    def _in_order(self) -> Iterator[tuple[str, str, str]]:
        """The sums to try, what each is called, and the program it came with if it was told of."""
        log = self._stream.log()
        for one in log.in_order(self._clock()):
            yield one.bundle, _named(one), ""
        known = log.delivery(self._program)
        if known is not None:
            yield known.bundle, f"Den levererade versionen {known.bundle[:SHORT]}", ""

    def _found(self, bundle: str) -> tuple[Rulebook, bytes] | None:
        """The rulebook of a sum; None when the bytes are gone, changed or cannot be read."""
        if self._last is not None and self._last[0] == bundle:
            return self._last[1:]
        content = self._bundles.get(bundle)
        if content is None or bundle_id(content) != bundle:
            return None
        try:
            book = self._folder.load(content)
        except BundleUnreadable:
            return None
        if not book.routines:
            return None
        self._last = bundle, book, content
        return book, content

    def _tell(self, wanted: str, instead: str, delivered: str) -> None:
        self.delivered = delivered
        self.trouble = ""
        if wanted:
            self.trouble = FELL_BACK.format(wanted=wanted[:SHORT], instead=instead)
        elif not delivered and self._last and has_errors(self._folder.found_in(self._last[2])):
            self.trouble = HALF_READ.format(wanted=self._last[0][:SHORT])


class PinnedShelf:
    """A shelf of one version: what is to be published is tried by exactly the bytes of it."""

    trouble = delivered = ""

    def __init__(self, content: bytes, shown: str) -> None:
        self._content, self._shown = content, shown

    def current(self) -> tuple[Rulebook, bytes]:
        """That version."""
        return self.load(self._content), self._content

    def load(self, content: bytes) -> Rulebook:
        """The rulebook of a bundle's bytes."""
        return rulebook(content, self._shown)[0]

    def findings(self) -> Sequence[Finding]:
        """What is wrong with it."""
        return rulebook(self._content, self._shown)[1]


def _named(one: Publication) -> str:
    return f"Version {one.bundle[:SHORT]} (från {one.valid_from})"

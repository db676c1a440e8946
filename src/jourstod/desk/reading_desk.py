"""The reading desk: cases and rulebooks as of now, each case logged before it is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..domain.access_kind import AccessKind
from ..domain.case import Case
from ..domain.errors import NoSuchBundle, NoSuchCase, StoreAway
from ..domain.findings import Finding
from ..domain.local_time import local_day
from ..domain.people import Handler
from ..domain.rulebook import Rulebook
from ..domain.since import Since, since
from ..domain.station import Station
from .alone import Alone
from .board import Board
from .front import FrontDesk
from .guard import guarded
from .known import KnownCases
from .ledger import Ledger
from .ports import Codec, Shelf, Vault, WallClock
from .presence import Presence
from .publishing import PublishingDesk
from .rights import READING
from .sight import Sight
from .station import StationDesk


@guarded(READING)
class ReadingDesk(FrontDesk):
    """Reads cases for one handler on one store, each of them logged first."""

    def __init__(
        self,
        vault: Vault,
        codec: Codec,
        shelf: Shelf,
        clock: WallClock,
        station: Station,
        handler: Handler,
        mode: str,
    ) -> None:
        super().__init__(vault, codec, clock, station, handler, mode)
        self._shelf = shelf
        self._ledger = Ledger(vault, codec)
        self._books: dict[str, Rulebook] = {}
        self._alone: Alone | None = None
        self.known = KnownCases(vault, codec, self.whole, self.all_cases, lambda: self.station.name)
        self.sight = Sight(lambda: self.station, handler, clock, self.book)
        self.access.admits = self.sight.admits
        self.presence = Presence(vault, codec, handler.signature)
        self.jour = StationDesk(vault, codec, clock, handler, mode)
        self.publishing = PublishingDesk(vault, codec, clock, handler, self.jour.mode)

    @property
    def mode(self) -> str:
        """`skarp` or `övning`, as the store's first event says."""
        return self.jour.mode

    # --- reading -----------------------------------------------------------------------------

    def case(self, id: str) -> Case:
        """The case as of now, as whoever sits here may see it. Raises ProtectedCase."""
        return self.sight.of(self.whole(id))

    def on_paper(self, id: str) -> Case:
        """The case as paper and files get it: a protected one is masked. Raises ProtectedCase."""
        return self.sight.on_paper(self.whole(id))

    def whole(self, id: str) -> Case:
        """The case as it is in the log: for what is counted and decided, never for what is shown.

        At a desk that goes on alone, as it was last known to it.
        """
        if self._alone is None:
            return self._ledger.case(id, self.access.open)
        self._alone.share()
        try:
            case = self._ledger.case(id, self.access.open)
        except StoreAway:
            known = self._ledger.known(id, self.access.open)
            if known is None:
                raise
            self._alone.away, case = True, known
        else:
            self._alone.away = bool(self._alone.waiting)
            self.book(case)  # at hand before it is needed
        return case

    def board(self) -> Board:
        """Open cases, most urgent first; what waited is shared as soon as they can be read."""
        if self._alone is None:
            return super().board()
        self._alone.share()
        try:
            rows = super().board()
        except StoreAway:
            self._alone.away = True
            raise
        self._alone.away = bool(self._alone.waiting)
        return rows

    def all_cases(self, since: date = date.min) -> Iterator[Case]:
        """Every case of the store in which something was written from that day on, also the closed.

        Those that are kept apart are left out. Costs as many as there are; of those before that day
        only the last row is read.
        """
        heads = [head for head in self._vault.log.heads() if head.stream.startswith("case/")]
        access = self.access.listed("alla ärenden", len(heads), AccessKind.COUNTED)
        for head in heads:
            last = self._vault.log.read(head.stream, head.seq - 1) if since > date.min else ()
            if not last or local_day(last[-1].stored_at) >= since:
                id = head.stream.removeprefix("case/")
                case = Ledger(self._vault, self._codec).case(id, lambda _: access)
                if not case.protection.hides:
                    yield case

    def since(self, id: str, seen: int | None = None) -> Since:
        """What others have written in a case since this handler last saw it, or since `seen`."""
        case, me = self.case(id), self.handler.signature
        after = self.presence.seen_to(id) if seen is None else seen
        return since(case, self.book(case), me, after)

    def book(self, case: Case) -> Rulebook:
        """The rulebook the case is pinned to, from the store."""
        if case.bundle not in self._books:
            content = self._vault.bundles.get(case.bundle)
            if content is None:  # only before the case's own first write
                return self.current_book()
            self._books[case.bundle] = self._shelf.load(content)
        return self._books[case.bundle]

    def current_book(self) -> Rulebook:
        """The rulebook new cases are opened with."""
        book, _ = self._shelf.current()
        return book

    @property
    def routine_trouble(self) -> str:
        """Why an older version of the routines is used, "" when none is or none has been read."""
        return self._shelf.trouble

    def findings(self) -> Sequence[Finding]:
        """What is wrong with the routines in use, and with those left out for an error."""
        return self._shelf.findings()

    def bundle_ids(self) -> Sequence[str]:
        """The sums of the bundles in the store."""
        return self._vault.bundles.ids()

    def bundle(self, start: str) -> Rulebook:
        """The rulebook of a bundle in the store, by the beginning of its sum."""
        found = [id for id in self._vault.bundles.ids() if id.startswith(start)]
        content = self._vault.bundles.get(found[0]) if len(found) == 1 else None
        if content is None:
            raise NoSuchBundle(start, len(found))
        return self._shelf.load(content)

    def find(self, name: str) -> str:
        """The case id for a case number or id; raises NoSuchCase, also for one kept apart."""
        listed = (row.case for row in self.board() if name in (row.number, row.case))
        with self.access.listing(name[:40], 1, AccessKind.SEARCHED):
            found = next(listed, "") or self.jour.case_of(name)
            if not self.sight.admits(self.whole(found)):
                raise NoSuchCase(name)
        return found

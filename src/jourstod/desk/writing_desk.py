"""The writing desk: cases read as of now, and every command in the same four lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Self

from ..domain.access_kind import AccessKind
from ..domain.case import Case
from ..domain.entries import Act, Entry
from ..domain.errors import NoSuchBundle, StoreAway
from ..domain.findings import Finding
from ..domain.local_time import local_day
from ..domain.people import Handler, Station
from ..domain.rulebook import Rulebook
from ..domain.since import Since, since
from .alone import Alone
from .board import to_bytes
from .command import Command, intent
from .front import BOARD, FrontDesk
from .guard import guarded
from .ledger import Ledger, Written, part_command
from .ports import Append, Beside, Clear, Codec, Shelf, Store, Summary, Vault, WallClock
from .presence import Presence
from .publishing import PublishingDesk
from .rights import WRITING
from .station import StationDesk
from .summary import on_the_board, summarise

Decision = Callable[[Case, Rulebook, Act], list[Entry]]
Decisions = Callable[[Sequence[Case], Sequence[Act]], Sequence[list[Entry]]]
"""Decides for several cases at once: entries for each, in the same order."""


@guarded(WRITING)
class WritingDesk(FrontDesk):
    """Reads cases and writes commands for one handler on one store; `desk.Desk` adds the deeds."""

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
        self.presence = Presence(vault, codec, handler.signature)
        self.jour = StationDesk(vault, codec, clock, handler, mode)
        self.publishing = PublishingDesk(vault, codec, clock, handler, self.jour.mode)

    @property
    def mode(self) -> str:
        """`skarp` or `övning`, as the store's first event says."""
        return self.jour.mode

    # --- reading -----------------------------------------------------------------------------

    def case(self, id: str) -> Case:
        """The case as of now; at a desk that goes on alone, as it was last known to it."""
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

    def all_cases(self, since: date = date.min) -> Iterator[Case]:
        """Every case of the store in which something was written from that day on, also the closed.

        Costs as many as there are; of those before that day only the last row is read.
        """
        heads = [head for head in self._vault.log.heads() if head.stream.startswith("case/")]
        access = self.access.listed("alla ärenden", len(heads), AccessKind.COUNTED)
        for head in heads:
            last = self._vault.log.read(head.stream, head.seq - 1) if since > date.min else ()
            if not last or local_day(last[-1].stored_at) >= since:
                id = head.stream.removeprefix("case/")
                yield Ledger(self._vault, self._codec).case(id, lambda _: access)

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

    def sum_again(self, most: int = 3, among: int = 64) -> int:
        """Sum a few rows again that were summed on another day, urgent first; gives how many."""
        if not (rows := self.board()[:among]):
            return 0
        now = self.clock()
        stale = [row.case for row in rows if row.of_another_day(now)][:most]
        with self.access.listing(BOARD, len(rows)):
            for id in stale:
                self._vault.summaries.put([self._summary(self.case(id), now)])
        return len(stale)

    def find(self, name: str) -> str:
        """The case id for a case number or id; raises NoSuchCase."""
        found = next((row.case for row in self.board() if name in (row.number, row.case)), "")
        self.access.listed(name[:40], 1 if found else 0, AccessKind.SEARCHED)
        return found or self.jour.case_of(name)

    # --- the four lines --------------------------------------------------------------------------

    def do(
        self,
        case_id: str,
        command: Command,
        act: Callable[[Case, Act], list[Entry]],
        asked: tuple[object, ...] = (),
        place: str = "",
    ) -> Written:
        """Any act that reads no routine, in the same four lines; `asked` names it and its words."""
        return self._do_act(case_id, command, act, asked, place)

    def _do_act(
        self,
        case_id: str,
        command: Command,
        act: Callable[[Case, Act], list[Entry]],
        asked: tuple[object, ...] = (),
        place: str = "",
    ) -> Written:
        return self._do(case_id, command, asked, lambda c, b, a: act(c, a), place)

    def decide(
        self, case_id: str, command: Command, asked: tuple[object, ...], decide: Decision
    ) -> Written:
        """Any act that reads the case's rulebook, in the same four lines."""
        return self._do(case_id, command, asked, decide)

    def together(
        self,
        ids: Sequence[str],
        command: Command,
        asked: tuple[object, ...],
        decide: Decisions,
        numbers: tuple[str, ...] = (),
    ) -> tuple[Written, ...]:
        """One command over several cases, in one durable write: all of it or nothing.

        `numbers` are the cases that are opened by it and get a number each.
        """
        meant = self._meant(command, "+".join(ids), asked)
        act = self._act(command, meant)
        acts = [replace(act, command=part_command(command.id, n, id)) for n, id in enumerate(ids)]

        fresh: list[Case] = []

        def beside(cases: Sequence[Case]) -> Beside:
            fresh[:] = cases
            own = tuple(self._summary(case, act.at) for case in cases)
            return Beside((*own, self.jour.numbered(act)[1]) if numbers else own)

        def extra() -> tuple[Append, ...]:
            return self._opening(act, fresh) if numbers else ()

        return self._ledger.write_together(
            ids, command.id, meant, lambda cases: decide(cases, acts), beside,
            self.access.open, extra,
        )  # fmt: skip

    def _do(
        self,
        case_id: str,
        command: Command,
        asked: tuple[object, ...],
        decide: Decision,
        place: str = "",
        numbering: bool = False,
    ) -> Written:
        if self._alone is not None:
            self._alone.share()
        meant = self._meant(command, case_id, asked)
        act = self._act(command, meant)
        drafts = ((place, self.handler.signature),) if place else ()

        fresh: list[Case] = []

        def beside(case: Case) -> Beside:
            fresh[:] = [case]
            own = self._summary(case, act.at)
            return Beside((own, self.jour.numbered(act)[1]) if numbering else (own,), drafts)

        def extra() -> tuple[Append, ...]:
            return self._opening(act, fresh) if numbering else ()

        def deciding(case: Case) -> list[Entry]:
            return decide(case, self.book(case), act)

        try:
            return self._ledger.write(
                case_id, command.id, meant, deciding, beside, self.access.open, extra
            )
        except StoreAway as away:
            if self._alone is None:
                raise
            return self._alone.later(away, case_id, act, asked, deciding, self.book)

    def _opening(self, act: Act, cases: Sequence[Case]) -> tuple[Append, ...]:
        """What is written elsewhere with new cases: their numbers, and who sees them."""
        return self.jour.numbered(act)[0], self.access.fresh(act, cases)

    def go_on_alone(self, made: Callable[[Ledger, Store], Alone]) -> None:
        """Let what is told wait at this desk while the shared store is away."""
        self._alone = made(self._ledger, self._vault.log)
        self.access.later = self._alone.saw

    @property
    def is_away(self) -> bool:
        """Whether what was shown last is only what was known here."""
        return self._alone is not None and self._alone.away

    @property
    def unshared(self) -> int:
        """How many commands are confirmed on this computer only."""
        return self._alone.waiting if self._alone else 0

    def told_of_sharing(self) -> str:
        """What became of what waited, told once; "" for nothing."""
        return self._alone.told() if self._alone else ""

    def seated(self, handler: Handler) -> Self:
        """The same desk with somebody else at it."""
        return type(self)(
            self._vault, self._codec, self._shelf, self.clock, self.station, handler, self.mode
        )

    def _meant(self, command: Command, what: str, asked: tuple[object, ...]) -> str:
        said = command.happened.words if command.happened else ""
        return intent(what, *asked, said, command.told_by)

    def dry(self, case_id: str, decide: Decision) -> list[Entry]:
        """What a decision would write, without writing it."""
        case = self.case(case_id)
        return decide(case, self.book(case), self._act(Command("0" * 32), ""))

    def _act(self, command: Command, asked: str) -> Act:
        at = command.at or self.clock()
        return Act(command.id, self.handler, at, command.happened, command.told_by, asked)

    def _summary(self, case: Case, now: datetime) -> Summary:
        row = summarise(case, self.book(case), now)
        clear = Clear(case.board, f"case/{case.id}", case.seq, "summary", "")
        key_id, sealed = self._codec.seal(to_bytes(row), clear)
        return Summary(case.board, clear.stream, case.seq, on_the_board(case), key_id, sealed)

"""The writing desk: every command in the same four lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Self

from ..domain.case import Case
from ..domain.entries import Act, Entry
from ..domain.errors import StoreAway
from ..domain.people import Handler
from ..domain.rulebook import Rulebook
from .alone import Alone
from .board import to_bytes
from .command import Command, intent
from .front import BOARD
from .guard import guarded
from .ledger import Ledger, Written, part_command
from .ports import Append, Beside, Clear, Store, Summary
from .reading_desk import ReadingDesk
from .rights import WRITING
from .summary import on_the_board, summarise

Decision = Callable[[Case, Rulebook, Act], list[Entry]]
Decisions = Callable[[Sequence[Case], Sequence[Act]], Sequence[list[Entry]]]
"""Decides for several cases at once: entries for each, in the same order."""


@guarded(WRITING)
class WritingDesk(ReadingDesk):
    """Writes commands for one handler on one store; `desk.Desk` adds the deeds."""

    def sum_again(self, most: int = 3, among: int = 64) -> int:
        """Sum a few rows again that were summed on another day, urgent first; gives how many."""
        if not (rows := self.board()[:among]):
            return 0
        now = self.clock()
        stale = [row.case for row in rows if row.of_another_day(now)][:most]
        with self.access.listing(BOARD, len(rows)):
            for id in stale:
                self._vault.summaries.put([self._summary(self.whole(id), now)])
        return len(stale)

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

        def deciding(cases: Sequence[Case]) -> Sequence[list[Entry]]:
            return self.sight.let(asked, cases, lambda: decide(cases, acts))

        written = self._ledger.write_together(
            ids, command.id, meant, deciding, beside, self.access.open, extra
        )
        return tuple(replace(one, case=self.sight.after(one.case)) for one in written)

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
            return self.sight.let(asked, [case], lambda: [decide(case, self.book(case), act)])[0]

        try:
            written = self._ledger.write(
                case_id, command.id, meant, deciding, beside, self.access.open, extra
            )
            return replace(written, case=self.sight.after(written.case))
        except StoreAway as away:
            if self._alone is None:
                raise
            written = self._alone.later(away, case_id, act, asked, deciding, self.book)
            if place:
                self.notebook.drop(place)
            return written

    def _opening(self, act: Act, cases: Sequence[Case]) -> tuple[Append, ...]:
        """What is written elsewhere with new cases: their numbers, and who sees them."""
        return self.jour.numbered(act)[0], *self.access.fresh(act, cases)

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

"""The desk: what a handler can do. Each use case is catch up, decide, append, show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ..domain.answers import Answer
from ..domain.case import Case
from ..domain.decide import cases, changes, corrections, steps
from ..domain.entries import Act, Entry
from ..domain.people import Handler, Station
from ..domain.rulebook import Rulebook
from . import tidy
from .acting import Acting
from .board import to_bytes
from .command import Command, intent
from .front import FrontDesk
from .ledger import Ledger, Written
from .ports import Append, Beside, Clear, Codec, Shelf, Summary, Vault, WallClock
from .station import StationDesk
from .summary import summarise

Decision = Callable[[Case, Rulebook, Act], list[Entry]]


class Desk(FrontDesk):
    """One handler's desk on one store. Raises JourError with a Swedish sentence when refused."""

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
        self.acts = Acting(self.do)
        self.jour = StationDesk(vault, codec, clock, handler, mode)

    @property
    def mode(self) -> str:
        """`skarp` or `övning`, as the store's first event says."""
        return self.jour.mode

    # --- reading -----------------------------------------------------------------------------

    def case(self, id: str) -> Case:
        """The case as of now."""
        return self._ledger.case(id)

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

    def sum_again(self, most: int = 3, among: int = 64) -> int:
        """Sum a few rows again that were summed on another day, urgent first; gives how many."""
        if not (rows := self.board()[:among]):
            return 0
        now = self.clock()
        stale = [row.case for row in rows if row.of_another_day(now)][:most]
        for id in stale:
            self._vault.summaries.put([self._summary(self.case(id), now)])
        return len(stale)

    def find(self, name: str) -> str:
        """The case id for a case number or id; raises NoSuchCase."""
        for row in self.board():
            if name in (row.number, row.case):
                return row.case
        return self.jour.case_of(name)

    # --- the life of a case --------------------------------------------------------------------

    def open_case(self, case_id: str, intake: cases.Intake, command: Command) -> Written:
        """Open a case under a fresh id; its number is given in the same write."""
        current, content = self._shelf.current()
        self._vault.bundles.put(current.bundle, content)
        self._books[current.bundle] = current
        neat = cases.Intake(
            intake.board,
            tidy.text(intake.alias),
            intake.report,
            tidy.text(intake.reporter),
            tidy.text(intake.note),
            tuple((fact, tidy.answer(told)) for fact, told in intake.facts),
            intake.routine,
        )

        def decide(case: Case, book: Rulebook, act: Act) -> list[Entry]:
            number = self.jour.next_number(act, case_id)
            return cases.open_case(case, current, act, number, neat)

        return self._do(case_id, command, ("open", case_id, neat), decide, numbering=True)

    def take(self, case_id: str, command: Command, reason: str = "") -> Written:
        """Take over the case."""
        why = tidy.text(reason)
        return self.do(case_id, command, lambda c, a: cases.take(c, a, why), ("take", why))

    def start_routine(self, case_id: str, routine: str, command: Command) -> Written:
        """Start a routine by hand."""
        asked = ("start", routine)
        return self._do(
            case_id, command, asked, lambda c, b, a: cases.start_routine(c, b, a, routine)
        )

    def link(self, case_id: str, other: str, relation: str, command: Command) -> Written:
        """Tell that another case belongs together with this one."""
        number, how = self.case(other).number, tidy.text(relation)
        asked = ("link", other, how)
        return self.do(case_id, command, lambda c, a: cases.link(c, a, other, number, how), asked)

    def close(self, case_id: str, outcome: str, reason: str, command: Command) -> Written:
        """Close the case."""
        why = tidy.text(reason)
        asked = ("close", outcome, why)
        return self.do(case_id, command, lambda c, a: cases.close(c, a, outcome, why), asked)

    def reopen(self, case_id: str, reason: str, command: Command) -> Written:
        """Open a closed case again."""
        why = tidy.text(reason)
        return self.do(case_id, command, lambda c, a: cases.reopen(c, a, why), ("reopen", why))

    # --- answering -------------------------------------------------------------------------------

    def answer(
        self,
        case_id: str,
        visit: str,
        given: Answer,
        command: Command,
        *,
        insist: str = "",
        seen: int | None = None,
    ) -> Written:
        """Answer an open visit; `insist` walks past a krav with a reason.

        `seen` is the number of the last entry the screen showed.
        """
        neat, why = tidy.answer(given), tidy.text(insist)

        def decide(case: Case, book: Rulebook, act: Act) -> list[Entry]:
            return steps.answer(case, book, act, visit, neat, self.station, insist=why, seen=seen)

        return self._do(case_id, command, ("answer", visit, neat, why), decide, f"visit:{visit}")

    def could_not(
        self, case_id: str, visit: str, reason: str, command: Command, insist: str = ""
    ) -> Written:
        """The step was tried and could not be done."""
        return self._leave(steps.could_not, case_id, visit, reason, command, insist)

    def not_needed(
        self, case_id: str, visit: str, reason: str, command: Command, insist: str = ""
    ) -> Written:
        """The step is not needed, for a reason."""
        return self._leave(steps.not_needed, case_id, visit, reason, command, insist)

    def override(self, case_id: str, visit: str, reason: str, command: Command) -> Written:
        """Walk past a step with a reason."""
        return self._leave(steps.override, case_id, visit, reason, command, reason)

    def defer(
        self, case_id: str, visit: str, reason: str, next_try: str, command: Command
    ) -> Written:
        """Put a step aside; it stays open. `next_try` is ISO UTC or ""."""
        why = tidy.text(reason)
        asked = ("defer", visit, why, next_try)
        return self._do(
            case_id, command, asked, lambda c, b, a: steps.defer(c, b, a, visit, why, next_try)
        )

    def ask_again(self, case_id: str, track: str, step: str, why: str, command: Command) -> Written:
        """Open a step again that was left undone."""
        asked = ("again", track, step, why)
        return self._do(
            case_id, command, asked, lambda c, b, a: steps.ask_again(c, b, a, track, step, why)
        )

    def correct(
        self, case_id: str, visit: str, new: Answer, reason: str, command: Command, insist: str = ""
    ) -> Written:
        """The answer was wrong from the start."""
        decide = self._correction(visit, new, reason, insist)
        return self._do(case_id, command, ("correct", visit, new, reason, insist), decide)

    def preview_correction(self, case_id: str, visit: str, new: Answer, reason: str) -> list[Entry]:
        """What `correct` would write, without writing it; krav it would break are among it."""
        return self._dry(case_id, self._correction(visit, new, reason, reason))

    def change(
        self, case_id: str, fact: str, new: Answer, reason: str, command: Command
    ) -> Written:
        """The situation changed."""
        decide = self._change(fact, new, reason)
        return self._do(case_id, command, ("change", fact, new, reason), decide)

    def preview_change(self, case_id: str, fact: str, new: Answer, reason: str) -> list[Entry]:
        """What `change` would write, without writing it."""
        return self._dry(case_id, self._change(fact, new, reason))

    # --- at any moment ---------------------------------------------------------------------------

    def do(
        self,
        case_id: str,
        command: Command,
        act: Callable[[Case, Act], list[Entry]],
        asked: tuple[object, ...] = (),
        place: str = "",
    ) -> Written:
        """Any act that reads no routine, in the same four lines; `asked` names it and its words."""
        return self._do(case_id, command, asked, lambda c, b, a: act(c, a), place)

    # --- the four lines --------------------------------------------------------------------------

    def _do(
        self,
        case_id: str,
        command: Command,
        asked: tuple[object, ...],
        decide: Decision,
        place: str = "",
        numbering: bool = False,
    ) -> Written:
        said = command.happened.words if command.happened else ""
        meant = intent(case_id, *asked, said, command.told_by)
        act = self._act(command, meant)
        drafts = ((place, self.handler.signature),) if place else ()

        def beside(case: Case) -> Beside:
            own = self._summary(case, act.at)
            return Beside((own, self.jour.numbered(act)[1]) if numbering else (own,), drafts)

        def extra(case: Case) -> tuple[Append, ...]:
            return (self.jour.numbered(act)[0],) if numbering else ()

        return self._ledger.write(
            case_id, command.id, meant, lambda c: decide(c, self.book(c), act), beside, extra
        )

    def _leave(
        self,
        leave: Callable[..., list[Entry]],
        case_id: str,
        visit: str,
        reason: str,
        command: Command,
        insist: str,
    ) -> Written:
        why, asked = tidy.text(reason), (leave.__name__, visit, reason, insist)
        more = {} if leave is steps.override else {"insist": tidy.text(insist)}
        return self._do(
            case_id,
            command,
            asked,
            lambda c, b, a: leave(c, b, a, visit, why, **more),
            f"visit:{visit}",
        )

    def _dry(self, case_id: str, decide: Decision) -> list[Entry]:
        case = self.case(case_id)
        return decide(case, self.book(case), self._act(Command("0" * 32), ""))

    def _act(self, command: Command, asked: str) -> Act:
        at = command.at or self.clock()
        return Act(command.id, self.handler, at, command.happened, command.told_by, asked)

    def _correction(self, visit: str, new: Answer, reason: str, insist: str) -> Decision:
        neat, why, past = tidy.answer(new), tidy.text(reason), tidy.text(insist)
        station = self.station
        return lambda c, b, a: corrections.correct(c, b, a, visit, neat, why, station, past)

    def _change(self, fact: str, new: Answer, reason: str) -> Decision:
        neat, why = tidy.answer(new), tidy.text(reason)
        return lambda c, b, a: changes.change(c, b, a, fact, neat, why, self.station)

    def _summary(self, case: Case, now: datetime) -> Summary:
        row = summarise(case, self.book(case), now)
        clear = Clear(case.board, f"case/{case.id}", case.seq, "summary", "")
        key_id, sealed = self._codec.seal(to_bytes(row), clear)
        return Summary(case.board, clear.stream, case.seq, not case.closed, key_id, sealed)

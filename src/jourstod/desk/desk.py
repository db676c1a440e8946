"""The desk: what a handler can do. Each use case is catch up, decide, append, show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..domain.answers import Answer
from ..domain.case import Case
from ..domain.decide import cases, changes, corrections, several, steps
from ..domain.entries import Act, Entry
from ..domain.errors import NoRight
from ..domain.people import Handler
from ..domain.reception import NOT_YOURS, may_take
from ..domain.rulebook import Rulebook
from ..domain.station import Station
from . import tidy
from .acting import Acting
from .command import Command, new_command
from .guard import guarded
from .ledger import Written
from .ports import Codec, Shelf, Vault, WallClock
from .rights import DESK
from .writing_desk import Decision, WritingDesk


@guarded(DESK)
class Desk(WritingDesk):
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
        super().__init__(vault, codec, shelf, clock, station, handler, mode)
        self.acts = Acting(self._do_act, self.demand, self._taken_here)
        self.write_spare: Callable[[], str] | None = None
        """Writes the spare file at a shift end and says how it went; None where nothing does."""

    def _taken_here(self, case: Case, handover: str) -> None:
        """Raise NoRight for a sheet that somebody else takes in; one not there is told of later."""
        sheet = case.handovers.get(handover)
        if sheet and not may_take(self.handler, case, sheet, self.station):
            raise NoRight(NOT_YOURS.format(to=sheet.event.unit or sheet.event.receiver))

    # --- the life of a case --------------------------------------------------------------------

    def open_case(self, case_id: str, intake: cases.Intake, command: Command) -> Written:
        """Open a case under a fresh id; its number is given in the same write."""
        current, neat = self.pin_current(), _tidy_intake(intake)

        def decide(case: Case, book: Rulebook, act: Act) -> list[Entry]:
            number = self.jour.next_number(act, case_id)
            return cases.open_case(case, current, act, number, neat)

        return self._do(case_id, command, ("open", case_id, neat), decide, numbering=True)

    def open_several(
        self, ids: Sequence[str], intakes: Sequence[cases.Intake], relation: str, command: Command
    ) -> tuple[Written, ...]:
        """Open several cases at once, each told of the others; see `linking.open_list`."""
        current = self.pin_current()
        neat, how = [_tidy_intake(intake) for intake in intakes], tidy.text(relation)

        def decide(found: Sequence[Case], acts: Sequence[Act]) -> list[list[Entry]]:
            numbers = self.jour.next_numbers(acts[0], ids)
            return several.open_all(found, current, acts, numbers, neat, how)

        asked = ("open", *neat, how)
        return self.together(ids, command, asked, decide, numbers=tuple(ids))

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

    def pin_current(self) -> Rulebook:
        """The rulebook in use now, kept in the store for the cases opened with it."""
        current, content = self._shelf.current()
        self._vault.bundles.put(current.bundle, content)
        if self._shelf.delivered:
            self.publishing.deliver(current.bundle, self._shelf.delivered, new_command())
        self._books[current.bundle] = current
        return current

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
        return self.dry(case_id, self._correction(visit, new, reason, reason))

    def change(
        self, case_id: str, fact: str, new: Answer, reason: str, command: Command
    ) -> Written:
        """The situation changed."""
        decide = self._change(fact, new, reason)
        return self._do(case_id, command, ("change", fact, new, reason), decide)

    def preview_change(self, case_id: str, fact: str, new: Answer, reason: str) -> list[Entry]:
        """What `change` would write, without writing it."""
        return self.dry(case_id, self._change(fact, new, reason))

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

    def _correction(self, visit: str, new: Answer, reason: str, insist: str) -> Decision:
        neat, why, past = tidy.answer(new), tidy.text(reason), tidy.text(insist)
        station = self.station
        return lambda c, b, a: corrections.correct(c, b, a, visit, neat, why, station, past)

    def _change(self, fact: str, new: Answer, reason: str) -> Decision:
        neat, why = tidy.answer(new), tidy.text(reason)
        return lambda c, b, a: changes.change(c, b, a, fact, neat, why, self.station)


def _tidy_intake(intake: cases.Intake) -> cases.Intake:
    return replace(
        intake,
        alias=tidy.text(intake.alias),
        reporter=tidy.text(intake.reporter),
        source=tidy.text(intake.source),
        note=tidy.text(intake.note),
        facts=tuple((fact, tidy.answer(told)) for fact, told in intake.facts),
    )

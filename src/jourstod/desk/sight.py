"""Sight: what the one at the desk sees of protected cases. Closed, masked, or shown in one view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from ..domain.case import Case
from ..domain.decide.protection import check_reader, check_typed
from ..domain.entries import Entry
from ..domain.masking import Kept, masked_case, vocabulary
from ..domain.people import Handler
from ..domain.protection import EMERGENCY, ProtectedCase, on_the_list, who_may_open
from ..domain.rulebook import Rulebook
from ..domain.station import Station

Decided = Sequence[list[Entry]]
OPENING = "emergency"
"""What the command is called that opens a case in an emergency."""
_FOR_ANYBODY = ((OPENING,), ("shift",))
"""Commands of those who may not see the case: to open it, and to leave it when going home."""


class Sight:
    """One desk's eyes: every case that is read for a screen, paper or file passes here."""

    def __init__(
        self,
        station: Callable[[], Station],
        handler: Handler,
        clock: Callable[[], datetime],
        book: Callable[[Case], Rulebook],
    ) -> None:
        self._station, self._me, self._clock, self._book = station, handler, clock, book
        self._uncovered: set[str] = set()
        self._masked: dict[str, tuple[int, Case]] = {}
        self._kept: dict[str, Kept] = {}

    # --- who ----------------------------------------------------------------------------------

    def admits(self, case: Case) -> bool:
        """Whether whoever sits here may open it.

        One on the station's list; the one who wrote it in and has it still; and, for a night,
        one who has opened it in an emergency.
        """
        if not case.protection.hides or on_the_list(self._station(), case.board, self._me):
            return True
        me = self._me.signature
        wrote = {*case.protection.known_by, _opener(case)}
        if case.handler == me and me in wrote and not case.received_by:
            return True
        now = self._clock()
        return any(who == me and now - at < EMERGENCY for who, at in case.protection.opened)

    def demand(self, case: Case) -> None:
        """Raise ProtectedCase for one who may not open it."""
        if not self.admits(case):
            raise ProtectedCase(case.number, who_may_open(self._station(), case.board))

    # --- what ---------------------------------------------------------------------------------

    def of(self, case: Case) -> Case:
        """The case as a screen may show it now. Raises ProtectedCase."""
        if not case.protection.hides:
            return case
        self.demand(case)
        return case if case.id in self._uncovered else self._cover(case)

    def on_paper(self, case: Case) -> Case:
        """The case as paper and files get it: masked, whatever the screen shows."""
        if not case.protection.hides:
            return case
        self.demand(case)
        return self._cover(case)

    def is_covered(self, case: Case) -> bool:
        """Whether it is masked here now."""
        return case.protection.hides and case.id not in self._uncovered

    @property
    def shows_any(self) -> bool:
        """Whether something that is protected is shown now."""
        return bool(self._uncovered)

    def uncover(self, case_id: str) -> None:
        """Show all of it, until the view is left; the log has said why."""
        self._uncovered.add(case_id)

    def cover(self, case_id: str = "") -> None:
        """The view is left: masked again; "" for every view."""
        self._uncovered.clear() if not case_id else self._uncovered.discard(case_id)

    def after(self, case: Case) -> Case:
        """The case after something was written in it; masked for one who may not open it."""
        return self.of(case) if self.admits(case) else self._cover(case)

    def let(
        self, asked: tuple[object, ...], cases: Sequence[Case], decide: Callable[[], Decided]
    ) -> Decided:
        """Decide, if whoever sits here may, and nothing typed is a number that tells who it is.

        Raises ProtectedCase before anything of the case is looked at, LooksPersonal, StillMasked.
        """
        if asked[:1] not in _FOR_ANYBODY:
            for case in cases:
                self.demand(case)
        decided = decide()
        for case, entries in zip(cases, decided, strict=True):
            check_typed(case, entries)
            if not on_the_list(self._station(), case.board, self._me):
                check_reader(case, entries)
        return decided

    def _cover(self, case: Case) -> Case:
        """Folded anew when something has been written, and kept till then."""
        seq, made = self._masked.get(case.id, (-1, case))
        if seq != case.seq:
            if case.bundle not in self._kept:
                self._kept[case.bundle] = vocabulary(self._book(case))
            made = masked_case(case, self._kept[case.bundle])
            self._masked[case.id] = (case.seq, made)
        return made


def _opener(case: Case) -> str:
    return case.by_id[case.opened].stamp.who if case.opened else ""

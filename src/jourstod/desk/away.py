"""While the shared store is away: what is told goes on at this desk, and is shared afterwards."""

from __future__ import annotations

from collections.abc import Callable

from ..domain.case import Case
from ..domain.entries import Act, Entry
from ..domain.errors import StoreAway
from ..domain.events.access import AccessMade
from ..domain.rulebook import Rulebook
from . import sharing
from .desk import Desk
from .front import STATION_STREAM
from .ledger import Ledger, Written
from .outbox import Outbox, Waiting
from .ports import Store


class Away:
    """One desk's commands that wait; `became` tells of each how it went when it was shared."""

    def __init__(self, desk: Desk, outbox: Outbox, ledger: Ledger, log: Store) -> None:
        self._desk, self._outbox, self._ledger, self._log = desk, outbox, ledger, log
        self._sharing = False
        self.away = False
        """Whether the store could not be reached the last time."""
        self.waiting = len(outbox.all())
        self._saw = bool(outbox.accesses())
        self.became: list[str] = []
        """The sentence of each refusal, "" for what was taken."""

    def share(self) -> None:
        """Share what waits, in order, as soon as the store is there again."""
        if not (self.waiting or self._saw) or self._sharing:
            return
        self._sharing = True
        ahead = self._ledger.settle()
        try:
            self._log.head(STATION_STREAM)
            for place, event, act in self._outbox.accesses():
                self._desk.access.write(event, act=act)
                self._outbox.access_done(place)
            self._saw = False
            for place, waiting in self._outbox.all():
                refused = sharing.share(self._desk, waiting)
                self._outbox.done(place)
                self.became.append(refused)
                self.waiting -= 1
        except StoreAway:
            self._ledger.go_back(ahead)  # the rest goes on waiting
        finally:
            self._sharing = False

    def saw(self, event: AccessMade, act: Act) -> None:
        """Somebody goes on reading a case that was open: kept here, and logged when it can be."""
        self._outbox.keep_access(event, act)
        self._saw = True

    def later(
        self,
        away: StoreAway,
        case_id: str,
        act: Act,
        asked: tuple[object, ...],
        decide: Callable[[Case], list[Entry]],
        book: Callable[[Case], Rulebook],
    ) -> Written:
        """Confirm it on this computer alone. Raises StoreAway for what must be seen by all."""
        case = self._ledger.known(case_id, self._desk.access.open)
        if self._sharing:
            raise away
        if case is None or not sharing.may_wait(case, book(case), asked):
            raise StoreAway(sharing.WAITS) from None
        entries, who = decide(case), act.handler
        self._outbox.keep(
            Waiting(
                *(act.command, case_id, sharing.as_text(asked), self._ledger.shared(case_id)),
                *(who.signature, who.name, who.role.value, who.station),
                *(act.at, act.happened, act.told_by),
            )
        )
        self.waiting += 1
        self._ledger.go_ahead(case, entries)
        return Written(case, tuple(entries))

    def told(self) -> str:
        """What became of what was shared since the last time, "" for nothing."""
        taken = self.became.count("")
        refused = len(self.became) - taken
        self.became.clear()
        if not taken and not refused:
            return ""
        words = f"Databasen är tillbaka. {_counted(taken, 'är delat', 'är delade')}."
        if refused:
            words += (
                f" {_counted(refused, 'togs', 'togs')} inte emot: det står som anteckning och som "
                "öppen punkt i ärendet."
            )
        return words


def _counted(number: int, one: str, many: str) -> str:
    return f"1 svar {one}" if number == 1 else f"{number} svar {many}"

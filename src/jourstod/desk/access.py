"""The access log at a desk: nobody is given content before it stands there who asked for it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ..domain.access_kind import AccessKind
from ..domain.errors import NoRight, StoreAway
from ..domain.local_time import local_day
from ..domain.rights import Deed, may
from .ports import Append, Codec, Conflict, Vault, WallClock

if TYPE_CHECKING:  # the board is painted without what a case is
    from ..domain.case import Case
    from ..domain.entries import Act
    from ..domain.events.access import AccessEvent, AccessMade
    from ..domain.people import Handler

STREAMS = "access/"
STRETCH = timedelta(minutes=30)
"""How long one entry stands for a person's going on with the same case in the same session."""
WATCH = timedelta(hours=1)
"""How long one entry stands for a list that is read each second: the board, the inbox."""
TRIES = 32
BUSY = "Många skriver i åtkomstloggen samtidigt. Inget visas förrän det står där; försök igen."
NOT_YOURS = "Ärende {number} är inte lämnat till mottagningen, så rollen mottagning läser det inte."
_KEY = object()


class Access:
    """Says that the access log has its entry; only the access log makes one."""

    __slots__ = ()

    def __init__(self, key: object) -> None:
        if key is not _KEY:
            raise TypeError("Only the access log gives access.")


class AccessLog:
    """Who is shown what, in the stream of the month, written before it is shown.

    `through` and `terminal` say which command or front end, and where. `admits` tells whether a
    case that is kept apart may be seen, `left_here` whether a sheet of it lies with whoever sits
    here, where the role sees no other. `later` keeps an entry on this computer while the shared
    store is away; without it content is refused (StoreAway).
    """

    def __init__(
        self, vault: Vault, codec: Codec, clock: WallClock, who: Callable[[], Handler]
    ) -> None:
        self._vault, self._codec, self._clock, self._who = vault, codec, clock, who
        self._until: dict[tuple[str, ...], datetime] = {}
        self._board_of: dict[str, str] = {}
        self._listing = 0
        self.through = self.terminal = ""
        self.admits: Callable[[Case], bool] = lambda case: True
        self.left_here: Callable[[Case], bool] = lambda case: False
        self.later: Callable[[AccessMade, Act], None] | None = None

    def go_on(self, before: AccessLog) -> None:
        """The same session at another desk: what stands in the log is not written again."""
        self._until |= before._until
        self.through, self.terminal = before.through, before.terminal

    # --- one case -------------------------------------------------------------------------------

    def open(self, case: Case) -> Access:
        """The way to a case that is folded. Raises StoreAway, or NoRight where it is not theirs.

        A case without entries is about to be opened by this person: there is nothing to read.
        """
        if case.seq and not may(self._who().role, Deed.SEE_ALL) and not self.left_here(case):
            self._refused(case)
            raise NoRight(NOT_YOURS.format(number=case.number))
        self._board_of[case.number] = case.board
        if case.seq and not self._listing:
            if self.admits(case):
                self.made(AccessKind.OPENED, case)
            else:
                self._refused(case)  # the desk masks it, or lets it be opened in an emergency
        return Access(_KEY)

    def made(
        self,
        kind: AccessKind,
        case: Case,
        about: str = "",
        reason: str = "",
        *,
        again: bool = False,
    ) -> None:
        """Log what is done with a case, once a stretch or (`again`) each time. Raises StoreAway."""
        if self._stands(key := self._key(kind, case.id, about)) and not again:
            return
        self._log(key, _event(kind, case, about, reason), STRETCH)

    def fresh(self, act: Act, cases: Sequence[Case]) -> Sequence[Append]:
        """The rows that say who opened new cases, for the same write as the cases."""
        events = [_event(AccessKind.OPENED, case, "nytt ärende", "") for case in cases]
        for case in cases:
            self._until[self._key(AccessKind.OPENED, case.id, "")] = act.at + STRETCH
        return self._appends(replace(act, command=_part(act.command)), act.command, events)

    def sent(self, number: str, about: str) -> None:
        """Log that a file leaves, each time: of one case that was opened, or of several ("").

        Raises StoreAway.
        """
        from ..domain.events.access import AccessMade

        kind, board = AccessKind.EXPORTED, self._board_of.get(number, "") if number else ""
        told = AccessMade(kind.value, number=number, about=about, board=board)
        self._log(self._key(kind, number, about), told, STRETCH)

    # --- several ------------------------------------------------------------------------------

    def listed(
        self,
        about: str,
        cases: int,
        kind: AccessKind = AccessKind.LISTED,
        *,
        again: bool = False,
    ) -> Access:
        """Log a list, a search or a count over many cases, once a watch. Raises StoreAway."""
        from ..domain.events.access import AccessMade

        if again or not self._stands(self._key(kind, "", about)):
            key = self._key(kind, "", about)
            self._log(key, AccessMade(kind.value, cases=cases, about=about), WATCH)
        return Access(_KEY)

    @contextmanager
    def listing(
        self,
        about: str,
        cases: int,
        kind: AccessKind = AccessKind.LISTED,
        *,
        again: bool = False,
    ) -> Iterator[None]:
        """Within it cases are read for the list, and not each opened."""
        self.listed(about, cases, kind, again=again)
        self._listing += 1
        try:
            yield
        finally:
            self._listing -= 1

    # --- writing --------------------------------------------------------------------------------

    def write(self, *events: AccessEvent, act: Act | None = None) -> None:
        """Append each to its stream, all or none; durable when this returns. Raises StoreAway."""
        command = act.command if act else str(uuid.uuid4())
        for _ in range(TRIES):
            batch = self._appends(act or self._act(command), command, events)
            if not isinstance(self._vault.log.append(batch, command), Conflict):
                return
        raise StoreAway(BUSY)

    def _log(self, key: tuple[str, ...], event: AccessMade, lasts: timedelta) -> None:
        act = self._act(str(uuid.uuid4()))
        told = replace(event, through=self.through, terminal=self.terminal)
        try:
            self.write(told, act=act)
        except StoreAway:
            # Only what this person has open already goes on while the store is away.
            if self.later is None or not event.case or key not in self._until:
                raise
            self.later(told, act)
        self._until[key] = act.at + lasts

    def _refused(self, case: Case) -> None:
        from ..domain.events.access import AccessRefused

        key = self._key("refused", case.id)
        if not self._stands(key):
            told = (case.id, case.number, self.through, self.terminal, case.board)
            self.write(AccessRefused(*told))
            self._until[key] = self._clock() + STRETCH

    def _appends(self, act: Act, command: str, events: Sequence[AccessEvent]) -> list[Append]:
        """A nämnd's rows in a stream of its own: a shared database shows it to that nämnd only."""
        from ..domain.entries import Entry, entry_id
        from . import rows

        of: dict[str, list[Entry]] = {}
        for n, event in enumerate(events):
            entry = Entry(entry_id(act.command, n), act.stamp(), event)
            of.setdefault(event.board, []).append(entry)
        found = []
        for board, entries in of.items():
            stream = stream_of(act.at, board)
            head = self._vault.log.head(stream)
            seq = head.seq if head else 0
            found.append(rows.seal(self._codec, board, stream, seq, command, entries))
        return found

    def _act(self, command: str) -> Act:
        from ..domain.entries import Act

        return Act(command, self._who(), self._clock())

    def _key(self, *parts: str) -> tuple[str, ...]:
        return (self._who().signature, *parts)

    def _stands(self, key: tuple[str, ...]) -> bool:
        """Whether an entry that was written stands for it still; a clock set back does not help."""
        until = self._until.get(key)
        return until is not None and until - max(STRETCH, WATCH) <= self._clock() < until


def stream_of(at: datetime, board: str = "") -> str:
    """The stream of a month, as the month is in Sweden, and of a nämnd ("": of none)."""
    month = f"{STREAMS}{local_day(at):%Y-%m}"
    return f"{month}/{board}" if board else month


def _event(kind: AccessKind, case: Case, about: str, reason: str) -> AccessMade:
    from ..domain.events.access import AccessMade

    theirs = (e.stamp.station for e in reversed(case.entries) if e.stamp.who == case.handler)
    return AccessMade(
        kind.value,
        case=case.id,
        number=case.number,
        about=about,
        reason=reason,
        handler=case.handler,
        offered_to=case.offered_to,
        handler_station=next(theirs, ""),
        closed=bool(case.closed),
        board=case.board,
    )


def _part(command: str) -> str:
    return str(uuid.uuid5(uuid.UUID(command), "access"))

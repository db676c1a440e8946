"""The front desk: what the first screen needs; light, so that it can be painted before the rest."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ..domain.errors import LogBroken, PracticeOnly
from ..domain.mode import PRACTICE, SHARP
from ..domain.people import Role
from ..domain.rights import Deed, demand, may
from ..wording import NOT_SEALED
from .access import AccessLog
from .board import Board, waits_for
from .guard import guarded
from .notebook import Notebook
from .ports import Clear, Codec, Summary, Vault, WallClock
from .rights import FRONT

if TYPE_CHECKING:
    from ..domain.case import Case
    from ..domain.people import Handler
    from ..domain.station import Station

STATION_STREAM = "station/jour"
ROUTINES_STREAM = "station/routines"
BOARD = "tavlan"
MINUTE = timedelta(minutes=1)


@guarded(FRONT)
class FrontDesk:
    """Who sits where, the board and the notebook. `desk.Desk` is this and everything else."""

    def __init__(
        self,
        vault: Vault,
        codec: Codec,
        clock: WallClock,
        station: Station | Callable[[], Station],
        handler: Handler,
        mode: str,
    ) -> None:
        self.clock, self.handler, self._station = clock, handler, station
        self._vault, self._codec = vault, codec
        self._asked_for, self._found_mode = mode, ""
        self._board = Board(())
        self._plain: bool | None = None
        self._copies: tuple[datetime, tuple[str, ...]] | None = None
        # Sealed bytes as they were opened last, for which case: the same are not opened again.
        self._opened: dict[bytes, tuple[str, bytes]] = {}
        self.access = AccessLog(vault, codec, clock, lambda: self.handler)
        self.access.left_here = self._left_here
        self.notebook = Notebook(vault, codec, handler.signature)

    def demand(self, deed: Deed | None) -> None:
        """Raise NoRight unless the role of whoever sits here may do it; None is nobody's right."""
        demand(self.handler.role, deed)

    @property
    def station(self) -> Station:
        """The station, read in when it is first asked for."""
        if callable(self._station):
            self._station = self._station()
        return self._station

    @station.setter
    def station(self, station: Station) -> None:
        self._station = station

    @property
    def station_name(self) -> str:
        """Its name, "" before it has been read in."""
        return "" if callable(self._station) else self._station.name

    @property
    def is_away(self) -> bool:
        """Whether what was shown last is only what was known here; a front has nothing else."""
        return False

    @property
    def unshared(self) -> int:
        """How many commands are confirmed on this computer only: none before the whole desk is."""
        return 0

    def told_of_sharing(self) -> str:
        """What became of what waited to be shared, told once; "" for nothing."""
        return ""

    @property
    def begun(self) -> bool:
        """Whether the store has its first event."""
        return self._vault.summaries.get(STATION_STREAM) is not None

    @property
    def mode(self) -> str:
        """`skarp` or `övning`, as the store says; what was asked for in a store with nothing in.

        Raises PracticeOnly where practice was asked for in a sharp store.
        """
        if not self._found_mode:
            kept = self._vault.summaries.get(STATION_STREAM)
            if kept is None:
                return self._asked_for
            if self._vault.keys.station_key():
                self._found_mode = SHARP  # only a sharp store has a safe: known before it is open
                return self.mode
            self._found_mode = self._mode_in(kept)
        if self._asked_for == PRACTICE and self._found_mode != PRACTICE:
            raise PracticeOnly
        return self._found_mode

    def _mode_in(self, kept: Summary) -> str:
        """The mode that the station's summary tells; where it is damaged, the first event does."""
        try:
            clear = Clear("", STATION_STREAM, kept.seq, "summary", "")
            return str(json.loads(self._codec.open(kept.key_id, kept.sealed, clear))["mode"])
        except (ValueError, KeyError, TypeError, LogBroken):
            from .station import mode_of

            return mode_of(self._vault.log, self._codec)

    def board(self) -> Board:
        """Open cases, most urgent first; reads summaries only, and the same board when nothing new.

        A board of 10,000 is read each second and hardly changes.
        """
        before, opened, found = self._opened, {}, []
        for kept in self._vault.summaries.open_ones():
            if kept.stream.startswith("case/"):
                stream, plain = before.get(kept.sealed, ("", b""))
                if stream != kept.stream:
                    plain = self._row(kept)
                opened[kept.sealed] = kept.stream, plain
                found.append((kept.stream.removeprefix("case/"), plain))
        self._opened = opened
        if not may(self.handler.role, Deed.SEE_ALL):
            found = [one for one in found if self._lies_here(waits_for(one[1]))]
        self.access.listed(BOARD, len(found))
        if tuple(found) != self._board.found:
            self._board = Board(found)
        return self._board

    def _left_here(self, case: Case) -> bool:
        from ..domain.reception import left_to

        return self._lies_here(left_to(case))

    def _lies_here(self, left: Sequence[str]) -> bool:
        """Whether a sheet left to one of those units lies with the unit of whoever sits here."""
        from ..domain.reception import lies_with

        return any(lies_with(self.handler.unit, to, self.station) for to in left)

    def _row(self, kept: Summary) -> bytes:
        """What a summary says, b"" for one that cannot be opened: the log has all of it."""
        try:
            clear = Clear(kept.board, kept.stream, kept.seq, "summary", "")
            return self._codec.open(kept.key_id, kept.sealed, clear)
        except LogBroken:
            return b""

    @property
    def routine_trouble(self) -> str:
        """Why an older version of the routines is used; known once the whole desk has read them."""
        return ""

    def routine_notices(self) -> tuple[str, ...]:
        """What must be said of the routines in force; of the stream only its summary is read."""
        if self._vault.summaries.get(ROUTINES_STREAM) is None:
            return self._own_notices()
        from .publishing import notices

        told = notices(self._vault, self._codec, self.clock(), self.handler.role)
        return (*told, *self._own_notices())

    def _own_notices(self) -> tuple[str, ...]:
        """What whoever sits here has to see to."""
        told = self._copy_notices()
        if self.handler.role is Role.RECEPTION and not self.handler.unit:
            from ..domain.reception import NO_UNIT

            told = (NO_UNIT.format(signature=self.handler.signature), *told)
        return (*told, NOT_SEALED) if self._in_clear() else told

    def _in_clear(self) -> bool:
        """Whether what is written here in earnest is not encrypted; asked once a session."""
        if self._plain is None:
            if not self.begun or self.mode == PRACTICE:
                return False
            self._plain = not self._vault.keys.station_key()
        return self._plain

    def _copy_notices(self) -> tuple[str, ...]:
        """When a copy was last tried, for those who see to it; looked up once a minute."""
        from ..domain.people import COPY_READERS

        if self.handler.role not in COPY_READERS or not self.begun or self.mode == PRACTICE:
            return ()
        now = self.clock()
        if self._copies is None or abs(now - self._copies[0]) >= MINUTE:
            from .copy_notices import told

            self._copies = now, (told(self._vault.log, now),)
        return self._copies[1]

    def sum_again(self, most: int = 3, among: int = 64) -> int:
        """Rows summed on another day wait for the whole desk, which has the calendar."""
        return 0

"""The station: the nämnder it serves, who may decide in them, and whom it can call."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .findings import Place
from .station_file import (
    NOWHERE,
    Bed,
    DayUnit,
    DecisionKind,
    Delegation,
    District,
    LocalClock,
    LocalClockKind,
    LocalContact,
    LocalContactKind,
    PersonKind,
    PlacementForm,
)

if TYPE_CHECKING:  # the board is painted without a receiver of files
    from .receiver import Receiver


@dataclass(frozen=True, slots=True)
class Mandate:
    """A personal, dated mandate for one provision in one nämnd (`practice.md` 1.1).

    `provision` is an id such as `lvu-6` or `kl-6-39`; dates are ISO days, `until` may be "".
    """

    person: str
    role: str
    board: str
    provision: str
    since: str
    until: str = ""
    phone: str = ""
    source: str = ""
    confirmed: str = ""
    place: Place = field(default=NOWHERE, compare=False)

    def holds(self, provision: str, day: str) -> bool:
        """Whether the mandate covers that provision on that ISO day."""
        return self.provision == provision and self.since <= day and day <= (self.until or "9999")


@dataclass(frozen=True, slots=True)
class Board:
    """A nämnd the station serves: id (tenant), name, telephones and day units.

    `day_unit` is the one unit of a nämnd that has the same for everybody.
    """

    id: str
    name: str
    phone: str = ""
    day_unit: str = ""
    confirmed: str = ""
    numbers: tuple[tuple[str, str], ...] = ()
    units: tuple[DayUnit, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)

    def unit(self, kind: PersonKind) -> DayUnit | None:
        """The day unit that takes in that kind of person, or None when the file does not say."""
        return next((unit for unit in self.units if unit.kind is kind), None)


LOCKS_AFTER = 15
"""Minutes until an unused screen is locked, where the station's file says nothing."""


@dataclass(frozen=True, slots=True)
class Station:
    """What is local: the nämnder a station serves, who may do what, and whom it can call.

    `officers` are those appointed to ask for police assistance. What the file does not say is
    simply not there: an empty answer is shown as unknown and never filled in. `locks_after` is
    minutes, `spare` the folder of the spare file. `mistakes` tells how many errors the file has;
    what they stand in has been left out.
    """

    name: str
    boards: tuple[Board, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    officers: tuple[Mandate, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    districts: tuple[District, ...] = ()
    contacts: tuple[LocalContact, ...] = ()
    beds: tuple[Bed, ...] = ()
    clocks: tuple[LocalClock, ...] = ()
    receivers: tuple[Receiver, ...] = ()
    hours: str = ""
    locks_after: int = LOCKS_AFTER
    spare: str = ""
    mistakes: int = field(default=0, compare=False)
    place: Place = field(default=NOWHERE, compare=False)

    def board(self, id: str) -> Board | None:
        """The nämnd with that id, or None."""
        return next((board for board in self.boards if board.id == id), None)

    def appointed(self, provision: str, board: str, day: str) -> tuple[Mandate, ...]:
        """Those validly appointed for a provision in a nämnd on an ISO day."""
        personal = (*self.mandates, *self.officers)
        return tuple(m for m in personal if m.board == board and m.holds(provision, day))

    def delegated(
        self, decision: DecisionKind, board: str, day: str, form: PlacementForm | None = None
    ) -> tuple[Delegation, ...]:
        """Whom the nämnd has delegated a kind of decision to; () says that nothing is known."""
        return tuple(
            one
            for one in self.delegations
            if one.board == board and one.form is form and one.holds(decision, day)
        )

    def reached(self, kind: LocalContactKind, board: str) -> tuple[LocalContact, ...]:
        """Whom to call of one kind, in the file's order: the nämnd's own and those of all."""
        return tuple(c for c in self.contacts if c.kind is kind and c.board in ("", board))

    def clock(self, kind: LocalClockKind, board: str) -> LocalClock | None:
        """The local clock of a nämnd: its own before the one that goes for all, or None."""
        of_kind = [clock for clock in self.clocks if clock.kind is kind]
        own = [clock for clock in of_kind if clock.board == board]
        shared = [clock for clock in of_kind if not clock.board]
        return next(iter((*own, *shared)), None)

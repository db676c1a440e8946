"""People and places of the jour: who acts, in what role, at which station."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Roles of those who use the program; the value is what stands in the log."""

    DUTY_OFFICER = "duty_officer"
    TEAM_LEADER = "team_leader"
    RECEPTION = "reception_unit"

    @property
    def swedish(self) -> str:
        """The word on screen."""
        return {
            Role.DUTY_OFFICER: "socialsekreterare (jour)",
            Role.TEAM_LEADER: "arbetsledare",
            Role.RECEPTION: "mottagning",
        }[self]


@dataclass(frozen=True, slots=True)
class Handler:
    """One who works in the program: signature as written in the log, name, role, station."""

    signature: str
    name: str
    role: Role = Role.DUTY_OFFICER
    station: str = ""


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

    def holds(self, provision: str, day: str) -> bool:
        """Whether the mandate covers that provision on that ISO day."""
        return self.provision == provision and self.since <= day and day <= (self.until or "9999")


@dataclass(frozen=True, slots=True)
class Board:
    """A nämnd the station serves: id (tenant), name, telephone and day unit."""

    id: str
    name: str
    phone: str = ""
    day_unit: str = ""
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class Station:
    """What is local: station name, the nämnder it serves and who is appointed for what."""

    name: str
    boards: tuple[Board, ...] = ()
    mandates: tuple[Mandate, ...] = ()

    def board(self, id: str) -> Board | None:
        """The nämnd with that id, or None."""
        return next((board for board in self.boards if board.id == id), None)

    def appointed(self, provision: str, board: str, day: str) -> tuple[Mandate, ...]:
        """Those validly appointed for a provision in a nämnd on an ISO day."""
        return tuple(m for m in self.mandates if m.board == board and m.holds(provision, day))

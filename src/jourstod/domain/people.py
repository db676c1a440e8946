"""People of the jour: who acts, in what role, at which station."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Roles of those who use the program; the value is what stands in the log."""

    DUTY_OFFICER = "duty_officer"
    TEAM_LEADER = "team_leader"
    RECEPTION = "reception_unit"
    AUDITOR = "auditor"
    OPERATIONS = "operations"

    @property
    def swedish(self) -> str:
        """The word on screen."""
        return {
            Role.DUTY_OFFICER: "socialsekreterare (jour)",
            Role.TEAM_LEADER: "arbetsledare",
            Role.RECEPTION: "mottagning",
            Role.AUDITOR: "granskare",
            Role.OPERATIONS: "drift",
        }[self]


COPY_READERS = (Role.TEAM_LEADER, Role.OPERATIONS)
"""Who makes and tries copies of the store, and is told when that was last done."""


EVERY_UNIT = "*"
"""The unit of a role that is only told (practice): it proves nothing, so it narrows nothing."""


@dataclass(frozen=True, slots=True)
class Handler:
    """One who works in the program: signature as written in the log, name, role, station.

    `unit` is the reception that an account belongs to (`nämnd/unit`, "" for none).
    """

    signature: str
    name: str
    role: Role = Role.DUTY_OFFICER
    station: str = ""
    unit: str = EVERY_UNIT

"""The form of who sits down at a desk: signature, name and role."""

from __future__ import annotations

from ..domain.people import Handler, Role
from .forms import Blank, Written

AT_A_DESK = (Role.DUTY_OFFICER, Role.TEAM_LEADER, Role.RECEPTION)
"""Roles that write in cases; the others come with an account only."""
ROLES = tuple((role.value, role.swedish) for role in AT_A_DESK)


def seat_blanks() -> tuple[Blank, ...]:
    """What is asked of the one who sits down."""
    return (
        Blank("signature", "Signatur", True, hint="AB"),
        Blank("name", "Namn", True),
        Blank("role", "Roll (tomt: jour)", choices=ROLES),
    )


def seated(told: Written) -> Handler:
    """The handler that was told; the jour's own where no role was."""
    role = Role(told.get("role") or Role.DUTY_OFFICER.value)
    return Handler(told["signature"].strip(), told["name"].strip(), role)

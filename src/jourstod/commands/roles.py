"""Roles by the word they have on the command line."""

from __future__ import annotations

from ..domain.people import Role

ROLES = {
    "jour": Role.DUTY_OFFICER,
    "arbetsledare": Role.TEAM_LEADER,
    "mottagning": Role.RECEPTION,
}
"""Those that sit at a desk of cases."""
ACCOUNT_ROLES = {**ROLES, "granskare": Role.AUDITOR, "drift": Role.OPERATIONS}

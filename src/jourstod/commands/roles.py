"""Roles by the word they have on the command line."""

from __future__ import annotations

from ..domain.people import Role

ROLES = {
    "jour": Role.DUTY_OFFICER,
    "arbetsledare": Role.TEAM_LEADER,
    "mottagning": Role.RECEPTION,
}
"""Those that may be said with --role where there are no accounts."""
ACCOUNT_ROLES = {**ROLES, "granskare": Role.AUDITOR, "drift": Role.OPERATIONS}

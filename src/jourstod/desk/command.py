"""Commands: what a front end asks for, with the id it made before the first try."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime

from ..domain.happened import Happened


@dataclass(frozen=True, slots=True)
class Command:
    """The idempotency key of one thing a handler does, and when and by whom it was told.

    The same id sent again is the same act; `happened` is None for now.
    """

    id: str
    happened: Happened | None = None
    told_by: str = ""
    at: datetime | None = None
    """When it was confirmed; None lets the desk's clock say (rehearsals set it)."""


def new_command(
    happened: Happened | None = None, told_by: str = "", at: datetime | None = None
) -> Command:
    """A command with a fresh id."""
    return Command(str(uuid.uuid4()), happened, told_by, at)


def intent(*parts: object) -> str:
    """A digest of what a command asks for, to recognise an id that comes back changed."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]

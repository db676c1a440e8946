"""Protected identity in the log: the level told, an opening in an emergency, tokens to find by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ProtectionTold:
    """How protected the person is, who told it, and why where it is lowered.

    `level` is none, marked, protected_registration or assumed_identity. `alias` replaces the alias
    from then on when it is given; `pointer` says where the file is.
    """

    KIND: ClassVar[str] = "protection_told"
    level: str
    source: str
    reason: str = ""
    alias: str = ""
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class ProtectedOpened:
    """Somebody who is not on the station's list opened a protected case in an emergency."""

    KIND: ClassVar[str] = "protected_opened"
    reason: str


@dataclass(frozen=True, slots=True)
class CaseMadeFindable:
    """Keyed tokens of a name or number, so that the same typed again finds the case."""

    KIND: ClassVar[str] = "case_made_findable"
    tokens: tuple[str, ...]

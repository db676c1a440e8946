"""Alone: what a desk does while the shared store is away, as the desk needs it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from ..domain.case import Case
from ..domain.entries import Act, Entry
from ..domain.errors import StoreAway
from ..domain.events.access import AccessMade
from ..domain.rulebook import Rulebook
from .ledger import Written


class Alone(Protocol):
    """What a desk does while the shared store is away (`desk/away.py`)."""

    waiting: int
    away: bool

    def share(self) -> None: ...

    def saw(self, event: AccessMade, act: Act) -> None: ...

    def told(self) -> str: ...

    def later(
        self,
        away: StoreAway,
        case_id: str,
        act: Act,
        asked: tuple[object, ...],
        decide: Callable[[Case], list[Entry]],
        book: Callable[[Case], Rulebook],
    ) -> Written: ...

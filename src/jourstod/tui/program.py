"""The program as its screens know it: who sits here, what is kept, and the way to other screens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ..desk.desk import Desk
    from ..desk.front import FrontDesk
    from ..domain.people import Handler
    from ..domain.secret import Secret
    from .drafts import Commands, Keeper


AWAY = timedelta(minutes=2)
"""Without a key so long, whoever sits here gets a recap before the question."""


class Program(Protocol):
    """What `app.JourApp` gives its screens, which never import it: it opens them."""

    home: Path | None
    seat: Callable[[Handler], Desk] | None
    """Puts somebody else at the desk, on the same store; None where that cannot be done."""
    sign_in: Callable[[str, Secret], Desk] | None
    """Signs somebody in with a passphrase, where the store has a safe."""
    unlock: Callable[[str, Secret], object] | None
    """Raises JourError unless the passphrase is the one of the signature; None where none is."""
    sandbox: Callable[[str], Desk] | None
    """Gives a desk on a store in memory, by a version of the store ("" for the current one)."""
    front: FrontDesk | None
    """Whoever sits here; None before the first start. Enough for the board and the head."""
    keeper: Keeper
    commands: Commands
    pressed_at: datetime | None
    """When a key was last pressed."""

    @property
    def desk(self) -> Desk:
        """Everything that can be done; read in when it is first asked for."""
        ...

    @property
    def practice(self) -> bool: ...

    def sit(self, desk: Desk) -> None: ...

    def taken_over(self, desk: Desk) -> None: ...

    def at(self, **place: str) -> None: ...

    def painted(self) -> None: ...

    def open_board(self) -> None: ...

    def open_case(self, case_id: str) -> None: ...

    def open_call(self, call_id: str = "") -> None: ...


def seat(program: Program, desk: Desk) -> None:
    """Somebody sits at a desk now: the board opens on top of what was here."""
    program.sit(desk)
    program.open_board()

"""Reading ahead: the routines are read and checked while nobody waits for them."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from ..domain.errors import JourError

if TYPE_CHECKING:
    from ..desk.desk import Desk


def read_ahead(desk: Desk) -> None:
    """Read the routines in a thread of its own: a call must open at once."""

    def read() -> None:
        with suppress(JourError):  # told when the routines are asked for
            desk.current_book()

    Thread(target=read, name="routines", daemon=True).start()

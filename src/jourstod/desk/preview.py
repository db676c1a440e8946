"""A preview: one routine walked at a desk whose store is nowhere but in memory."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from ..domain.decide.cases import Intake
from ..domain.errors import JourError
from .command import new_command

if TYPE_CHECKING:
    from .desk import Desk

ALIAS = "Förhandsvisning"


def begin(sandbox: Desk, routine: str) -> str:
    """Open a made-up case at the sandbox that begins with that routine; gives its id.

    Raises JourError when the sandbox's version of the routines has none of that name.
    """
    if routine not in sandbox.current_book().routines:
        raise JourError("Rutinen finns inte i den versionen.")
    id = str(uuid.uuid4())
    board = sandbox.station.boards[0].id if sandbox.station.boards else ""
    sandbox.open_case(id, Intake(board, ALIAS, "anmälan", routine=routine), new_command())
    return id

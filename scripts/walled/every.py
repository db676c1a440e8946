"""Every wall there is, in the order of the table."""

from __future__ import annotations

from . import (
    accesses,
    alone,
    chain,
    copies,
    durable,
    erasing,
    keepers,
    keys,
    leaving,
    protected,
    roles,
    routines,
    sealed,
    shared,
    sheets,
    terminal,
)
from .threats import in_order
from .wall import Wall

WALLS: tuple[Wall, ...] = in_order(
    (
        *keys.WALLS,
        *sealed.WALLS,
        *roles.WALLS,
        *keepers.WALLS,
        *accesses.WALLS,
        *protected.WALLS,
        *chain.WALLS,
        *durable.WALLS,
        *shared.WALLS,
        *copies.WALLS,
        *erasing.WALLS,
        *terminal.WALLS,
        *leaving.WALLS,
        *sheets.WALLS,
        *routines.WALLS,
        *alone.WALLS,
    )
)

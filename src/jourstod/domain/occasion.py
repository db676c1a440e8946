"""The occasion of a sheet: who makes it, for whom, when and where, and what was picked for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .day_unit import TakesIn
from .local_time import local_day, long_day, show_time
from .people import Handler
from .registers import Agency
from .sheet import Witness
from .station import Board


@dataclass(frozen=True, slots=True)
class Occasion:
    """Everything a sheet needs beside the case: nothing below the desk asks a clock or a store.

    `passages` are ids of entries whose free text the officer picked for this receiver.
    """

    receiver: Agency
    now: datetime
    board: Board
    station: str
    sender: Handler
    mode: str
    witness: Witness
    passages: tuple[str, ...] = ()
    unit: TakesIn | None = None
    """The day unit, when the sheet is for it."""
    wrong_board: str = ""
    """Said when the district is another nämnd's than the case's."""

    @property
    def made_at(self) -> str:
        """When it was made, in words: «tisdag 24 november 2026 kl. 05:12»."""
        return f"{long_day(local_day(self.now))} kl. {show_time(self.now)}"

    @property
    def made_by(self) -> str:
        """Who made it, for the own nämnd."""
        return f"{self.sender.name}, {self.sender.role.swedish}"

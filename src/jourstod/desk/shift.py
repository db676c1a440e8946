"""Shift end: what the one who goes home has goes to the jour, and the heads are written."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from ..domain.case import Case
from ..domain.case_parts import JOUR
from ..domain.decide import cases
from ..domain.entries import Act, Entry
from ..domain.mode import SHARP
from .command import Command
from .desk import Desk

REASON = "skiftet slut"


@dataclass(frozen=True, slots=True)
class ShiftEnd:
    """What a shift end led to: the digest to write on paper, and what stands open."""

    digest: str
    open_cases: int
    given: tuple[str, ...]
    """Numbers of the cases that the jour has now."""
    unreceived: int
    sharp: bool = False
    spare: str = ""
    """How it went with the spare file, "" where the station has chosen no place for it."""

    @property
    def told(self) -> tuple[str, ...]:
        """It in sentences."""
        lines = [f"Skiftet är avslutat. Kvittens: {self.digest[:16]}. {self.open_cases} öppna."]
        if self.given:
            numbers = ", ".join(self.given)
            lines.append(f"Jouren har nu, tills någon tar över: {numbers}.")
        if self.unreceived:
            one = self.unreceived == 1
            what = "En överlämning är inte mottagen" if one else "överlämningar är inte mottagna"
            lines.append(f"{what}." if one else f"{self.unreceived} {what}.")
        if self.spare:
            lines.append(self.spare)
        elif self.sharp and self.open_cases:
            lines.append("Reserv om allt slutar fungera: jourstod continuity create FIL.")
        return tuple(lines)


def end_shift(desk: Desk) -> ShiftEnd:
    """Give every case of this handler to the jour, then write the head of all heads.

    A case never belongs to somebody who went home. Cut in between, the cases are the jour's and
    the shift is ended anew.
    """
    me = desk.handler.signature
    names = (me, desk.handler.name)
    own = [row for row in desk.board() if row.handler in names or row.offered_to == me or row.apart]
    if own:
        with desk.access.listing("skiftbyte", len(own)):
            desk.together(
                [row.case for row in own],
                Command(str(uuid.uuid4())),
                ("shift", me),
                lambda found, acts: [_given(c, a) for c, a in zip(found, acts, strict=True)],
            )
    digest = desk.jour.end_shift()
    spare = desk.write_spare() if desk.write_spare else ""
    rows = desk.board()
    given = tuple(row.number for row in own if row.handler in names)
    unreceived = sum(1 for row in rows if row.unreceived)
    return ShiftEnd(digest, len(rows), given, unreceived, desk.mode == SHARP, spare)


def _given(case: Case, act: Act) -> list[Entry]:
    me = act.handler
    mine = case.handler in (me.signature, me.name) or case.offered_to == me.signature
    return cases.give(case, act, JOUR, REASON) if mine and case.handler != JOUR else []

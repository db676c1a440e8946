"""The stage of a written night: who sits at the desk, which cases there are, and their ids."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from ..desk.command import Command
from ..desk.desk import Desk
from ..domain.case import Case
from ..domain.case_parts import Visit
from ..domain.entries import Happened, entry_id
from ..domain.errors import NoSuchCase
from ..domain.night import Moment, NewCase, Night, Seating
from ..domain.people import Handler
from ..domain.routine import Step
from ..domain.rulebook import Rulebook
from .written_words import NotThere

_NIGHTS = uuid.UUID("6a6f7572-7374-5f64-8000-6e6174746572")
"""Root of every id of a night; changed, the same night would be played as another one."""


@dataclass(slots=True)
class Stage:
    """A night while it is played. Ids follow from the night's text and the line's position."""

    night: Night
    desk: Desk
    seat: Callable[[Handler], Desk]
    cases: dict[str, str] = field(default_factory=dict)
    """Case ids by alias, in the order they were opened."""
    here: str = ""
    """The case id that a line without `ärende` means."""
    stood_at: datetime | None = None
    """The time before the last act: what became due since then is there to be seen."""

    def waited(self, before: datetime, now: datetime, looks: bool) -> None:
        """Time went on to this line; several expectations in a row look at the same wait."""
        if self.stood_at is None or not looks or now > before:
            self.stood_at = before

    def id(self, *parts: object) -> str:
        """An id that is the same each time this night is played."""
        root = uuid.uuid5(_NIGHTS, f"{self.night.id}/{self.night.fingerprint}")
        return str(uuid.uuid5(root, "/".join(map(str, parts))))

    def command(
        self, position: int, *parts: object, happened: Happened | None = None, told_by: str = ""
    ) -> Command:
        """The command of a line of the night."""
        return Command(self.id(position, *parts), happened, told_by)

    def enter(self, position: int, moment: Moment) -> None:
        """Know the case a line opens, the one it is about, and who sits down by it."""
        match moment.deed:
            case NewCase(alias=alias):
                self.here = self.cases[alias] = self.id("case", position)
            case Seating(signature):
                self.desk = self.seat(Handler(signature, signature))
                self._turn_to(moment)
            case _:
                self._turn_to(moment)

    def case(self) -> Case:
        """The case the line is about, as of now."""
        if not self.here:
            raise NotThere("Inget ärende är öppnat än: skriv en rad med «nytt ärende» före.")
        return self.desk.case(self.here)

    def book(self) -> Rulebook:
        """The rulebook the case is pinned to."""
        return self.desk.book(self.case())

    def has_played(self, position: int) -> bool:
        """Whether the line's command is in the log of the case it is about."""
        try:
            case = self.desk.case(self.here) if self.here else None
        except NoSuchCase:
            return False
        return case is not None and entry_id(self.command(position).id, 0) in case.by_id

    def step(self, visit: Visit) -> Step:
        """The step a visit shows."""
        return self.book().step(self.case().tracks[visit.track].routine, visit.step)

    def visit(self, step: str, routine: str) -> Visit:
        """The open visit of a step; else its latest one, for the desk to refuse."""
        found = self._visits(step, routine)
        still_open = [visit for visit in found if visit.open]
        if still_open or found:
            return (still_open or found)[-1]
        now = ", ".join(visit.step for visit in self.case().open_visits()) or "ingen"
        raise NotThere(f"Frågan «{step}» har inte ställts. Frågor som är öppna nu: {now}.")

    def settled(self, step: str, routine: str) -> Visit:
        """The visit of a step that was settled last and still holds."""
        found = [v for v in self._visits(step, routine) if v.settled_seq and not v.voided]
        if not found:
            raise NotThere(f"Frågan «{step}» är inte besvarad, så den kan inte rättas.")
        return max(found, key=lambda visit: visit.settled_seq)

    def _visits(self, step: str, routine: str) -> list[Visit]:
        case = self.case()
        return [
            visit
            for visit in case.visits.values()
            if visit.step == step and routine in ("", case.tracks[visit.track].routine)
        ]

    def _turn_to(self, moment: Moment) -> None:
        if not moment.case:
            return
        if moment.case not in self.cases:
            raise NotThere(f"Inget ärende heter «{moment.case}» i den här natten.")
        self.here = self.cases[moment.case]

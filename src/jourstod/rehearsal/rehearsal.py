"""The rehearsal: a written night driven through the desk, line by line, at its own clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ..desk.desk import Desk
from ..domain.errors import JourError
from ..domain.night import Expecting, Moment, NewCase, Night
from ..domain.people import Handler
from .astray import Astray
from .clock import NightClock
from .deeds import perform
from .expected import amiss, standing_of
from .stage import Stage

REFUSED = JourError.exit_code
"""What is refused by rule is a line of the night that went wrong; anything else stops it."""


@dataclass(frozen=True, slots=True)
class Played:
    """Numbers of the cases, in the order they were opened, and what was not as written."""

    numbers: tuple[str, ...]
    astray: tuple[Astray, ...] = ()
    cases: tuple[str, ...] = ()
    """Ids of the cases, in the same order."""

    @property
    def failures(self) -> tuple[str, ...]:
        """What was not as written, each on one line."""
        return tuple(one.line for one in self.astray)


@dataclass(slots=True)
class _Heard:
    """Failures so far, and the refusal that the next line may have expected."""

    stage: Stage
    failures: list[Astray] = field(default_factory=list)
    refusal: tuple[Moment, str] | None = None

    def fail(self, moment: Moment, sentence: str) -> None:
        """Keep what was not as written, with where the night stood."""
        night = self.stage.night.id
        standing = standing_of(self.stage)
        self.failures.append(Astray(night, moment.place, sentence, moment.at, *standing))

    def settle(self) -> None:
        """A refusal that no line expected is a failure of the line that was refused."""
        if self.refusal is not None:
            self.fail(self.refusal[0], f"Nekades: {self.refusal[1]}")
        self.refusal = None

    def expected(self, moment: Moment, words: str) -> None:
        """`vägrar`: the line before was refused, with these words in the sentence."""
        refusal, self.refusal = self.refusal, None
        if refusal is None:
            self.fail(moment, f"Väntade att raden före skulle nekas («{words}»), men den gick.")
        elif words.casefold() not in refusal[1].casefold():
            self.fail(moment, f"Väntade att nekas med «{words}», men det blev: {refusal[1]}")


class Rehearsal:
    """Plays nights at one desk. `seat` gives a desk for another handler on the same store."""

    def __init__(self, desk: Desk, clock: NightClock, seat: Callable[[Handler], Desk]) -> None:
        self._desk, self._clock, self._seat = desk, clock, seat

    def play(self, night: Night) -> Played:
        """Play a night; what is already in the log of the same night is not written again.

        Refusals and unmet expectations become failures, each with its line. Raises what is no
        refusal (StoreAway, LogBroken …).
        """
        stage = Stage(night, self._desk, self._seat)
        told = _Heard(stage)
        begun = self._already(night)
        for position, moment in enumerate(night.moments):
            if position < begun:
                stage.enter(position, moment)
                continue
            before = self._clock()
            self._clock.set(moment.at)
            stage.waited(before, self._clock(), isinstance(moment.deed, Expecting))
            if not self._line(stage, position, moment, told):
                break
        told.settle()
        opened = [id for id in stage.cases.values() if self._is_there(stage, id)]
        numbers = tuple(stage.desk.case(id).number for id in opened)
        return Played(numbers, tuple(told.failures), tuple(opened))

    def _line(self, stage: Stage, position: int, moment: Moment, told: _Heard) -> bool:
        """One line; False when the rest of the night has nothing to stand on."""
        deed = moment.deed
        if isinstance(deed, Expecting) and deed.refused:
            told.expected(moment, deed.refused)
        told.settle()
        try:
            stage.enter(position, moment)
            perform(stage, position, deed)
            if isinstance(deed, Expecting):
                for sentence in amiss(stage, deed):
                    told.fail(moment, sentence)
        except JourError as refusal:
            if refusal.exit_code != REFUSED:
                raise
            told.refusal = (moment, refusal.sentence)
            return not isinstance(deed, NewCase)
        return True

    def _already(self, night: Night) -> int:
        """The number of lines that are in the log from an earlier time the night was played."""
        stage, lines = Stage(night, self._desk, lambda handler: self._desk), 0
        for position, moment in enumerate(night.moments):
            try:
                stage.enter(position, moment)
            except JourError:
                continue
            if stage.has_played(position):
                lines = position + 1
        return lines

    def _is_there(self, stage: Stage, case: str) -> bool:
        try:
            return bool(stage.desk.case(case))
        except JourError:
            return False

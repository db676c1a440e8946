"""What an experiment gave: how much was tried, how much held, and each thing that was lost."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TOLD = 5
"""So many losses of a kind are told one by one."""


class Tally:
    """Counts the tries of one kind; a try is held or lost, never neither."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.survived = 0
        self.losses: list[str] = []

    @property
    def tried(self) -> int:
        """How many tries there were."""
        return self.survived + len(self.losses)

    def hold(self, true: bool, why: str) -> bool:
        """Count one try: held when `true`, else lost and told at once; gives `true` back."""
        if true:
            self.survived += 1
            return True
        self.losses.append(why)
        if len(self.losses) <= TOLD:
            say(f"FÖRLORAT i «{self.what}»: {why}")
        return False

    def attempt(self, trial: Callable[[], object], where: str) -> bool:
        """Count one try that is held unless the trial raises; the error is what was lost."""
        try:
            trial()
        except Exception as error:
            return self.hold(False, f"{where}: {type(error).__name__}: {error}")
        return self.hold(True, "")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One experiment: its title, its tallies, and what must be known to read them."""

    title: str
    tallies: tuple[Tally, ...]
    notes: tuple[str, ...] = ()

    @property
    def lost(self) -> int:
        """How many tries were lost, of every kind."""
        return sum(len(tally.losses) for tally in self.tallies)


@dataclass(frozen=True, slots=True)
class Size:
    """How much is tried; `short` is for the ordinary tests: seconds, every kind at least once."""

    short: bool = False
    seed: int = 1

    def of(self, full: int, short: int) -> int:
        """The number for this size."""
        return short if self.short else full


Experiment = Callable[[Path, Size], Outcome]
"""Tries something in a folder of its own."""


def say(text: str) -> None:
    """Tell how far it has come."""
    print(f"  {text}", file=sys.stderr, flush=True)

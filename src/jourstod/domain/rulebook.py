"""The rulebook: everything a case is pinned to, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .calendar import Calendar
from .facts import Fact
from .registers import Agency, Duty, Provision, SecrecyRule, Shall, Source
from .routine import Routine, Step


@dataclass(frozen=True, eq=False)
class Rulebook:
    """Routines, facts, registers and calendar of one bundle; `bundle` is its hash (hex)."""

    bundle: str
    routines: Mapping[str, Routine]
    facts: Mapping[str, Fact]
    calendar: Calendar
    provisions: Mapping[str, Provision] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    agencies: Mapping[str, Agency] = field(default_factory=dict)
    duties: Mapping[str, Duty] = field(default_factory=dict)
    secrecy: Mapping[str, SecrecyRule] = field(default_factory=dict)
    shalls: Mapping[str, Shall] = field(default_factory=dict)
    out_of_use: frozenset[str] = frozenset()
    """Routines with an error: what they ask, start and meet is not known."""

    def words(self, fact: str, value: str) -> str:
        """The words of a fact's value; of the fact itself when the value is ""."""
        known = self.facts.get(fact)
        if known is None:
            return value or fact
        return known.label(value) if value else known.heading

    def step(self, routine: str, step: str) -> Step:
        """The step of a routine; KeyError is a bug, since routines with errors are not used."""
        return self.routines[routine].steps[step]

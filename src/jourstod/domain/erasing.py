"""When a case's time has come: its class, the day, the entry that decides it, and the law.

SoL 16 kap. (2025:400), text as of 2026-02: 1 § five years after the last note, done at the latest
the calendar year after; 2 § a placed child's papers are kept; 2 a § a child's investigation is not
erased before thirty, but after five years where the nämnd decided not to open one. What the case
does not say is never guessed: it is «bedöms», and stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from . import events as ev
from .case_parts import Case
from .fold_life import SAME_PERSON
from .local_time import local_day

YEARS, THIRTY = 5, 30
CHILD, GROWN = ("barn", "oklart"), ("ung_vuxen", "vuxen")
OPENED = ("inled-utredning", "inled-barnutredning")
YOUNGEST = {"från_15": 15, "från_12": 12}
"""The least age a child can have had, by the answer; else it may have been born that day."""


class Ground(StrEnum):
    """Why a case may be erased; the value is what stands in the log."""

    FIVE_YEARS = "sol-16-1"
    NOT_OPENED = "sol-16-2a-ej-inledd"
    THIRTY = "sol-16-2a"

    @property
    def swedish(self) -> str:
        """As in a list."""
        return {
            Ground.FIVE_YEARS: "fem år efter sista anteckningen (SoL 16 kap. 1 §)",
            Ground.NOT_OPENED: "utredning inleddes inte, fem år (SoL 16 kap. 2 a § andra meningen)",
            Ground.THIRTY: "barnutredning, tidigast vid trettio (SoL 16 kap. 2 a §)",
        }[self]


class Class(StrEnum):
    """What is to become of a case."""

    ERASED = "gallras"
    KEPT = "bevaras"
    JUDGED = "bedöms"
    WAITS = "väntar"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to become of a closed case, from when and at the latest when, and from which entry.

    `entry` is the number of the entry that decides; `due` and `by` are None unless it is erased.
    """

    case: str
    number: str
    kind: Class
    why: str
    entry: int
    ground: Ground | None = None
    due: date | None = None

    @property
    def by(self) -> date | None:
        """The last day: the end of the calendar year after."""
        return date(self.due.year + 1, 12, 31) if self.due else None

    def is_due(self, day: date) -> bool:
        """Whether its time has come."""
        return self.kind is Class.ERASED and self.due is not None and self.due <= day


def verdicts(
    cases: Iterable[Case], day: date, stated: Mapping[str, Ground] = MappingProxyType({})
) -> tuple[Verdict, ...]:
    """What is to become of every closed case; one about the same person waits for the other."""
    known = {case.id: case for case in cases}
    alone = {id: verdict(case, stated.get(id)) for id, case in known.items() if case.closed}
    return tuple(_together(known, alone, one, day) for one in alone.values())


def verdict(case: Case, stated: Ground | None = None) -> Verdict:
    """What is to become of a closed case by itself.

    `stated` is what a person knows and the case does not say: that no investigation was opened.
    """
    last = len(case.entries)
    bare = Verdict(case.id, case.number, Class.JUDGED, "", last)
    child = _child(case)
    if child is None:
        return replace(bare, why="åldern är inte skriven, eller skriven på två sätt")
    if not child:
        return _after(bare, case, Ground.FIVE_YEARS)
    return _of_child(bare, case, stated)


def _of_child(bare: Verdict, case: Case, stated: Ground | None) -> Verdict:
    begun = _first(case, ev.PlacementBegun)
    if begun:
        why = "barnet har varit placerat (SoL 16 kap. 2 § 3)"
        return replace(bare, kind=Class.KEPT, why=why, entry=begun)
    if taken := _decided(case, ("lvu-",)):
        return replace(bare, why="ett beslut enligt LVU finns, men ingen placering", entry=taken)
    if opened := _decided(case, OPENED):
        return replace(_after(bare, case, Ground.THIRTY), entry=opened)
    if stated is Ground.NOT_OPENED:
        return _after(bare, case, Ground.NOT_OPENED)
    return replace(bare, why="det framgår inte om en utredning om barnet inleddes")


def _after(bare: Verdict, case: Case, ground: Ground) -> Verdict:
    due = _years_on(local_day(case.entries[-1].stamp.recorded_at), YEARS)
    if ground is Ground.THIRTY:
        age = case.facts.get("barnets_ålder")
        said = age.answer.values if age else ()
        young = YOUNGEST.get(said[0], 0) if len(said) == 1 else 0
        opened = local_day(case.by_id[case.opened].stamp.recorded_at)
        due = max(due, _years_on(opened, THIRTY - young))
    return replace(bare, kind=Class.ERASED, why=ground.swedish, ground=ground, due=due)


def _together(
    known: Mapping[str, Case], alone: Mapping[str, Verdict], one: Verdict, day: date
) -> Verdict:
    """1 § says not before what is kept of the same person; the other case's time must have come."""
    if one.kind is not Class.ERASED:
        return one
    for id, (number, relation) in known[one.case].links.items():
        if relation != SAME_PERSON or id not in known:
            continue
        other = alone.get(id)
        if other is None or not other.is_due(day):
            why = f"ärende {number} om samma person ska inte gallras än"
            return replace(one, kind=Class.WAITS, why=why)
    return one


def _child(case: Case) -> bool | None:
    """Whether the person was a child by what was answered; None when that is not known."""
    tellings = case.told.get("åldersgrupp") or [
        known for known in (case.facts.get("åldersgrupp"),) if known
    ]
    said = {value for known in tellings for value in known.answer.values}
    if "barnets_ålder" in case.facts or said & set(CHILD):
        return None if said & set(GROWN) else True
    return False if said and said <= set(GROWN) else None


def _first(case: Case, kind: type) -> int:
    return next((entry.seq for entry in case.entries if isinstance(entry.event, kind)), 0)


def _decided(case: Case, starts: tuple[str, ...]) -> int:
    """The entry of the first decision of a kind, 0 for none."""
    for entry in case.entries:
        if isinstance(entry.event, ev.DecisionMade) and entry.event.decision.startswith(starts):
            return entry.seq
    return 0


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return date(day.year + years, 3, 1)

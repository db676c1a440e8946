"""What a decision lacks: who, in what role and by what mandate, when, on what ground, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .answers import Answer
from .case import Case
from .case_parts import Decision
from .routine import Step
from .rulebook import Rulebook
from .station_file import MANDATES

CHILDREN = ("lvu-6", "lvu-6a", "lvu-31d", "lpbs-4-1", "skyddat-boende-barn")
"""Decisions about where a child is to live or go, or a young person by the law on children.

Those that follow from one of them (which place, whether it is secret) lean on its reasons.
"""
NO_CONSENT = ("lvu-6", "lpbs-4-1", "lvm-13")
"""Decisions that go before a consent."""
NO_COURT = ("lvu-6", "lvu-6a", "lpbs-4-1", "lvm-13", "lvu-31d")
"""Decisions at night that a court or the nämnd else makes."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that must be written: in a line of its own whose id holds one of `lines`, or in
    the reasons with one of `words`."""

    what: str
    lines: tuple[str, ...]
    words: tuple[str, ...]

    def met(self, given: Answer, reasons: str) -> bool:
        """Whether it is written, in its own line or among the reasons."""
        own = (value for id, value in given.fields if any(part in id for part in self.lines))
        plain = reasons.casefold()
        return any(value.strip() for value in own) or any(word in plain for word in self.words)


BEST = Need("barnets bästa", ("bästa",), ("barnets bästa", "bästa för", "bäst för"))
CONSENT = Need(
    "varför samtycke inte kan inväntas", ("samtycke", "frivillig"), ("samtyck", "frivillig")
)
COURT = Need(
    "varför nämnd eller rätt inte kan inväntas",
    ("avvaktas", "vänta", "svensk_domstol"),
    ("vänta", "avvakta"),
)


def lacks(case: Case, book: Rulebook, made: Decision) -> tuple[str, ...]:
    """What is not written, in words that follow «saknar»; a signature to come is no lack."""
    event = made.event
    visit = case.visits.get(event.visit)
    step = None
    if visit is not None:
        routine = book.routines.get(case.tracks[visit.track].routine)
        step = routine.steps.get(visit.step) if routine else None
    given = visit.answer if visit is not None else Answer()
    plain = (
        ("beslutsfattare", event.decider),
        ("roll", event.role),
        ("känt uppdrag", event.mandate or not _personal(event.decision, step)),
        ("föredragande", event.presenter),
        ("tid", event.decided_at),
        ("grund", event.ground),
        ("skäl", event.reasons),
    )
    missing = (what for what, there in plain if not there)
    needs = _needs(case, event.decision)
    return (*missing, *(n.what for n in needs if not n.met(given, event.reasons)))


def _personal(decision: str, step: Step | None) -> bool:
    """Whether somebody must be personally appointed for it."""
    return bool(step.mandates) if step is not None else decision in MANDATES


def _needs(case: Case, decision: str) -> Iterator[Need]:
    if decision in CHILDREN or (_is_child(case) and decision.startswith("placering")):
        yield BEST
    if decision in NO_CONSENT:
        yield CONSENT
    if decision in NO_COURT:
        yield COURT


def _is_child(case: Case) -> bool:
    age = case.facts.get("åldersgrupp")
    return age is not None and bool({"barn", "oklart"}.intersection(age.answer.values))

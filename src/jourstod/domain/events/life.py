"""Life of a case: opened, taken, linked, closed, moved to another bundle, in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CaseOpened:
    """A case concerns one person and one nämnd; `report` tells what came in (anmälan, …)."""

    KIND: ClassVar[str] = "case_opened"
    number: str
    board: str
    bundle: str
    alias: str
    report: str = ""
    reporter: str = ""


@dataclass(frozen=True, slots=True)
class CaseClosed:
    """The case was closed with an outcome."""

    KIND: ClassVar[str] = "case_closed"
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True)
class CaseReopened:
    """A closed case was opened again."""

    KIND: ClassVar[str] = "case_reopened"
    reason: str


@dataclass(frozen=True, slots=True)
class CaseMisfiled:
    """Something was written in the wrong case: `entry` belongs to case `belongs_to`."""

    KIND: ClassVar[str] = "case_misfiled"
    entry: str
    belongs_to: str
    reason: str


@dataclass(frozen=True, slots=True)
class CaseLinked:
    """Another person's case belongs together with this one (sibling, accompanying child, …)."""

    KIND: ClassVar[str] = "case_linked"
    case: str
    number: str
    relation: str


@dataclass(frozen=True, slots=True)
class DistrictTold:
    """The part of town the person belongs to, by the name of the station's file."""

    KIND: ClassVar[str] = "district_told"
    district: str


@dataclass(frozen=True, slots=True)
class CaseTaken:
    """The stamp's handler has the case from now."""

    KIND: ClassVar[str] = "case_taken"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TransferredToJournal:
    """The journal text up to `upto` (sequence number) is införd i journalen."""

    KIND: ClassVar[str] = "transferred_to_journal"
    upto: int
    system: str


@dataclass(frozen=True, slots=True)
class BundleAdopted:
    """The case moved to another bundle after a dry run."""

    KIND: ClassVar[str] = "bundle_adopted"
    bundle: str
    before: str
    reason: str

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


@dataclass(frozen=True, slots=True)
class CaseGiven:
    """The case was given over within the jour: to everybody (`jouren`), or offered to somebody.

    Only `jouren` has it at once; a colleague has it from when they take it.
    """

    KIND: ClassVar[str] = "case_given"
    to: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CaseMerged:
    """The other case proved to be about the same person; this one goes on."""

    KIND: ClassVar[str] = "case_merged"
    case: str
    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class CaseMergedAway:
    """The case proved to be about the same person as another; closed, with a pointer to it."""

    KIND: ClassVar[str] = "case_merged_away"
    case: str
    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class EntriesBrought:
    """Entries that came from elsewhere: `entries` are pairs of (id here, id there).

    `case` and `number` say from which case, "" for a list that several cases share; `who` wrote
    them there.
    """

    KIND: ClassVar[str] = "entries_brought"
    case: str
    number: str
    why: str
    entries: tuple[tuple[str, str], ...] = ()
    who: str = ""


@dataclass(frozen=True, slots=True)
class TimeCorrected:
    """The time of an entry was wrong from the start; both stand, and clocks count from this one.

    `earliest` and `latest` are ISO UTC, `words` as it was said.
    """

    KIND: ClassVar[str] = "time_corrected"
    entry: str
    earliest: str
    latest: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class LateNewsReceived:
    """Whoever has the case has been told what was written after the handover, up to `upto`."""

    KIND: ClassVar[str] = "late_news_received"
    upto: int
    receiver_name: str
    how: str


@dataclass(frozen=True, slots=True)
class ProtectedShown:
    """Protected facts were shown on the screen, for a stated reason; by whom is in the stamp.

    `view` is `case` when everything in a protected case was shown until it was left, "" for a page
    with the facts alone.
    """

    KIND: ClassVar[str] = "protected_shown"
    facts: tuple[str, ...]
    reason: str
    view: str = ""

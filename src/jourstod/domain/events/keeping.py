"""Events of what is kept and erased: copies made and tried, and cases erased when their time came.

They stand in clear text, so that drift can write and check them without a key: signatures, sums,
stream ids and grounds; nothing typed about anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A copy of the whole store was made; `digest` is SHA-256 of the file, `heads` of its logs."""

    KIND: ClassVar[str] = "backup_made"
    digest: str
    heads: str
    streams: int
    rows: int
    clear: bool = False


@dataclass(frozen=True, slots=True)
class BackupTested:
    """A copy was restored on trial; `result` is `whole`, or what failed in one word.

    `made` is when the copy was made (ISO UTC), `against` what the logs were held against: `heads`
    (those in the copy), or `shift` (the last shift end too).
    """

    KIND: ClassVar[str] = "backup_tested"
    digest: str
    result: str
    made: str = ""
    streams: int = 0
    rows: int = 0
    against: str = ""


@dataclass(frozen=True, slots=True)
class BackupRestored:
    """The store was restored from a copy, the first event of its new life there.

    `tombstones` is when the list of erased cases that was replayed was made (ISO UTC), "" for none.
    """

    KIND: ClassVar[str] = "backup_restored"
    digest: str
    made: str
    heads: str
    erased_again: int = 0
    tombstones: str = ""


@dataclass(frozen=True, slots=True)
class ContinuityMade:
    """Open cases and routines were put in one encrypted file, for when everything is down."""

    KIND: ClassVar[str] = "continuity_made"
    digest: str
    cases: int
    routines: int


@dataclass(frozen=True, slots=True)
class ErasureProposed:
    """A case's time has come, said one person; `head` (hex) and `rows` freeze what was looked at.

    `ground` is an id of domain/erasing, `due` the ISO day from which it is to be erased.
    """

    KIND: ClassVar[str] = "erasure_proposed"
    stream: str
    ground: str
    due: str
    rows: int
    head: str


@dataclass(frozen=True, slots=True)
class ErasureApproved:
    """A second person, with another role, approved a proposal."""

    KIND: ClassVar[str] = "erasure_approved"
    proposal: str
    stream: str


@dataclass(frozen=True, slots=True)
class ErasureWithdrawn:
    """A proposal was said no to, or taken back."""

    KIND: ClassVar[str] = "erasure_withdrawn"
    proposal: str
    stream: str


@dataclass(frozen=True, slots=True)
class CaseErased:
    """The tombstone: the rows and the key of a stream are gone; this is what remains of it.

    `rows` and `head` (hex) let the sums of shift ends add up. `again` when an old copy was restored
    and the case, erased since, was erased once more.
    """

    KIND: ClassVar[str] = "case_erased"
    stream: str
    rows: int
    head: str
    ground: str
    proposed_by: str
    approved_by: str
    again: bool = False


KeepingEvent = (
    BackupMade
    | BackupTested
    | BackupRestored
    | ContinuityMade
    | ErasureProposed
    | ErasureApproved
    | ErasureWithdrawn
    | CaseErased
)

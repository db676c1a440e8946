"""Acts in the world: notes, contacts, decisions, consents, protection, placement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """A note; `about` is the question asked when the words are somebody's own (verbatim)."""

    KIND: ClassVar[str] = "note_written"
    text: str
    verbatim: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class ContactMade:
    """A contact, or a try (`reached` false): tries count as evidence."""

    KIND: ClassVar[str] = "contact_made"
    agency: str
    who: str
    reached: bool
    reference: str = ""
    outcome: str = ""
    number: str = ""
    visit: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """A decision as it was taken; `flaws` name what it lacks, told on top of every own sheet.

    `replaces` is the entry of the same decision as it was written wrongly from the start.

    `decided_at` and `enforced_at` are ISO times in UTC, apart: different clocks start from them.
    """

    KIND: ClassVar[str] = "decision_made"
    decision: str
    what: str
    decider: str
    role: str
    mandate: str
    decided_at: str
    enforced_at: str = ""
    ground: tuple[str, ...] = ()
    reasons: str = ""
    presenter: str = ""
    valid_until: str = ""
    oral: bool = False
    mandate_source: str = ""
    visit: str = ""
    flaws: tuple[str, ...] = ()
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class DecisionEnforced:
    """A decision was carried out; `at` is ISO UTC."""

    KIND: ClassVar[str] = "decision_enforced"
    entry: str
    at: str


@dataclass(frozen=True, slots=True)
class DecisionSigned:
    """An oral decision has been signed in writing."""

    KIND: ClassVar[str] = "decision_signed"
    entry: str
    by: str


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """Consent to one receiver for a stated scope; interpreter named by company id only.

    `sections` are the sections of facts it is limited to; none says that it is not limited so.
    """

    KIND: ClassVar[str] = "consent_given"
    receiver: str
    scope: str
    by: str
    interpreter: str = ""
    visit: str = ""
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsentRefused:
    """Asked, and answered no, for one receiver."""

    KIND: ClassVar[str] = "consent_refused"
    receiver: str
    by: str
    visit: str = ""


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    """A consent was taken back."""

    KIND: ClassVar[str] = "consent_withdrawn"
    receiver: str
    by: str


@dataclass(frozen=True, slots=True)
class DoNotTellAdded:
    """A person or topic that must not be informed (yet), and when that is reviewed."""

    KIND: ClassVar[str] = "do_not_tell_added"
    item: str
    who: str
    relation: str
    ground: str
    decided_by: str
    review: str
    visit: str = ""


@dataclass(frozen=True, slots=True)
class DoNotTellLifted:
    """The person may be informed from now."""

    KIND: ClassVar[str] = "do_not_tell_lifted"
    item: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlacementBegun:
    """Where the person stays from `since` (ISO UTC); `pointer`, never the address itself."""

    KIND: ClassVar[str] = "placement_begun"
    item: str
    form: str
    pointer: str
    ground: str
    decided_by: str
    since: str
    until: str = ""
    visit: str = ""


@dataclass(frozen=True, slots=True)
class PlacementEnded:
    """The stay ended."""

    KIND: ClassVar[str] = "placement_ended"
    item: str
    reason: str


@dataclass(frozen=True, slots=True)
class LocalLimitTaken:
    """The station's own limit for a clock that entry `start` began, copied from its file.

    `limit` is «12:00» (of the first working day after) or a length («3 veckor»). A file that is
    changed later moves nothing that has begun.
    """

    KIND: ClassVar[str] = "local_limit_taken"
    duty: str
    start: str
    limit: str
    source: str


@dataclass(frozen=True, slots=True)
class ClockMet:
    """A duty was met outside a step (by whom is in the stamp)."""

    KIND: ClassVar[str] = "clock_met"
    duty: str
    how: str
    start: str = ""

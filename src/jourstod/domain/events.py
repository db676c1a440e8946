"""The closed union of events: what has happened in a case or at a station, frozen for ever.

Each class is one kind of event; its `KIND` is what the log says and never changes. Fields may be
added with a default, never renamed or removed (docs/loggformat.md describes each).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .answers import Answer


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
class CaseTaken:
    """The stamp's handler has the case from now."""

    KIND: ClassVar[str] = "case_taken"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TrackStarted:
    """A routine began as a track of its own; `by` is the event that started it."""

    KIND: ClassVar[str] = "track_started"
    track: str
    routine: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class TrackEnded:
    """A track reached an explicit end."""

    KIND: ClassVar[str] = "track_ended"
    track: str
    step: str
    ending: str


@dataclass(frozen=True, slots=True)
class VisitOpened:
    """A question was shown: `parent` is the visit it followed; `again` why it is asked anew."""

    KIND: ClassVar[str] = "visit_opened"
    track: str
    visit: str
    step: str
    parent: str = ""
    again: str = ""


@dataclass(frozen=True, slots=True)
class VisitsVoided:
    """Visits that rested on something corrected or changed; struck through, never hidden."""

    KIND: ClassVar[str] = "visits_voided"
    visits: tuple[str, ...]
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class StepAnswered:
    """A visit was settled by an answer; `to` is where the track went, `because` the events read.

    `done` is false for «vet inte» and «ej aktuellt». `reused` means known from before.
    """

    KIND: ClassVar[str] = "step_answered"
    track: str
    visit: str
    step: str
    fact: str
    answer: Answer
    outcome: str
    to: str
    because: tuple[str, ...] = ()
    done: bool = True
    reused: bool = False


@dataclass(frozen=True, slots=True)
class StepCouldNot:
    """It was tried and could not be done; left as an open item."""

    KIND: ClassVar[str] = "step_could_not"
    track: str
    visit: str
    step: str
    reason: str
    to: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepNotNeeded:
    """It was not needed, for a stated reason; leaves no open item."""

    KIND: ClassVar[str] = "step_not_needed"
    track: str
    visit: str
    step: str
    reason: str
    to: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepOverridden:
    """The handler went past the step on purpose, with a reason; left as an open item."""

    KIND: ClassVar[str] = "step_overridden"
    track: str
    visit: str
    step: str
    reason: str
    to: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepDeferred:
    """The visit stays open and is put aside with a reason and perhaps a next try."""

    KIND: ClassVar[str] = "step_deferred"
    track: str
    visit: str
    step: str
    reason: str
    next_try: str = ""


@dataclass(frozen=True, slots=True)
class RequirementOverridden:
    """A krav was walked past with a reason; an open item that fails the gate."""

    KIND: ClassVar[str] = "requirement_overridden"
    track: str
    krav: str
    step: str
    sentence: str
    reason: str


@dataclass(frozen=True, slots=True)
class FactNoted:
    """A fact was told before its question was shown (in the call, or in a note)."""

    KIND: ClassVar[str] = "fact_noted"
    fact: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class AnswerCorrected:
    """An answer was wrong from the start: the visit holds the new one and went to `to`."""

    KIND: ClassVar[str] = "answer_corrected"
    corrects: str
    track: str
    visit: str
    step: str
    fact: str
    answer: Answer
    outcome: str
    to: str
    reason: str
    because: tuple[str, ...] = ()
    done: bool = True


@dataclass(frozen=True, slots=True)
class StepRerouted:
    """A settled visit leads elsewhere, since a fact it read was corrected or changed."""

    KIND: ClassVar[str] = "step_rerouted"
    track: str
    visit: str
    step: str
    to: str
    by: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SituationChanged:
    """What was true is still true of then; from now the fact is this."""

    KIND: ClassVar[str] = "situation_changed"
    fact: str
    answer: Answer
    reason: str


@dataclass(frozen=True, slots=True)
class MarkedResting:
    """An act in the world rests on something since corrected: «vilar på rättad uppgift»."""

    KIND: ClassVar[str] = "marked_resting"
    entry: str
    by: str
    what: str


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


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """A decision as it was taken; `flaws` name what it lacks, told on top of every own sheet.

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
    """Consent to one receiver for a stated scope; interpreter named by company id only."""

    KIND: ClassVar[str] = "consent_given"
    receiver: str
    scope: str
    by: str
    interpreter: str = ""
    visit: str = ""


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
class TaskLeft:
    """Something somebody must do; `owner` may be an agency or a unit."""

    KIND: ClassVar[str] = "task_left"
    item: str
    what: str
    owner: str
    due: str = ""
    clock: str = ""
    if_then: str = ""
    visit: str = ""


@dataclass(frozen=True, slots=True)
class TaskDone:
    """A task was done, or not needed (with a reason)."""

    KIND: ClassVar[str] = "task_done"
    item: str
    outcome: str
    needed: bool = True


@dataclass(frozen=True, slots=True)
class PromiseMade:
    """What we said to the person that we would do, and when."""

    KIND: ClassVar[str] = "promise_made"
    item: str
    what: str
    to_whom: str
    when: str = ""
    visit: str = ""


@dataclass(frozen=True, slots=True)
class PromiseKept:
    """A promise was kept, or the person told that it could not be."""

    KIND: ClassVar[str] = "promise_kept"
    item: str
    how: str
    kept: bool = True


@dataclass(frozen=True, slots=True)
class CallbackSet:
    """Somebody is waited for or shall be called: since now, next try at `next_try` (ISO UTC)."""

    KIND: ClassVar[str] = "callback_set"
    item: str
    who: str
    about: str
    next_try: str
    number: str = ""
    we_call: bool = True
    fallback: str = ""
    visit: str = ""


@dataclass(frozen=True, slots=True)
class CallbackMade:
    """A try: reached ends the wait, not reached counts and sets the next try."""

    KIND: ClassVar[str] = "callback_made"
    item: str
    reached: bool
    outcome: str
    next_try: str = ""


@dataclass(frozen=True, slots=True)
class HandoverOffered:
    """A sheet was left to a receiver: each item to be accepted or returned."""

    KIND: ClassVar[str] = "handover_offered"
    handover: str
    receiver: str
    items: tuple[tuple[str, str], ...]
    digest: str
    flaws: tuple[str, ...] = ()
    by_whom: str = ""


@dataclass(frozen=True, slots=True)
class HandoverAccepted:
    """A receiver accepted an item and said back in own words what comes first."""

    KIND: ClassVar[str] = "handover_accepted"
    handover: str
    item: str
    receiver_name: str
    said_back: str
    on_paper: bool = False


@dataclass(frozen=True, slots=True)
class HandoverReturned:
    """A receiver handed an item back with a question; it stays with the sender."""

    KIND: ClassVar[str] = "handover_returned"
    handover: str
    item: str
    receiver_name: str
    question: str


@dataclass(frozen=True, slots=True)
class DisclosureMade:
    """A sheet went to a receiver, on what ground; `digest` of its exact content."""

    KIND: ClassVar[str] = "disclosure_made"
    receiver: str
    ground: str
    digest: str
    form: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClockMet:
    """A duty was met outside a step (by whom is in the stamp)."""

    KIND: ClassVar[str] = "clock_met"
    duty: str
    how: str
    start: str = ""


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


CaseEvent = (
    CaseOpened
    | CaseClosed
    | CaseReopened
    | CaseMisfiled
    | CaseLinked
    | CaseTaken
    | TrackStarted
    | TrackEnded
    | VisitOpened
    | VisitsVoided
    | StepAnswered
    | StepCouldNot
    | StepNotNeeded
    | StepOverridden
    | StepDeferred
    | RequirementOverridden
    | FactNoted
    | AnswerCorrected
    | StepRerouted
    | SituationChanged
    | MarkedResting
    | NoteWritten
    | ContactMade
    | DecisionMade
    | DecisionEnforced
    | DecisionSigned
    | ConsentGiven
    | ConsentRefused
    | ConsentWithdrawn
    | DoNotTellAdded
    | DoNotTellLifted
    | PlacementBegun
    | PlacementEnded
    | TaskLeft
    | TaskDone
    | PromiseMade
    | PromiseKept
    | CallbackSet
    | CallbackMade
    | HandoverOffered
    | HandoverAccepted
    | HandoverReturned
    | DisclosureMade
    | ClockMet
    | TransferredToJournal
    | BundleAdopted
)
"""What can happen in a case's stream."""

"""The closed union of events: what has happened in a case, frozen for ever.

Each class is one kind of event; its `KIND` is what the log says and never changes. Fields may be
added with a default, never renamed or removed (docs/loggformat.md describes each).
"""

from .acts import (
    ClockMet,
    ConsentGiven,
    ConsentRefused,
    ConsentWithdrawn,
    ContactMade,
    DecisionEnforced,
    DecisionMade,
    DecisionSigned,
    DoNotTellAdded,
    DoNotTellLifted,
    LocalLimitTaken,
    NoteWritten,
    PlacementBegun,
    PlacementEnded,
)
from .life import (
    BundleAdopted,
    CaseClosed,
    CaseGiven,
    CaseLinked,
    CaseMerged,
    CaseMergedAway,
    CaseMisfiled,
    CaseOpened,
    CaseReopened,
    CaseTaken,
    DistrictTold,
    EntriesBrought,
    LateNewsReceived,
    ProtectedShown,
    TimeCorrected,
    TransferredToJournal,
)
from .promises import (
    CallbackMade,
    CallbackSet,
    DisclosureMade,
    HandoverAccepted,
    HandoverOffered,
    HandoverReturned,
    ItemCancelled,
    PromiseKept,
    PromiseMade,
    TaskDone,
    TaskLeft,
)
from .protection import CaseMadeFindable, ProtectedOpened, ProtectionTold
from .steps import (
    AnswerCorrected,
    FactNoted,
    MarkedResting,
    RequirementOverridden,
    SituationChanged,
    StepAnswered,
    StepCouldNot,
    StepDeferred,
    StepNotNeeded,
    StepOverridden,
    StepRerouted,
    TrackEnded,
    TrackStarted,
    VisitOpened,
    VisitsVoided,
)

__all__ = [
    "AnswerCorrected",
    "BundleAdopted",
    "CallbackMade",
    "CallbackSet",
    "CaseClosed",
    "CaseEvent",
    "CaseGiven",
    "CaseLinked",
    "CaseMadeFindable",
    "CaseMerged",
    "CaseMergedAway",
    "CaseMisfiled",
    "CaseOpened",
    "CaseReopened",
    "CaseTaken",
    "ClockMet",
    "ConsentGiven",
    "ConsentRefused",
    "ConsentWithdrawn",
    "ContactMade",
    "DecisionEnforced",
    "DecisionMade",
    "DecisionSigned",
    "DisclosureMade",
    "DistrictTold",
    "DoNotTellAdded",
    "DoNotTellLifted",
    "EntriesBrought",
    "FactNoted",
    "HandoverAccepted",
    "HandoverOffered",
    "HandoverReturned",
    "ItemCancelled",
    "LateNewsReceived",
    "LocalLimitTaken",
    "MarkedResting",
    "NoteWritten",
    "PlacementBegun",
    "PlacementEnded",
    "PromiseKept",
    "PromiseMade",
    "ProtectedOpened",
    "ProtectedShown",
    "ProtectionTold",
    "RequirementOverridden",
    "SituationChanged",
    "StepAnswered",
    "StepCouldNot",
    "StepDeferred",
    "StepNotNeeded",
    "StepOverridden",
    "StepRerouted",
    "TaskDone",
    "TaskLeft",
    "TimeCorrected",
    "TrackEnded",
    "TrackStarted",
    "TransferredToJournal",
    "VisitOpened",
    "VisitsVoided",
]

CaseEvent = (
    CaseOpened
    | CaseClosed
    | CaseReopened
    | CaseMisfiled
    | CaseLinked
    | CaseTaken
    | DistrictTold
    | CaseGiven
    | CaseMerged
    | CaseMergedAway
    | EntriesBrought
    | TimeCorrected
    | LateNewsReceived
    | ProtectedShown
    | ProtectionTold
    | ProtectedOpened
    | CaseMadeFindable
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
    | ItemCancelled
    | HandoverOffered
    | HandoverAccepted
    | HandoverReturned
    | DisclosureMade
    | ClockMet
    | LocalLimitTaken
    | TransferredToJournal
    | BundleAdopted
)
"""What can happen in a case's stream."""

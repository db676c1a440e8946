"""A case and its parts: visits, tracks, known facts, open items, decisions and handovers."""

from __future__ import annotations

from dataclasses import dataclass, field

from . import events as ev
from .answers import Answer
from .entries import Entry, Happened
from .item_kind import ItemKind as ItemKind
from .left_sheet import Handover
from .protection import Protection

NO_ANSWER = Answer()


@dataclass(frozen=True, slots=True)
class Known:
    """A telling of a fact: the answer, the entry that told it, its number, and the visit.

    `since` is the entry whose time counts: a correction without a time of its own is of the same
    moment as what it corrects.
    """

    answer: Answer
    entry: str
    seq: int
    visit: str
    since: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """One showing of a question. `state`: open, answered, could_not, not_needed, overridden."""

    id: str
    track: str
    step: str
    parent: str
    entry: str
    opened_seq: int
    again: str = ""
    state: str = "open"
    fact: str = ""
    answer: Answer = NO_ANSWER
    outcome: str = ""
    to: str = ""
    because: tuple[str, ...] = ()
    settled_by: str = ""
    settled_seq: int = 0
    since: str = ""
    """The entry whose time counts as when it was settled (see `Known.since`)."""
    deferred: str = ""
    next_try: str = ""
    voided: str = ""

    @property
    def open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state == "open" and not self.voided


@dataclass(slots=True)
class Track:
    """A routine running in a case; written only by `evolve`."""

    id: str
    routine: str
    by: str
    entry: str
    visits: list[str] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    latest: dict[str, str] = field(default_factory=dict)
    open: dict[str, None] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    done: dict[str, list[str]] = field(default_factory=dict)
    """By step, the visits at which it was really done, in order: what has been done stays done."""
    items_of: dict[str, list[str]] = field(default_factory=dict)
    ended: str = ""
    end_step: str = ""


JOUR = "jouren"
"""The jour as a function: who has a case that nobody on the shift has taken."""

WHOLE_CASE = "ärendet"
"""The item of a sheet that is the case itself: who takes it has the case."""

JOURNAL = "journal"
"""The receiver that is the personakt: nobody who could have the case."""

STEP_NOT_DONE = (ItemKind.COULD_NOT, ItemKind.OVERRIDDEN, ItemKind.UNKNOWN)
"""Items that close by themselves when the step is done after all."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something open that somebody must see to; `due` is ISO UTC or words as said."""

    id: str
    kind: ItemKind
    what: str
    entry: str
    owner: str
    due: str = ""
    visit: str = ""
    step: str = ""
    note: str = ""
    number: str = ""
    clock: str = ""
    we_call: bool = True
    tries: int = 0
    open: bool = True
    outcome: str = ""

    @property
    def words(self) -> str:
        """What it is about; a step that was not done by its name, and by the reason if any."""
        step = self.step.rpartition(".")[2].replace("_", " ").replace("-", " ")
        if self.kind in STEP_NOT_DONE and step:
            return f"{step}: {self.what}" if self.what else step
        return self.what or step


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact or a try, as logged."""

    entry: str
    event: ev.ContactMade


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as logged, when it was carried out (ISO UTC), and whether it is signed."""

    entry: str
    event: ev.DecisionMade
    enforced_at: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Consent:
    """The last word about consent to one receiver."""

    receiver: str
    given: bool
    entry: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Somebody or something that must not be informed (yet)."""

    entry: str
    event: ev.DoNotTellAdded
    lifted: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the person stays, as a pointer."""

    entry: str
    event: ev.PlacementBegun
    ended: str = ""


@dataclass(slots=True)
class Case:
    """What the log of one case adds up to.

    Mutable so that folding one entry costs the same however long the case is; only `evolve`
    writes it, and everybody else reads. Its parts are frozen values.
    """

    id: str
    seq: int = 0
    number: str = ""
    board: str = ""
    bundle: str = ""
    alias: str = ""
    report: str = ""
    reporter: str = ""
    handler: str = ""
    district: str = ""
    closed: str = ""
    opened: str = ""
    offered_to: str = ""
    """The colleague who is asked to take the case, "" for nobody; the handler has it till then."""
    gone: set[str] = field(default_factory=set)
    """Who has left it to the jour: what was theirs to do is done by whoever has the case."""
    merged_into: tuple[str, str] = ("", "")
    """Case and number of the case that goes on for the same person, ("", "") for none."""
    brought: dict[str, str] = field(default_factory=dict)
    """Entries that came from another case or a list, and from where in words."""
    times: dict[str, Happened] = field(default_factory=dict)
    """Times that were wrong from the start, as they are now."""
    received_by: str = ""
    """Who received the case at its last handover, "" when the jour has it."""
    received_seq: int = 0
    sought: dict[str, str] = field(default_factory=dict)
    """By whom (small letters): the open item of tries that nobody answered."""
    awaited: dict[str, str] = field(default_factory=dict)
    """By whom (small letters): the call-back set last."""
    entries: list[Entry] = field(default_factory=list)
    by_id: dict[str, Entry] = field(default_factory=dict)
    unshared: set[str] = field(default_factory=set)
    """Entries that are on this computer only, until the shared store is back."""
    facts: dict[str, Known] = field(default_factory=dict)
    told: dict[str, list[Known]] = field(default_factory=dict)
    """Every telling of a fact not found wrong: a changed situation leaves them standing."""
    tracks: dict[str, Track] = field(default_factory=dict)
    visits: dict[str, Visit] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    contacts: list[Contact] = field(default_factory=list)
    decisions: dict[str, Decision] = field(default_factory=dict)
    consents: dict[str, Consent] = field(default_factory=dict)
    silences: dict[str, Silence] = field(default_factory=dict)
    placements: dict[str, Placement] = field(default_factory=dict)
    handovers: dict[str, Handover] = field(default_factory=dict)
    links: dict[str, tuple[str, str]] = field(default_factory=dict)
    left_with: tuple[str, ...] = ()
    """Ids of the flaws that the last sheet was left with."""
    disclosures: list[str] = field(default_factory=list)
    clocks_met: list[str] = field(default_factory=list)
    local_limits: dict[tuple[str, str], ev.LocalLimitTaken] = field(default_factory=dict)
    """The station's own limits by duty and the entry that started the clock."""
    misfiled: dict[str, str] = field(default_factory=dict)
    resting: dict[str, str] = field(default_factory=dict)
    journal_upto: int = 0
    last_seen: dict[str, int] = field(default_factory=dict)
    protection: Protection = field(default_factory=Protection)
    tokens: set[str] = field(default_factory=set)
    """Keyed tokens that the case can be found by; none while it is kept apart."""

    def happened(self, entry: str) -> Happened:
        """When an entry happened, as it has been put right."""
        return self.times.get(entry) or self.by_id[entry].stamp.happened

    def open_visits(self) -> tuple[Visit, ...]:
        """Visits that wait for an answer, tracks in the order they started."""
        return tuple(self.visits[visit] for track in self.tracks.values() for visit in track.open)

    def last_outcome(self, track: str, step: str) -> str:
        """The last outcome a step was settled with on a track, "" when it was not."""
        return self.tracks[track].outcomes.get(step, "") if track in self.tracks else ""

    def open_items(self) -> tuple[Item, ...]:
        """Everything somebody must still see to, in the order it came."""
        return tuple(item for item in self.items.values() if item.open)

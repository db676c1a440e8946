"""What is local besides nämnder and mandates: units, districts, delegation, numbers, beds, clocks.

The values of the enums are the words of the station's file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from .findings import Place

NOWHERE = Place("station.yaml")
"""Where something stands that was never read from a file."""

MANDATES = ("lvu-6", "lvu-11", "kl-6-39", "lvu-31d", "lpbs-4-1", "lpbs-5-1", "lpbs-5-5", "lvm-13")
"""The personal mandates a night may need, the ones that protect a child first."""
ASSISTANCE = ("lvu-43", "lpbs-8-7", "lvm-45")
"""The provisions by which police assistance is asked for, by one appointed by the nämnd."""


class PersonKind(StrEnum):
    """For whom a day unit or a bed is there."""

    CHILD = "barn"
    ADULT = "vuxen"
    UNACCOMPANIED = "ensamkommande"


class DecisionKind(StrEnum):
    """A kind of decision that a nämnd may have delegated."""

    ACUTE = "akut-insats"
    INVESTIGATION = "inled-utredning"
    PLACEMENT = "placering"
    DISCLOSURE = "lämna-ut-uppgift"
    POLICE_REPORT = "polisanmälan"
    REFLECTION = "betänketid"

    @property
    def swedish(self) -> str:
        """As in «delegation för …»."""
        return {
            DecisionKind.ACUTE: "akuta insatser enligt SoL",
            DecisionKind.INVESTIGATION: "att inleda utredning",
            DecisionKind.PLACEMENT: "placering",
            DecisionKind.DISCLOSURE: "att lämna ut uppgifter",
            DecisionKind.POLICE_REPORT: "polisanmälan",
            DecisionKind.REFLECTION: "ansökan om betänketid",
        }[self]


class PlacementForm(StrEnum):
    """A form of placement; the right to decide differs between them (`practice.md` 1.10)."""

    EMERGENCY_HOME = "jourhem"
    RESIDENTIAL = "hvb"
    SHELTERED = "skyddat-boende"
    OTHER = "annat"

    @property
    def swedish(self) -> str:
        """As shown."""
        return {
            PlacementForm.EMERGENCY_HOME: "jourhem",
            PlacementForm.RESIDENTIAL: "HVB",
            PlacementForm.SHELTERED: "skyddat boende",
            PlacementForm.OTHER: "annat boende",
        }[self]


class LocalContactKind(StrEnum):
    """Why somebody local is called."""

    TEAM_LEADER = "arbetsledare"
    BACKUP = "bakjour"
    INTERPRETER = "tolk"
    CLINIC = "klinik"
    POLICE = "polis"
    COURT = "rätten på helgen"
    PROTECTED = "skyddade akter"

    @property
    def swedish(self) -> str:
        """As a heading in the list of numbers."""
        return {
            LocalContactKind.TEAM_LEADER: "arbetsledare",
            LocalContactKind.BACKUP: "bakjour",
            LocalContactKind.INTERPRETER: "tolk",
            LocalContactKind.CLINIC: "mottagning efter sexuellt våld",
            LocalContactKind.POLICE: "polisen, för motringning",
            LocalContactKind.COURT: "lämnar in till rätten på helgen",
            LocalContactKind.PROTECTED: "får öppna skyddade akter",
        }[self]


class LocalClockKind(StrEnum):
    """A time limit that is the municipality's own and no law."""

    JOUR_PLACEMENT = "jourplacering"
    MISSING_CHILD = "försvunnet-barn"
    MISSING_ADULT = "försvunnen-vuxen"

    @property
    def holds_open(self) -> str:
        """Whose case is held open for so long; "" for a limit that is an hour."""
        return {
            LocalClockKind.JOUR_PLACEMENT: "",
            LocalClockKind.MISSING_CHILD: "ett försvunnet barns ärende",
            LocalClockKind.MISSING_ADULT: "en försvunnen vuxens ärende",
        }[self]


@dataclass(frozen=True, slots=True)
class DayUnit:
    """The unit of a nämnd that takes in one kind of person by day."""

    kind: PersonKind
    name: str
    phone: str = ""
    hours: str = ""
    confirmed: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class District:
    """A part of town, whose nämnd it is, and which unit takes in when it is a special one."""

    name: str
    board: str
    unit: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Delegation:
    """A nämnd's standing right for somebody to decide; `form` only for placements."""

    decision: DecisionKind
    board: str
    holder: str
    form: PlacementForm | None = None
    since: str = ""
    until: str = ""
    limits: str = ""
    source: str = ""
    confirmed: str = ""
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def subject(self) -> str:
        """What it is about, in words."""
        return said(self.decision, self.form)

    def holds(self, decision: DecisionKind, day: str) -> bool:
        """Whether it covers that kind of decision on that ISO day."""
        return self.decision is decision and self.since <= day <= (self.until or "9999")


@dataclass(frozen=True, slots=True)
class LocalContact:
    """Somebody local to call; no `board` means that it goes for every nämnd.

    `signature` is as in the log, for those who may open protected files.
    """

    kind: LocalContactKind
    name: str
    role: str = ""
    phone: str = ""
    hours: str = ""
    board: str = ""
    note: str = ""
    source: str = ""
    confirmed: str = ""
    signature: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Bed:
    """A place to sleep as the list has it: a pointer, never an address."""

    name: str
    form: PlacementForm
    takes: tuple[PersonKind, ...]
    phone: str = ""
    hours: str = ""
    note: str = ""
    confirmed: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class LocalClock:
    """A local time limit: the hour a jour placement lapses on the first working day after the
    decision, or how long a missing child's or adult's case is kept open."""

    kind: LocalClockKind
    limit: str
    board: str = ""
    source: str = ""
    confirmed: str = ""
    place: Place = field(default=NOWHERE, compare=False)


def said(decision: DecisionKind, form: PlacementForm | None) -> str:
    """A kind of decision in words: «placering i jourhem»."""
    return f"{decision.swedish} i {form.swedish}" if form else decision.swedish

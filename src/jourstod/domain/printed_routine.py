"""Printed routines: everything that stands on a routine's paper, as words only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedWay:
    """Where an answer leads: the number of the step, when (""= always), what starts beside."""

    number: int
    when: str = ""
    starts: tuple[str, ...] = ()
    back: bool = False
    """The step stands before this one."""


@dataclass(frozen=True, slots=True)
class PrintedBox:
    """A box to tick: the digit typed in the program ("" when it is no digit), and words."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class PrintedTurn:
    """Answers that lead the same way, and that way: several under conditions, else one."""

    boxes: tuple[PrintedBox, ...]
    ways: tuple[PrintedWay, ...]


@dataclass(frozen=True, slots=True)
class PrintedBlank:
    """Something to write by hand: its label and how many lines it needs."""

    label: str
    lines: int = 1
    is_time: bool = False


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """A labelled sentence beside the step: «Om–så», «Senast», «Får besluta»."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class PrintedStep:
    """One step. `short` is what the card says of it; `stops` is what the program would refuse."""

    number: int
    kind: str
    text: str
    short: str
    phase: str = ""
    """Set on the first step of a phase."""
    spoken: str = ""
    items: tuple[PrintedBox, ...] = ()
    """Boxes of a checklist."""
    turns: tuple[PrintedTurn, ...] = ()
    """Every outcome that leads somewhere, in the order the program numbers them."""
    blanks: tuple[PrintedBlank, ...] = ()
    stops: tuple[str, ...] = ()
    notes: tuple[PrintedNote, ...] = ()
    why: str = ""
    basis: tuple[str, ...] = ()
    final: bool = False
    """It cannot be undone."""
    asks: bool = False
    """A question or a consent: the card gives its words in full."""
    ends: bool = False


@dataclass(frozen=True, slots=True)
class PrintedClock:
    """A clock or duty of the routine: what, from when, how counted, and what if it runs out."""

    name: str
    kind: str
    what: str
    who: str
    begins: str
    why: str
    counted: str
    on_expiry: str
    mistake: str
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedContact:
    """Somebody to call: numbers, hours as written, and when that was last confirmed."""

    name: str
    about: str
    numbers: str
    hours: str
    confirmed: str
    needs: str = ""


@dataclass(frozen=True, slots=True)
class PrintedNumbers:
    """Contacts called for one reason; `empty` is said when there are none."""

    heading: str
    contacts: tuple[PrintedContact, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class PrintedLaw:
    """A provision: current number first, how sure it is, what it requires, where to check."""

    cited: str
    confidence: str
    requires: str
    remarks: str


@dataclass(frozen=True, slots=True)
class PrintedRoutine:
    """A whole routine. `code` names it on the card, where the title could be read by others."""

    id: str
    code: str
    title: str
    validity: str
    first: tuple[int, ...]
    steps: tuple[PrintedStep, ...]
    clocks: tuple[PrintedClock, ...] = ()
    contacts: tuple[PrintedContact, ...] = ()
    laws: tuple[PrintedLaw, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedFront:
    """The front page of all routines: how the paper is used, and what is whose."""

    heading: str
    rules: tuple[str, ...]
    table_heading: str
    columns: tuple[tuple[str, tuple[str, ...]], ...]
    """The columns of the table, each with its heading: the jour, the day."""
    table_note: str = ""
    contents: tuple[tuple[str, str], ...] = ()
    """The routines in order: title and the code of the card."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed at one time: routines of one bundle on one day, with the local numbers.

    `bundle` is the short form of the bundle's hash; it stands on every page with `made_on`.
    """

    title: str
    made_on: str
    bundle: str
    routines: tuple[PrintedRoutine, ...]
    front: PrintedFront | None = None
    local: tuple[PrintedNumbers, ...] = ()
    local_note: str = ""
    card: bool = False
    afterwards: tuple[str, ...] = ()
    """How the paper is typed in afterwards, one sentence a line."""

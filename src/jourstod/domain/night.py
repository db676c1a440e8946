"""Written nights: what happens in a night, act by act, and what is expected on the way."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from .expectations import Expecting as Expecting
from .expectations import SheetExpected as SheetExpected
from .findings import Place
from .local_time import local, to_utc_or_later

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NewCase:
    """A call becomes a case; facts as written, by fact id."""

    alias: str
    board: str = ""
    report: str = ""
    reporter: str = ""
    note: str = ""
    facts: Pairs = ()


@dataclass(frozen=True, slots=True)
class CallOnly:
    """A call that became no case: outcome as written, minutes."""

    outcome: str
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Answering:
    """The open question of a step is answered; `given` are words or ids as written."""

    step: str
    given: tuple[str, ...] = ()
    routine: str = ""
    reason: str = ""
    written: Pairs = ()
    insist: str = ""
    told_by: str = ""
    happened: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A step left undone, or taken up again after that (`how`: ta upp igen).

    The other ways: gick inte, behövs inte, gå förbi, skjut upp.
    """

    how: str
    step: str
    reason: str
    routine: str = ""
    next_try: str = ""
    insist: str = ""


@dataclass(frozen=True, slots=True)
class Noting:
    """A note; perhaps dictated by somebody, about something that happened earlier."""

    text: str
    told_by: str = ""
    happened: str = ""


@dataclass(frozen=True, slots=True)
class Correcting:
    """A settled step was wrong from the start."""

    step: str
    to: tuple[str, ...]
    reason: str
    routine: str = ""
    written: Pairs = ()
    insist: str = ""


@dataclass(frozen=True, slots=True)
class Changing:
    """A fact is something else from now."""

    fact: str
    to: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class CallingBack:
    """Somebody is to be called again, or waited for."""

    who: str
    about: str = ""
    next_try: str = ""
    number: str = ""
    fallback: str = ""
    we_call: bool = True


@dataclass(frozen=True, slots=True)
class Trying:
    """A try to reach somebody who is waited for."""

    who: str
    reached: bool
    outcome: str = ""
    next_try: str = ""


@dataclass(frozen=True, slots=True)
class Promising:
    """Something is promised to somebody."""

    what: str
    to_whom: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Tasking:
    """A task is left to somebody."""

    what: str
    owner: str
    due: str = ""
    if_then: str = ""


@dataclass(frozen=True, slots=True)
class Silencing:
    """Somebody, or a topic, must not be informed (yet)."""

    who: str
    relation: str = ""
    ground: str = ""
    decided_by: str = ""
    review: str = ""


@dataclass(frozen=True, slots=True)
class Starting:
    """A routine is started by hand."""

    routine: str


@dataclass(frozen=True, slots=True)
class Closing:
    """The case is closed."""

    outcome: str
    reason: str


@dataclass(frozen=True, slots=True)
class Seating:
    """Somebody else sits down and takes the case over."""

    signature: str


@dataclass(frozen=True, slots=True)
class HandingOver:
    """The sheet is left to a receiver."""

    receiver: str


@dataclass(frozen=True, slots=True)
class Receiving:
    """The last sheet is received, and what comes first is said back; or given back."""

    who: str
    said: str
    back: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nothing but time goes."""


Deed = (
    NewCase
    | CallOnly
    | Answering
    | Leaving
    | Noting
    | Correcting
    | Changing
    | CallingBack
    | Trying
    | Promising
    | Tasking
    | Silencing
    | Starting
    | Closing
    | Seating
    | HandingOver
    | Receiving
    | Waiting
    | Expecting
)
"""What can stand on a line of a night."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a night: when (UTC), what, in which case (alias, "" for the last), and where."""

    at: datetime
    deed: Deed
    place: Place
    case: str = ""


@dataclass(frozen=True, slots=True)
class Night:
    """A written night. `fingerprint` (hex) is of the file's text: a changed night is another.

    `practised` when it is one of those that a new practice store is filled with.
    """

    id: str
    title: str
    begins: datetime
    handler: str
    board: str
    moments: tuple[Moment, ...]
    fingerprint: str = field(default="", compare=False)
    practised: bool = False

    def ended_before(self, now: datetime) -> Night:
        """The same night moved by whole days, so that it has just ended."""
        last = max((moment.at for moment in self.moments), default=self.begins)
        days = (now - last).days  # floors: a night that ends later today goes to yesterday
        while _moved(last, days) > now:
            days -= 1
        moments = tuple(replace(m, at=_moved(m.at, days)) for m in self.moments)
        return replace(self, begins=_moved(self.begins, days), moments=moments)


def _moved(at: datetime, days: int) -> datetime:
    wall = local(at)
    return to_utc_or_later(wall.date() + timedelta(days=days), wall.time())

"""What is left open and what is left to others: tasks, promises, call-backs, handovers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class TaskLeft:
    """Something somebody must do; `owner` may be an agency or a unit; `question` is for the day."""

    KIND: ClassVar[str] = "task_left"
    item: str
    what: str
    owner: str
    due: str = ""
    clock: str = ""
    if_then: str = ""
    visit: str = ""
    question: bool = False


@dataclass(frozen=True, slots=True)
class TaskDone:
    """A task was done, or not needed (with a reason)."""

    KIND: ClassVar[str] = "task_done"
    item: str
    outcome: str
    needed: bool = True


@dataclass(frozen=True, slots=True)
class PromiseMade:
    """What we said to the person that we would do, and when; `owner` is who is to keep it."""

    KIND: ClassVar[str] = "promise_made"
    item: str
    what: str
    to_whom: str
    when: str = ""
    visit: str = ""
    owner: str = ""


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
class ItemCancelled:
    """An open item ends undone: `could_not` (it did not work) or not needed, with the reason."""

    KIND: ClassVar[str] = "item_cancelled"
    item: str
    could_not: bool
    reason: str


@dataclass(frozen=True, slots=True)
class HandoverOffered:
    """A sheet was left to a receiver: each item to be accepted or returned.

    `lacks` are the flaws that become open items of the jour with it; `unit` is the day unit as
    the station's file named it then.
    """

    KIND: ClassVar[str] = "handover_offered"
    handover: str
    receiver: str
    items: tuple[tuple[str, str], ...]
    digest: str
    flaws: tuple[str, ...] = ()
    by_whom: str = ""
    lacks: tuple[str, ...] = ()
    unit: str = ""


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
    """A sheet went to a receiver, on what ground, and why when it was without consent.

    `digest` is the store's keyed mark of `copy`, the exact content as canonical JSON.
    """

    KIND: ClassVar[str] = "disclosure_made"
    receiver: str
    ground: str
    digest: str
    form: str
    facts: tuple[str, ...] = ()
    reason: str = ""
    copy: str = ""

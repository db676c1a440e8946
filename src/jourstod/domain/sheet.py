"""The sheet: a case cut for one receiver, as plain words. What is left out is not in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line: a label (may be ""), its words, and the handover item it can be received as."""

    text: str
    label: str = ""
    item: str = ""
    urgent: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A headed part of a sheet; `empty` is said when there are no lines ("" leaves it out)."""

    id: str
    heading: str
    lines: tuple[SheetLine, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A line of the time line: day and time as local words, by whom, what; `struck` is void."""

    at: str
    by: str
    text: str
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Witness:
    """What ties paper to log: head of the case's stream, head of all heads, entries counted."""

    case_head: str
    all_heads: str
    entries: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A case as one receiver may read it; the whole truth a report is made of.

    `first` is the half page that is read first, most serious first; `then` the rest. `flaws`
    stand on top. `paste` is journal text for one personakt, in order ("" for other receivers).
    `items` are (item id, words) that the receiver accepts or returns. Titles and file names are
    made of `number` only. `mode` is `skarp` or `övning`; `made_at` is local time in words.
    """

    number: str
    receiver: str
    receiver_name: str
    board: str
    station: str
    mode: str
    made_at: str
    made_by: str
    heading: str
    flaws: tuple[str, ...] = ()
    first: tuple[SheetPart, ...] = ()
    then: tuple[SheetPart, ...] = ()
    timeline: tuple[SheetRow, ...] = ()
    paste: str = ""
    items: tuple[tuple[str, str], ...] = ()
    witness: Witness | None = None
    notice: str = ""
    """What the receiver must know of secrecy, in one sentence."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a receiver does not get, and why; shown to the officer, never to the receiver."""

    what: str
    ground: str


@dataclass(frozen=True, slots=True)
class SheetCut:
    """A sheet, what was left out of it, and the ids of the facts that are in it."""

    sheet: Sheet
    left_out: tuple[LeftOut, ...] = ()
    facts: tuple[str, ...] = ()

"""The sheet: a case cut for one receiver, as plain words. What is left out is not in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace


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
    """What ties paper to log: head of the case's stream, and how many entries it stands on.

    `all_heads` is the head of all heads (hex) at the last shift end, `shift_ended` (ISO UTC).
    """

    case_head: str
    all_heads: str
    entries: int
    shift_ended: str = ""


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
    preview: str = ""
    """Says that this page is not logged as left; "" on a sheet that is."""
    subject: str = ""
    """What it is about, where it is not one case."""
    reach: str = ""
    """How the receiver is reached, when the station's file says it."""
    card: bool = False
    """The person's own card: nothing stands on it but its lines and the case number."""

    @property
    def practice(self) -> bool:
        """Whether it comes from a practice store, and must say so on every page."""
        return self.mode == "övning"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a receiver does not get, and why; shown to the officer, never to the receiver."""

    what: str
    ground: str


@dataclass(frozen=True, slots=True)
class SheetCut:
    """A sheet, what was left out, and what is in it: ids of facts and of picked entries.

    `ground` is what the receipt of a disclosure says; `seq` the number of the case's last entry
    when it was cut, so that a sheet that has grown old is not left.
    """

    sheet: Sheet
    left_out: tuple[LeftOut, ...] = ()
    facts: tuple[str, ...] = ()
    ground: str = ""
    own_board: bool = True
    seq: int = 0
    paper: bool = False
    """A document for the file: nobody receives it, and it is not left."""
    unconsented: bool = False
    """Whether something on it goes without consent, so that a reason must be written."""
    lacks: tuple[str, ...] = ()
    """Flaws that become open items of the jour when the sheet is left."""
    register: tuple[SheetLine, ...] = ()
    """What the register of secrecy says of the receiver; it stands beside the sheet, not on it."""


def exact(sheet: Sheet) -> bytes:
    """The exact content, one way only to write it; the mark of a preview is not content."""
    plain = asdict(replace(sheet, preview=""))
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(sheet: Sheet) -> str:
    """SHA-256 (hex) of the exact content, to tell sheets apart in memory: it is never kept, for
    what stands on a sheet can be guessed. What the log keeps is the store's keyed mark."""
    return hashlib.sha256(exact(sheet)).hexdigest()


def texts(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Every text that a reader of the sheet can see, with the name of the place it stands in."""
    yield from (("rubriken", text) for text in (sheet.heading, sheet.receiver_name, sheet.notice))
    yield from (("avsändaren", text) for text in (sheet.board, sheet.station, sheet.made_by))
    yield "mottagaren", sheet.reach
    yield from (("bristerna", flaw) for flaw in sheet.flaws)
    for part in (*sheet.first, *sheet.then):
        yield part.heading, part.empty
        for line in part.lines:
            yield from ((part.heading, line.label), (part.heading, line.text))
    for row in sheet.timeline:
        yield from (("tidslinjen", text) for text in (row.at, row.by, row.text))
    yield "journaltexten", sheet.paste
    yield from (("punkterna", words) for _, words in sheet.items)


def with_texts(sheet: Sheet, change: Callable[[str], str]) -> Sheet:
    """The sheet with every text that came from the log changed."""

    def part(old: SheetPart) -> SheetPart:
        lines = tuple(
            replace(line, text=change(line.text), label=change(line.label)) for line in old.lines
        )
        return replace(old, lines=lines, heading=change(old.heading), empty=change(old.empty))

    def row(old: SheetRow) -> SheetRow:
        return replace(old, at=change(old.at), by=change(old.by), text=change(old.text))

    return replace(
        sheet,
        receiver_name=change(sheet.receiver_name),
        board=change(sheet.board),
        station=change(sheet.station),
        made_by=change(sheet.made_by),
        reach=change(sheet.reach),
        heading=change(sheet.heading),
        flaws=tuple(change(flaw) for flaw in sheet.flaws),
        first=tuple(part(old) for old in sheet.first),
        then=tuple(part(old) for old in sheet.then),
        timeline=tuple(row(old) for old in sheet.timeline),
        paste="\n".join(change(line) for line in sheet.paste.split("\n")),
        items=tuple((id, change(words)) for id, words in sheet.items),
    )

"""Written nights: a file of acts with clock times becomes a Night."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from jourstod.domain.findings import Finding, has_errors
from jourstod.domain.local_time import NoSuchTime, is_ambiguous, to_utc
from jourstod.domain.night import Deed, Moment, Night

from .fields import Fields, as_mapping, cut, listed
from .folder import SCENARIOS
from .follow_ons import without_follow_ons
from .header import check_language, read_name
from .marks import parse
from .night_deeds import DEEDS, EXAMPLES
from .nodes import Mapping, Node, Scalar, Sequence
from .raw_text import load, load_within
from .remarks import Remarks

_CLOCK = re.compile(r"\d\d:\d\d")
_LOOSE_CLOCK = re.compile(r"(?:kl\.? ?)?(\d{1,2})(?:[.:,; ]?(\d\d))?")
_LINE = "- { kl: 22:41, svara: akut_fara, med: nej }"
_HEAD = {
    "prov": "prov: barn-hotell    # samma som filens namn",
    "titel": "titel: En flicka på ett hotell",
    "börjar": "börjar: 2026-11-23T22:40",
    "handläggare": "handläggare: AB",
    "nämnd": "nämnd: Söder",
    "händelser": f"händelser:\n  {_LINE}",
}


def read_night_file(path: Path, shown: str = "") -> tuple[Night | None, list[Finding]]:
    """The night of a file, or None when something in it is wrong, and every finding."""
    text, findings = load(path, shown or path.name)
    if text is None:
        return None, findings
    return read_night_text(text, shown or path.name)


def night_findings(routines: Path) -> list[Finding]:
    """What is wrong in the written nights of a routines folder; they are read, not played."""
    found: list[Finding] = []
    for path in sorted((routines / SCENARIOS).glob("*.yaml")):
        shown = f"{routines.resolve().name}/{SCENARIOS}/{path.name}"
        text, faults = load_within(routines, path, shown)
        found += faults if text is None else read_night_text(text, shown)[1]
    return found


def read_night_text(text: str, shown: str) -> tuple[Night | None, list[Finding]]:
    """The night that a text holds; `shown` names it in findings."""
    node, findings = parse(text, shown)
    if node is None or has_errors(findings):
        return None, without_follow_ons(findings)
    remarks = Remarks()
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    night = _night(node, remarks, digest)
    told = [*findings, *remarks.findings]
    return (None if has_errors(told) else night), told


def _night(node: Node, remarks: Remarks, digest: str) -> Night | None:
    root = as_mapping(node, "provet", remarks, "\n".join(_HEAD.values()))
    if root is None:
        return None
    head = Fields(root, "provet", remarks, _HEAD)
    if not check_language(head):
        return None
    name = read_name(head, "prov") or ""
    title, board = head.text("titel", required=True), head.text("nämnd", required=True)
    handler = head.text("handläggare", required=True)
    practised = head.flag("övas")
    begins = _begins(head)
    lines = head.at("händelser")
    if lines is None:
        head.missing("händelser")
    elif not isinstance(lines, Sequence):
        head.wrong_kind("händelser", lines, "en lista")
    head.close()
    if begins is None or not isinstance(lines, Sequence):
        return None
    moments = _Moments(remarks, *begins).read(lines)
    return Night(name, title, to_utc(*begins), handler, board, moments, digest, practised)


def _begins(head: Fields) -> tuple[date, time] | None:
    found = head.scalar("börjar", required=True)
    if found is None:
        return None
    try:
        at = datetime.fromisoformat(found.value.strip())
        if at.tzinfo is None and ":" in found.value:
            to_utc(at.date(), at.time())
            return at.date(), at.time()
    except (ValueError, NoSuchTime):
        pass
    head.remarks.error(
        "fel-tid", found.place, f"«{cut(found.value)}» är ingen tid, eller en dag som inte finns. "
        "Skriv år-månad-dag, T och klockslag.",
        example=_HEAD["börjar"],
    )  # fmt: skip
    return None


@dataclass(slots=True)
class _Moments:
    """The lines of a night while they are read; the day goes on by itself past midnight."""

    remarks: Remarks
    day: date
    clock: time
    last: datetime | None = None

    def read(self, lines: Sequence) -> tuple[Moment, ...]:
        """Every line that can be read."""
        found = (self._moment(item) for item in lines.items)
        return tuple(moment for moment in found if moment is not None)

    def _moment(self, item: Node) -> Moment | None:
        what = f"händelsen på rad {item.place.line}"
        part = as_mapping(item, what, self.remarks, _LINE)
        if part is None:
            return None
        fields = Fields(part, what, self.remarks, EXAMPLES)
        case = fields.text("ärende")
        read = self._kind(fields, part)
        if read is None:
            return None
        before = self.remarks.errors
        at = self._at(fields)
        deed = read(fields)
        fields.close()
        if at is None or self.remarks.errors > before:
            return None
        return Moment(at, deed, item.place, case)

    def _kind(self, fields: Fields, part: Mapping) -> Callable[[Fields], Deed] | None:
        """Exactly one key says what happens."""
        named = [key.value for key, _ in part.entries if key.value in DEEDS]
        if len(named) == 1:
            return DEEDS[named[0]]
        said = "Här står flera" if named else "Här saknas vad som händer"
        self.remarks.error(
            "fel-handelse", part.place,
            f"{said}: en händelse har en av nycklarna {listed(DEEDS)}."
            if not named else f"{said}: {listed(named)}. Skriv en händelse per rad.",
            example=_LINE,
        )  # fmt: skip
        return None

    def _at(self, fields: Fields) -> datetime | None:
        """The instant of a line; smaller than the one before it is the day after."""
        found = fields.scalar("kl")
        if found is None:
            found = _until(fields)
        if found is None:
            return self.last or to_utc(self.day, self.clock)
        clock = _clock(found)
        if clock is None:
            self.remarks.error(
                "fel-tid", found.place,
                f"«{cut(found.value)}» är inget klockslag. Skriv timme, kolon och minut.",
                example=f"kl: {_meant(found.value) or '22:41'}",
            )  # fmt: skip
            return None
        return self._placed(found, clock)

    def _placed(self, found: Scalar, clock: time) -> datetime | None:
        day = self.day + timedelta(days=1) if clock < self.clock else self.day
        try:
            at = to_utc(day, clock)
            if day == self.day and self.last and at < self.last and is_ambiguous(day, clock):
                at = to_utc(day, clock, 1)
            elif clock < self.clock and is_ambiguous(self.day, clock):
                second = to_utc(self.day, clock, 1)  # 02:50 and then 02:10: the hour comes again
                if self.last is not None and second > self.last:
                    day, at = self.day, second
        except NoSuchTime as refusal:
            self.remarks.error("fel-tid", found.place, refusal.sentence)
            return None
        self.day, self.clock, self.last = day, clock, at
        return at


def _until(fields: Fields) -> Scalar | None:
    node = fields.at("vänta till")
    return node if isinstance(node, Scalar) else None


def _clock(found: Scalar) -> time | None:
    if not _CLOCK.fullmatch(found.value.strip()):  # «22.41» would be read as 22 and a fraction
        return None
    try:
        return time.fromisoformat(found.value.strip())
    except ValueError:
        return None


def _meant(word: str) -> str:
    """The time that «22.41», «2241» or «kl 9» surely means, or ""."""
    found = _LOOSE_CLOCK.fullmatch(word.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""

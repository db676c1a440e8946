"""A bundle becomes a rulebook: registers first, then facts, fragments and routines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TypeVar

from jourstod.domain.calendar import Calendar
from jourstod.domain.findings import Finding, Place, Severity, has_errors, nearest
from jourstod.domain.registers import Agency, Duty, SecrecyRule, Shall
from jourstod.domain.routine import Routine
from jourstod.domain.rulebook import Rulebook

from .bundle import bundle_id, unpack
from .calendar_reader import NO_CALENDAR, read_calendar
from .duty_reader import read_duties
from .fact_reader import read_facts
from .folder import FACTS, FRAGMENTS, REGISTERS
from .follow_ons import without_follow_ons
from .fragment_reader import Fragment, read_fragment
from .krav_elsewhere import settle_elsewhere
from .marks import parse
from .mistakes import mistake
from .nodes import Mapping as MappingNode
from .nodes import Node, Scalar
from .out_of_use import without
from .register_reader import read_agencies, read_provisions, read_sources
from .remarks import Remarks
from .routine_reader import read_routine
from .secrecy_reader import grounds, read_secrecy
from .shall_reader import read_shalls
from .vocabulary import (
    Names,
    Vocabulary,
    agency_names,
    duty_names,
    fact_names,
    provision_names,
    routine_names,
    source_names,
)

T = TypeVar("T")
_Read = Callable[[Node], tuple[dict[str, T], frozenset[str], list[Finding]]]
_WORD = re.compile(r"[^\s:]*")


def read_rulebook(content: bytes, shown: str = "routines") -> tuple[Rulebook, list[Finding]]:
    """The rulebook in a bundle, and every finding in it, in reading order.

    Whatever has an error is not in it, but for notices in the place of routines that others
    start; `shown` is the folder's name in findings. Raises BundleUnreadable for other bytes.
    """
    manifest = unpack(content)
    reader = _Reader(manifest.files, manifest.unread, shown)
    book = reader.read(bundle_id(content))
    return book, without_follow_ons(reader.findings)


class _Reader:
    """One bundle while it is read."""

    def __init__(self, files: Mapping[str, str], unread: tuple[str, ...], shown: str) -> None:
        self._files, self._unread, self._shown = files, unread, shown
        self.findings: list[Finding] = []

    def read(self, id: str) -> Rulebook:
        """Everything, in the order in which one part refers to another."""
        provisions, provision_ids = self._entries(
            f"{REGISTERS}/lagrum.yaml", "lagrum", provision_names, read_provisions
        )
        sources, source_ids = self._entries(
            f"{REGISTERS}/kallor.yaml", "källor", source_names, read_sources
        )
        agencies, agency_ids = self._entries(
            f"{REGISTERS}/myndigheter.yaml",
            "myndigheter",
            agency_names,
            lambda node: read_agencies(node, source_ids),
        )
        words = Vocabulary(provisions=provision_ids, sources=source_ids, agencies=agency_ids)
        secrecy, shalls = self._secrecy(words), self._shalls(words)
        words = _with_grounds(words, secrecy, agencies)
        facts, fact_ids = self._entries(
            FACTS, "fakta", fact_names, lambda node: read_facts(node, words)
        )
        words = replace(words, facts=facts, fact_ids=fact_ids)
        duties, duty_ids = self._entries(
            f"{REGISTERS}/frister.yaml",
            "frister",
            duty_names,
            lambda node: read_duties(node, words),
        )
        words = replace(words, duties=duty_ids)
        routines, broken, titles = self._routines(words)
        self._check_decisions(duties, routines.values(), bool(broken))
        registers = (provisions, sources, agencies, duties, secrecy or {}, shalls)
        book = Rulebook(id, routines, facts, self._calendar(), *registers)
        book, warnings = without(book, broken, titles)
        self.findings += warnings
        return book

    def _secrecy(self, words: Vocabulary) -> dict[str, SecrecyRule] | None:
        """The rules of secrecy; None for a bundle from before there was such a register."""
        path = f"{REGISTERS}/sekretess.yaml"
        if path not in self._all_paths():
            sentence = "Utan registret går det inte att se att det som får lämnas ut har stöd."
            self.findings.append(_not_there(self._place(path), sentence))
            return None
        return self._sound(path, "sekretess", lambda node: read_secrecy(node, words))[0]

    def _shalls(self, words: Vocabulary) -> dict[str, Shall]:
        """What is demanded without a clock; nothing in a bundle from before the register."""
        path = f"{REGISTERS}/ska.yaml"
        if path not in self._all_paths():
            sentence = "Utan registret går det inte att se att rutinerna gör allt som lagen kräver."
            self.findings.append(_not_there(self._place(path), sentence))
            return {}
        return self._sound(path, "ska", lambda node: read_shalls(node, words))[0]

    def _entries(
        self, path: str, key: str, names: Callable[[str], Names], read: _Read[T]
    ) -> tuple[dict[str, T], Names]:
        """The usable entries of a register, and the names that may refer to them."""
        sound, broken, whole = self._sound(path, key, read)
        where = names(self._place(path).file)
        return sound, replace(where, ids=sound.keys(), broken=broken, whole=whole)

    def _sound(self, path: str, key: str, read: _Read[T]) -> tuple[dict[str, T], set[str], bool]:
        """The usable entries of a file, the ids of the others, and whether it could be read."""
        node, faults = self._parsed(path)
        if node is None:
            return {}, set(), False
        found, broken, findings = read(node)
        self.findings += findings
        damaged = _damaged(node, key, faults, self._files[path])
        whole = bool(found or broken or not has_errors(findings)) and damaged is not None
        sound = {id: e for id, e in found.items() if whole and id not in (damaged or ())}
        return sound, {*found, *broken} - set(sound), whole

    def _calendar(self) -> Calendar:
        node, faults = self._parsed(f"{REGISTERS}/kalender.yaml")
        if node is None:
            return NO_CALENDAR
        calendar, findings = read_calendar(node)
        self.findings += findings
        return calendar if calendar and not faults else NO_CALENDAR

    def _routines(
        self, words: Vocabulary
    ) -> tuple[dict[str, Routine], frozenset[str], dict[str, str]]:
        """The sound routines, the ids of the broken ones, and titles as far as known."""
        fragments, fragment_names = self._fragments(words)
        paths = [path for path in self._all_paths() if "/" not in path and path != FACTS]
        ids = {path: PurePosixPath(path).stem for path in paths}
        words = replace(words, routines=replace(routine_names(self._shown), ids=ids.values()))
        routines: dict[str, Routine] = {}
        titles: dict[str, str] = {}
        for path in paths:
            node, faults = self._parsed(path)
            if node is None:
                continue
            title = node.get("titel") if isinstance(node, MappingNode) else None
            if isinstance(title, Scalar):
                titles[ids[path]] = title.value
            routine, findings = read_routine(node, words, fragments, fragment_names)
            self.findings += findings
            if routine and not faults:
                routines[routine.id] = routine
        remarks = Remarks()
        routines = settle_elsewhere(routines, ids.values(), remarks)
        self.findings += remarks.findings
        return routines, frozenset(ids.values()) - frozenset(routines), titles

    def _fragments(self, words: Vocabulary) -> tuple[dict[str, Fragment], Names]:
        paths = [path for path in self._all_paths() if path.startswith(f"{FRAGMENTS}/")]
        fragments: dict[str, Fragment] = {}
        for path in paths:
            node, faults = self._parsed(path)
            fragment, findings = read_fragment(node, words) if node else (None, [])
            self.findings += findings
            if fragment and not faults:
                fragments[fragment.id] = fragment
        broken = {PurePosixPath(path).stem for path in paths} - set(fragments)
        where = f"{self._shown}/{FRAGMENTS}"
        return fragments, Names("Fragmentet", "okant-fragment", where, fragments.keys(), broken)

    def _all_paths(self) -> list[str]:
        return sorted({*self._files, *self._unread})

    def _parsed(self, path: str) -> tuple[Node | None, list[Finding]]:
        """The tree of a file, and the errors in it as text; a tree with errors is only read on."""
        place = self._place(path)
        if path not in self._files:
            if path not in self._unread:  # what could not be read has been told by the folder
                self.findings.append(mistake("fil-saknas", place))
            return None, []
        node, found = parse(self._files[path], place.file)
        self.findings += found
        return node, [finding for finding in found if finding.severity is Severity.ERROR]

    def _place(self, path: str) -> Place:
        return Place(f"{self._shown}/{path}")

    def _check_decisions(
        self, duties: Mapping[str, Duty], routines: Iterable[Routine], some_missing: bool
    ) -> None:
        """Warn of a clock that starts from, or is met by, a decision no routine speaks of."""
        if some_missing:
            return  # the decision may stand in a routine that could not be read
        made = {step.decision for r in routines for step in r.steps.values() if step.decision}
        for duty in duties.values():
            named = [name.removeprefix("beslut:") for name in duty.met_by if "beslut:" in name]
            if duty.starts_at in ("beslut", "verkställighet"):
                named.append(duty.starts_on)
            for decision in dict.fromkeys(named):
                if decision not in made:
                    self.findings.append(_unknown_decision(duty, decision, made))


def _unknown_decision(duty: Duty, decision: str, made: Iterable[str]) -> Finding:
    return Finding(
        Severity.WARNING,
        "okant-beslut",
        duty.place,
        f"Fristen «{duty.id}» talar om beslutet «{decision}», men ingen rutin har det beslutet.",
        nearest(decision, sorted(made)) or "",
    )


def _with_grounds(
    words: Vocabulary, secrecy: Mapping[str, SecrecyRule] | None, agencies: Mapping[str, Agency]
) -> Vocabulary:
    own = frozenset(agency.id for agency in agencies.values() if agency.own_board)
    known = None if secrecy is None else grounds(secrecy.values())
    return replace(words, grounds=known, own_units=own)


def _not_there(place: Place, sentence: str) -> Finding:
    return Finding(
        Severity.WARNING, "register-saknas", place, sentence, f"Lägg till filen {place.file}."
    )


def _damaged(node: Node, key: str, faults: list[Finding], text: str) -> frozenset[str] | None:
    """The entries that an error in the text touches; None when it may touch them all.

    An error touches the entry it stands in. An entry that stands twice says nothing certain, so
    it is out too: its name is what stands at the place of the second.
    """
    if not faults:
        return frozenset()
    body = node.get(key) if isinstance(node, MappingNode) else None
    if not isinstance(body, MappingNode) or not body.entries:
        return None
    names = {name.value for name, _ in body.entries}
    lines = text.split("\n")
    damaged: set[str] = set()
    for fault in faults:
        above = [n.value for n, _ in body.entries if n.place.line <= fault.place.line]
        if not above:
            return None
        line = lines[fault.place.line - 1] if fault.place.line <= len(lines) else ""
        word = _WORD.match(line, fault.place.column - 1)
        twice = word[0] if word and fault.rule == "dubbel-nyckel" else ""
        damaged.add(twice if twice in names else above[-1])
    return frozenset(damaged)

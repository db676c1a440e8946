"""Sheets over a whole night: the morning sheet of a nämnd, and the shift report of the leader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from ..wording import CALL_WORDS
from . import events as ev
from .case import Case
from .case_parts import ItemKind
from .clock_words import line
from .clocks import passed, running
from .day_unit import TakesIn
from .events.station import CallEnded
from .flaws import flaws
from .half_page import severe
from .overview import silences, who
from .rulebook import Rulebook
from .sheet import SheetLine, SheetPart
from .sheet_words import agency_name, capital, first_sentence, instant, iso_words, joined, one_line

NO_UNIT = "Mottagningen är inte känd"


@dataclass(frozen=True, slots=True)
class NightCase:
    """One case of the night, with the unit that takes it in by day."""

    case: Case
    book: Rulebook
    unit: TakesIn | None = None


def by_unit(found: Iterable[NightCase], now: datetime) -> tuple[SheetPart, ...]:
    """The morning sheet: a part for each unit, in each the most serious first, two lines a case."""
    units: dict[str, list[NightCase]] = {}
    for one in sorted(found, key=lambda one: seriousness(one, now)):
        units.setdefault(one.unit.words if one.unit else NO_UNIT, []).append(one)
    return tuple(
        SheetPart(f"unit-{number}", f"{name} ({len(cases)})", tuple(_row(c, now) for c in cases))
        for number, (name, cases) in enumerate(units.items(), start=1)
    )


def seriousness(one: NightCase, now: datetime) -> tuple[int, str, str]:
    """Sort key: back with a question, at once, passed, a severe threat, then by the day."""
    case, book = one.case, one.book
    clocks = running(case, book, now)
    ends = clocks[0].due.ends_at.isoformat() if clocks and clocks[0].due else "9"
    if any(item.kind is ItemKind.RETURNED for item in case.open_items()):
        rank = 0
    elif any(clock.at_once for clock in clocks):
        rank = 1
    elif any(passed(clock, now) for clock in clocks):
        rank = 2
    elif _severe(case, book):
        rank = 3
    else:
        rank = 4 if clocks else 5
    return (rank, ends, case.number)


def shift_parts(
    found: Iterable[NightCase], calls: Iterable[CallEnded], since: datetime, now: datetime
) -> tuple[SheetPart, ...]:
    """The shift report: what is not received, passed or lacking first; counts, never per person."""
    cases = sorted(found, key=lambda one: seriousness(one, now))
    ended: dict[str, int] = {}
    for call in calls:
        words = CALL_WORDS.get(call.outcome, capital(call.outcome))
        ended[words] = ended.get(words, 0) + 1
    talks = tuple(SheetLine(str(n), words) for words, n in sorted(ended.items()))
    return (
        SheetPart("counts", "Passet i siffror", tuple(_counts(cases, since))),
        SheetPart("unreceived", "Inte mottaget", tuple(_unreceived(cases)), "Allt är mottaget."),
        SheetPart("passed", "Passerade frister och det som ska ske nu", tuple(_late(cases, now)),
                  "Ingen frist har passerat."),
        SheetPart("lacking", "Brister", tuple(_lacking(cases, now)), "Inga brister."),
        SheetPart("decided", "Beslut under passet", tuple(_decided(cases, since)), "Inga beslut."),
        SheetPart("disclosed", "Lämnat utanför nämnden", tuple(_disclosed(cases, since)), "Inget."),
        SheetPart("calls", "Samtal utan ärende", talks, "Inga."),
    )  # fmt: skip


def _row(one: NightCase, now: datetime) -> SheetLine:
    """«2026-0142 · flicka 15»: what must be known at eight, in one or two lines."""
    case, book = one.case, one.book
    rank = seriousness(one, now)[0]
    clocks = running(case, book, now)
    first = f"{clocks[0].duty.name}: {line(clocks[0], book, now)}" if clocks else ""
    returned = next((i.what for i in case.open_items() if i.kind is ItemKind.RETURNED), "")
    promised = [i for i in case.open_items() if i.kind is ItemKind.PROMISE]
    soonest = min((i.due for i in promised if instant(i.due)), default="")
    told = (
        f"åter till jouren: {returned}" if returned else "",
        _severe(case, book),
        first,
        f"utlovat {len(promised)}{', först ' + iso_words(soonest) if soonest else ''}"
        if promised
        else "",
        "någon får inte informeras (se bladet)" if silences(case) else "",
        _lack_words(len(flaws(case, book, now))),
        _taken(case),
    )
    return SheetLine(
        one_line(joined(told, " · ")), f"{case.number} · {who(case, book)}", urgent=rank < 3
    )


def _severe(case: Case, book: Rulebook) -> str:
    for fact in book.facts.values():
        known = case.facts.get(fact.id)
        if fact.threat and known is not None and severe(fact, known.answer):
            return f"{fact.heading.lower()}: {', '.join(map(fact.label, known.answer.values))}"
    return ""


def _lack_words(many: int) -> str:
    return f"{many} {'brist' if many == 1 else 'brister'}" if many else ""


def _taken(case: Case) -> str:
    if not case.handovers:
        return "inte överlämnat än"
    return "mottaget" if all(h.received for h in case.handovers.values()) else "inte mottaget"


def _counts(cases: list[NightCase], since: datetime) -> Iterator[SheetLine]:
    opened = sum(_at(one.case, one.case.opened) >= since for one in cases if one.case.opened)
    yield SheetLine(str(len(cases)), "Ärenden")
    yield SheetLine(str(opened), "Nya under passet")
    yield SheetLine(str(sum(bool(one.case.closed) for one in cases)), "Avslutade")
    left = [h for one in cases for h in one.case.handovers.values()]
    yield SheetLine(f"{len(left)}, mottagna {sum(h.received for h in left)}", "Lämnade blad")


def _unreceived(cases: list[NightCase]) -> Iterator[SheetLine]:
    for one in cases:
        back = [i.what for i in one.case.open_items() if i.kind is ItemKind.RETURNED]
        waiting = [h for h in one.case.handovers.values() if not h.received]
        names = (h.event.unit or agency_name(one.book, h.event.receiver) for h in waiting)
        if back:
            yield SheetLine(one_line(f"åter: {'; '.join(back)}"), one.case.number, urgent=True)
        elif waiting:
            yield SheetLine(f"väntar på {joined(dict.fromkeys(names))}", one.case.number)
        elif not one.case.handovers and not one.case.closed:
            yield SheetLine("inte överlämnat", one.case.number)


def _late(cases: list[NightCase], now: datetime) -> Iterator[SheetLine]:
    for one in cases:
        for clock in running(one.case, one.book, now):
            if clock.at_once or passed(clock, now):
                told = f"{clock.duty.name}: {line(clock, one.book, now)}"
                yield SheetLine(told, one.case.number, urgent=True)


def _lacking(cases: list[NightCase], now: datetime) -> Iterator[SheetLine]:
    for one in cases:
        found = flaws(one.case, one.book, now)
        if found:
            more = f" (och {len(found) - 1} till)" if len(found) > 1 else ""
            yield SheetLine(f"{found[0]}{more}", one.case.number)


def _decided(cases: list[NightCase], since: datetime) -> Iterator[SheetLine]:
    for one in cases:
        for made in one.case.decisions.values():
            if _at(one.case, made.entry) >= since:
                told = (first_sentence(made.event.what), iso_words(made.event.decided_at))
                unsigned = "underskrift kommer" if made.event.oral and not made.signed else ""
                yield SheetLine(joined((*told, unsigned)), one.case.number)


def _disclosed(cases: list[NightCase], since: datetime) -> Iterator[SheetLine]:
    for one in cases:
        for entry in one.case.disclosures:
            event = one.case.by_id[entry].event
            if isinstance(event, ev.DisclosureMade) and _at(one.case, entry) >= since:
                to = agency_name(one.book, event.receiver)
                yield SheetLine(one_line(f"{to}, {event.ground}"), one.case.number)


def _at(case: Case, entry: str) -> datetime:
    return case.by_id[entry].stamp.recorded_at

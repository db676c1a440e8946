"""The panes around the question: steps and map to the left, clocks, waits and time line right."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content

from ..domain.case import Case
from ..domain.case_parts import ItemKind
from ..domain.clock_words import line
from ..domain.clocks import Clock, passed, running
from ..domain.local_time import show_time
from ..domain.overview import Question, ahead, name_of, overview, phases, waits
from ..domain.rulebook import Rulebook
from ..domain.since import Since
from ..domain.spoken_time import shown
from ..domain.timeline import Told, recent
from . import symbols
from .ink import ACCENT, DIM, INK, STRONG, WARN, column, cut, ends, fit, row, say, wrapped


def steps(
    case: Case, book: Rulebook, now_at: Question | None, width: int, height: int
) -> list[Content]:
    """Routines of the case; of the one asked now, its steps done, now and ahead."""
    lines: list[Content] = []
    here = now_at.visit.track if now_at else ""
    for track in case.tracks.values():
        title = book.routines[track.routine].title.upper()
        mark = symbols.DONE if track.ended else " "
        style = STRONG if track.id == here else DIM
        *above, last = wrapped(title, width - 2, style) if track.id == here else [say(title, style)]
        lines += [*above, ends(last, say(f" {mark}", ACCENT), width)]
        if track.id == here:
            room = max(4, height - len(case.tracks) - len(above) - 3)
            lines += _steps_of(case, book, track.id, now_at, width, room)
    return lines[: height - 2]


def _steps_of(
    case: Case, book: Rulebook, track: str, now_at: Question | None, width: int, room: int
) -> list[Content]:
    coming = ahead(case, book, track, max(0, room // 2))
    lines = []
    for mark in overview(case, book, track, max(3, room - len(coming))):
        name = name_of(mark.step)
        if mark.state == "now":
            this = now_at is not None and now_at.step.id == mark.step.id
            lead = f" {symbols.NOW if this else symbols.OPEN} "
            lines.append(row((lead, ACCENT), (fit(name, width - 3), STRONG if this else INK)))
            continue
        at = show_time(mark.at)[:5] if mark.at else ""
        sign = symbols.DONE if mark.state == "done" else "–"
        told = fit(f"{name}  {mark.words}", width - 9)
        words = row(
            (told[: len(name)], INK), (column(told[len(name) :], width - 9 - len(name)), DIM)
        )
        lines.append(row((f" {sign} ", ACCENT), words, (f" {at}", DIM)))
    lines += [say(f" {symbols.OPEN} {fit(name_of(step), width - 3)}", DIM) for step in coming]
    return lines


def route(case: Case, book: Rulebook, track: str, width: int) -> list[Content]:
    """The map of the routine: its phases and how far each has come."""
    lines = [say("RUTINENS DELAR", DIM)]
    for name, settled, total, here in phases(case, book, track):
        style = STRONG if here else INK
        lead = f" {symbols.NOW if here else ' '} "
        part = f"{column(name, width - 13)} "
        lines.append(row((lead, ACCENT), (part, style), (f"{settled} av {total}", DIM)))
    return lines


def open_line(case: Case) -> Content:
    """How much is open, said once and calmly."""
    items = case.open_items()
    promised = sum(1 for item in items if item.kind is ItemKind.PROMISE)
    later = sum(1 for visit in case.open_visits() if visit.deferred)
    parts = (
        f"Öppet {len(items)}",
        f"Uppskjutet {later}" if later else "",
        f"Utlovat {promised}" if promised else "",
        f"{case.handler}→{case.offered_to}" if case.offered_to else case.handler,
    )
    return say(" · ".join(part for part in parts if part))


def aside(case: Case, book: Rulebook, now: datetime, width: int, height: int) -> list[Content]:
    """Clocks, waits, time line, in that order; the time line takes what room is left."""
    lines = [say("KLOCKOR", DIM)]
    clocks = running(case, book, now)
    for clock in clocks[:4]:
        lines += _clock(clock, book, now, width)
    if not clocks:
        lines.append(say(" Ingen klocka går.", DIM))
    elif len(clocks) > 4:
        lines.append(say(f" och {len(clocks) - 4} till (F7)", DIM))
    waiting = waits(case)
    if waiting:
        lines += [say(""), say("VÄNTAR PÅ", DIM)]
        for item in waiting[:4]:
            tries = f" ×{item.tries}" if item.tries else ""
            verb = "ring" if item.we_call else "ringer"
            words = f" {item.owner}  {verb} {shown(item.due, now)}{tries}"
            lines.append(say(fit(words, width), WARN if _due(item.due, now) else INK))
    lines += [say(""), say("TIDSLINJE", DIM)]
    for one in recent(case, book, max(0, height - len(lines) - 1)):
        lines.append(timeline_line(one, width))
    return lines[:height]


def timeline_line(one: Told, width: int) -> Content:
    """One line of the time line; what no longer holds is struck through and says so."""
    gone = "(gäller inte) " if one.struck else ""
    text = fit(f"{gone}{one.words}", max(4, width - 9 - len(one.by)))
    style = "strike $dim" if one.struck else INK
    return row((f"{show_time(one.at)[:5]} ", DIM), (f"{one.by} ", DIM), (text, style))


def folded(
    case: Case, book: Rulebook, question: Question | None, now: datetime, width: int
) -> list[Content]:
    """Both sides in two lines, for 80 columns: the first clock, the first wait, what is left."""
    clocks = running(case, book, now)
    parts: list[Content] = []
    if clocks:
        hot = clocks[0].at_once or passed(clocks[0], now)
        mark = "! " if hot else ""
        text = f"{mark}{clocks[0].duty.name}: {line(clocks[0], book, now)}"
        parts.append(say(text, WARN if hot else INK))
        if len(clocks) > 1:
            parts.append(say(f" +{len(clocks) - 1}", DIM))
    waiting = waits(case)
    if waiting:
        parts.append(say(f"  väntar: {waiting[0].owner} {shown(waiting[0].due, now)}", ACCENT))
    second: list[Content] = []
    if question is not None:
        second.append(say(f"{question.heading} · {question.step_number}  ", DIM))
    second.append(open_line(case))
    if case.links:
        first_number = next(iter(case.links.values()))[0]
        second.append(say(f"  hör ihop: {first_number} (F12)", DIM))
    first = row(*parts) if parts else say("Ingen klocka går.", DIM)
    return [cut(first, width), cut(row(*second), width)]


def links(case: Case, width: int) -> list[Content]:
    """Other persons' cases that belong together with this one."""
    if not case.links:
        return []
    lines = [say(""), say("HÖR IHOP MED (F12)", DIM)]
    lines += [say(fit(f" {number} {relation}", width)) for number, relation in case.links.values()][
        :5
    ]
    more = len(case.links) - 5
    return [*lines, *([say(f" och {more} till", DIM)] if more > 0 else [])]


def recap(since: Since, width: int) -> list[Content]:
    """Before the question, on return: what others have written since, else what stood last."""
    if since.lines:
        lines = wrapped(since.heading, width, ACCENT)
        lines += [row("  ", timeline_line(line, width - 2)) for line in since.lines[-3:]]
        if len(since.lines) > 3:
            lines.append(say("  Allt: F8, sedan du sist var här.", DIM))
        return lines
    if since.last is None:
        return []
    return [row(("Senast: ", DIM), timeline_line(since.last, width - 8))]


def _clock(clock: Clock, book: Rulebook, now: datetime, width: int) -> list[Content]:
    hot = clock.at_once or passed(clock, now)
    mark = "[!]" if hot else "[ ]"
    style = WARN if hot else STRONG
    lines = [row((f"{mark} ", style), (fit(clock.duty.name, width - 4), style))]
    told_lines = wrapped(line(clock, book, now), width - 4, WARN if hot else INK)
    return [*lines, *(row("    ", part) for part in told_lines)]


def _due(due: str, now: datetime) -> bool:
    try:
        return datetime.fromisoformat(due) <= now
    except (ValueError, TypeError):
        return False

"""Routine panes: what stands on each tab of a routine, as ink."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.content import Content

from ..desk.routine_list import Listed
from ..desk.step_use import last_year
from ..desk.versions import Version, compared
from ..domain.printed_routine import PrintedRoutine
from ..domain.route_map import route_map
from ..domain.routine import Routine
from ..domain.routine_paper import krav_told
from ..domain.rulebook import Rulebook
from ..reports.change_lines import change_lines
from ..reports.map_as_text import map_as_text
from ..reports.routine_reading import Said, Tone, overview, step_page
from ..reports.step_use import use_lines
from . import symbols
from .ink import ACCENT, CHOSEN, DIM, INK, STRONG, WARN, fit, row, say, wrapped
from .page_screen import PageScreen

if TYPE_CHECKING:
    from ..desk.desk import Desk

_INK = {
    Tone.HEAD: DIM, Tone.ASKED: STRONG, Tone.PLAIN: INK, Tone.BESIDE: DIM, Tone.STOP: WARN,
}  # fmt: skip


def reading(routine: PrintedRoutine, step: int, listed: Listed, width: int) -> list[Content]:
    """The overview (0), or one step."""
    if step:
        return _said(step_page(routine, routine.steps[step - 1]), width)
    lines = _said(overview(routine), width)
    warned = [f"! {remark[:1].upper()}{remark[1:]}." for remark in listed.remarks]
    told = [line for text in (*warned, *listed.findings) for line in wrapped(text, width, WARN)]
    return [*told, say(""), *lines] if told else lines


def step_list(routine: PrintedRoutine, step: int, width: int, height: int) -> list[Content]:
    """The steps around the one that is read, by number, with a mark at it; as many as fit."""
    names = ["Översikt", *(f"{one.number:>3}  {one.short}" for one in routine.steps)]
    first = max(0, min(step - height // 2, len(names) - height))
    return [
        row(
            (f"{symbols.NOW} " if number == step else "  ", ACCENT),
            (fit(name, width - 2), CHOSEN if number == step else INK),
        )
        for number, name in enumerate(names[first : first + height], start=first)
    ]


def map_lines(book: Rulebook, routine: Routine, width: int) -> list[Content]:
    """The map, the same as drawn."""
    return [say(line, _map_ink(line)) for line in map_as_text(route_map(book, routine), width)]


def krav_lines(book: Rulebook, routine: Routine, width: int) -> list[Content]:
    """What the routine demands on every way through it."""
    intro = "Det här är bevisat på varje väg genom rutinen, och programmet säger ifrån i ärendet."
    found = [*wrapped(intro, width, DIM), say("")]
    for krav in krav_told(book, routine):
        found += [say(krav.label, STRONG), *wrapped(krav.text, width), say("")]
    return found if len(found) > 2 else wrapped("Rutinen har inga krav.", width)


def version_lines(kept: tuple[Version, ...], at: int, width: int) -> list[Content]:
    """The other versions in the store, to choose one."""
    if not kept:
        return wrapped("Lagret har ingen annan version av rutinerna än den som gäller.", width)
    found = [*wrapped("Versioner i lagret. Enter säger vad som skiljer mot nu.", width), say("")]
    for number, version in enumerate(kept):
        mark = f"{symbols.NOW} " if number == at else "  "
        found.append(row((mark, ACCENT), (version.said, CHOSEN if number == at else INK)))
    return found


def compare_screen(desk: Desk, listed: Listed, version: Version) -> PageScreen:
    """What differs between that version and now, in words. Raises JourError."""
    told = list(change_lines(compared(desk, listed.id, version)))

    def lines(width: int) -> list[Content]:
        return [part for line in told for part in wrapped(line, width, _change_ink(line))]

    way = "från nu till" if version.ahead else "till nu från"
    return PageScreen(f"{listed.title}: {way} {version.said}", lines)


def use_intro(width: int) -> list[Content]:
    """Before anything is counted."""
    told = (
        "Hur stegen har använts det senaste året, per steg och aldrig per person. Enter läser "
        "varje ärendes logg och räknar. Det kan ta en stund där det finns många ärenden."
    )
    return wrapped(told, width)


def use_of(desk: Desk, routine: str, width: int) -> list[Content]:
    """How the steps have been used. Raises JourError."""
    return [part for line in use_lines(last_year(desk, routine)) for part in _used(line, width)]


def _used(line: str, width: int) -> list[Content]:
    if line.startswith("OBS"):
        return wrapped(line, width, WARN)
    if not line.startswith("  "):
        return wrapped(line, width, STRONG if " · " in line else INK)
    return [row("  ", part) for part in wrapped(line.strip(), width - 2, DIM)]


def _said(told: Iterable[Said], width: int) -> list[Content]:
    found: list[Content] = []
    for one in told:
        if one.tone is Tone.BESIDE and one.text.startswith("→"):
            found += [row("      ", part) for part in wrapped(one.text, width - 6, DIM)]
        elif one.key:
            first, *rest = wrapped(one.text, width - 4, STRONG)
            found += [row((f" {one.key}  ", ACCENT), first), *(row("    ", part) for part in rest)]
        else:
            found += wrapped(one.text, width, _INK[one.tone])
    return found


def _map_ink(line: str) -> str:
    return DIM if line.startswith("  ") and not line[:6].strip() else STRONG


def _change_ink(line: str) -> str:
    if line.startswith("!"):
        return WARN
    return INK if line.startswith("-") else STRONG

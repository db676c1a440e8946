"""The map of a routine as text: one column, readable aloud and in 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import wrap

from ..domain.route_map import HERE, PASSED, POSSIBLE, MapArrow, MapStep, RouteMap

SIGNS = {HERE: "➤", PASSED: "✓", POSSIBLE: "·"}
_SAID = {HERE: " (här nu)", PASSED: " (gjort)"}
"""The same in words, for who hears the map."""
_LEGEND = f"{SIGNS[HERE]} här nu, {SIGNS[PASSED]} gjort, {SIGNS[POSSIBLE]} kan komma härifrån"


def map_as_text(
    found: RouteMap, width: int = 80, marks: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """The lines of the map, none wider than `width`; `marks` is what a case says of the steps."""
    return tuple(_lines(found, max(30, width), marks))


def signed(step: MapStep, marks: Mapping[str, str]) -> str:
    """The sign of a step in a case, or a blank."""
    return SIGNS.get(marks.get(step.id, ""), " ")


def step_notes(step: MapStep) -> Iterator[str]:
    """Beside the arrows: where one begins, clocks, receivers, and the end."""
    if step.begins:
        yield "Här börjar rutinen."
    for clock in step.clocks:
        yield f"Klocka: {clock}"
    if step.receivers:
        yield f"Till: {', '.join(step.receivers)}"
    if step.ends:
        yield "Slut."


def arrow_words(arrow: MapArrow) -> str:
    """«ja → 3 (startar Polis)»; a way back says so."""
    label = f"{arrow.label} " if arrow.label else ""
    starts = f" (startar {', '.join(arrow.starts)})" if arrow.starts else ""
    return f"{label}→ {arrow.to}{' (tillbaka)' if arrow.back else ''}{starts}"


def broken(words: str, width: int, first: str = "", later: str = "") -> list[str]:
    """Words on lines of that width; an arrow is never parted from its number."""
    lines = wrap(
        words.replace("→ ", "→\u00a0"), width, initial_indent=first, subsequent_indent=later
    )
    return [line.replace("\u00a0", " ") for line in lines]


def _lines(found: RouteMap, width: int, marks: Mapping[str, str] | None) -> Iterator[str]:
    yield from wrap(f"{found.title} ({found.id}), {len(found.steps)} steg", width)
    if marks is not None:
        yield from wrap(_LEGEND, width)
        for step in found.steps:
            if marks.get(step.id) == HERE:
                yield from wrap(f"Du är vid steg {step.number}, {step.name}.", width)
    for step in found.steps:
        if step.phase:
            yield ""
            yield from wrap(step.phase.upper(), width)
        sign = "" if marks is None else f"{signed(step, marks)} "
        lead = f"{sign}{step.number:>3}  "
        said = _SAID.get((marks or {}).get(step.id, ""), "")
        yield from broken(f"{step.name} · {step.kind}{said}", width, lead, " " * len(lead))
        margin = " " * (len(lead) + 2)
        for words in (*step_notes(step), *map(arrow_words, step.arrows)):
            yield from broken(words, width, margin, f"{margin}  ")

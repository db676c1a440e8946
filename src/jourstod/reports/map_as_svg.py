"""The map of a routine as SVG: a column of steps, with ways on to the right and back to the left.

All ways to a step share one lane, so that a crossing is always of two different goals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from ..domain.route_map import MapStep, RouteMap
from .map_as_text import arrow_words, broken, step_notes

BOX, LINE, GAP, PAD, LANE, TOP = 560, 18, 16, 8, 9, 60
_CHARS = 74
_STYLE = (
    "text{font:13px 'DejaVu Sans',Verdana,sans-serif;fill:#000}"
    ".h{font-weight:bold;font-size:15px}.t{font-weight:bold}.k{font-style:italic}"
    ".b{fill:#fff;stroke:#000;stroke-width:1.5}.e{stroke-width:4}"
    ".w{fill:none;stroke:#000;stroke-width:1}.r{stroke-dasharray:5 3}"
)


@dataclass(frozen=True, slots=True)
class _Box:
    """A step where it stands: its top and height, and the height of each arrow's line."""

    step: MapStep
    top: int
    height: int
    lines: tuple[tuple[str, str], ...]
    exits: tuple[int, ...]

    @property
    def entry(self) -> int:
        """Where arrows come in: level with the name."""
        return self.top + PAD + 9


def map_as_svg(found: RouteMap) -> str:
    """The whole picture: the same bytes for the same routine."""
    boxes = tuple(_placed(found))
    onward, back = _lanes(boxes, back=False), _lanes(boxes, back=True)
    left = 30 + LANE * (1 + max(back.values(), default=0))
    width = left + BOX + 40 + LANE * (1 + max(onward.values(), default=0))
    height = (boxes[-1].top + boxes[-1].height if boxes else TOP) + 30
    title = escape(f"Karta: {found.title}")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="sv" role="img" '
        f'aria-labelledby="titel om" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">',
        f'<title id="titel">{title}</title>',
        f'<desc id="om">{escape(_described(found))}</desc>',
        f"<style>{_STYLE}</style>",
        '<defs><marker id="pil" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" '
        'markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text class="h" x="{left}" y="28">{title}</text>',
        *_arrows(boxes, onward, back, left),
        *(line for box in boxes for line in _box(box, left)),
        "</svg>",
    ]
    return "\n".join((*parts, ""))


def _described(found: RouteMap) -> str:
    """The map in words, for who hears it: each step and where it leads."""
    told = []
    for step in found.steps:
        ways = "; ".join(arrow_words(arrow) for arrow in step.arrows)
        told.append(" ".join((f"{step.number}. {step.name}.", *step_notes(step), ways)).strip())
    return f"{len(found.steps)} steg i läsordning. " + " | ".join(told)


def _placed(found: RouteMap) -> Iterator[_Box]:
    top = TOP
    for step in found.steps:
        if step.phase:
            top += LINE + 10
        lines = [("t", line) for line in broken(f"{step.number}. {step.name}", _CHARS - 8)]
        lines += [("k", line) for line in broken(step.kind, _CHARS)]
        lines += [("", line) for note in step_notes(step) for line in broken(note, _CHARS)]
        exits = []
        for arrow in step.arrows:
            lines += [("", line) for line in broken(arrow_words(arrow), _CHARS)]
            exits.append(top + PAD + len(lines) * LINE - 9)
        height = len(lines) * LINE + 2 * PAD
        yield _Box(step, top, height, tuple(lines), tuple(exits))
        top += height + GAP


def _lanes(boxes: tuple[_Box, ...], back: bool) -> dict[int, int]:
    """The lane of each goal: as near the boxes as it can be without sharing with another."""
    spans: dict[int, tuple[int, int]] = {}
    for box in boxes:
        for arrow, y in zip(box.step.arrows, box.exits, strict=True):
            if arrow.back == back:
                goal = boxes[arrow.to - 1].entry
                low, high = spans.get(arrow.to, (goal, goal))
                spans[arrow.to] = (min(low, y), max(high, y))
    taken: list[list[tuple[int, int]]] = []
    found: dict[int, int] = {}
    for goal, span in sorted(spans.items(), key=lambda one: (one[1][1] - one[1][0], one[0])):
        lane = next((n for n, held in enumerate(taken) if _free(span, held)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append(span)
        found[goal] = lane
    return found


def _free(span: tuple[int, int], held: Iterable[tuple[int, int]]) -> bool:
    return all(span[1] < low - 4 or span[0] > high + 4 for low, high in held)


def _arrows(
    boxes: tuple[_Box, ...], onward: dict[int, int], back: dict[int, int], left: int
) -> Iterator[str]:
    for box in boxes:
        for arrow, y in zip(box.step.arrows, box.exits, strict=True):
            goal = boxes[arrow.to - 1].entry
            if arrow.back:
                side, lane, style = left, left - 18 - LANE * back[arrow.to], "w r"
            else:
                side = left + BOX
                lane, style = side + 18 + LANE * onward[arrow.to], "w"
            yield (
                f'<path class="{style}" d="M{side} {y}H{lane}V{goal}H{side}" '
                'marker-end="url(#pil)"/>'
            )


def _box(box: _Box, left: int) -> Iterator[str]:
    step = box.step
    if step.phase:
        yield f'<text class="h" x="{left}" y="{box.top - 8}">{escape(step.phase)}</text>'
    round_corner = 14 if step.begins or step.ends else 3
    style = "b e" if step.ends or step.begins else "b"
    yield (
        f'<rect class="{style}" x="{left}" y="{box.top}" width="{BOX}" height="{box.height}" '
        f'rx="{round_corner}"/>'
    )
    for at, (style, words) in enumerate(box.lines):
        y = box.top + PAD + at * LINE + 13
        named = f' class="{style}"' if style else ""
        yield f'<text{named} x="{left + 12}" y="{y}">{escape(words)}</text>'

"""A running case on paper as one HTML file: no request goes out, it prints on A4, all escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ..domain.printed_case import PrintedCase, PrintedDone, PrintedTrack
from ..domain.printed_routine import PrintedStep
from . import case_words as words
from .as_html import part_rows
from .html_page import marked, whole_page
from .html_shapes import (
    SIGNED,
    afterwards,
    contact,
    headed,
    listed,
    local_numbers,
    step_rows,
    write_rows,
)

W = words.CASE_WORDS
STYLES = ("routine.css", "mark.css", "case.css")


def case_as_html(printed: PrintedCase) -> bytes:
    """Its title is the case number only. The same paper gives the same bytes."""
    marks = [mark] if (mark := words.mark(printed)) else []
    body = (*marked(marks), "<main>", *_body(printed), "</main>")
    return whole_page(printed.number, STYLES, body)


def _body(printed: PrintedCase) -> Iterator[str]:
    yield f"<h1>{escape(printed.number)}</h1><p><b>{escape(printed.subject)}</b></p>"
    yield from (f'<p class="soft">{escape(line)}</p>' for line in words.meta(printed))
    yield f'<p class="warn">{escape(printed.notice)}</p>'
    yield from (line for part in printed.first for line in part_rows(part))
    for track in printed.tracks:
        yield from _track(track)
    yield f'<section class="sheet"><h1>{W["time_rows"]}</h1><p>{W["time_rows_told"]}</p>'
    yield f'{write_rows(words.ROW_COLUMNS, words.ROWS)}</section><section class="sheet">'
    yield f"<h1>{W['reach']}</h1>"
    yield from headed(W["contacts"], (contact(one) for one in printed.contacts))
    yield f"<h2>{W['local']}</h2>"
    yield from local_numbers(printed)
    yield from afterwards(printed.afterwards, words.AFTER_BLANKS)
    yield f'</section><footer class="running">{escape(words.foot(printed))}</footer>'


def _track(track: PrintedTrack) -> Iterator[str]:
    kind = ' class="sheet"' if track.asked else ""
    yield f"<article{kind}><h1>{escape(track.title)}</h1><p>{escape(track.state)}</p>"
    if track.done:
        yield from _done(track.done)
    yield from _steps(W["asked"], W["asked_told"], track.asked)
    yield from _steps(W["ahead"], W["ahead_told"], track.ahead)
    if track.starts:
        yield f"<h2>{W['may_start']}</h2><p>{W['may_start_told']}</p>{listed('ul', track.starts)}"
    yield "</article>"


def _done(rows: tuple[PrintedDone, ...]) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{head}</th>' for head in words.DONE_COLUMNS)
    yield f'<h2>{W["done"]}</h2><table class="done"><thead><tr>{heads}</tr></thead><tbody>'
    for row in rows:
        cells = (str(row.number), row.name, row.answer, row.at, row.by)
        yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
    yield "</tbody></table>"


def _steps(heading: str, told: str, steps: tuple[PrintedStep, ...]) -> Iterator[str]:
    if not steps:
        return
    yield f"<h2>{heading}</h2><p>{told}</p>"
    for step in steps:
        if step.phase:
            yield f'<p class="phase">{escape(step.phase)}</p>'
        yield from step_rows(step, SIGNED)

"""Routines on paper as one HTML file: no request goes out, it prints on A4 or A5, all escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import zip_longest

from ..domain.printed_routine import (
    Printed,
    PrintedClock,
    PrintedFront,
    PrintedLaw,
    PrintedRoutine,
    PrintedTurn,
)
from . import routine_words as words
from .html_page import whole_page
from .html_shapes import (
    BOX,
    CLOCK,
    LINE,
    afterwards,
    arrow,
    boxed,
    contact,
    headed,
    listed,
    local_numbers,
    step_rows,
    told,
    write_rows,
)

W = words.WORDS


def routine_as_html(printed: Printed) -> bytes:
    """The same paper gives the same bytes."""
    styles = ("routine.css", "card.css") if printed.card else ("routine.css",)
    return whole_page(printed.title, styles, ("<main>", *_body(printed), "</main>"))


def _body(printed: Printed) -> Iterator[str]:
    if printed.card:
        for routine in printed.routines:
            yield from _card(routine)
    else:
        if printed.front:
            yield from _front(printed, printed.front)
        for at, routine in enumerate(printed.routines):
            yield from _sheet(printed, routine, at)
    yield f'<footer class="running">{escape(words.foot(printed))}</footer>'


def _front(printed: Printed, front: PrintedFront) -> Iterator[str]:
    yield f"<section><h1>{escape(printed.title)}</h1><p>{escape(words.meta(printed))}</p>"
    yield f"<h2>{escape(front.heading)}</h2>{listed('ol', front.rules)}"
    yield f"<h2>{W['contents']}</h2><ul>"
    for at, (title, code) in enumerate(front.contents):
        known = at < len(printed.routines)
        words_of = f'<a href="#r{at}">{escape(title)}</a>' if known else escape(title)
        yield f"<li>{words_of} · {W['card']} {escape(code)}</li>"
    yield f'</ul></section><section class="sheet"><h1>{escape(front.table_heading)}</h1>'
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head, _ in front.columns)
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    for row in zip_longest(*(column for _, column in front.columns), fillvalue=""):
        yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
    yield f"</tbody></table><p>{escape(front.table_note)}</p></section>"
    yield f'<section class="sheet"><h1>{W["local"]}</h1>'
    yield from local_numbers(printed)
    yield "</section>"


def _sheet(printed: Printed, routine: PrintedRoutine, at: int) -> Iterator[str]:
    yield f'<article class="sheet"><h1 id="r{at}">{escape(routine.title)}</h1>'
    yield f"<p>{escape(words.routine_meta(routine.validity, routine.code))}</p>"
    yield f"<p>{escape(words.meta(printed))}</p>"
    if routine.first:
        yield f"<p><b>{W['first']}:</b> {', '.join(map(str, routine.first))}</p>"
    yield from (f'<p class="line">{escape(label)} {LINE}</p>' for label in words.HEAD_BLANKS)
    for number, step in enumerate(routine.steps):
        if step.phase or not number:
            yield f"<h2>{escape(step.phase or W['steps'])}</h2>"
        yield from step_rows(step)
    yield from headed(W["clocks"], (_clock(clock) for clock in routine.clocks))
    yield from headed(W["contacts"], (contact(one) for one in routine.contacts))
    if printed.front is None:
        yield f"<h2>{W['local']}</h2>"
        yield from local_numbers(printed)
    yield from headed(W["laws"], (_law(law) for law in routine.laws))
    yield from headed(W["sources"], (f"<p>{escape(one)}</p>" for one in routine.sources))
    yield '<div class="sheet">'
    yield from afterwards(printed.afterwards, words.AFTER_BLANKS)
    yield f"{write_rows(words.AFTER_COLUMNS, 18)}</div>"
    yield "</article>"


def _clock(clock: PrintedClock) -> str:
    kind = f" [{escape(clock.kind)}]" if clock.kind else ""
    parts = (
        (W["what"], clock.what),
        (W["who"], clock.who),
        (W["begins"], f"{clock.begins} {clock.why}"),
        (W["counted"], clock.counted),
        (W["expiry"], clock.on_expiry),
        (W["mistake"], clock.mistake),
        (W["basis"], " · ".join(clock.basis)),
    )
    lines = "".join(f"<p>{told(label, text)}</p>" for label, text in parts if text)
    blanks = f"{W['began']} {LINE} {W['last']} {LINE} {BOX} {W['met']}"
    return (
        f'<div class="block"><p><b>{escape(clock.name)}</b>{kind}</p>{lines}'
        f'<p class="line">{blanks}</p></div>'
    )


def _law(law: PrintedLaw) -> str:
    remarks = f'<p class="soft">{escape(law.remarks)}</p>' if law.remarks else ""
    return (
        f'<div class="block"><p><b>{escape(law.cited)}</b> · {escape(law.confidence)}</p>'
        f"<p>{escape(law.requires)}</p>{remarks}</div>"
    )


def _card(routine: PrintedRoutine) -> Iterator[str]:
    yield f'<article class="sheet"><h1>{W["card"]} {escape(routine.code)}</h1>'
    yield f'<p class="line">{W["card_head"]} {LINE} {CLOCK}</p>'
    yield f"<p>{W['card_rules']}</p>"
    for step in routine.steps:
        if step.phase:
            yield f"<h2>{escape(step.phase)}</h2>"
        text = f"<b>{escape(step.text)}</b>" if step.asks else escape(step.short)
        stop = f' <b class="warn">{W["stop_sign"]}</b>' if step.stops else ""
        boxes = " ".join((*map(boxed, step.items), *map(_card_turn, step.turns)))
        clock = "" if step.ends else CLOCK
        yield f'<section class="step"><div class="number">{step.number}</div>'
        yield f"<div>{clock}{text}{stop} {boxes}</div></section>"
    yield "</article>"


def _card_turn(turn: PrintedTurn) -> str:
    boxes = " ".join(boxed(box) for box in turn.boxes)
    return f"{boxes} {' / '.join(arrow(way) for way in turn.ways)}"

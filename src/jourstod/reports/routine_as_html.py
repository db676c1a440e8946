"""Routines on paper as one HTML file: no request goes out, it prints on A4 or A5, all escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import zip_longest

from ..domain.printed_routine import (
    Printed,
    PrintedBlank,
    PrintedBox,
    PrintedClock,
    PrintedContact,
    PrintedFront,
    PrintedLaw,
    PrintedRoutine,
    PrintedStep,
    PrintedTurn,
    PrintedWay,
)
from . import routine_words as words
from .html_page import whole_page

W = words.WORDS
_BOX = '<span class="box" aria-hidden="true"></span>'
_LINE = '<span class="fill" aria-hidden="true"></span>'
_CLOCK = f'<span class="kl">{W["clock"]} <span class="short" aria-hidden="true"></span></span>'


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
    yield f"<h2>{escape(front.heading)}</h2>{_listed('ol', front.rules)}"
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
    yield from _local(printed)
    yield "</section>"


def _sheet(printed: Printed, routine: PrintedRoutine, at: int) -> Iterator[str]:
    yield f'<article class="sheet"><h1 id="r{at}">{escape(routine.title)}</h1>'
    yield f"<p>{escape(words.routine_meta(routine.validity, routine.code))}</p>"
    yield f"<p>{escape(words.meta(printed))}</p>"
    if routine.first:
        yield f"<p><b>{W['first']}:</b> {', '.join(map(str, routine.first))}</p>"
    yield from (f'<p class="line">{escape(label)} {_LINE}</p>' for label in words.HEAD_BLANKS)
    for number, step in enumerate(routine.steps):
        if step.phase or not number:
            yield f"<h2>{escape(step.phase or W['steps'])}</h2>"
        yield from _step(step)
    yield from _headed(W["clocks"], (_clock(clock) for clock in routine.clocks))
    yield from _headed(W["contacts"], (_contact(one) for one in routine.contacts))
    if printed.front is None:
        yield f"<h2>{W['local']}</h2>"
        yield from _local(printed)
    yield from _headed(W["laws"], (_law(law) for law in routine.laws))
    yield from _headed(W["sources"], (f"<p>{escape(one)}</p>" for one in routine.sources))
    yield from _afterwards(printed)
    yield "</article>"


def _step(step: PrintedStep) -> Iterator[str]:
    final = f' <b class="warn">· {W["final"]}</b>' if step.final else ""
    yield f'<section class="step"><div class="number">{step.number}</div><div>'
    yield f'<p class="soft">{escape(step.kind)}{final}{"" if step.ends else _CLOCK}</p>'
    yield f"<h3>{escape(step.text)}</h3>"
    yield from (f'<p class="stop">{_told(W["stop"], stop)}</p>' for stop in step.stops)
    if step.spoken:
        yield f"<p>{_told(W['spoken'], f'”{step.spoken}”')}</p>"
    yield from (f"<p>{_told(note.label, note.text)}</p>" for note in step.notes)
    yield from (f"<p>{_boxed(item)}</p>" for item in step.items)
    yield from (_blank(blank) for blank in step.blanks)
    yield from (_turn(turn) for turn in step.turns)
    if step.why:
        yield f'<p class="soft">{_told(W["why"], step.why)}</p>'
    if step.basis:
        yield f'<p class="soft">{_told(W["basis"], " · ".join(step.basis))}</p>'
    yield "</div></section>"


def _turn(turn: PrintedTurn) -> str:
    boxes = " ".join(_boxed(box) for box in turn.boxes)
    if len(turn.ways) == 1:
        return f"<p>{boxes} {_way(turn.ways[0])}</p>"
    ways = "".join(f"<li>{escape(way.when)}: {_way(way)}</li>" for way in turn.ways)
    return f"<p>{boxes}</p><ul>{ways}</ul>"


def _way(way: PrintedWay) -> str:
    lead = f"← {W['back']}" if way.back else f"→ {W['step']}"
    starts = "".join(f" + {W['starts']} {escape(started)}" for started in way.starts)
    return f'<span class="way">{lead} <b>{way.number}</b></span>{starts}'


def _boxed(box: PrintedBox) -> str:
    key = f'<span class="soft">{escape(box.key)}</span> ' if box.key else ""
    return f'<span class="tick">{_BOX} {key}{escape(box.label)}</span>'


def _blank(blank: PrintedBlank) -> str:
    more = f'<p class="line">{_LINE}</p>' * (blank.lines - 1)
    clock = f" {_CLOCK}" if blank.is_time else ""
    return f'<p class="line">{escape(blank.label)} {_LINE}{clock}</p>{more}'


def _told(label: str, text: str) -> str:
    return f"<b>{escape(label)}:</b> {escape(text)}"


def _listed(kind: str, lines: Iterable[str]) -> str:
    return f"<{kind}>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</{kind}>"


def _headed(heading: str, parts: Iterable[str]) -> Iterator[str]:
    found = tuple(parts)
    if found:
        yield f"<h2>{heading}</h2>"
        yield from found


def _clock(clock: PrintedClock) -> str:
    kind = f" [{escape(clock.kind)}]" if clock.kind else ""
    told = (
        (W["what"], clock.what),
        (W["who"], clock.who),
        (W["begins"], f"{clock.begins} {clock.why}"),
        (W["counted"], clock.counted),
        (W["expiry"], clock.on_expiry),
        (W["mistake"], clock.mistake),
        (W["basis"], " · ".join(clock.basis)),
    )
    lines = "".join(f"<p>{_told(label, text)}</p>" for label, text in told if text)
    blanks = f"{W['began']} {_LINE} {W['last']} {_LINE} {_BOX} {W['met']}"
    return (
        f'<div class="block"><p><b>{escape(clock.name)}</b>{kind}</p>{lines}'
        f'<p class="line">{blanks}</p></div>'
    )


def _contact(one: PrintedContact) -> str:
    about = f" · {escape(one.about)}" if one.about else ""
    numbers = f'<b class="phone">{escape(one.numbers)}</b>' if one.numbers else _LINE
    parts = " · ".join(escape(part) for part in (one.hours, one.confirmed) if part)
    needs = f"<p>{escape(one.needs)}</p>" if one.needs else ""
    return (
        f'<div class="block"><p><b>{escape(one.name)}</b>{about}</p>'
        f'<p class="line">{numbers} · {parts}</p>{needs}</div>'
    )


def _law(law: PrintedLaw) -> str:
    remarks = f'<p class="soft">{escape(law.remarks)}</p>' if law.remarks else ""
    return (
        f'<div class="block"><p><b>{escape(law.cited)}</b> · {escape(law.confidence)}</p>'
        f"<p>{escape(law.requires)}</p>{remarks}</div>"
    )


def _local(printed: Printed) -> Iterator[str]:
    if printed.local_note:
        yield f'<p class="warn">{escape(printed.local_note)}</p>'
    yield f"<p>{W['local_secret']}</p>"
    for group in printed.local:
        yield f"<h3>{escape(group.heading)}</h3>"
        if not group.contacts:
            yield f'<p class="line">{escape(group.empty)} {_LINE}</p>'
        yield from (_contact(one) for one in group.contacts)


def _afterwards(printed: Printed) -> Iterator[str]:
    yield f'<div class="sheet"><h2>{W["afterwards"]}</h2>{_listed("ol", printed.afterwards)}'
    yield from (f'<p class="line">{escape(label)} {_LINE}</p>' for label in words.AFTER_BLANKS)
    heads = "".join(f'<th scope="col">{head}</th>' for head in words.AFTER_COLUMNS)
    row = f"<tr>{'<td></td>' * (len(words.AFTER_COLUMNS) - 1)}<td>{_BOX}</td></tr>"
    yield f'<table class="write"><thead><tr>{heads}</tr></thead><tbody>{row * 18}</tbody></table>'
    yield "</div>"


def _card(routine: PrintedRoutine) -> Iterator[str]:
    yield f'<article class="sheet"><h1>{W["card"]} {escape(routine.code)}</h1>'
    yield f'<p class="line">{W["card_head"]} {_LINE} {_CLOCK}</p>'
    yield f"<p>{W['card_rules']}</p>"
    for step in routine.steps:
        if step.phase:
            yield f"<h2>{escape(step.phase)}</h2>"
        text = f"<b>{escape(step.text)}</b>" if step.asks else escape(step.short)
        stop = f' <b class="warn">{W["stop_sign"]}</b>' if step.stops else ""
        boxes = " ".join((*map(_boxed, step.items), *map(_card_turn, step.turns)))
        clock = "" if step.ends else _CLOCK
        yield f'<section class="step"><div class="number">{step.number}</div>'
        yield f"<div>{clock}{text}{stop} {boxes}</div></section>"
    yield "</article>"


def _card_turn(turn: PrintedTurn) -> str:
    boxes = " ".join(_boxed(box) for box in turn.boxes)
    return f"{boxes} {' / '.join(_way(way) for way in turn.ways)}"

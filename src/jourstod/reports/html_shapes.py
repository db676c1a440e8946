"""HTML shapes: what is filled in by hand on paper, for a routine and for a running case alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from ..domain.printed_case import PrintedCase
from ..domain.printed_routine import (
    Printed,
    PrintedBlank,
    PrintedBox,
    PrintedContact,
    PrintedStep,
    PrintedTurn,
    PrintedWay,
)
from . import routine_words as words

W = words.WORDS
BOX = '<span class="box" aria-hidden="true"></span>'
LINE = '<span class="fill" aria-hidden="true"></span>'
SHORT = '<span class="short" aria-hidden="true"></span>'
CLOCK = f'<span class="kl">{W["clock"]} {SHORT}</span>'
SIGNED = f'<span class="kl">{W["clock"]} {SHORT} {W["sign"]} {SHORT}</span>'
"""A clock time and, on the paper of a case, who it was."""


def step_rows(step: PrintedStep, clock: str = CLOCK) -> Iterator[str]:
    """A whole step; `clock` is what is filled in beside it."""
    final = f' <b class="warn">· {W["final"]}</b>' if step.final else ""
    yield f'<section class="step"><div class="number">{step.number}</div><div>'
    yield f'<p class="soft">{escape(step.kind)}{final}{"" if step.ends else clock}</p>'
    yield f"<h3>{escape(step.text)}</h3>"
    yield from (f'<p class="stop">{told(W["stop"], stop)}</p>' for stop in step.stops)
    if step.spoken:
        yield f"<p>{told(W['spoken'], f'”{step.spoken}”')}</p>"
    yield from (f"<p>{told(note.label, note.text)}</p>" for note in step.notes)
    yield from (f"<p>{boxed(item)}</p>" for item in step.items)
    yield from (_blank(blank) for blank in step.blanks)
    yield from (_turn(turn) for turn in step.turns)
    if step.why:
        yield f'<p class="soft">{told(W["why"], step.why)}</p>'
    if step.basis:
        yield f'<p class="soft">{told(W["basis"], " · ".join(step.basis))}</p>'
    yield "</div></section>"


def _turn(turn: PrintedTurn) -> str:
    boxes = " ".join(boxed(box) for box in turn.boxes)
    if len(turn.ways) == 1:
        return f"<p>{boxes} {arrow(turn.ways[0])}</p>"
    ways = "".join(f"<li>{escape(way.when)}: {arrow(way)}</li>" for way in turn.ways)
    return f"<p>{boxes}</p><ul>{ways}</ul>"


def arrow(way: PrintedWay) -> str:
    """Where an answer leads, and what starts beside."""
    lead = f"← {W['back']}" if way.back else f"→ {W['step']}"
    starts = "".join(f" + {W['starts']} {escape(started)}" for started in way.starts)
    return f'<span class="way">{lead} <b>{way.number}</b></span>{starts}'


def boxed(box: PrintedBox) -> str:
    """A box to tick, with its digit."""
    key = f'<span class="soft">{escape(box.key)}</span> ' if box.key else ""
    return f'<span class="tick">{BOX} {key}{escape(box.label)}</span>'


def _blank(blank: PrintedBlank) -> str:
    more = f'<p class="line">{LINE}</p>' * (blank.lines - 1)
    clock = f" {CLOCK}" if blank.is_time else ""
    return f'<p class="line">{escape(blank.label)} {LINE}{clock}</p>{more}'


def told(label: str, text: str) -> str:
    """A labelled sentence."""
    return f"<b>{escape(label)}:</b> {escape(text)}"


def listed(kind: str, lines: Iterable[str]) -> str:
    """A list of lines, numbered or not."""
    return f"<{kind}>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</{kind}>"


def headed(heading: str, parts: Iterable[str]) -> Iterator[str]:
    """A headed part, or nothing when there is nothing under it."""
    found = tuple(parts)
    if found:
        yield f"<h2>{heading}</h2>"
        yield from found


def contact(one: PrintedContact) -> str:
    """Somebody to call."""
    about = f" · {escape(one.about)}" if one.about else ""
    numbers = f'<b class="phone">{escape(one.numbers)}</b>' if one.numbers else LINE
    parts = " · ".join(escape(part) for part in (one.hours, one.confirmed) if part)
    needs = f"<p>{escape(one.needs)}</p>" if one.needs else ""
    return (
        f'<div class="block"><p><b>{escape(one.name)}</b>{about}</p>'
        f'<p class="line">{numbers} · {parts}</p>{needs}</div>'
    )


def local_numbers(printed: Printed | PrintedCase) -> Iterator[str]:
    """The station's own numbers, with lines where there is none."""
    if printed.local_note:
        yield f'<p class="warn">{escape(printed.local_note)}</p>'
    yield f"<p>{W['local_secret']}</p>"
    for group in printed.local:
        yield f"<h3>{escape(group.heading)}</h3>"
        if not group.contacts:
            yield f'<p class="line">{escape(group.empty)} {LINE}</p>'
        yield from (contact(one) for one in group.contacts)


def afterwards(lines: Iterable[str], blanks: Iterable[str]) -> Iterator[str]:
    """How it is typed in, and by whom that was done."""
    yield f"<h2>{W['afterwards']}</h2>{listed('ol', lines)}"
    yield from (f'<p class="line">{escape(label)} {LINE}</p>' for label in blanks)


def write_rows(heads: tuple[str, ...], rows: int) -> str:
    """Empty rows to write in; the last column is ticked when the row has been typed in."""
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    row = f"<tr>{'<td></td>' * (len(heads) - 1)}<td>{BOX}</td></tr>"
    return f'<table class="write"><thead><tr>{top}</tr></thead><tbody>{row * rows}</tbody></table>'

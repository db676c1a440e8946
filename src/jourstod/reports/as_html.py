"""A sheet as one HTML file: no request goes out from it, it prints on A4, all text is escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ..domain.sheet import Sheet, SheetLine, SheetPart, SheetRow
from . import page_words
from .html_page import marked, whole_page


def as_html(sheet: Sheet) -> bytes:
    """UTF-8; the title is the case number only."""
    body = _card(sheet) if sheet.card else _page(sheet)
    return whole_page(
        sheet.number,
        ("sheet.css", "mark.css"),
        (*marked(page_words.marks(sheet)), "<main>", *body, "</main>"),
    )


def _page(sheet: Sheet) -> Iterator[str]:
    yield "<header>"
    yield f"<h1>{escape(sheet.heading)}</h1>"
    yield from (f"<p>{escape(line)}</p>" for line in page_words.meta(sheet))
    yield "</header>"
    if sheet.flaws:
        yield f'<section class="flaws"><h2>{page_words.FLAWS}</h2><ul>'
        yield from (f"<li>{escape(flaw)}</li>" for flaw in sheet.flaws)
        yield "</ul></section>"
    yield '<div class="first">'
    yield from (line for part in sheet.first for line in part_rows(part))
    yield "</div>"
    if sheet.paste:
        yield f'<section class="paste"><h2>{page_words.JOURNAL}</h2>'
        yield f"<pre>{escape(sheet.paste)}</pre></section>"
    yield from (line for part in sheet.then for line in part_rows(part))
    if sheet.timeline:
        yield f"<section><h2>{page_words.TIME_LINE}</h2><table><thead><tr>"
        yield '<th scope="col">Hände</th><th scope="col">Vem</th><th scope="col">Vad</th>'
        yield "</tr></thead><tbody>"
        yield from (_row(row) for row in sheet.timeline)
        yield "</tbody></table></section>"
    yield "<footer>"
    yield f"<p>{escape(sheet.notice)}</p>"
    yield from (f"<p>{escape(line)}</p>" for line in page_words.witness(sheet))
    yield "</footer>"


def part_rows(part: SheetPart) -> Iterator[str]:
    """A headed part with its lines."""
    if not part.lines and not part.empty:
        return
    yield f'<section id="{escape(part.id)}"><h2>{escape(part.heading)}</h2>'
    if not part.lines:
        yield f"<p>{escape(part.empty)}</p></section>"
        return
    yield "<ul>"
    yield from (_line(line) for line in part.lines)
    yield "</ul></section>"


def _line(line: SheetLine) -> str:
    kind = ' class="urgent"' if line.urgent else ""
    label = f"<b>{escape(line.label)}:</b> " if line.label else ""
    return f"<li{kind}>{label}{_struck(line.text, line.struck)}</li>"


def _row(row: SheetRow) -> str:
    cells = (escape(row.at), escape(row.by), _struck(row.text, row.struck))
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _struck(text: str, struck: bool) -> str:
    if not struck:
        return escape(text)
    return f"<s>{escape(text)}</s> <small>({page_words.VOID})</small>"


def _card(sheet: Sheet) -> Iterator[str]:
    yield f'<div class="card"><h1>{escape(sheet.number)}</h1>'
    for part in sheet.first:
        yield from (f"<p>{escape(line.label)}: {escape(line.text)}</p>" for line in part.lines)
    yield "</div>"

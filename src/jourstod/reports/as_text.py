"""A sheet as plain text: for screen readers, for the terminal and to paste."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from ..domain.sheet import Sheet, SheetLine, SheetPart, SheetRow
from . import page_words

WIDTH = 78


def as_text(sheet: Sheet) -> bytes:
    """UTF-8 lines of at most 78 signs (text to paste is not broken); what is struck says so."""
    return ("\n".join(_card(sheet) if sheet.card else _page(sheet)) + "\n").encode()


def _page(sheet: Sheet) -> Iterator[str]:
    yield from _marks(sheet)
    yield sheet.heading.upper()
    yield from (line for words in page_words.meta(sheet) for line in _wrapped(words, ""))
    if sheet.flaws:
        yield from ("", page_words.FLAWS.upper())
        yield from (line for flaw in sheet.flaws for line in _wrapped(flaw, "! "))
    for part in sheet.first:
        yield from _part(part)
    if sheet.paste:
        yield from ("", page_words.JOURNAL.upper(), "")
        yield from sheet.paste.split("\n")  # to be pasted: no line is broken
    if sheet.then or sheet.timeline:
        yield from ("", "-" * WIDTH)
    for part in sheet.then:
        yield from _part(part)
    if sheet.timeline:
        yield from ("", page_words.TIME_LINE.upper())
        yield from (line for row in sheet.timeline for line in _row(row))
    yield ""
    yield from _wrapped(sheet.notice, "")
    yield from (line for words in page_words.witness(sheet) for line in _wrapped(words, ""))
    yield from _marks(sheet)


def _marks(sheet: Sheet) -> Iterator[str]:
    if sheet.practice:
        yield f"*** {page_words.PRACTICE} ***"
    if sheet.preview:
        yield from _wrapped(sheet.preview, "*** ")


def _part(part: SheetPart) -> Iterator[str]:
    if not part.lines and not part.empty:
        return
    yield ""
    yield part.heading.upper()
    for line in part.lines:
        yield from _line(line)
    if not part.lines:
        yield part.empty


def _line(line: SheetLine) -> Iterator[str]:
    mark = "! " if line.urgent else "- "
    words = f"{line.label}: {line.text}" if line.label else line.text
    yield from _wrapped(f"{words} ({page_words.VOID})" if line.struck else words, mark)


def _row(row: SheetRow) -> Iterator[str]:
    struck = f" ({page_words.VOID})" if row.struck else ""
    yield from _wrapped(f"{row.at} {row.by}: {row.text}{struck}", "- ")


def _card(sheet: Sheet) -> Iterator[str]:
    yield from _marks(sheet)
    yield sheet.number
    for part in sheet.first:
        yield from (f"{line.label}: {line.text}" for line in part.lines)


def _wrapped(words: str, mark: str) -> list[str]:
    """The words in lines; one that is longer than a line is cut at its end, never lost."""
    found = textwrap.wrap(
        words, WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark),
        break_on_hyphens=False,
    )  # fmt: skip
    return found or ([""] if not words and not mark else [])

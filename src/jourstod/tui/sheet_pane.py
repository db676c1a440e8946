"""A sheet on the screen, word for word as its receiver will read it; beside it what is left out."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from ..domain.sheet import Sheet, SheetCut, SheetLine, SheetPart, SheetRow
from ..reports import page_words
from .ink import ACCENT, DIM, INK, STRONG, WARN, row, say, wrapped


def sheet_lines(sheet: Sheet, width: int) -> list[Content]:
    """The sheet: flaws on top, the half page that is read first, then the rest."""
    lines = wrapped(sheet.heading, width, STRONG)
    lines += [line for words in page_words.meta(sheet) for line in wrapped(words, width, DIM)]
    if sheet.flaws:
        lines += [say(""), say(page_words.FLAWS.upper(), WARN)]
        lines += [line for flaw in sheet.flaws for line in _marked("! ", flaw, width, WARN)]
    lines += _parts(sheet.first, width, ACCENT)
    if sheet.paste:
        lines += [say(""), say(page_words.JOURNAL.upper(), ACCENT), say("")]
        lines += [line for words in sheet.paste.split("\n") for line in wrapped(words, width)]
    lines += _parts(sheet.then, width, DIM)
    if sheet.timeline:
        lines += [say(""), say(page_words.TIME_LINE.upper(), DIM)]
        lines += [line for one in sheet.timeline for line in _row(one, width)]
    if sheet.notice:
        lines += [say(""), *wrapped(sheet.notice, width, DIM)]
    return lines


def beside(cut: SheetCut, width: int) -> list[Content]:
    """What is missing, what is left out and on what ground, and what there is to receive."""
    flaws = cut.sheet.flaws
    lines = [say("SAKNAS", DIM)]
    lines += [line for flaw in flaws for line in _marked("! ", flaw, width, WARN)]
    lines += [] if flaws else wrapped("Inget som programmet kan se.", width)
    lines += [say(""), say("LÄMNAS INTE UT", DIM)]
    for out in cut.left_out:
        lines += wrapped(out.what, width, STRONG)
        lines += [row("  ", line) for line in wrapped(out.ground, width - 2, DIM)]
    lines += [] if cut.left_out else wrapped("Inget är utelämnat.", width)
    lines += [say(""), say("VAD SEKRETESSREGISTRET SÄGER", DIM)] if cut.register else []
    for rule in cut.register:
        lines += wrapped(rule.label, width, STRONG) if rule.label else []
        lines += [row("  ", line) for line in wrapped(rule.text, width - 2, DIM)]
    if cut.sheet.items and not cut.sheet.paste:
        lines += [say(""), say("TAS EMOT, EN I TAGET ELLER ALLA", DIM)]
        lines += [line for _, words in cut.sheet.items for line in _marked("· ", words, width)]
    if cut.ground:
        lines += [say(""), say("GRUND", DIM), *wrapped(cut.ground, width)]
    return lines


def _parts(parts: tuple[SheetPart, ...], width: int, style: str) -> Iterator[Content]:
    for part in parts:
        if part.lines or part.empty:
            yield from (say(""), say(part.heading.upper(), style))
            yield from (line for one in part.lines for line in _line(one, width))
            yield from wrapped(part.empty, width) if not part.lines else ()


def _line(line: SheetLine, width: int) -> list[Content]:
    words = f"{line.label}: {line.text}" if line.label else line.text
    if line.struck:
        return _marked("- ", f"{words} ({page_words.VOID})", width, "strike $dim")
    return _marked("! " if line.urgent else "- ", words, width, STRONG if line.urgent else INK)


def _row(one: SheetRow, width: int) -> list[Content]:
    void = f" ({page_words.VOID})" if one.struck else ""
    style = "strike $dim" if one.struck else INK
    return _marked("- ", f"{one.at} {one.by}: {one.text}{void}", width, style)


def _marked(mark: str, words: str, width: int, style: str = INK) -> list[Content]:
    first, *rest = wrapped(words, width - 2, style)
    return [row((mark, style), first), *(row("  ", line) for line in rest)]

"""Ink: the one way from text to screen content: cleaned, and never read as markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from ..domain.clean import clean
from . import symbols

INK, DIM, STRONG, ACCENT, WARN = "$ink", "$dim", "bold $strong", "$accent-ink", "bold $warn"
CHOSEN = "bold $strong on $chosen"

Part = Content | str | tuple[str, str]
"""Content, text in ordinary ink, or (text, style)."""

NEW_LINE = Content("\n")


def say(text: str, style: str = INK, *, lines: bool = False) -> Content:
    """Text as content: cleaned, in signs the terminal has, in one style."""
    return Content.styled(symbols.shown(clean(text, lines=lines)), style)


def row(*parts: Part) -> Content:
    """One line put together from parts."""
    return Content("").join([_content(part) for part in parts])


def page(rows: Iterable[Part]) -> Content:
    """Rows under each other."""
    return NEW_LINE.join([_content(part) for part in rows])


def fit(text: str, width: int) -> str:
    """Text cut to a width in cells, with a mark where it was cut."""
    if width <= 0:
        return ""
    plain = clean(text)
    if cell_len(plain) <= width:
        return plain
    return set_cell_size(plain, width - 1).rstrip() + "…"


def column(text: str, width: int) -> str:
    """Text cut or filled to exactly a width in cells."""
    fitted = fit(text, width)
    return fitted + " " * (width - cell_len(fitted))


def ends(left: Content, right: Content, width: int) -> Content:
    """A line with one part at each end; the left one is cut when they do not fit."""
    room = width - right.cell_length - 1
    if left.cell_length > room:
        left = cut(left, max(1, room))
    gap = max(1, width - left.cell_length - right.cell_length)
    return row(left, " " * gap, right)


def cut(content: Content, width: int) -> Content:
    """Content cut to a width in cells, with a mark in signs the terminal has."""
    if content.cell_length <= width:
        return content
    return row(content.truncate(max(0, width - 1)), say("…"))


def wrapped(text: str, width: int, style: str = INK) -> list[Content]:
    """Text broken into lines of at most a width, at blanks where there are any."""
    found: list[Content] = []
    for part in clean(text, lines=True).split("\n"):
        found += [say(piece, style) for piece in _broken(part, max(8, width))]
    return found


def widest(texts: Sequence[str]) -> int:
    """The widest of the texts, in cells."""
    return max((cell_len(text) for text in texts), default=0)


def _broken(text: str, width: int) -> list[str]:
    lines, current = [], ""
    for word in text.split(" "):
        while cell_len(word) > width:
            head = set_cell_size(word, width).rstrip(" ")
            lines += [current, head] if current else [head]
            current, word = "", word[len(head) :]
        longer = f"{current} {word}" if current else word
        if cell_len(longer) <= width:
            current = longer
        else:
            lines.append(current)
            current = word
    return [*lines, current]


def _content(part: Part) -> Content:
    if isinstance(part, Content):
        return part
    return say(*part) if isinstance(part, tuple) else say(part)

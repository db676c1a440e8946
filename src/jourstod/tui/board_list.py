"""The list of cases: ten thousand rows, of which only those in sight are ever drawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ..desk.board import Board, BoardRow
from . import symbols
from .ink import column, fit

Column = tuple[str, int]


class BoardList(ScrollView, can_focus=False):
    """Rows of the board, drawn line by line; the mark is on row `at`."""

    COMPONENT_CLASSES = {  # noqa: RUF012
        "board--row",
        "board--chosen",
        "board--warn",
        "board--head",
        "board--dim",
    }
    DEFAULT_CSS = """
    BoardList .board--row { color: $ink; background: $ground; }
    BoardList .board--chosen { color: $strong; background: $chosen; text-style: bold; }
    BoardList .board--warn { color: $warn; background: $ground; text-style: bold; }
    BoardList .board--head { color: $dim; background: $ground; }
    BoardList .board--dim { color: $dim; background: $ground; }
    """
    at: reactive[int] = reactive(0, repaint=True)

    class Opened(Message):
        """A row was pressed with the mouse."""

        def __init__(self, row: BoardRow) -> None:
            super().__init__()
            self.row = row

    def __init__(self, now: Callable[[], datetime], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows = Board(())
        self._now = now
        self._drawn_at: datetime | None = None

    def set_rows(self, rows: Board) -> None:
        """Show these rows; the mark stays on its case when it is still there."""
        marked = self.chosen
        self.rows = rows
        found = rows.place_of(marked.case) if marked else 0
        self.at = found if found is not None else min(self.at, max(0, len(rows) - 1))
        self.virtual_size = Size(max(1, self.size.width), len(rows))
        self.refresh()

    def move(self, step: int) -> None:
        """Move the mark and keep it in sight."""
        if not self.rows:
            return
        self.at = min(max(0, self.at + step), len(self.rows) - 1)
        top, height = self.scroll_offset.y, max(1, self.size.height)
        if self.at < top:
            self.scroll_to(y=self.at, animate=False, force=True)
        elif self.at >= top + height:
            self.scroll_to(y=self.at - height + 1, animate=False, force=True)

    @property
    def chosen(self) -> BoardRow | None:
        """The row with the mark."""
        return self.rows[self.at] if self.at < len(self.rows) else None

    def on_resize(self) -> None:
        """The width is the lines' width: nothing scrolls sideways."""
        self.virtual_size = Size(max(1, self.size.width), len(self.rows))

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        number = y + self.scroll_offset.y
        width = self.size.width
        if number >= len(self.rows):
            return Strip.blank(width, self.get_component_rich_style("board--row"))
        board_row = self.rows[number]
        chosen = number == self.at
        segments = self._segments(board_row, width, chosen)
        return Strip(segments).adjust_cell_length(width, self._style("row", chosen))

    def _segments(self, row: BoardRow, width: int, chosen: bool) -> list[Segment]:
        now = self._now()
        cells = texts(row, now)
        segments = [Segment(f"{symbols.NOW if chosen else ' '} ", self._style("row", chosen))]
        for (name, size), text in zip(columns(width), cells, strict=False):
            hot = (name in ("", "KLOCKA") and alarmed(row, now)) or (
                name == "" and bool(row.returned)
            )
            style = self._style("warn" if hot else "row", chosen)
            segments.append(Segment(symbols.shown(column(text, size)) + " ", style))
        return segments

    def _style(self, name: str, chosen: bool):  # type: ignore[no-untyped-def]
        return self.get_component_rich_style("board--chosen" if chosen else f"board--{name}")

    def on_click(self, event) -> None:  # type: ignore[no-untyped-def]
        """A click marks a row; a click on the marked row opens it."""
        number = event.y + self.scroll_offset.y
        if number >= len(self.rows):
            return
        if number == self.at:
            self.post_message(self.Opened(self.rows[number]))
        self.at = number


def columns(width: int) -> tuple[Column, ...]:
    """Headings and widths: mark, case, who, where, clock, handler."""
    number = 13
    room = width - 2 - 2 - number - 6
    hands = 6 if width < 99 else 11
    room -= hands + 5
    who = max(12, room * 28 // 100)
    where = max(12, room * 30 // 100)
    clock = max(10, room - who - where)
    return (
        ("", 1), ("ÄRENDE", number), ("VEM", who), ("LÄGE", where), ("KLOCKA", clock),
        ("HANDL." if hands == 6 else "HANDLÄGGARE", hands),
    )  # fmt: skip


def heading(width: int) -> str:
    """The line above the rows."""
    return "  " + " ".join(column(name, size) for name, size in columns(width))


def alarmed(row: BoardRow, now: datetime) -> bool:
    """Whether the clock asks for attention: due at once, or passed."""
    return bool(row.waiting_since) or row.overdue(now)


def texts(row: BoardRow, now: datetime) -> tuple[str, ...]:
    """The cells of a row; the sign says what colour says."""
    sign = symbols.BACK if row.returned else "!" if alarmed(row, now) else ""
    where = f"Åter: «{row.returned}»" if row.returned else row.where
    if row.unreceived and not row.returned:
        where = f"Lämnat, inte mottaget · {where}"
    if row.late:
        where = f"{row.late} nytt efter överlämningen · {where}"
    if row.silenced:
        where = f"{where} · får inte informeras"
    group = _BRACKETS.sub("", row.who)  # the age group in a word: the name is what is sought
    return (sign, row.number, group, where, row.clock_now(now) or "–", fit(row.hands, 11))


_BRACKETS = re.compile(r" ?\([^)]*\)")

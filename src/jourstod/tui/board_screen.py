"""Nattens ärenden: every open case, the most urgent first, and the way in to everything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from time import perf_counter
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ..desk.board import Board
from ..desk.looked import ended_since, looked
from ..domain.errors import JourError, StoreAway
from ..domain.people import Role
from ..domain.spoken_time import shown
from .base_screen import Deed, JourScreen
from .board_list import BoardList, heading
from .ink import ACCENT, DIM, INK, STRONG, WARN, cut, page, row, say, wrapped

PATIENCE = 0.05
"""A look at the board that takes longer than this is done more seldom."""


class BoardScreen(JourScreen):
    """The board of the night."""

    OF_NO_CASE = True
    ABOUT_TITLE = "Nattens ärenden"
    ABOUT = (
        "Alla öppna ärenden, det mest brådskande överst. ! är en klocka som går nu eller en "
        "passerad frist. ← är ett ärende som mottagaren har lämnat åter med en fråga.",
        "n börjar ett samtal: tiden går och en rad att skriva på finns genast. Först efteråt "
        "bestämmer du om det blir ett ärende.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "call", show=False),
        Binding("tab", "calls", show=False),
        Binding("s", "shift", show=False),
        Binding("f", "find", show=False),
        Binding("i", "inbox", show=False),
        Binding("r", "routines", show=False),
        Binding("f4", "reach", show=False),
        Binding("q", "app.leave", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._wait = 0.0
        self._seen = False
        self._trouble, self._notices = "", tuple[str, ...]()
        self._now = lambda: self.front.clock()

    def body(self) -> Iterable[Widget]:
        """Headings, rows, and the sum of the night."""
        yield Static(id="heading")
        yield BoardList(self._now, id="rows")
        yield Static(id="sum", classes="foot")

    def title_line(self) -> Content:
        """The screen's name."""
        return say("Nattens ärenden", STRONG)

    def warning_lines(self, width: int) -> Sequence[Content]:
        """What is wrong with the routines; a team leader's notices, which others read below."""
        told = (self._trouble, *(self._notices if self._leads() else ()))
        return [line for words in told if words for line in self._warning(words, width)]

    def _warning(self, words: str, width: int) -> Iterator[Content]:
        first, *rest = wrapped(words, width - 2, WARN)
        yield row(("! ", WARN), first)
        yield from (row("  ", line) for line in rest)

    def _leads(self) -> bool:
        return self.jour.front is not None and self.front.handler.role is Role.TEAM_LEADER

    def keys(self) -> Sequence[tuple[str, str]]:
        """Letters act here, for nothing is written here."""
        calls = len(self._calls())
        going = (("Tab", "samtal pågår"),) if calls else ()
        return (
            ("n", "nytt samtal"), *going, ("↑↓ Enter", "öppna"), ("f", "finn"),
            ("i", "inkorgen"), ("s", "skiftbyte"), ("F4", "vem når jag"), ("F8", "allt"),
            ("F9", "dölj"), ("r", "rutiner"), ("q", "avsluta"),
        )  # fmt: skip

    def deeds(self) -> Sequence[Deed]:
        """The same in words."""
        return (
            Deed("Nytt samtal", "n", self.action_call),
            Deed("Samtal som pågår", "Tab", self.action_calls),
            Deed("Öppna ärendet", "Enter", self.open_chosen),
            Deed("Finn ett ärende på numret", "f", self.action_find),
            Deed("Inkorgen: blad som väntar på att tas emot", "i", self.action_inbox),
            Deed("Vem når jag, vem får besluta", "F4", self.action_reach),
            Deed("Skiftbyte", "s", self.action_shift),
            Deed("Rutiner: läs, skriv ut, förhandsvisa", "r", self.action_routines),
        )

    def paint(self) -> None:
        """Read the board and show it."""
        rows = self._read()
        self._notice()
        if not self._seen:  # first thing: what has ended while nobody looked
            self._seen = True
            if ended := ended_since(self.front, rows):
                self.tell(ended)
        looked(self.front)
        self.query_one(BoardList).set_rows(rows)
        width = self.size.width
        self.show("heading", say(heading(width - 1), DIM))
        empty = [say(""), *wrapped("Inga öppna ärenden. n börjar ett samtal.", width - 4, DIM)]
        self.show("sum", page([*(empty if not rows else []), *self._below(rows)]))

    def news(self) -> None:
        """Show what others wrote; a slow look is made more seldom."""
        self._wait -= 1.0
        if self._wait > 0:
            return
        with suppress(StoreAway):  # what cannot be read either is told below
            self.front.sum_again()
        self._notice()  # also what was found wrong while the routines were read ahead
        rows, board = self._read(), self.query_one(BoardList)
        if rows is board.rows:
            board.refresh()  # what is due at once counts up by itself
        else:
            board.set_rows(rows)
        self.show("sum", page(self._below(rows)))
        self._keys()

    def _notice(self) -> None:
        told = self.front.routine_trouble, self.front.routine_notices()
        if told != (self._trouble, self._notices):
            self._trouble, self._notices = told
            self._head()

    def _read(self) -> Board:
        began = perf_counter()
        rows = self.front.board()
        self._wait = 60 * max(0.0, perf_counter() - began - PATIENCE)
        return rows

    def _below(self, rows: Board) -> list[Content]:
        """The sum of the night, and what is discreetly said of the routines."""
        said = () if self._leads() else self._notices
        width = self.size.width - 1
        told = (row(" ", line) for words in said for line in wrapped(words, width - 1, DIM))
        return [*told, self._sum(rows)]

    def _sum(self, rows: Board) -> Content:
        now = self.front.clock()
        passed, back, first = rows.overdue(now), rows.returned(), rows.next_call()
        parts: list[Content] = [say(f" {len(rows)} öppna", INK)]
        if passed:
            word = "passerad frist" if passed == 1 else "passerade frister"
            parts.append(say(f" · {passed} {word}", WARN))
        if back:
            parts.append(say(f" · {back} åter", WARN))
        if waiting := rows.unreceived():
            parts.append(say(f" · {waiting} inte mottagna", WARN))
        if first:
            late = first.call_is_late(now)
            words = f" · ring tillbaka {shown(first.next_try, now)} {first.next_who}"
            parts.append(say(f"{words} (passerat)" if late else words, WARN if late else ACCENT))
        calls = len(self._calls())
        if calls:
            parts.append(say(f" · {calls} samtal pågår (Tab)", ACCENT))
        return cut(row(*parts), self.size.width - 1)

    def _calls(self) -> Sequence[object]:
        try:
            return self.front.notebook.calls()
        except JourError:
            return ()

    def on_key(self, event: events.Key) -> None:
        """Arrows move the mark, Enter opens."""
        board = self.query_one(BoardList)
        steps = {"up": -1, "down": 1, "home": -len(board.rows), "end": len(board.rows)}
        if event.key in steps:
            board.move(steps[event.key])
        elif event.key == "enter":
            self.open_chosen()
        else:
            return
        self.untell()
        event.stop()

    def action_turn(self, step: int) -> None:
        """A page of rows."""
        board = self.query_one(BoardList)
        board.move(step * max(1, board.size.height - 1))

    def on_board_list_opened(self, event: BoardList.Opened) -> None:
        """A click on the marked row."""
        self.jour.open_case(event.row.case)

    def open_chosen(self) -> None:
        """Open the case with the mark."""
        chosen = self.query_one(BoardList).chosen
        if chosen is not None:
            self.jour.open_case(chosen.case)

    def action_call(self) -> None:
        """A call begins."""
        self.jour.open_call()

    def action_calls(self) -> None:
        """Back to the call that has waited longest."""
        calls = self.attempt(self.desk.notebook.calls)
        if calls:
            self.jour.open_call(calls[0].id)
        else:
            self.tell("Inget samtal pågår. n börjar ett.")

    def action_reach(self) -> None:
        """Who can be reached, who may decide."""
        from .reach import reach_screen

        self.app.push_screen(reach_screen(self.desk, None))

    def action_inbox(self) -> None:
        """Sheets that wait to be taken in."""
        from .inbox import open_inbox

        open_inbox(self)

    def action_routines(self) -> None:
        """The routines, to read, print and try."""
        from .routines_screen import routines_screen

        if (screen := self.attempt(lambda: routines_screen(self.desk))) is not None:
            self.app.push_screen(screen)

    def action_find(self) -> None:
        """Find a case, also a closed one, by its number."""
        from .find_screen import find

        find(self)

    def action_shift(self) -> None:
        """Shift change."""
        from .shift_screen import shift_change

        shift_change(self)

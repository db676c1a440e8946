"""Mottaget av: a sheet that was left is taken in the receiver's own words, or given back."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ..desk.command import Command
from ..desk.desk import Desk
from ..desk.forms import Blank
from ..domain.case import Case
from ..domain.case_parts import Handover
from . import symbols
from .base_screen import Deed, JourScreen
from .drafts import Draft
from .form_screen import Act, FormScreen
from .ink import ACCENT, CHOSEN, DIM, INK, STRONG, WARN, page, row, say, wrapped

HOW = (("said", "På plats eller i telefon"), ("paper", "Skriftligt, på papperet"))
TAKEN = (
    Blank("who", "Vem tog emot, inte du själv", True),
    Blank("said", "Vad ska göras först, med mottagarens egna ord", True),
    Blank("how", "Hur", True, HOW),
)
STATES = {"offered": "lämnad", "accepted": "mottagen", "returned": "åter till jouren"}


def waiting(case: Case) -> tuple[Handover, ...]:
    """Sheets that were left and that nobody has taken the whole of."""
    return tuple(h for h in case.handovers.values() if not h.received)


def receiver_name(desk: Desk, case: Case, handover: Handover) -> str:
    """The receiver as it is called."""
    agency = desk.book(case).agencies.get(handover.event.receiver)
    return agency.name if agency else handover.event.receiver


class ReceiveScreen(JourScreen):
    """The items of one sheet, and what was said of each."""

    ABOUT_TITLE = "Mottaget av"
    ABOUT = (
        "Den som tar emot säger med egna ord vad som ska göras först. Du skriver det som det "
        "sades. Den som lämnade bladet kan inte ta emot det.",
        "Det som lämnas åter med en fråga stannar hos jouren, inte hos dig, och står överst på "
        "tavlan.",
    )

    def __init__(self, case_id: str, handover: str) -> None:
        super().__init__()
        self.case_id, self.handover = case_id, handover
        self.case: Case | None = None
        self.at = 0

    def body(self) -> Iterable[Widget]:
        """The list."""
        scroll = VerticalScroll(Static(id="list"), classes="body scroll pane")
        scroll.can_focus = False
        yield scroll

    def title_line(self) -> Content:
        """Which sheet."""
        case = self.case
        name = receiver_name(self.desk, case, self.sheet) if case else ""
        return row((case.number if case else "", STRONG), (f" · blad till {name}", STRONG))

    def keys(self) -> Sequence[tuple[str, str]]:
        """The same in words."""
        return (
            ("1", "allt tas emot"), ("↑↓", "välj punkt"), ("2", "tas emot"),
            ("3", "åter till jouren"), ("Esc", "tillbaka"),
        )  # fmt: skip

    def deeds(self) -> Sequence[Deed]:
        """What can be said of the items."""
        return (
            Deed("Allt som är kvar tas emot", "1", self._take_all),
            Deed("Den här punkten tas emot", "2", self._take_one),
            Deed("Den här punkten åter till jouren", "3", self._give_back),
        )

    @property
    def sheet(self) -> Handover:
        """The sheet as it was left."""
        assert self.case is not None
        return self.case.handovers[self.handover]

    @property
    def left(self) -> tuple[str, ...]:
        """Items that nobody has taken."""
        return tuple(id for id, _ in self.sheet.event.items if self._state(id) != "accepted")

    def paint(self) -> None:
        """Every item, with who said what."""
        self.case = self.desk.case(self.case_id)
        self._head()
        width = self.size.width - 4
        lines: list[Content] = []
        for number, (id, words) in enumerate(self.sheet.event.items):
            lines += self._item(id, words, number == self.at, width)
        said = [*wrapped("Allt är mottaget.", width, STRONG), say("")] if not self.left else []
        self.show("list", page([*said, *lines]))

    def news(self) -> None:
        """Somebody else may have received it."""
        if self.case is not None and self.desk.case(self.case_id).seq != self.case.seq:
            self.paint()

    def _item(self, id: str, words: str, here: bool, width: int) -> list[Content]:
        item = self.sheet.item(id)
        mark = row((f"{symbols.NOW if here else ' '} ", ACCENT))
        sign = symbols.DONE if item.state == "accepted" else " "
        first, *rest = wrapped(words, width - 6, CHOSEN if here else INK)
        lines = [row(mark, (f"{sign} ", ACCENT), first), *(row("    ", line) for line in rest)]
        by = f", {item.receiver}" if item.receiver else ""
        quoted = f": ”{item.words}”" if item.words else ""
        style = WARN if item.state == "returned" else DIM
        said = wrapped(f"{STATES[item.state]}{by}{quoted}", width - 6, style)
        return [*lines, *(row("    ", line) for line in said), say("")]

    def on_key(self, event: events.Key) -> None:
        """Arrows, digits, Esc."""
        deed = next((deed for deed in self.deeds() if deed.key == event.key), None)
        count = len(self.sheet.event.items)
        if deed is not None:
            self.untell()
            deed.do()
        elif event.key in ("up", "down") and count:
            self.at = (self.at + (1 if event.key == "down" else -1)) % count
            self.paint()
        elif event.key == "escape":
            self.dismiss(None)
        else:
            return
        event.stop()

    def _take_all(self) -> None:
        if not self.left:
            self.tell("Allt är redan mottaget.")
            return
        self._form(
            "Allt tas emot",
            TAKEN,
            f"accept:{self.handover}",
            lambda d, c: self._accept(self.left, d, c),
        )

    def _take_one(self) -> None:
        item, words = self.sheet.event.items[self.at]
        if item not in self.left:
            self.tell("Punkten är redan mottagen.")
            return
        self._form(
            words, TAKEN, f"accept:{self.handover}:{item}", lambda d, c: self._accept((item,), d, c)
        )

    def _accept(self, items: tuple[str, ...], draft: Draft, command: Command) -> None:
        told = draft.written
        for item in items:
            self.desk.acts.accept(
                self.case_id, self.handover, item, told.get("who", ""), told.get("said", ""),
                _part(command, item), told.get("how") == "paper",
            )  # fmt: skip

    def _give_back(self) -> None:
        item, words = self.sheet.event.items[self.at]
        blanks = (
            Blank("who", "Vem lämnar åter", True),
            Blank("question", "Frågan till jouren, med mottagarens ord", True),
        )

        def act(draft: Draft, command: Command) -> None:
            told = draft.written
            self.desk.acts.give_back(
                self.case_id, self.handover, item, told.get("who", ""),
                told.get("question", ""), command,
            )  # fmt: skip

        self._form(f"Åter till jouren: {words}", blanks, f"back:{self.handover}:{item}", act)

    def _form(self, title: str, blanks: tuple[Blank, ...], place: str, act: Act) -> None:
        def done(_: object) -> None:
            self.repaint()

        self.app.push_screen(FormScreen(title, blanks, place, act), done)

    def _state(self, item: str) -> str:
        return self.sheet.item(item).state


def _part(command: Command, item: str) -> Command:
    """The command of one item, the same when it is tried again."""
    return replace(command, id=str(uuid.uuid5(uuid.UUID(command.id), item)))

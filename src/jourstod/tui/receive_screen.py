"""Mottaget av: a sheet that was left is taken in the receiver's own words, or given back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ..desk.inbox import whom_to_ring, written_since
from ..desk.receiving_forms import given_back, left, receiver_name, said_of, taken
from ..desk.sheets import sheet_for
from ..domain.case import Case
from ..domain.left_sheet import Handover
from . import symbols
from .base_screen import Deed, JourScreen
from .form_screen import fill_in
from .ink import ACCENT, CHOSEN, DIM, INK, STRONG, WARN, page, row, say, wrapped
from .page_screen import PageScreen
from .sheet_pane import sheet_lines

NO_CHAIN = "Stationens fil säger inte vem som ska ringas. Fråga arbetsledaren."


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
        name = receiver_name(self.desk.book(case), self.sheet) if case else ""
        return row((case.number if case else "", STRONG), (f" · blad till {name}", STRONG))

    def keys(self) -> Sequence[tuple[str, str]]:
        """The same in words."""
        return (
            ("4", "läs bladet"), ("1", "allt tas emot"), ("↑↓", "välj punkt"),
            ("2", "den tas emot"), ("3", "åter till jouren"), ("Esc", "tillbaka"),
        )  # fmt: skip

    def deeds(self) -> Sequence[Deed]:
        """What can be said of the items."""
        return (
            Deed("Allt som är kvar tas emot", "1", self._take_all),
            Deed("Den här punkten tas emot", "2", self._take_one),
            Deed("Den här punkten åter till jouren", "3", self._give_back),
            Deed("Läs bladet", "4", self._read),
        )

    @property
    def sheet(self) -> Handover:
        """The sheet as it was left."""
        assert self.case is not None
        return self.case.handovers[self.handover]

    @property
    def left(self) -> tuple[str, ...]:
        """Items that nobody has taken."""
        return left(self.sheet)

    def paint(self) -> None:
        """Every item, with who said what."""
        self.case = self.desk.case(self.case_id)
        self._head()
        width = self.size.width - 4
        lines: list[Content] = []
        for number, (id, words) in enumerate(self.sheet.event.items):
            lines += self._item(id, words, number == self.at, width)
        said = [*wrapped("Allt är mottaget.", width, STRONG), say("")] if not self.left else []
        self.show("list", page([*said, *self._since(width), *lines, *self._chain(width)]))

    def _since(self, width: int) -> list[Content]:
        """That the case went on after the sheet was left."""
        assert self.case is not None
        many = written_since(self.case, self.sheet)
        if not many:
            return []
        rows = "En rad har" if many == 1 else f"{many} rader har"
        return [*wrapped(f"{rows} skrivits i ärendet sedan bladet lämnades.", width, WARN), say("")]

    def _chain(self, width: int) -> list[Content]:
        """Whom to ring while nobody has taken it."""
        assert self.case is not None
        if not self.left:
            return []
        lines = [say("SVARAR INGEN, RING I DEN HÄR ORDNINGEN", DIM)]
        chain = whom_to_ring(self.desk, self.case)
        for number, one in enumerate(chain, start=1):
            about = f", {one.about}" if one.about else ""
            words = f"{number}. {one.name}{about}: {one.number} ({one.confirmed})"
            lines += wrapped(words, width, INK if one.fresh else WARN)
        return lines if chain else [*lines, *wrapped(NO_CHAIN, width, WARN)]

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
        style = WARN if item.state == "returned" else DIM
        said = wrapped(said_of(item), width - 6, style)
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

    def _read(self) -> None:
        cut = self.attempt(lambda: sheet_for(self.desk, self.case_id, self.sheet.event.receiver))
        if cut is not None:
            sheet = cut.sheet
            self.app.push_screen(PageScreen(sheet.heading, lambda width: sheet_lines(sheet, width)))

    def _take_all(self) -> None:
        if not self.left:
            self.tell("Allt är redan mottaget.")
            return
        self._fill_in(self.left, "Allt tas emot")

    def _take_one(self) -> None:
        item, words = self.sheet.event.items[self.at]
        if item not in self.left:
            self.tell("Punkten är redan mottagen.")
            return
        self._fill_in((item,), words)

    def _fill_in(self, items: tuple[str, ...], title: str) -> None:
        fill_in(self, lambda desk, case: taken(desk, case, self.sheet, items, title))

    def _give_back(self) -> None:
        item, _ = self.sheet.event.items[self.at]
        fill_in(self, lambda desk, case: given_back(desk, case, self.sheet, item))

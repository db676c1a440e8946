"""Öppet: everything somebody must still see to in a case, with what can be done about each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ..desk import item_forms
from ..desk.desk import Desk
from ..desk.forms import Form
from ..domain.case import Case
from ..domain.case_parts import Item, Silence
from ..domain.clock_words import explain, line, titled
from ..domain.clocks import running
from ..domain.open_list import Open, open_list, open_tail
from ..domain.overview import silence_words, silences
from ..domain.rulebook import Rulebook
from . import symbols
from .base_screen import Deed, JourScreen
from .form_screen import fill_in
from .ink import ACCENT, CHOSEN, DIM, INK, STRONG, WARN, page, row, say, wrapped

Entry = Open | Silence


class ItemsScreen(JourScreen):
    """Open items, who may not be informed, and the clocks with their reasons."""

    ABOUT_TITLE = "Öppna punkter och klockor"
    ABOUT = (
        "Pilarna väljer en punkt, Enter gör något åt den. Siffrorna lägger till.",
        "Klockorna står sist, med varför de började och hur de räknas.",
    )

    def __init__(self, case_id: str) -> None:
        super().__init__()
        self.case_id = case_id
        self.case: Case | None = None
        self.book: Rulebook | None = None
        self.at = 0

    def body(self) -> Iterable[Widget]:
        """One list to scroll."""
        scroll = VerticalScroll(Static(id="list"), classes="body scroll pane")
        scroll.can_focus = False
        yield scroll

    def title_line(self) -> Content:
        """Which case."""
        return row((self.case.number if self.case else "", STRONG), (" · öppet", DIM))

    def keys(self) -> Sequence[tuple[str, str]]:
        """Keys of the list."""
        return (
            ("↑↓ Enter", "gör något åt punkten"), ("1", "ny uppgift"), ("2", "lova"),
            ("3", "ring/vänta"), ("4", "får inte informeras"), ("5", "fråga i morgon"),
            ("Esc", "tillbaka"),
        )  # fmt: skip

    def deeds(self) -> Sequence[Deed]:
        """The same in words."""
        return (
            Deed("Lämna en uppgift till någon", "1", lambda: fill_in(self, item_forms.task)),
            Deed("Lova något", "2", lambda: fill_in(self, item_forms.promise)),
            Deed(
                "Ring tillbaka eller vänta på någon",
                "3",
                lambda: fill_in(self, item_forms.wait_for),
            ),
            Deed("Får inte informeras (ännu)", "4", lambda: fill_in(self, item_forms.silence)),
            Deed("Fråga i morgon", "5", lambda: fill_in(self, item_forms.question)),
        )

    @property
    def entries(self) -> list[Entry]:
        """What the mark can stand on."""
        if self.case is None or self.book is None:
            return []
        return [*silences(self.case), *open_list(self.case, self.book)]

    def paint(self) -> None:
        """Read and show."""
        self.case = self.desk.case(self.case_id)
        self.book = self.desk.book(self.case)
        self._head()
        width = self.size.width - 4
        self.at = min(self.at, max(0, len(self.entries) - 1))
        lines: list[Content] = []
        for number, entry in enumerate(self.entries):
            lines += self._entry(entry, number == self.at, width)
        if not lines:
            lines = [say("Inget är öppet.", INK)]
        self.show("list", page([*lines, "", *self._clocks(width)]))

    def news(self) -> None:
        """Others may have written."""
        if self.case is not None and self.desk.case(self.case_id).seq != self.case.seq:
            self.paint()

    def _entry(self, entry: Entry, here: bool, width: int) -> list[Content]:
        now = self.desk.clock()
        mark = say(f"{symbols.NOW if here else ' '} ", ACCENT)
        if isinstance(entry, Silence):
            kind, what, tail = "får inte informeras", silence_words(entry, now), ""
        else:
            kind, what = entry.kind, entry.what
            tail = open_tail(entry, now)
        style = CHOSEN if here else STRONG
        first, *rest = wrapped(what, width - 26, style)
        lines = [row(mark, (f"{kind:<22} ", DIM), first)]
        lines += [row(" " * 25, part) for part in rest]
        if tail:
            hot = isinstance(entry, Open) and entry.passed(now)
            style = WARN if hot else INK
            lines += [row(" " * 25, part) for part in wrapped(tail, width - 26, style)]
        return lines

    def _clocks(self, width: int) -> list[Content]:
        case, book, now = self.case, self.book, self.desk.clock()
        assert case is not None and book is not None
        lines: list[Content] = [say("KLOCKOR", DIM)]
        for clock in running(case, book, now):
            hot = clock.at_once
            head = f"{'[!]' if hot else '[ ]'} {titled(clock)}: {line(clock, book, now)}"
            lines += wrapped(head, width, WARN if hot else STRONG)
            for told in explain(clock, case, book, now):
                lines += [row("    ", part) for part in wrapped(told, width - 4, INK)]
        return lines

    def on_key(self, event: events.Key) -> None:
        """Arrows, Enter, digits, Esc."""
        entries = self.entries
        if event.key in ("up", "down") and entries:
            self.at = (self.at + (1 if event.key == "down" else -1)) % len(entries)
            self.paint()
        elif event.key == "enter" and entries:
            self._act_on(entries[self.at])
        elif event.key == "escape":
            self.dismiss(None)
        elif deed := next((d for d in self.deeds() if d.key == event.key), None):
            deed.do()
        else:
            return
        event.stop()

    def _act_on(self, entry: Entry) -> None:
        assert self.case is not None
        if isinstance(entry, Open) and entry.item is None:
            assert entry.visit is not None
            self.jour.keeper.keep(f"at:{self.case_id}", entry.visit.id)
            self.dismiss(entry.visit.id)
            return
        about = entry if isinstance(entry, Silence) else entry.item
        assert about is not None
        if item_forms.settling(self.desk, self.case, about) is None:
            assert isinstance(about, Item)
            self.tell(item_forms.ADVICE.get(about.kind, "Punkten stängs när steget är gjort."))
            return

        def form(desk: Desk, case: Case) -> Form:
            found = item_forms.settling(desk, case, about)
            assert found is not None
            return found

        leave = item_forms.reopens(about)
        fill_in(self, form, lambda: self.dismiss(None) if leave else None)

"""One routine: read step by step, its map and krav, what was otherwise, and how it is used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ..desk.routine_list import Listed
from ..desk.versions import Version, versions
from ..domain.printed_routine import PrintedRoutine
from ..domain.routine_paper import routine_paper
from . import routine_panes
from .base_screen import Deed, JourScreen
from .ink import ACCENT, CHOSEN, DIM, STRONG, page, row

READ, MAP, KRAV, COMPARE, USE = range(5)
TABS = ("Läs", "Kartan", "Krav", "Jämför", "Så används den")
WIDEST = 84


class RoutineScreen(JourScreen):
    """One routine. It only reads: what is shown is what the desk tells."""

    OF_NO_CASE = True
    ABOUT_TITLE = "En rutin"
    ABOUT: ClassVar[tuple[str, ...]] = (
        "Siffran eller ← → byter flik. På Läs går ↑ ↓ ett steg i taget, i den ordning stegen har "
        "nummer; PgUp och PgDn bläddrar i ett långt steg. p skriver ut, f förhandsvisar.",
        "Förhandsvisning: du går igenom rutinen med påhittade svar. Inget sparas.",
        "Jämför: ↑ ↓ väljer en annan version i lagret, Enter säger skillnaden i ord, f "
        "förhandsvisar den. "
        "Så används den: Enter räknar, per steg och aldrig per person.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "print", show=False),
        Binding("f", "preview", show=False),
    ]

    def __init__(self, listed: Listed) -> None:
        super().__init__()
        self.listed, self.tab, self.step, self.version = listed, READ, 0, 0
        self._used: list[Content] = []
        self._kept: tuple[Version, ...] | None = None
        self._printed: tuple[str, PrintedRoutine] | None = None

    # --- frame ----------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        """Tabs, the steps at the left where there is room, and the page."""
        yield Static(id="tabs", classes="keys")
        scroll = VerticalScroll(Static(id="page"), classes="middle scroll")
        scroll.can_focus = False
        yield Horizontal(Static(id="steps", classes="pane left"), scroll, classes="body")

    def title_line(self) -> Content:
        """Which routine, and which version of it."""
        return row((self.listed.title, STRONG), (f" · version {self.listed.version}", DIM))

    def keys(self) -> Sequence[tuple[str, str]]:
        """What acts on this tab."""
        own = {
            READ: (("↑↓", "steg"),),
            COMPARE: (("Enter", "visa"),),
            USE: (("Enter", "räkna"),),
        }.get(self.tab, (("↑↓", "bläddra"),))
        return (
            ("1-5", "flik"), *own, ("p", "skriv ut"), ("f", "förhandsvisa"),
            ("PgUp PgDn", "bläddra"), ("Esc", "tillbaka"),
        )  # fmt: skip

    def deeds(self) -> Sequence[Deed]:
        """The same in words."""
        return (
            Deed("Skriv ut rutinen: PDF, HTML eller fältkort", "p", self.action_print),
            Deed("Förhandsvisa: gå igenom rutinen, inget sparas", "f", self.action_preview),
            *(
                Deed(f"Fliken {name}", str(number + 1), lambda to=number: self.turn_to(to))  # type: ignore[misc]
                for number, name in enumerate(TABS)
            ),
        )

    # --- painting ---------------------------------------------------------------------------------

    @property
    def printed(self) -> PrintedRoutine:
        """The routine as words, as it is in the current version; made once for each version."""
        book = self.desk.current_book()
        if self._printed is None or self._printed[0] != book.bundle:
            self._printed = book.bundle, routine_paper(book, book.routines[self.listed.id])
        return self._printed[1]

    @property
    def kept(self) -> tuple[Version, ...]:
        """The other versions in the store, read once."""
        if self._kept is None:
            self._kept = versions(self.desk)
        return self._kept

    def paint(self) -> None:
        """The tab one is on."""
        tabs = []
        for number, name in enumerate(TABS):
            ink = CHOSEN if number == self.tab else DIM
            tabs += [row((f"{number + 1} ", ACCENT), (name, ink), "   ")]
        self.show("tabs", row(*tabs))
        beside = self.tab == READ and self.size.width >= 100
        self.query_one("#steps").display = beside
        width = self.size.width - (34 if beside else 4)
        if beside:
            height = self.size.height - 5
            self.show("steps", page(routine_panes.step_list(self.printed, self.step, 25, height)))
        self.show("page", page(["", *self._lines(min(WIDEST, width))]))

    def _lines(self, width: int) -> list[Content]:
        book = self.desk.current_book()
        routine = book.routines[self.listed.id]
        match self.tab:
            case 0:  # READ
                return routine_panes.reading(self.printed, self.step, self.listed, width)
            case 1:  # MAP
                return routine_panes.map_lines(book, routine, width)
            case 2:  # KRAV
                return routine_panes.krav_lines(book, routine, width)
            case 3:  # COMPARE
                return routine_panes.version_lines(self.kept, self.version, width)
            case _:
                return self._used or routine_panes.use_intro(width)

    # --- keys -------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Digits and sideways change tab; up and down what the tab is about."""
        key = event.key
        if key.isdigit() and 0 < int(key) <= len(TABS):
            self.turn_to(int(key) - 1)
        elif key in ("left", "right"):
            self.turn_to((self.tab + (1 if key == "right" else -1)) % len(TABS))
        elif key in ("up", "down", "home", "end"):
            self._move(key)
        elif key == "enter":
            self._enter()
        elif key == "escape":
            self.dismiss(None)
        else:
            return
        event.stop()

    def turn_to(self, tab: int) -> None:
        """Another tab, from its top."""
        self.tab = tab
        self.untell()
        self._anew()

    def _anew(self) -> None:
        self.attempt(self.paint)
        self._keys()
        self.query_one(".middle", VerticalScroll).scroll_to(y=0, animate=False)

    def _move(self, key: str) -> None:
        if self.tab == READ:
            last = len(self.printed.steps)
            to = {"home": 0, "end": last, "up": self.step - 1, "down": self.step + 1}[key]
            self.step = max(0, min(last, to))
            self._anew()
        elif self.tab == COMPARE and self.kept:
            self.version = (self.version + (1 if key in ("down", "end") else -1)) % len(self.kept)
            self.paint()
        else:
            by = {"home": -10_000, "end": 10_000, "up": -1, "down": 1}[key]
            self.query_one(".middle", VerticalScroll).scroll_relative(y=by, animate=False)

    def _enter(self) -> None:
        if self.tab == READ:
            self._move("down")
        elif self.tab == COMPARE and self.kept:
            self._compare(self.kept[self.version])
        elif self.tab == USE:
            width = min(WIDEST, self.size.width - 4)
            found = self.attempt(lambda: routine_panes.use_of(self.desk, self.listed.id, width))
            self._used = found or []
            self._anew()

    def _compare(self, version: Version) -> None:
        screen = self.attempt(lambda: routine_panes.compare_screen(self.desk, self.listed, version))
        if screen is not None:
            self.app.push_screen(screen)

    def action_print(self) -> None:
        """p."""
        from .routine_print import print_routine

        print_routine(self, self.listed.id)

    def action_preview(self) -> None:
        """f."""
        from .preview_screen import preview

        chosen = self.kept[self.version].bundle if self.tab == COMPARE and self.kept else ""
        preview(self, self.listed.id, chosen)

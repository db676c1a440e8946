"""The base of every screen: head, message, body, keys; what is tried, told and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from ..domain.errors import JourError, StoreAway
from ..domain.local_time import show_time
from ..wording import ALONE, NOT_SAVED, UNSHARED
from . import symbols
from .ink import ACCENT, DIM, INK, STRONG, WARN, ends, page, row, say
from .notice import Notice
from .silence import top_lines

if TYPE_CHECKING:
    from ..desk.desk import Desk
    from ..desk.front import FrontDesk
    from .program import Program

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done here: its words (the same as on paper), key, and what does it."""

    words: str
    key: str
    do: Callable[[], object]


class JourScreen(Screen[object]):
    """A screen of the program; subclasses give `body`, `title_line`, `keys`, `deeds` and ABOUT."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("tab", "aside", show=False),
        Binding("shift+tab", "aside", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (150, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (34, "-roomy")]  # noqa: RUF012
    AUTO_FOCUS = ""
    ABOUT_TITLE: ClassVar[str] = ""
    ABOUT: ClassVar[tuple[str, ...]] = ()

    def __init__(self) -> None:
        super().__init__()
        self._shown: dict[str, Content] = {}
        self._covered = False
        self._sized = Size(0, 0)

    # --- what subclasses give ---------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        """The widgets between message and keys."""
        return ()

    def title_line(self) -> Content:
        """The left end of the head."""
        return say("jourstod", STRONG)

    OF_NO_CASE: ClassVar[bool] = False
    """Whether the screen shows no case, also when it lies on top of one that does."""
    TELLS_OF_THE_STORE: ClassVar[bool] = True
    """Whether it says each second how the store is; else what was said last stays."""

    def warning_lines(self, width: int) -> Sequence[Content]:
        """Who may not be informed (yet), on top of every screen of the case it belongs to."""
        case_id = self._case_below()
        if not case_id or self.jour.front is None:
            return ()
        case = self.looking(lambda: self.desk.case(case_id))
        return top_lines(self.desk, case, width) if case is not None else ()

    def _case_below(self) -> str:
        """The case of this screen, or of the nearest one below it."""
        for screen in reversed(self.app.screen_stack):
            if getattr(screen, "OF_NO_CASE", False):
                return ""
            if case_id := getattr(screen, "case_id", ""):
                return str(case_id)
        return ""

    def keys(self) -> Sequence[tuple[str, str]]:
        """(key, word), most important first."""
        return ()

    def deeds(self) -> Sequence[Deed]:
        """What can be done here, for the list of everything (F8)."""
        return ()

    def about(self) -> Sequence[str]:
        """What F1 says about this page."""
        return self.ABOUT

    def paint(self) -> None:
        """Read what is true in the store and show it."""

    def news(self) -> None:
        """Look, cheaply, whether somebody else wrote; called each second."""

    def back_after(self, since: datetime) -> None:
        """A key after a while without any: whoever sits here has been away since then."""

    # --- frame --------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Head, message, body, keys."""
        self.set_class(symbols.is_plain(), "-plain")
        yield Static(id="head", classes="head")
        yield Notice()
        yield from self.body()
        yield Static(id="keys", classes="keys foot")

    def on_mount(self) -> None:
        """Look each second; the first paint comes with the size, in `on_resize`."""
        self.set_interval(1.0, self._tick)

    def on_resize(self) -> None:
        """Widths have changed, or are known for the first time; the same size may come twice."""
        if self.size == self._sized:
            return
        self._sized = self.size
        self.repaint()
        self.call_after_refresh(self.jour.painted)

    @property
    def is_painted(self) -> bool:
        """Whether it has its size, and with it what is asked and the field that has the keys."""
        return bool(self._sized.width)

    def on_screen_suspend(self) -> None:
        """Another screen lies on top."""
        self._covered = True

    def on_screen_resume(self) -> None:
        """Back from another screen."""
        if self._covered:
            self._covered = False
            self.repaint()

    def repaint(self) -> None:
        """Head, body and keys, as of now."""
        if not self.size.width:
            return
        self._head()
        self.looking(self.paint)
        self._keys()

    def _tick(self) -> None:
        if not self.is_current or not self.TELLS_OF_THE_STORE:
            return
        self._head()
        try:
            self.news()
        except StoreAway as away:
            self._store_is_away(away)
        else:
            self._tell_of_sharing()

    def _tell_of_sharing(self) -> None:
        """What waits to be shared stands on top; when it is shared, what became of it."""
        front = self.jour.front
        waiting = front.unshared if front is not None else 0
        if front is not None and (waiting or front.is_away):
            self._message.stand(UNSHARED.format(count=waiting) if waiting else ALONE)
            return
        became = front.told_of_sharing() if front is not None else ""
        if self._message.standing or became:
            self._message.stand("")
            self.repaint()
        if became:
            self.tell(became)

    def _store_is_away(self, away: StoreAway) -> None:
        front = self.jour.front
        if front is not None and (front.unshared or front.is_away):
            self._tell_of_sharing()
            return
        last_known = f"Lagret nås inte. {away.sentence} Skärmen visar det som var sant sist."
        self._message.stand(last_known)

    def _head(self) -> None:
        width = self.size.width - 2
        left = self.title_line()
        lines = [ends(left, self._corner(), width)]
        lines += self.warning_lines(width)
        self.show("head", page(lines))

    def _corner(self) -> Content:
        app = self.jour
        desk = app.front
        parts: list[Content] = []
        if app.practice:
            parts.append(say("ÖVNING  ", WARN))
        if desk is not None:
            parts.append(say(show_time(desk.clock()), STRONG))
            if self.size.width >= 100:
                parts.append(say(f"  {desk.station_name}", DIM))
            parts.append(say(f"  {desk.handler.signature}", INK))
        return row(*parts)

    def _keys(self) -> None:
        """The way back and F1 always; of the rest what there is room for, most important first."""
        pieces = [(key, row((key, ACCENT), (f" {word}   ", DIM))) for key, word in self.keys()]
        last = [piece for key, piece in pieces if key == "Esc"]
        last.append(row(("F1", ACCENT), (" hjälp", DIM)))
        room = self.size.width - 2 - sum(piece.cell_length for piece in last)
        parts: list[Content] = []
        for key, piece in pieces:
            if key != "Esc" and piece.cell_length <= room:
                room -= piece.cell_length
                parts.append(piece)
        self.show("keys", row(*parts, *last))

    # --- doing ----------------------------------------------------------------------------------

    @property
    def jour(self) -> Program:
        """The app, as what it is."""
        return cast("Program", self.app)

    @property
    def front(self) -> FrontDesk:
        """Of the desk, what is there from the first moment."""
        front = self.jour.front
        assert front is not None
        return front

    @property
    def desk(self) -> Desk:
        """The desk this screen works at."""
        return self.jour.desk

    def show(self, id: str, content: Content) -> None:
        """Put content in the widget with that id, unless it is there already."""
        before = self._shown.get(id)
        if before is not None and before.is_same(content):
            return
        self._shown[id] = content
        self.query_one(f"#{id}", Static).update(content)

    def attempt(self, act: Callable[[], Found]) -> Found | None:
        """Do it; a refusal or a failed write is told on top, and nothing looks done."""
        return self._tried(act, lambda away: self.tell(NOT_SAVED.format(sentence=away.sentence)))

    def looking(self, look: Callable[[], Found]) -> Found | None:
        """Read something to show; nothing was to be saved, so a store that is away says no such."""
        return self._tried(look, self._store_is_away)

    def _tried(self, act: Callable[[], Found], away: Callable[[StoreAway], None]) -> Found | None:
        try:
            return act()
        except StoreAway as silent:
            away(silent)
        except JourError as refusal:
            self.tell(refusal.sentence)
        return None

    def tell(self, sentence: str) -> None:
        """Say something on top until the next thing is done."""
        self._message.tell(sentence)

    def untell(self) -> None:
        """Take the message away."""
        if self._message.told:
            self.tell("")

    @property
    def told(self) -> str:
        """The message that stands on top, "" for none."""
        return str(self._message.content) if self._message.has_class("-told") else ""

    @property
    def _message(self) -> Notice:
        return self.query_one(Notice)

    def action_turn(self, step: int) -> None:
        """Page up or down in what can be scrolled."""
        for widget in self.query(".scroll"):
            widget.scroll_relative(y=step * max(3, widget.size.height - 2), animate=False)

    def action_aside(self) -> None:
        """Tab: nothing here, unless the screen says otherwise."""

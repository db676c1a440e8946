"""Pages to read: help, who can be reached, the page to read aloud; and the neutral page of F9."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from .base_screen import Deed, JourScreen
from .ink import DIM, STRONG, page, say

Lines = Callable[[int], list[Content]]
"""Gives the lines of a page for a width in cells."""


class PageScreen(JourScreen):
    """A page that is read and scrolled; further deeds may stand under digits."""

    ABOUT_TITLE = "En sida att läsa"
    ABOUT = ("Pilar och PgUp PgDn bläddrar. Esc går tillbaka.",)

    def __init__(self, title: str, lines: Lines, deeds: Sequence[Deed] = ()) -> None:
        super().__init__()
        self.heading, self.lines, self.further = title, lines, tuple(deeds)

    def body(self) -> Iterable[Widget]:
        """The page."""
        scroll = VerticalScroll(Static(id="page"), classes="body scroll pane")
        scroll.can_focus = False
        yield scroll

    def title_line(self) -> Content:
        """The page's name."""
        return say(self.heading, STRONG)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Keys of a page."""
        own = [(deed.key, deed.words[:1].lower() + deed.words[1:]) for deed in self.further]
        return (*own, ("↑↓", "bläddra"), ("Esc", "tillbaka"))

    def deeds(self) -> Sequence[Deed]:
        """What the page offers."""
        return self.further

    def paint(self) -> None:
        """The lines, broken to the width; a reading width of 96 at most."""
        self.show("page", page(self.lines(min(96, self.size.width - 4))))

    def on_key(self, event: events.Key) -> None:
        """Scroll, leave, or do what stands under a digit."""
        scroll = self.query_one(".scroll")
        if event.key in ("up", "down"):
            scroll.scroll_relative(y=1 if event.key == "down" else -1, animate=False)
        elif event.key in ("escape", "enter"):
            self.dismiss(None)
        else:
            for deed in self.further:
                if deed.key == event.key:
                    deed.do()
                    break
            else:
                return
        event.stop()


class HiddenScreen(JourScreen):
    """The neutral page: nothing of any case, until F9 or Enter."""

    OF_NO_CASE = True
    TELLS_OF_THE_STORE = False
    ABOUT_TITLE = "Dold skärm"
    ABOUT = ("F9 visar skärmen igen. Inget har stängts och inget är osparat.",)
    line = say("Paus. F9 går tillbaka.", DIM)

    def body(self) -> Iterable[Widget]:
        """One line in the middle."""
        yield VerticalScroll(Static(id="hidden"), classes="body hidden")

    def on_mount(self) -> None:
        """No head, no clock, no signature: the frame is emptied too."""
        self.query_one(VerticalScroll).can_focus = False
        if self.jour.front is not None:
            self.desk.sight.cover()
        self.repaint()

    def repaint(self) -> None:
        """A neutral line and nothing else."""
        self.query_one("#head").display = False
        self.query_one("#keys").display = False
        self.show("hidden", self.line)

    def on_key(self, event: events.Key) -> None:
        """F9 and Enter lead back; every other key does nothing."""
        event.stop()
        if event.key in ("f9", "enter"):
            self.uncover()

    def uncover(self) -> None:
        """Show what lies beneath."""
        self.dismiss(None)

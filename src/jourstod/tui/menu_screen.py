"""A page of numbered choices, and the list of everything that can be done (with a filter)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from . import symbols
from .base_screen import Deed, JourScreen
from .ink import ACCENT, CHOSEN, DIM, INK, STRONG, column, page, row, say, wrapped
from .writing import Writing

Choice = tuple[str, str, str]
"""(id, words, a line in smaller ink)."""

ON_A_PAGE = 9


class MenuScreen(JourScreen):
    """Choose with a digit, or with arrows and Enter. Dismissed with the id, "" for none."""

    ABOUT_TITLE = "Att välja"
    ABOUT: ClassVar[tuple[str, ...]] = (
        "Siffran väljer. Pilar och Enter går också. Esc går tillbaka utan att välja.",
    )

    def __init__(self, title: str, choices: Sequence[Choice], intro: Sequence[str] = ()) -> None:
        super().__init__()
        self.heading, self.choices, self.intro = title, tuple(choices), intro
        self.at = 0

    def body(self) -> Iterable[Widget]:
        """The list."""
        scroll = VerticalScroll(Static(id="list"), classes="body scroll pane")
        scroll.can_focus = False
        yield scroll

    def title_line(self) -> Content:
        """What is chosen among."""
        return say(self.heading, STRONG)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Keys of a menu."""
        last = min(ON_A_PAGE, len(self.choices))
        more = (("0", "fler"),) if len(self.choices) > ON_A_PAGE else ()
        return ((f"1-{last}", "välj"), *more, ("↑↓ Enter", "välj"), ("Esc", "tillbaka"))

    def paint(self) -> None:
        """The page of choices the mark is on."""
        width = self.size.width - 4
        first = self.at // ON_A_PAGE * ON_A_PAGE
        lines = [line for part in self.intro for line in wrapped(part, width)]
        lines += [say("")] if lines else []
        for number, (_, words, under) in enumerate(self.choices[first : first + ON_A_PAGE]):
            chosen = first + number == self.at
            mark = f"{symbols.NOW if chosen else ' '} {number + 1}  "
            lines.append(row((mark, ACCENT), (words, CHOSEN if chosen else STRONG)))
            lines += (
                [row("     ", line) for line in wrapped(under, width - 5, DIM)] if under else []
            )
        self.show("list", page(lines))

    def chose(self, id: str) -> None:
        """A choice is made."""
        self.dismiss(id)

    def on_key(self, event: events.Key) -> None:
        """Digits choose at once."""
        first = self.at // ON_A_PAGE * ON_A_PAGE
        if event.key in ("up", "down") and self.choices:
            self.at = (self.at + (1 if event.key == "down" else -1)) % len(self.choices)
            self.paint()
        elif event.key == "0" and len(self.choices) > ON_A_PAGE:
            self.at = first + ON_A_PAGE if first + ON_A_PAGE < len(self.choices) else 0
            self.paint()
        elif event.key == "enter" and self.choices:
            self.chose(self.choices[self.at][0])
        elif event.key.isdigit() and 0 < int(event.key) <= len(self.choices) - first:
            self.at = first + int(event.key) - 1
            self.chose(self.choices[self.at][0])
        elif event.key == "escape":
            self.dismiss("")
        else:
            return
        event.stop()


class EverythingScreen(JourScreen):
    """All that can be done here, found by writing a part of its words. Dismissed with the deed."""

    ABOUT_TITLE = "Allt som går att göra"
    ABOUT = ("Skriv en del av ordet. Pilar väljer, Enter gör det, Esc går tillbaka.",)

    def __init__(self, found: Sequence[Deed]) -> None:
        super().__init__()
        self.all, self.at = tuple(found), 0

    def body(self) -> Iterable[Widget]:
        """A filter and a list."""
        field = Writing(id="filter")
        field.add_class("-shown")
        yield field
        scroll = VerticalScroll(Static(id="list"), classes="body scroll pane")
        scroll.can_focus = False
        yield scroll

    def title_line(self) -> Content:
        """Its name."""
        return say("Allt som går att göra här", STRONG)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Keys of the list."""
        return (("skriv", "sök"), ("↑↓", "välj"), ("Enter", "gör"), ("Esc", "tillbaka"))

    def on_mount(self) -> None:
        """Write at once."""
        self.query_one(Writing).focus()

    @property
    def matching(self) -> list[Deed]:
        """The deeds whose words hold what is written."""
        sought = self.query_one(Writing).text.casefold().split()
        return [d for d in self.all if all(part in d.words.casefold() for part in sought)]

    def paint(self) -> None:
        """The list as filtered."""
        deeds = self.matching
        self.at = min(self.at, max(0, len(deeds) - 1))
        lines = []
        for number, deed in enumerate(deeds):
            chosen = number == self.at
            mark = say(f"{symbols.NOW if chosen else ' '} ", ACCENT)
            lines.append(
                row(mark, (column(deed.key, 8), ACCENT), (deed.words, CHOSEN if chosen else INK))
            )
        self.show("list", page(lines or [say("Inget heter så.", DIM)]))

    def on_writing_written(self) -> None:
        """Filter anew."""
        self.at = 0
        self.paint()

    def on_writing_moved(self, event: Writing.Moved) -> None:
        """Up or down in the list."""
        self.at = max(0, self.at + event.step)
        self.paint()

    def on_writing_left(self) -> None:
        """Esc."""
        self.dismiss(None)

    def on_writing_confirmed(self) -> None:
        """Enter."""
        deeds = self.matching
        self.dismiss(deeds[self.at] if deeds else None)

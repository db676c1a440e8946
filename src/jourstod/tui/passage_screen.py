"""Stycken: free text picked for one receiver outside the nämnd, shown as it will be read there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ..desk.sheets import passages
from . import symbols
from .base_screen import JourScreen
from .drafts import Draft
from .ink import ACCENT, CHOSEN, DIM, INK, STRONG, page, row, say, wrapped
from .leaving import place


class PassageScreen(JourScreen):
    """Pick passages; each pick is kept at once."""

    ABOUT_TITLE = "Stycken"
    ABOUT = (
        "Fri text lämnas inte utanför nämnden om du inte väljer stycket här. Det står som "
        "mottagaren kommer att läsa det. Pilarna väljer stycke, Enter tar med eller tar bort.",
    )

    def __init__(self, case_id: str, receiver: str) -> None:
        super().__init__()
        self.case_id, self.receiver = case_id, receiver
        self.found: tuple[tuple[str, str], ...] = ()
        self.at = 0

    def body(self) -> Iterable[Widget]:
        """The list."""
        scroll = VerticalScroll(Static(id="list"), classes="body scroll pane")
        scroll.can_focus = False
        yield scroll

    def title_line(self) -> Content:
        """What is picked."""
        return say("Stycken att lämna", STRONG)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Keys of the list."""
        return (("↑↓", "välj"), ("Enter", "ta med eller ta bort"), ("Esc", "tillbaka till bladet"))

    def paint(self) -> None:
        """Every passage, whole."""
        self.found = passages(self.desk, self.case_id, self.receiver)
        self.at = min(self.at, max(0, len(self.found) - 1))
        width = min(96, self.size.width - 6)
        picked = self._kept().values
        lines: list[Content] = []
        for number, (id, words) in enumerate(self.found):
            lines += self._passage(number == self.at, id in picked, words, width)
        nothing = "Det finns ingen fri text som kan lämnas hit."
        self.show("list", page(lines or wrapped(nothing, width, DIM)))

    def _passage(self, here: bool, taken: bool, words: str, width: int) -> list[Content]:
        mark = symbols.NOW if here else " "
        said = "tas med" if taken else "lämnas inte"
        sign = symbols.DONE if taken else " "
        head = row((f"{mark} {sign} ", ACCENT), (said, CHOSEN if here else DIM))
        ink = STRONG if taken else INK
        return [head, *(row("    ", line) for line in wrapped(words, width - 4, ink)), say("")]

    def on_key(self, event: events.Key) -> None:
        """Arrows, Enter, Esc."""
        if event.key in ("up", "down") and self.found:
            self.at = (self.at + (1 if event.key == "down" else -1)) % len(self.found)
            self.paint()
        elif event.key == "enter" and self.found:
            self._turn(self.found[self.at][0])
            self.paint()
        elif event.key == "escape":
            self.dismiss(None)
        else:
            return
        event.stop()

    def _turn(self, id: str) -> None:
        kept = self._kept()
        taken = kept.values
        kept.values = tuple(v for v in taken if v != id) if id in taken else (*taken, id)
        kept.written["receiver"] = self.receiver
        self.jour.keeper.keep(place(self.case_id), kept.text())

    def _kept(self) -> Draft:
        return Draft.read(self.jour.keeper.text(place(self.case_id)))

"""Förhandsvisning: a routine walked with made-up answers, on the ordinary question; not kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from ..desk.preview import begin
from ..domain.case import Case
from ..domain.paper import SHORT
from ..domain.rulebook import Rulebook
from .base_screen import Deed, JourScreen
from .case_screen import CaseScreen
from .ink import DIM, STRONG, WARN, page, row, say, wrapped
from .route_screen import route_screen
from .step_deeds import otherwise

if TYPE_CHECKING:
    from ..desk.desk import Desk

BANNER = "Förhandsvisning, inget sparas"
NO_SANDBOX = "Här går det inte att förhandsvisa."


class PreviewScreen(CaseScreen, inherit_bindings=False):
    """A made-up case in memory. Only what answers a question acts here."""

    ABOUT_TITLE = "Förhandsvisning"
    ABOUT: ClassVar[tuple[str, ...]] = (
        "Rutinen som den frågas i ett ärende. Svara hur du vill: ärendet finns bara här, och "
        "inget av det sparas. F5 är för det som inte gick. Esc slutar.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("f5", "otherwise", show=False),
    ]

    def __init__(self, case_id: str, title: str, back: Desk) -> None:
        super().__init__(case_id)
        self.heading, self._back = title, back

    def title_line(self) -> Content:
        """Which routine."""
        version = f" · version {self.book.bundle[:SHORT]}" if self.book else ""
        return row((self.heading, STRONG), (f"{version} · påhittat ärende", DIM))

    def warning_lines(self, width: int) -> Sequence[Content]:
        """The banner, above everything."""
        return (say(BANNER, WARN), *super().warning_lines(width))

    def keys(self) -> Sequence[tuple[str, str]]:
        """Only what answers, and the way back."""
        told = super().keys()
        mine = [(key, word) for key, word in told if key in ("1-9", "Enter", "F5")]
        out = next((word for key, word in told if key == "Esc" and word != "tavlan"), "sluta")
        return (*mine, ("Esc", out), ("F8", "allt"))

    def deeds(self) -> Sequence[Deed]:
        """What can be done here."""
        return (
            Deed("Gick inte, skjut upp, gå förbi", "F5", lambda: otherwise(self)),
            Deed("Kartan: var du är i rutinen", "", self._map),
            Deed("Sluta förhandsvisa", "Esc", self.leave),
        )

    def has_read(self) -> None:
        """Nobody reads a made-up case; the desk may be the real one when the screen goes away."""

    def leave(self) -> None:
        """Back to the real desk first: nothing here may touch it."""
        self.jour.keeper.flush()
        _sit(self, self._back)
        self.dismiss(None)

    def _nothing_asked(self, case: Case, book: Rulebook, width: int) -> None:
        super()._nothing_asked(case, book, width)
        over = "Rutinen är slut. Esc går tillbaka; inget har sparats."
        self.show("question", page(wrapped(over, width)))

    def _map(self) -> None:
        self.app.push_screen(route_screen(self))


def preview(screen: JourScreen, routine: str, bundle: str = "") -> None:
    """Sit down at a desk in memory and begin the routine there, by that version."""
    back, make = screen.desk, screen.jour.sandbox
    if make is None:
        screen.tell(NO_SANDBOX)
        return
    screen.jour.keeper.flush()

    def begun() -> tuple[Desk, str]:
        desk = make(bundle)
        return desk, begin(desk, routine)

    found = screen.attempt(begun)
    if found is None:
        return
    desk, case_id = found
    title = desk.current_book().routines[routine].title
    _sit(screen, desk)
    screen.app.push_screen(PreviewScreen(case_id, title, back))


def _sit(screen: JourScreen, desk: Desk) -> None:
    """Change desk and keep the look: a light screen must not go dark between."""
    look = screen.app.theme
    screen.jour.sit(desk)
    screen.app.theme = look

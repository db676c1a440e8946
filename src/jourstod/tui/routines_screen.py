"""Rutiner: every routine in a list, with how long it holds and what somebody should look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from ..desk.routine_list import Listed, listed
from . import symbols
from .ink import ACCENT, CHOSEN, DIM, STRONG, WARN, cut, page, row, say
from .menu_screen import ON_A_PAGE, MenuScreen

if TYPE_CHECKING:
    from ..desk.desk import Desk

LEFT_OUT = "Rutinen används inte, för den har ett fel. Kör jourstod routine check."


class RoutinesScreen(MenuScreen):
    """The list; a choice opens the routine, and Esc there leads back here."""

    OF_NO_CASE = True
    ABOUT_TITLE = "Rutiner"
    ABOUT: ClassVar[tuple[str, ...]] = (
        "Rutinerna som nya ärenden öppnas med. Siffran öppnar en, Esc går tillbaka till tavlan. "
        "! är något att titta på: en granskning som har passerats, eller ett fynd i filen.",
        "Inget ändras här. Rutinerna ändras i sina filer, och prövas innan någon använder dem.",
    )

    def __init__(self, found: tuple[Listed, ...]) -> None:
        super().__init__("Rutiner", [(one.id, one.title, one.about) for one in found])
        self.found = found

    def paint(self) -> None:
        """The page the mark is on; two lines a routine, never broken."""
        width, pages = self.size.width - 4, -(-len(self.found) // ON_A_PAGE)
        first = self.at // ON_A_PAGE * ON_A_PAGE
        lines = []
        for number, one in enumerate(self.found[first : first + ON_A_PAGE]):
            lines += [
                cut(self._title(one, first + number, number + 1), width),
                cut(row("     ", (one.about, DIM)), width),
            ]
        if pages > 1:
            turn = f"sida {first // ON_A_PAGE + 1} av {pages}"
            lines.append(row(("  0  ", ACCENT), (turn, DIM)))
        self.show("list", page(lines or [say("Det finns ingen rutin.", DIM)]))

    def _title(self, one: Listed, place: int, number: int) -> Content:
        here = place == self.at
        mark = f"{symbols.NOW if here else ' '} {number}  "
        remarks = f"  ! {', '.join(one.remarks)}" if one.remarks else ""
        return row((mark, ACCENT), (one.title, CHOSEN if here else STRONG), (remarks, WARN))

    def chose(self, id: str) -> None:
        """Open the routine on top of the list."""
        from .routine_screen import RoutineScreen

        one = next(one for one in self.found if one.id == id)
        self.paint()
        if not one.usable:
            self.tell(" ".join((LEFT_OUT, *one.findings[:1])))
            return
        self.untell()
        self.app.push_screen(RoutineScreen(one))


def routines_screen(desk: Desk) -> RoutinesScreen:
    """The screen, with the routines as they are now. Raises JourError."""
    return RoutinesScreen(listed(desk))

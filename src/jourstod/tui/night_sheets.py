"""Morgonblad and skiftrapport on the screen, and as a file to print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.content import Content

from ..desk.exports import Way
from ..desk.night_sheets import morning, receptions, shift
from ..domain.sheet import Sheet
from .base_screen import Deed, JourScreen
from .menu_screen import MenuScreen
from .page_screen import PageScreen
from .sheet_file import FOLDER
from .sheet_pane import sheet_lines
from .way_out import choose_way, sheet_saved


def show_morning(screen: JourScreen) -> None:
    """For which nämnd, where the station serves several; then the page."""
    known = receptions(screen.desk)
    if len(known) == 1:
        _show(screen, lambda: morning(screen.desk))
        return

    def go(id: object) -> None:
        if id:
            _show(screen, lambda: morning(screen.desk, str(id)))

    choices = [(id, name, "Bara den nämndens ärenden.") for id, name in known]
    screen.app.push_screen(MenuScreen("Morgonblad till", choices), go)


def show_shift(screen: JourScreen) -> None:
    """The report over every nämnd."""
    _show(screen, lambda: shift(screen.desk))


def _show(screen: JourScreen, make: Callable[[], Sheet]) -> None:
    sheet = screen.attempt(make)
    if sheet is None:
        return

    def lines(width: int) -> list[Content]:
        return sheet_lines(sheet, width)

    def save() -> None:
        def as_said(way: Way) -> None:
            path = page.attempt(lambda: _saved(screen, sheet, way))
            if path is not None:
                page.tell(f"Sparat: {path}")

        choose_way(page, as_said)

    page = PageScreen(sheet.heading, lines, (Deed("Spara som PDF", "1", save),))
    screen.app.push_screen(page)


def _saved(screen: JourScreen, sheet: Sheet, way: Way) -> Path:
    folder = (screen.jour.home or Path.home()) / FOLDER
    with sheet_saved(screen, sheet, "pdf", folder, way, "night") as path:
        return path

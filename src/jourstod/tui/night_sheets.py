"""Morgonblad and skiftrapport on the screen, and as a file to print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.content import Content

from ..desk.night_sheets import morning, receptions, shift
from ..domain.sheet import Sheet
from ..reports import render
from ..reports.saving import saved
from .base_screen import Deed, JourScreen
from .menu_screen import MenuScreen
from .page_screen import PageScreen
from .sheet_file import FOLDER, free_path
from .sheet_pane import sheet_lines


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
        path = screen.attempt(lambda: _saved(screen, sheet))
        if path is not None:
            page.tell(f"Sparat: {path}")

    page = PageScreen(sheet.heading, lines, (Deed("Spara som PDF", "1", save),))
    screen.app.push_screen(page)


def _saved(screen: JourScreen, sheet: Sheet) -> Path:
    path = free_path(sheet, "pdf", (screen.jour.home or Path.home()) / FOLDER)
    with saved(path, render(sheet, "pdf")):
        return path

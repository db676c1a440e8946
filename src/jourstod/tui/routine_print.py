"""A routine on paper from the screens: in which form, and where it went."""

from __future__ import annotations

from pathlib import Path

from ..desk.routine_papers import CARD, printed
from ..reports.paper_folder import FOLDER, routine_on_paper
from .base_screen import JourScreen
from .menu_screen import Choice, MenuScreen

FORMS: tuple[Choice, ...] = (
    ("pdf", "PDF", "Att skriva ut: rutor att kryssa, med stationens egna nummer."),
    ("html", "HTML", "Samma sak i en webbläsare."),
    (CARD, "Fältkort", "PDF i A5 för bilen. Heter en bokstavskod."),
)


def print_routine(screen: JourScreen, routine: str) -> None:
    """Ask in which form, and say where the file is."""

    def put(form: str) -> Path:
        folder = (screen.jour.home or Path.home()) / FOLDER
        return routine_on_paper(routine, *printed(screen.desk, routine, form), folder)

    def do(form: object) -> None:
        made = screen.attempt(lambda: put(str(form))) if form else None
        if made is not None:
            screen.tell(f"På papper: {made}")

    screen.app.push_screen(MenuScreen("Skriv ut rutinen", FORMS), do)

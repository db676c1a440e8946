"""Kvittenser: what was disclosed from the case, and the very copy of each sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from ..desk.receipts import Receipt, receipts
from .ink import DIM, STRONG, say, wrapped
from .menu_screen import MenuScreen
from .page_screen import PageScreen
from .sheet_pane import sheet_lines

if TYPE_CHECKING:
    from .asking_screen import AskingScreen

NONE = "Inget blad är lämnat utanför nämnden."


def begin(screen: AskingScreen) -> None:
    """Choose a receipt, and read the sheet as it was left."""
    found = screen.attempt(lambda: receipts(screen.desk, screen.case_id))
    if not found:
        screen.tell(NONE)
        return

    def go(id: object) -> None:
        if id:
            _show(screen, found[int(str(id)) - 1])

    choices = [(str(one.number), one.words, one.verdict) for one in found]
    number = screen.case.number if screen.case else ""
    screen.app.push_screen(MenuScreen(f"{number} · kvittenser", choices), go)


def _show(screen: AskingScreen, one: Receipt) -> None:
    def lines(width: int) -> list[Content]:
        head = [*wrapped(one.words, width, STRONG), *wrapped(one.verdict, width)]
        head += wrapped(f"Kvittens {one.mark}", width, DIM)
        return [*head, say(""), *(sheet_lines(one.sheet, width) if one.sheet else [])]

    screen.app.push_screen(PageScreen(f"Kvittens {one.number}", lines))

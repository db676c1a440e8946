"""Finn: a case by its number or the last digits of it, also a closed one."""

from __future__ import annotations

from ..desk.command import Command
from ..desk.forms import Blank
from .base_screen import JourScreen
from .drafts import Draft
from .form_screen import FormScreen

NUMBER = Blank("number", "Ärendets nummer, eller dess sista siffror", True, hint="142")


def find(screen: JourScreen) -> None:
    """Ask for the number and open the case."""
    found: list[str] = []

    def act(draft: Draft, command: Command) -> None:
        sought = draft.written.get("number", "").strip().upper()
        near = [row.case for row in screen.desk.board() if _is_number(sought, row.number)]
        found.append(near[0] if len(near) == 1 else screen.desk.find(sought))

    def go(done: object) -> None:
        if done and found:
            screen.jour.open_case(found[-1])

    screen.app.push_screen(FormScreen("Finn ett ärende", (NUMBER,), "find", act), go)


def _is_number(sought: str, number: str) -> bool:
    """The whole number, or its last digits: 142 for 2026-0142."""
    return sought == number or (sought.isdigit() and number.rpartition("-")[2] == sought.zfill(4))

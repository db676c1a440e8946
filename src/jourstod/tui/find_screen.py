"""Finn: a case by its number or the last digits of it, also a closed one."""

from __future__ import annotations

from ..desk.command import Command
from ..desk.link_forms import NUMBER, case_named
from .base_screen import JourScreen
from .drafts import Draft
from .form_screen import FormScreen


def find(screen: JourScreen) -> None:
    """Ask for the number and open the case."""
    found: list[str] = []

    def act(draft: Draft, command: Command) -> None:
        found.append(case_named(screen.desk, draft.written.get("number", "")))

    def go(done: object) -> None:
        if done and found:
            screen.jour.open_case(found[-1])

    screen.app.push_screen(FormScreen("Finn ett ärende", (NUMBER,), "find", act), go)

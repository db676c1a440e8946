"""When and from whom: an answer or a note is now and one's own, unless said otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from ..desk.command import Command, new_command
from ..domain.spoken_time import heard
from .drafts import Draft, Keeper
from .form import Blank
from .ink import ACCENT, say

if TYPE_CHECKING:
    from .base_screen import JourScreen

WHEN = Blank("happened", "Hände (tomt är nu)", hint="02:40, i går 22:10, mellan 22 och 23")
TOLD_BY = Blank("told_by", "Uppgift från (tomt är du själv)", hint="CD, per telefon")


def command(screen: JourScreen, draft: Draft, made: Command) -> Command:
    """The command with the time and teller a draft says. Raises TimeUnclear."""
    said = draft.written.get("happened", "").strip()
    happened = heard(said, screen.desk.clock()) if said else None
    return Command(made.id, happened, draft.written.get("told_by", "").strip(), made.at)


def command_for(screen: JourScreen, visit: str, content: str) -> Command:
    """The command that answers a visit, with what was said of its time. Raises TimeUnclear."""
    kept = Draft.read(screen.jour.keeper.text(f"when:{visit}"))
    made = screen.jour.commands.for_try(visit, content, new_command)
    return command(screen, kept, made)


def when_line(keeper: Keeper, visit: str) -> list[Content]:
    """What was said of the time of the answer to come, or nothing."""
    kept = Draft.read(keeper.text(f"when:{visit}")).written
    parts = [
        f"Hände {kept['happened']}" if kept.get("happened") else "",
        f"uppgift från {kept['told_by']}" if kept.get("told_by") else "",
    ]
    said = " · ".join(part for part in parts if part)
    return [say(""), say(said, ACCENT)] if said else []

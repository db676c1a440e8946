"""When and from whom: an answer or a note is now and one's own, unless said otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from ..desk.command import Command, new_command
from ..desk.forms import timed
from .drafts import Draft, Keeper
from .ink import ACCENT, say

if TYPE_CHECKING:
    from .base_screen import JourScreen


def command_for(screen: JourScreen, visit: str, content: str) -> Command:
    """The command that answers a visit, with what was said of its time. Raises TimeUnclear."""
    kept = Draft.read(screen.jour.keeper.text(f"when:{visit}"))
    made = screen.jour.commands.for_try(visit, content, new_command)
    return timed(kept.written, made, screen.desk.clock())


def when_line(keeper: Keeper, visit: str) -> list[Content]:
    """What was said of the time of the answer to come, or nothing."""
    kept = Draft.read(keeper.text(f"when:{visit}")).written
    parts = [
        f"Hände {kept['happened']}" if kept.get("happened") else "",
        f"uppgift från {kept['told_by']}" if kept.get("told_by") else "",
    ]
    said = " · ".join(part for part in parts if part)
    return [say(""), say(said, ACCENT)] if said else []

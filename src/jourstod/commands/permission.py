"""Permission: whether the one who acts may run a command, before anything of a case is read."""

from __future__ import annotations

import argparse
import os
import sys

from ..bootstrap import House
from ..domain.people import Handler
from ..domain.rights import demand
from .command_rights import COMMANDS, words_of


def permit(arguments: argparse.Namespace, who: Handler) -> None:
    """Raise NoRight unless the role may run the command; one without a named right nobody may."""
    demand(who.role, COMMANDS.get(words_of(arguments.command)))


def let_in(arguments: argparse.Namespace, house: House) -> House:
    """The house, for a role that may be in it; the access log says by which command, and where."""
    permit(arguments, house.front.handler)
    house.front.access.through = arguments.command
    house.front.access.terminal = terminal()
    return house


def terminal() -> str:
    """The terminal it runs at, "" where there is none."""
    try:
        return os.ttyname(sys.stdin.fileno())
    except (OSError, ValueError, AttributeError):
        return ""

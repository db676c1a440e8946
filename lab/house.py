"""The one door by which an experiment opens a store by way of the program."""

from __future__ import annotations

from pathlib import Path

from jourstod.bootstrap import House, open_house
from jourstod.domain.people import Handler

WHO = Handler("AB", "Anna Berg")


def practice(home: Path, who: Handler = WHO, routines: Path | None = None) -> House:
    """A practice store, made when it is not there, by the shipped routines or a folder's.

    A sharp one is opened by `tests.commands.sealed`, where somebody signs in.
    """
    return open_house(home, who, practice=True, routines=routines)

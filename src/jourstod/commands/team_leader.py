"""The house for a team leader: who acts, by name, from `--as` and `--name`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from .. import bootstrap, settings
from ..domain.clean import clean
from .opening import handler_of
from .permission import let_in


@contextmanager
def leading(arguments: argparse.Namespace) -> Iterator[bootstrap.House]:
    """The house of `--home`, with who `--as`, `--name` and `--role` say; closed afterwards."""
    home = settings.home_folder(arguments.home)
    who = handler_of(arguments, home)
    if who is not None and arguments.name:
        who = replace(who, name=clean(arguments.name).strip())
    house = bootstrap.open_house(home, who)
    try:
        yield let_in(arguments, house)
    finally:
        house.close()

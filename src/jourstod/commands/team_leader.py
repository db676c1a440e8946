"""The house for a team leader: who acts, by name, from `--as` and `--name`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from .. import bootstrap, settings
from ..domain.clean import clean
from .opening import handler_of
from .passphrases import sign_in_of
from .permission import let_in
from .shielding import shield


@contextmanager
def leading(arguments: argparse.Namespace) -> Iterator[bootstrap.House]:
    """The house of `--home`, closed afterwards, with who `--as`, `--name` and `--role` say.

    Where there is a safe that is the one who signs in, with the name and role of the account.
    """
    shield()
    home = settings.home_folder(arguments.home)
    who = handler_of(arguments, home)
    if who is not None and arguments.name:
        who = replace(who, name=clean(arguments.name).strip())
    house = bootstrap.open_house(home, who, sign_in=sign_in_of(arguments, home))
    try:
        yield let_in(arguments, house)
    finally:
        house.close()

"""Opening the house a command works in, from the common options."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from .. import settings
from ..bootstrap import House, open_house
from ..domain.people import Handler
from .passphrases import sign_in_of
from .permission import let_in
from .roles import ACCOUNT_ROLES
from .shielding import shield


@contextmanager
def opened(arguments: argparse.Namespace, *, practice: bool = False) -> Iterator[House]:
    """The house of `--home`, with the handler of `--as`; closed afterwards."""
    shield()
    home = settings.home_folder(arguments.home)
    house = open_house(
        home, handler_of(arguments, home), practice=practice, sign_in=sign_in_of(arguments, home)
    )
    try:
        yield let_in(arguments, house)
    finally:
        house.close()


def handler_of(arguments: argparse.Namespace, home: Path) -> Handler | None:
    """Who the command acts as: `--as` and `--role`, else who sat here last."""
    last = settings.last_handler(home)
    signature: str | None = arguments.signature
    same = last is not None and signature in (None, last.signature)
    who = last if same else Handler(signature, signature) if signature else None
    role: str | None = arguments.role
    return replace(who, role=ACCOUNT_ROLES[role]) if who and role else who

"""Opening the house a command works in, from the common options."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .. import settings
from ..bootstrap import House, open_house
from ..domain.people import Handler


@contextmanager
def opened(arguments: argparse.Namespace, *, practice: bool = False) -> Iterator[House]:
    """The house of `--home`, with the handler of `--as`; closed afterwards."""
    home = settings.home_folder(arguments.home)
    house = open_house(home, handler_of(arguments, home), practice=practice)
    try:
        yield house
    finally:
        house.close()


def handler_of(arguments: argparse.Namespace, home: Path) -> Handler | None:
    """Who the command acts as: `--as`, else who sat here last."""
    last = settings.last_handler(home)
    signature: str | None = arguments.signature
    if signature is None or (last is not None and last.signature == signature):
        return last
    return Handler(signature, signature)

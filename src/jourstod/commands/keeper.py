"""The keeper: who works on a whole store, signed in where it has a safe, before it is touched."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..desk.ports import Vault
from ..domain.errors import JourError
from ..domain.people import Handler
from ..safekeeping import door, has_store, unopened, utc_now
from .opening import handler_of
from .passphrases import sign_in_of
from .permission import permit


def keeper(arguments: argparse.Namespace, home: Path, vault: Vault) -> Handler:
    """Who signs in to the store, with the right of the command; as told where it has no safe.

    Raises NoRight before anything but the sign-in itself is written.
    """
    if vault.keys.station_key():
        who = sign_in_of(arguments, home)(door(vault, utc_now)).handler
        permit(arguments, who)
        return who
    return seated(arguments, home)


def permit_keeper(arguments: argparse.Namespace, home: Path) -> None:
    """Raise NoRight unless whoever keeps the home's store may run the command.

    Where there is no safe the role that is told counts; where nobody sits yet, nothing is kept.
    """
    if has_store(home):
        with unopened(home) as vault:
            if vault.keys.station_key():
                keeper(arguments, home, vault)
                return
    who = handler_of(arguments, home)
    if who is not None:
        permit(arguments, who)


def seated(arguments: argparse.Namespace, home: Path) -> Handler:
    """Who it is by what is told. Raises JourError for nobody."""
    who = handler_of(arguments, home)
    if who is None:
        raise JourError("Skriv vem du är: --as SIGN.")
    return who

"""The keeper: who works on a whole store, signed in where it has a safe, before it is touched."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ..desk.ports import Vault
from ..domain.errors import JourError
from ..domain.people import Handler
from ..safekeeping import door, has_store, unopened, utc_now
from .opening import handler_of
from .passphrases import sign_in_of
from .permission import permit

if TYPE_CHECKING:
    from ..vault.hand import Hand


def keeper(arguments: argparse.Namespace, home: Path, vault: Vault) -> Handler:
    """Who signs in to the store, with the right of the command; as told where it has no safe.

    Raises NoRight before anything but the sign-in itself is written.
    """
    return keeper_with_hand(arguments, home, vault)[0]


def keeper_with_hand(
    arguments: argparse.Namespace, home: Path, vault: Vault
) -> tuple[Handler, Hand | None]:
    """The same, and the hand that vouches for what they write beside the store."""
    if not vault.keys.station_key():
        return seated(arguments, home), None
    signed = sign_in_of(arguments, home)(door(vault, utc_now))
    permit(arguments, signed.handler)
    return signed.handler, signed.hand


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

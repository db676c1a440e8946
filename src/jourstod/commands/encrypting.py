"""`jourstod store encrypt`: a store in clear text becomes one with a safe, and nothing is lost."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from .. import settings
from ..domain.errors import JourError, NoRight
from ..domain.people import Role
from ..safekeeping import (
    PLAIN_FILE,
    Lock,
    encrypt_store,
    lock_of,
    remove_plain_store,
    unopened,
)
from .account import KEEP
from .keeper import keeper
from .opening import handler_of
from .passphrases import new_passphrase
from .permission import permit


def encrypt(arguments: argparse.Namespace) -> int:
    """Move the store; the old file stays until it is removed by choice."""
    home = settings.home_folder(arguments.home)
    if lock_of(home) is Lock.LOCKED:
        return _already_sealed(arguments, home)
    who = handler_of(arguments, home)
    if who is None:
        raise NoRight("Skriv vem du är: --as SIGN.")
    permit(arguments, who)
    # Whoever makes the safe lets the others in.
    first = replace(who, name=arguments.name or who.name, role=Role.TEAM_LEADER)
    moved = encrypt_store(home, first, new_passphrase(arguments, first.name))
    settings.remember_handler(home, first)
    print(
        f"Lagret är krypterat: {moved.rows} händelser i {moved.streams} loggar, och alla stämmer "
        "med de gamla.",
        f"{first.signature} är arbetsledare och lägger till de andra: jourstod account add.",
        "", *KEEP, "", f"    {moved.recovery}", "",
        sep="\n",
    )  # fmt: skip
    if arguments.remove_old or _wants_to():
        return _removed(home)
    print(
        f"Den gamla filen i klartext finns kvar: {moved.old}",
        "Ta bort den när du har sett att allt finns här: jourstod store encrypt --remove-old",
        sep="\n",
    )
    return 0


def _already_sealed(arguments: argparse.Namespace, home: Path) -> int:
    with unopened(home) as vault:
        keeper(arguments, home, vault)
    if not (arguments.remove_old and (home / PLAIN_FILE).exists()):
        raise JourError("Lagret är redan krypterat.")
    return _removed(home)


def _removed(home: Path) -> int:
    remove_plain_store(home)
    print("Den gamla filen i klartext är överskriven och borttagen.")
    return 0


def _wants_to() -> bool:
    if not sys.stdin.isatty():
        return False
    return input("Ta bort den gamla filen i klartext nu? Skriv ja: ").strip().casefold() == "ja"

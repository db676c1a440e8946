"""The words of `jourstod account`: its commands and their options."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .adding import add, lazily


def add_accounts(commands: argparse._SubParsersAction[Any]) -> None:
    """Add `account` and all its commands."""
    from .roles import ACCOUNT_ROLES  # not needed for --version

    account = commands.add_parser("account", help="Konton.", description="Konton.")
    inner = account.add_subparsers(title="Kommandon", metavar="KOMMANDO", required=True)
    listed = add(inner, "list", "Visa vilka som har konto.")
    listed.add_argument("--json", action="store_true", help="Som JSON.")
    listed.set_defaults(run=lazily("account", "list_accounts"))
    new = add(inner, "add", "Ge en person ett konto (arbetsledare).")
    _person(new)
    new.add_argument("--name", metavar="NAMN", required=True, help="Personens namn.")
    new.add_argument(
        "--with-role", choices=tuple(ACCOUNT_ROLES), default="jour", help="Personens roll."
    )
    new.add_argument(
        "--unit", metavar="MOTTAGNING", default="", help="Vilken mottagning kontot hör till."
    )
    new_passphrase(new)
    new.set_defaults(run=lazily("account", "add_account"))
    placed = add(inner, "unit", "Låt ett konto höra till en mottagning (arbetsledare).")
    _person(placed)
    placed.add_argument("unit", metavar="MOTTAGNING", help="Som den heter i stationens fil.")
    placed.set_defaults(run=lazily("account", "place_account"))
    gone = add(inner, "remove", "Ta bort ett konto och byt stationens nyckel (arbetsledare).")
    _person(gone)
    gone.set_defaults(run=lazily("account", "remove_account"))
    changed = add(inner, "passphrase", "Byt lösenfras: din egen, eller någon annans som glömt.")
    changed.add_argument("person", metavar="SIGN", nargs="?", help="Vems (annars din egen).")
    new_passphrase(changed)
    changed.set_defaults(run=lazily("account", "change_passphrase"))
    saved = add(inner, "recover", "Ge en person en ny lösenfras med återställningsnyckeln.")
    _person(saved)
    new_passphrase(saved)
    saved.set_defaults(run=lazily("account", "recover"))
    again = add(inner, "recovery", "Gör en ny återställningsnyckel (arbetsledare).")
    again.set_defaults(run=lazily("account", "renew_recovery"))
    turned = add(inner, "rotate", "Byt stationens nyckel (arbetsledare).")
    turned.set_defaults(run=lazily("account", "rotate"))


def _person(command: argparse.ArgumentParser) -> None:
    command.add_argument("person", metavar="SIGN", help="Personens signatur.")


def new_passphrase(command: argparse.ArgumentParser) -> None:
    """The option that names a file with a new passphrase."""
    command.add_argument(
        "--new-passphrase-file",
        metavar="FIL",
        type=Path,
        help="Den nya lösenfrasen på en rad (annars skrivs den).",
    )

"""The words of `jourstod account` and `jourstod store`: their commands and options."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .adding import add, lazily
from .roles import ACCOUNT_ROLES


def add_accounts(commands: argparse._SubParsersAction[Any]) -> None:
    """Add `account` and `store` with all their commands."""
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
    _new_passphrase(new)
    new.set_defaults(run=lazily("account", "add_account"))
    gone = add(inner, "remove", "Ta bort ett konto och byt stationens nyckel (arbetsledare).")
    _person(gone)
    gone.set_defaults(run=lazily("account", "remove_account"))
    changed = add(inner, "passphrase", "Byt lösenfras: din egen, eller någon annans som glömt.")
    changed.add_argument("person", metavar="SIGN", nargs="?", help="Vems (annars din egen).")
    _new_passphrase(changed)
    changed.set_defaults(run=lazily("account", "change_passphrase"))
    saved = add(inner, "recover", "Ge en person en ny lösenfras med återställningsnyckeln.")
    _person(saved)
    _new_passphrase(saved)
    saved.set_defaults(run=lazily("account", "recover"))
    again = add(inner, "recovery", "Gör en ny återställningsnyckel (arbetsledare).")
    again.set_defaults(run=lazily("account", "renew_recovery"))
    turned = add(inner, "rotate", "Byt stationens nyckel (arbetsledare).")
    turned.set_defaults(run=lazily("account", "rotate"))
    _store(commands)


def _store(commands: argparse._SubParsersAction[Any]) -> None:
    store = commands.add_parser("store", help="Lagret.", description="Lagret.")
    inner = store.add_subparsers(title="Kommandon", metavar="KOMMANDO", required=True)
    sealed = add(inner, "encrypt", "Kryptera ett lager som är i klartext.")
    sealed.add_argument("--name", metavar="NAMN", help="Ditt namn (annars som förut).")
    _new_passphrase(sealed)
    sealed.add_argument(
        "--remove-old", action="store_true", help="Ta bort filen i klartext när allt stämmer."
    )
    sealed.set_defaults(run=lazily("encrypting", "encrypt"))


def _person(command: argparse.ArgumentParser) -> None:
    command.add_argument("person", metavar="SIGN", help="Personens signatur.")


def _new_passphrase(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--new-passphrase-file",
        metavar="FIL",
        type=Path,
        help="Den nya lösenfrasen på en rad (annars skrivs den).",
    )

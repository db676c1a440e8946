"""The words of `jourstod receiver create` and `jourstod receiver show`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .account_parser import new_passphrase
from .adding import add, lazily


def add_receivers(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the commands of a unit that gets locked files."""
    told = "Nyckeln hos en mottagare av krypterade filer."
    receiver = commands.add_parser("receiver", help=told, description=told)
    inner = receiver.add_subparsers(title="Kommandon", metavar="KOMMANDO", required=True)
    create = add(inner, "create", "Gör mottagarens nyckel, och raden till jourens fil.")
    create.add_argument("file", metavar="FIL", type=Path, help="Var nyckeln ska ligga.")
    new_passphrase(create)
    create.set_defaults(run=lazily("receivers", "create"))
    show = add(inner, "show", "Visa raden till jourens fil en gång till.")
    show.add_argument("file", metavar="FIL", type=Path)
    show.add_argument("--passphrase-file", type=Path, metavar="FIL", help="Filen med lösenfrasen.")
    show.set_defaults(run=lazily("receivers", "show"))

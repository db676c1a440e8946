"""The words of `jourstod backup`, `gallring` and `continuity`: their commands and options."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .adding import add, lazily


def add_keeping(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the commands for what is kept and erased."""
    words = "Säkerhetskopior: gör, prova och återställ."
    backup = commands.add_parser("backup", help=words, description=words)
    inner = backup.add_subparsers(title="Kommandon", metavar="KOMMANDO", required=True)
    made = add(inner, "create", "Gör en krypterad fil med hela lagret, medan andra arbetar.")
    _file(made)
    made.add_argument(
        "--clear", action="store_true", help="I klartext. Det skrivs i loggen. Förvara som papper."
    )
    made.set_defaults(run=lazily("backup", "create"))
    tried = add(inner, "test", "Återställ filen på prov, kontrollera allt och skriv det i loggen.")
    _file(tried)
    tried.set_defaults(run=lazily("backup", "test"))
    again = add(inner, "restore", "Återställ filen i en ny mapp (--home), också på en annan dator.")
    _file(again)
    again.add_argument(
        "--recovery", action="store_true", help="Öppna med återställningsnyckeln (annars --as)."
    )
    again.set_defaults(run=lazily("backup", "restored"))


def _file(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FIL", type=Path, help="Filen med kopian.")

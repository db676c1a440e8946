"""The words of `jourstod store`: its commands and their options."""

from __future__ import annotations

import argparse
from typing import Any

from .account_parser import new_passphrase
from .adding import add, lazily


def add_store(commands: argparse._SubParsersAction[Any]) -> None:
    """Add `store` and all its commands."""
    words = "Lagret: en fil på datorn, eller en databas som många stationer delar."
    store = commands.add_parser("store", help=words, description=words)
    inner = store.add_subparsers(title="Kommandon", metavar="KOMMANDO", required=True)
    prepare = add(inner, "prepare", "Gör databasens tabeller. Körs av driften, som dess ägare.")
    _to(prepare, "prepare")
    join = add(inner, "join", "Låt en databasroll se en jours ärenden. Körs av driften.")
    join.add_argument("role_name", metavar="ROLL", help="Stationens roll i databasen.")
    join.add_argument("jour", metavar="JOUR", help="Vilken jour den hör till.")
    join.add_argument(
        "--board", metavar="NÄMND", action="append", help="Bara den nämnden (annars alla)."
    )
    join.add_argument("--gallring", action="store_true", help="Rollen får också gallra.")
    _to(join, "join")
    use = add(inner, "use", "Använd databasen från den här mappen.")
    _to(use, "use")
    move = add(inner, "move", "Flytta mappens lager till databasen, kontrollerat på båda sidor.")
    _to(move, "move")
    size = add(inner, "size", "Mät lagret, och räkna ut hur det växer.")
    size.add_argument(
        "--per-night", metavar="ANTAL", type=int, default=5, help="Nya ärenden per natt (annars 5)."
    )
    size.set_defaults(run=lazily("store_size", "size"))
    sealed = add(inner, "encrypt", "Kryptera ett lager som är i klartext.")
    sealed.add_argument("--name", metavar="NAMN", help="Ditt namn (annars som förut).")
    new_passphrase(sealed)
    sealed.add_argument(
        "--remove-old", action="store_true", help="Ta bort filen i klartext när allt stämmer."
    )
    sealed.set_defaults(run=lazily("encrypting", "encrypt"))


def _to(command: argparse.ArgumentParser, name: str) -> None:
    command.add_argument(
        "address", metavar="ADRESS", help="Till exempel postgresql://roll@dator/databas."
    )
    command.set_defaults(run=lazily("store", name))

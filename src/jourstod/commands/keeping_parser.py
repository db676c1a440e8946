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
    again.add_argument(
        "--tombstones",
        metavar="FIL",
        type=Path,
        help="Listan över gallrade ärenden (annars de som ligger bredvid kopian).",
    )
    again.add_argument(
        "--no-tombstones",
        action="store_true",
        help="Återställ utan lista: gallrade ärenden kan komma tillbaka. Det skrivs i loggen.",
    )
    again.set_defaults(run=lazily("backup", "restored"))
    _gallring(commands)
    _continuity(commands)


def _gallring(commands: argparse._SubParsersAction[Any]) -> None:
    words = "Gallring: vad som ska bort, beslut av två personer, och utförande."
    gallring = commands.add_parser("gallring", help=words, description=words)
    inner = gallring.add_subparsers(title="Kommandon", metavar="KOMMANDO", required=True)
    listed = add(inner, "list", "Visa vad som ska gallras, bevaras eller bedömas, och varför.")
    listed.add_argument("--json", action="store_true", help="Som JSON.")
    listed.set_defaults(run=lazily("gallring", "list_due"))
    proposed = add(inner, "propose", "Föreslå ärenden vars tid har kommit.")
    _cases(proposed)
    proposed.add_argument(
        "--ground",
        choices=("ej-inledd",),
        help="Det ärendet inte säger: nämnden beslutade att inte inleda utredning om barnet.",
    )
    proposed.set_defaults(run=lazily("gallring", "propose"))
    for name, help in (
        ("approve", "Godkänn som andra person. En av de två är arbetsledare."),
        ("withdraw", "Ta tillbaka ett förslag, också ett godkänt."),
    ):
        command = add(inner, name, help)
        _cases(command)
        command.set_defaults(run=lazily("gallring", name))
    done = add(inner, "run", "Gallra det som två har beslutat. Körs av drift.")
    done.add_argument("--to", metavar="ADRESS", help="Databasrollen som får gallra (delat lager).")
    done.set_defaults(run=lazily("gallring", "run"))


def _continuity(commands: argparse._SubParsersAction[Any]) -> None:
    words = "Om allt slutar fungera: öppna ärenden och rutiner i en krypterad fil."
    continuity = commands.add_parser("continuity", help=words, description=words)
    inner = continuity.add_subparsers(title="Kommandon", metavar="KOMMANDO", required=True)
    made = add(inner, "create", "Gör filen, vid varje skiftbyte. Lägg den på ett annat ställe.")
    words = "Filen (annars i mappen «reserv» i stationens fil)."
    made.add_argument("file", metavar="FIL", type=Path, nargs="?", help=words)
    made.add_argument(
        "--new-passphrase-file",
        metavar="FIL",
        type=Path,
        help="Filen får också en egen lösenfras (annars öppnas den med din egen).",
    )
    made.set_defaults(run=lazily("continuity", "create"))
    read = add(inner, "open", "Lägg det som finns i filen i en mapp, att läsa och skriva ut.")
    _file(read)
    read.add_argument("--to", metavar="MAPP", type=Path, required=True, help="Mappen.")
    read.add_argument(
        "--recovery", action="store_true", help="Öppna med återställningsnyckeln (annars --as)."
    )
    read.set_defaults(run=lazily("continuity", "open_file"))


def _cases(command: argparse.ArgumentParser) -> None:
    command.add_argument("cases", metavar="ÄRENDE", nargs="+", help="Ärendets nummer.")


def _file(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FIL", type=Path, help="Filen.")

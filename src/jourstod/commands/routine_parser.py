"""The words of `jourstod routine`: its commands and their options."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .adding import add, lazily


def add_routines(commands: argparse._SubParsersAction[Any]) -> None:
    """Add `routine` and all its commands."""
    routine = commands.add_parser("routine", help="Rutiner.", description="Rutiner.")
    inner = routine.add_subparsers(title="Kommandon", metavar="KOMMANDO", required=True)
    check = add(inner, "check", "Granska rutiner: läsning, vägar och krav.")
    check.add_argument("paths", metavar="SÖKVÄG", nargs="*", type=Path)
    check.add_argument("--json", action="store_true", help="Som JSON.")
    check.set_defaults(run=lazily("routines", "check_routines"))
    rules = add(inner, "rules", "Vad ett fynd betyder, med exempel.")
    rules.add_argument("rule", metavar="REGEL", nargs="?", help="Regelns namn (annars alla).")
    rules.set_defaults(run=lazily("rules", "show_rules"))
    _draw(inner)
    _schema(inner)
    _paper(inner)
    covered = add(inner, "coverage", "Visa vad lagen kräver, stegen som gör det och nätterna.")
    covered.add_argument("path", metavar="MAPP", nargs="?", type=Path)
    covered.add_argument("--json", action="store_true", help="Som JSON.")
    covered.set_defaults(run=lazily("coverage", "show_coverage"))
    _diff(inner)
    _nights(inner)
    _publish(inner)


def _publish(inner: argparse._SubParsersAction[Any]) -> None:
    put = add(inner, "publish", "Pröva en mapp och lägg fram den, för en annan att godkänna.")
    put.add_argument("folder", metavar="MAPP", type=Path, help="Mappen med de ändrade rutinerna.")
    put.add_argument(
        "--from", dest="valid_from", metavar="DAG", required=True, help="Första dagen den gäller."
    )
    put.add_argument("--review", metavar="DAG", help="Granskas senast då (annars om ett år).")
    put.add_argument("--why", metavar="SKÄL", required=True, help="Vad som är ändrat, och varför.")
    put.add_argument(
        "--accept", metavar="NAMN=SKÄL", action="append", default=[],
        help="Godta ett hinder med skäl; får skrivas flera gånger.",
    )  # fmt: skip
    put.set_defaults(run=lazily("publish", "publish"))
    yes = add(inner, "approve", "Läs en framlagd version och godkänn den, som andra person.")
    yes.add_argument("sum", metavar="SUMMA", help="Början av versionens summa.")
    yes.add_argument("--refuse", metavar="SKÄL", help="Neka den i stället.")
    yes.set_defaults(run=lazily("approve", "approve"))
    stop = add(inner, "withdraw", "Återkalla en godkänd version: den förra gäller igen.")
    stop.add_argument("sum", metavar="SUMMA", help="Början av versionens summa.")
    stop.add_argument("--why", metavar="SKÄL", required=True, help="Varför den inte ska gälla.")
    stop.set_defaults(run=lazily("approve", "withdraw"))
    for one in (put, yes, stop):
        one.add_argument("--name", metavar="NAMN", default="", help="Ditt namn, till signaturen.")
    every = add(inner, "versions", "Alla versioner av rutinerna, och vilken som gäller.")
    every.add_argument("--json", action="store_true", help="Som JSON.")
    every.set_defaults(run=lazily("versions", "versions"))


def _diff(inner: argparse._SubParsersAction[Any]) -> None:
    diff = add(inner, "diff", "Jämför två versioner av rutinerna i ord.")
    diff.add_argument("old", metavar="GAMMAL", nargs="?", help="Mapp, eller rutinpaket i lagret.")
    diff.add_argument("new", metavar="NY", nargs="?", help="Mapp, eller rutinpaket i lagret.")
    diff.add_argument("--since", metavar="REVISION", help="Mot en äldre version i git.")
    diff.add_argument("--json", action="store_true", help="Som JSON.")
    diff.set_defaults(run=lazily("diff", "diff_routines"))
    moved = add(inner, "migrate", "Säg vilka öppna ärenden som kan byta version, och varför inte.")
    moved.add_argument(
        "--to", default="current", metavar="VERSION",
        help="current (den som gäller), former (den förra) eller början av en summa.",
    )  # fmt: skip
    moved.add_argument("--apply", metavar="ÄRENDE", help="Byt version i det ärendet.")
    moved.add_argument("--reason", default="", metavar="SKÄL", help="Varför ärendet byter version.")
    moved.add_argument("--json", action="store_true", help="Som JSON.")
    moved.set_defaults(run=lazily("migrate", "migrate"))
    again = add(
        inner, "replay", "Pröva ändrade rutiner på lagrets ärenden: vilka hade gått annorlunda."
    )
    again.add_argument("new", metavar="NY", help="Mapp, eller rutinpaket i lagret.")
    again.add_argument(
        "--since", metavar="DAG", required=True, help="Ärenden från och med den dagen."
    )
    again.add_argument("--json", action="store_true", help="Som JSON.")
    again.set_defaults(run=lazily("replay", "replay"))
    used = add(inner, "use", "Hur stegen används: per steg, aldrig per person.")
    used.add_argument("routine", metavar="RUTIN", nargs="?", help="Bara den rutinen.")
    used.add_argument("--since", metavar="DAG", help="Det som visats från och med den dagen.")
    used.add_argument("--csv", type=Path, metavar="FIL", help="Spara för ett kalkylprogram.")
    used.add_argument("--json", action="store_true", help="Som JSON.")
    used.set_defaults(run=lazily("step_use", "show_use"))


def _schema(inner: argparse._SubParsersAction[Any]) -> None:
    schema = add(inner, "schema", "JSON Schema för filerna, så att en textredigerare hjälper till.")
    schema.add_argument(
        "kind", metavar="SLAG", nargs="?", default="rutin", help="Vad för fil (annars rutin)."
    )
    schema.add_argument(
        "--write", type=Path, metavar="MAPP", help="Spara alla i mappen med rutiner."
    )
    schema.set_defaults(run=lazily("schema", "show_schema"))


def _draw(inner: argparse._SubParsersAction[Any]) -> None:
    draw = add(inner, "draw", "Rita rutinens karta, i läsordning.")
    draw.add_argument("routine", metavar="ID", help="Rutinens namn.")
    draw.add_argument(
        "--format", choices=("svg", "mermaid", "text"), default="text", help="I vilken form."
    )
    draw.add_argument("--output", type=Path, metavar="FIL", help="Spara i en fil.")
    draw.add_argument("--folder", type=Path, metavar="MAPP", help="En annan mapp med rutiner.")
    draw.add_argument("--version", metavar="SUMMA", default="", help="En version i lagret.")
    draw.set_defaults(run=lazily("draw", "draw_routine"))


def _nights(inner: argparse._SubParsersAction[Any]) -> None:
    test = add(inner, "test", "Spela de skrivna nätterna och säg vad som inte gick.")
    test.add_argument("nights", metavar="NATT", nargs="*", help="Nattens namn eller fil.")
    test.add_argument("--folder", metavar="MAPP", type=Path, help="Rutinernas mapp.")
    test.add_argument("--json", action="store_true", help="Som JSON.")
    test.add_argument("--coverage", action="store_true", help="Säg vad ingen natt har visat.")
    test.add_argument(
        "--generate", metavar="RUTIN", nargs="?", const="", help="Föreslå de nätter som saknas."
    )
    test.add_argument("--output", metavar="MAPP", type=Path, help="Var förslagen sparas.")
    test.set_defaults(run=lazily("nights", "test_nights"))


def _paper(inner: argparse._SubParsersAction[Any]) -> None:
    paper = add(inner, "print", "Skriv ut rutiner på papper: när datorn är borta, och i bilen.")
    paper.add_argument("routine", metavar="ID", nargs="?", help="Rutinens namn.")
    paper.add_argument("--all", action="store_true", help="Alla rutiner, med förstasida.")
    paper.add_argument("--card", action="store_true", help="Fältkort i A5 för bilen.")
    paper.add_argument("--format", choices=("pdf", "html"), default="pdf", help="I vilken form.")
    paper.add_argument("--output", type=Path, metavar="FIL|MAPP", help="Spara i en fil eller mapp.")
    paper.add_argument("--folder", type=Path, metavar="MAPP", help="En annan mapp med rutiner.")
    paper.add_argument("--version", metavar="SUMMA", default="", help="En version i lagret.")
    paper.set_defaults(run=lazily("paper", "print_routines"))

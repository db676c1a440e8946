"""Every command of the program with its options, in the order the help lists them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .. import __version__
from .access_parser import add_access
from .account_parser import add_accounts
from .adding import add, common, lazily
from .keeping_parser import add_keeping
from .parser import Parser
from .receiver_parser import add_receivers
from .routine_parser import add_routines
from .store_parser import add_store


def program_parser() -> argparse.ArgumentParser:
    """The parser of `jourstod`; each command names the function that runs it."""
    parser = Parser(
        prog="jourstod",
        description="Stöd för socialjouren: akuta rutiner, logg och överlämning.",
        epilog="Utan kommando öppnas skärmen. Slutkoder: 0 klart, 1 fynd, 2 fel användning, "
        "3 bruten logg, 4 oläsligt, 5 nekat, 6 lagret nås inte, 7 saknar rätt.",
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"jourstod {__version__}",
        help="Visa vilken version det är.",
    )
    common(parser)
    parser.set_defaults(run=lazily("screens", "open_screen"), command="jourstod")
    commands = parser.add_subparsers(title="Kommandon", metavar="KOMMANDO")
    _everyday(commands)
    _log(commands)
    add_routines(commands)
    add_accounts(commands)
    add_keeping(commands)
    add_store(commands)
    return parser


def _everyday(commands: argparse._SubParsersAction[Any]) -> None:
    text = add(commands, "text", "Samma sak rad för rad, för skärmläsare och skript.")
    text.add_argument("--practice", action="store_true", help="Öva i ett eget lager.")
    text.set_defaults(run=lazily("screens", "open_text"))
    practice = add(commands, "practice", "Öva: en natt med påhittade ärenden.")
    practice.set_defaults(run=lazily("screens", "open_practice"))
    play = add(commands, "play", "Spela en skriven natt i ett övningslager.")
    play.add_argument("night", metavar="NATT.yaml", type=Path)
    play.set_defaults(run=lazily("cases", "play"))
    cases = add(commands, "cases", "Lista öppna ärenden.")
    cases.add_argument("--json", action="store_true", help="Som JSON.")
    _ways(cases)
    cases.set_defaults(run=lazily("cases", "list_cases"))
    _report(commands)
    _open(commands)
    _clocks(commands)
    _doctor(commands)


def _report(commands: argparse._SubParsersAction[Any]) -> None:
    report = add(commands, "report", "Gör ett blad till en mottagare.")
    report.add_argument("case", metavar="ÄRENDE", nargs="?")
    report.add_argument("--to", metavar="MOTTAGARE", help="Till vem (annars mottagning).")
    report.add_argument(
        "--format",
        choices=("text", "html", "pdf", "json"),
        help="I vilken form (annars text; papper pdf).",
    )
    report.add_argument("--output", type=Path, metavar="FIL", help="Spara i en fil.")
    report.add_argument(
        "--paper", action="store_true", help="Ärendet på papper: gå vidare för hand."
    )
    report.add_argument(
        "--paper-all", action="store_true", help="Alla öppna ärenden på papper, en fil för varje."
    )
    report.add_argument("--leave", action="store_true", help="Lämna bladet: det skrivs i loggen.")
    report.add_argument(
        "--reason", default="", metavar="SKÄL", help="Varför det lämnas utan samtycke."
    )
    report.add_argument(
        "--morning",
        nargs="?",
        const="",
        metavar="NÄMND",
        help="Nattens ärenden, allvarligast först.",
    )
    report.add_argument(
        "--linked", action="store_true", help="Alla ärenden som hör ihop, var sitt."
    )
    report.add_argument("--shift", action="store_true", help="Skiftrapport för arbetsledaren.")
    report.add_argument("--receipts", action="store_true", help="Lista vad som är lämnat utanför.")
    report.add_argument(
        "--receipt", type=int, metavar="N", help="Visa det bladet som det lämnades."
    )
    _ways(report)
    report.set_defaults(run=lazily("report", "report"))


def _open(commands: argparse._SubParsersAction[Any]) -> None:
    opens = add(commands, "open", "Öppna en krypterad fil från jourstod.")
    opens.add_argument("file", metavar="FIL", type=Path)
    opens.add_argument("--output", type=Path, metavar="FIL", help="Spara det som stod i den.")
    opens.add_argument("--passphrase-file", type=Path, metavar="FIL", help="Filen med lösenfrasen.")
    opens.add_argument("--key", type=Path, metavar="FIL", help="Mottagarens nyckel.")
    opens.set_defaults(run=lazily("exporting", "open_locked"))
    add_receivers(commands)


def _ways(command: argparse.ArgumentParser) -> None:
    """How what a command tells may leave the program (commands/exporting.py)."""
    command.add_argument(
        "--passphrase-file", type=Path, metavar="FIL", help="Kryptera med lösenfrasen i filen."
    )
    command.add_argument(
        "--for", dest="receiver", metavar="NAMN", help="Kryptera för en mottagare i stationens fil."
    )
    command.add_argument("--clear", metavar="SKÄL", help="I klartext. Skälet står i loggen.")


def _clocks(commands: argparse._SubParsersAction[Any]) -> None:
    clock = add(commands, "clock", "Räkna en frist ur registret och säg varför.")
    clock.add_argument("duty", metavar="FRIST", help="Fristens namn, till exempel ansokan-lvu-8.")
    clock.add_argument(
        "--start", metavar="TID", required=True, help="När det som startar den hände."
    )
    clock.add_argument("--wrong", metavar="TID", help="När en felaktig start hade varit.")
    clock.add_argument("--board", metavar="NÄMND", default="", help="Vems lokala frist.")
    clock.add_argument("--json", action="store_true", help="Som JSON.")
    clock.set_defaults(run=lazily("clocks", "count_clock"))
    clocks = add(commands, "clocks", "Alla klockor som går, över alla öppna ärenden.")
    clocks.add_argument("--json", action="store_true", help="Som JSON.")
    clocks.add_argument("--ics", metavar="FIL", type=Path, help="Spara dagarna som kalenderfil.")
    _ways(clocks)
    clocks.set_defaults(run=lazily("clocks", "list_clocks"))


def _doctor(commands: argparse._SubParsersAction[Any]) -> None:
    doctor = add(commands, "doctor", "Säg vad som saknas, är gammalt eller har gått ut.")
    doctor.add_argument(
        "file", metavar="FIL", nargs="?", type=Path, help="Granska den här filen i stället."
    )
    doctor.add_argument("--on", metavar="DAG", help="Granska som om det vore den dagen.")
    doctor.add_argument("--json", action="store_true", help="Som JSON.")
    doctor.add_argument("--example", action="store_true", help="Skriv ut en hel påhittad fil.")
    doctor.set_defaults(run=lazily("doctor", "doctor"))


def _log(commands: argparse._SubParsersAction[Any]) -> None:
    log = commands.add_parser("log", help="Granska loggen.", description="Granska loggen.")
    inner = log.add_subparsers(title="Kommandon", metavar="KOMMANDO", required=True)
    verify = add(inner, "verify", "Kontrollera att kedjan håller i varje logg.")
    verify.add_argument(
        "--head",
        action="append",
        metavar="SUMMA",
        help="En summa från ett papper, minst 16 tecken. Får skrivas flera gånger.",
    )
    verify.set_defaults(run=lazily("log", "verify"))
    add_access(inner)
    show = add(inner, "show", "Visa ett ärendes händelser.")
    show.add_argument("case", metavar="ÄRENDE")
    show.add_argument("--json", action="store_true", help="Som JSON.")
    _ways(show)
    show.set_defaults(run=lazily("log", "show"))
    scenario = add(inner, "scenario", "Gör ett avslutat ärende till en natt utan personuppgifter.")
    scenario.add_argument("case", metavar="ÄRENDE")
    scenario.add_argument("--output", type=Path, metavar="FIL", help="Spara i en fil.")
    _ways(scenario)
    scenario.set_defaults(run=lazily("scenario", "scenario"))

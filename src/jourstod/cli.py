"""The command line: the only place that exits and prints errors."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from . import __version__
from .domain.errors import JourError

Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code (docs/loggformat.md has the table)."""
    if argv is None and len(sys.argv) == 2 and sys.argv[1] == "--version":
        print(f"jourstod {__version__}")  # without even building the parser
        return 0
    arguments = _parser().parse_args(argv)
    run: Command = arguments.run
    try:
        return run(arguments)
    except JourError as refusal:
        print(refusal.sentence, file=sys.stderr)
        return refusal.exit_code
    except BrokenPipeError:
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # a bug: a number and the places in the code, never content
        print(_incident(error, arguments), file=sys.stderr)
        return 70


def _incident(error: Exception, arguments: argparse.Namespace) -> str:
    from .settings import home_folder
    from .tui.incidents import record, sentence

    home = home_folder(arguments.home)
    return sentence(record(error, home), home)


def _parser() -> argparse.ArgumentParser:
    from .commands.parser import Parser

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
    _common(parser)
    parser.set_defaults(run=_lazily("screens", "open_screen"))
    commands = parser.add_subparsers(title="Kommandon", metavar="KOMMANDO")
    _everyday(commands)
    _log(commands)
    _routines(commands)
    return parser


def _everyday(commands: argparse._SubParsersAction[Any]) -> None:
    text = _add(commands, "text", "Samma sak rad för rad, för skärmläsare och skript.")
    text.add_argument("--practice", action="store_true", help="Öva i ett eget lager.")
    text.set_defaults(run=_lazily("screens", "open_text"))
    practice = _add(commands, "practice", "Öva: en natt med påhittade ärenden.")
    practice.set_defaults(run=_lazily("screens", "open_practice"))
    play = _add(commands, "play", "Spela en skriven natt i ett övningslager.")
    play.add_argument("night", metavar="NATT.yaml", type=Path)
    play.set_defaults(run=_lazily("cases", "play"))
    cases = _add(commands, "cases", "Lista öppna ärenden.")
    cases.add_argument("--json", action="store_true", help="Som JSON.")
    cases.set_defaults(run=_lazily("cases", "list_cases"))
    _report(commands)
    _clocks(commands)
    _doctor(commands)


def _report(commands: argparse._SubParsersAction[Any]) -> None:
    report = _add(commands, "report", "Gör ett blad till en mottagare.")
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
    report.set_defaults(run=_lazily("report", "report"))


def _clocks(commands: argparse._SubParsersAction[Any]) -> None:
    clock = _add(commands, "clock", "Räkna en frist ur registret och säg varför.")
    clock.add_argument("duty", metavar="FRIST", help="Fristens namn, till exempel ansokan-lvu-8.")
    clock.add_argument(
        "--start", metavar="TID", required=True, help="När det som startar den hände."
    )
    clock.add_argument("--wrong", metavar="TID", help="När en felaktig start hade varit.")
    clock.add_argument("--board", metavar="NÄMND", default="", help="Vems lokala frist.")
    clock.add_argument("--json", action="store_true", help="Som JSON.")
    clock.set_defaults(run=_lazily("clocks", "count_clock"))
    clocks = _add(commands, "clocks", "Alla klockor som går, över alla öppna ärenden.")
    clocks.add_argument("--json", action="store_true", help="Som JSON.")
    clocks.add_argument("--ics", metavar="FIL", type=Path, help="Spara dagarna som kalenderfil.")
    clocks.set_defaults(run=_lazily("clocks", "list_clocks"))


def _doctor(commands: argparse._SubParsersAction[Any]) -> None:
    doctor = _add(commands, "doctor", "Säg vad som saknas, är gammalt eller har gått ut.")
    doctor.add_argument(
        "file", metavar="FIL", nargs="?", type=Path, help="Granska den här filen i stället."
    )
    doctor.add_argument("--on", metavar="DAG", help="Granska som om det vore den dagen.")
    doctor.add_argument("--json", action="store_true", help="Som JSON.")
    doctor.add_argument("--example", action="store_true", help="Skriv ut en hel påhittad fil.")
    doctor.set_defaults(run=_lazily("doctor", "doctor"))


def _log(commands: argparse._SubParsersAction[Any]) -> None:
    log = commands.add_parser("log", help="Granska loggen.", description="Granska loggen.")
    inner = log.add_subparsers(title="Kommandon", metavar="KOMMANDO", required=True)
    verify = _add(inner, "verify", "Kontrollera att kedjan håller i varje logg.")
    verify.set_defaults(run=_lazily("log", "verify"))
    show = _add(inner, "show", "Visa ett ärendes händelser.")
    show.add_argument("case", metavar="ÄRENDE")
    show.add_argument("--json", action="store_true", help="Som JSON.")
    show.set_defaults(run=_lazily("log", "show"))
    scenario = _add(inner, "scenario", "Gör ett avslutat ärende till en natt utan personuppgifter.")
    scenario.add_argument("case", metavar="ÄRENDE")
    scenario.add_argument("--output", type=Path, metavar="FIL", help="Spara i en fil.")
    scenario.set_defaults(run=_lazily("scenario", "scenario"))


def _routines(commands: argparse._SubParsersAction[Any]) -> None:
    routine = commands.add_parser("routine", help="Rutiner.", description="Rutiner.")
    inner = routine.add_subparsers(title="Kommandon", metavar="KOMMANDO", required=True)
    check = _add(inner, "check", "Granska rutiner: läsning, vägar och krav.")
    check.add_argument("paths", metavar="SÖKVÄG", nargs="*", type=Path)
    check.add_argument("--json", action="store_true", help="Som JSON.")
    check.set_defaults(run=_lazily("routines", "check_routines"))
    rules = _add(inner, "rules", "Vad ett fynd betyder, med exempel.")
    rules.add_argument("rule", metavar="REGEL", nargs="?", help="Regelns namn (annars alla).")
    rules.set_defaults(run=_lazily("rules", "show_rules"))
    _draw(inner)
    _schema(inner)
    _paper(inner)
    covered = _add(inner, "coverage", "Visa vad lagen kräver, stegen som gör det och nätterna.")
    covered.add_argument("path", metavar="MAPP", nargs="?", type=Path)
    covered.add_argument("--json", action="store_true", help="Som JSON.")
    covered.set_defaults(run=_lazily("coverage", "show_coverage"))
    _diff(inner)
    _nights(inner)


def _diff(inner: argparse._SubParsersAction[Any]) -> None:
    diff = _add(inner, "diff", "Jämför två versioner av rutinerna i ord.")
    diff.add_argument("old", metavar="GAMMAL", nargs="?", help="Mapp, eller rutinpaket i lagret.")
    diff.add_argument("new", metavar="NY", nargs="?", help="Mapp, eller rutinpaket i lagret.")
    diff.add_argument("--since", metavar="REVISION", help="Mot en äldre version i git.")
    diff.add_argument("--json", action="store_true", help="Som JSON.")
    diff.set_defaults(run=_lazily("diff", "diff_routines"))
    moved = _add(inner, "migrate", "Säg vilka öppna ärenden som kan byta version, och varför inte.")
    moved.add_argument(
        "--to", default="current", metavar="VERSION",
        help="current (den som gäller), former (den förra) eller början av en summa.",
    )  # fmt: skip
    moved.add_argument("--apply", metavar="ÄRENDE", help="Byt version i det ärendet.")
    moved.add_argument("--reason", default="", metavar="SKÄL", help="Varför ärendet byter version.")
    moved.add_argument("--json", action="store_true", help="Som JSON.")
    moved.set_defaults(run=_lazily("migrate", "migrate"))
    again = _add(inner, "replay", "Pröva ändrade rutiner på lagrets ärenden: vad hade skilt sig.")
    again.add_argument("new", metavar="MAPP", type=Path, help="Mappen med de ändrade rutinerna.")
    again.add_argument("--since", metavar="DAG", required=True, help="Ärenden från den dagen.")
    again.add_argument("--json", action="store_true", help="Som JSON.")
    again.set_defaults(run=_lazily("replay", "replay"))
    used = _add(inner, "use", "Hur stegen används: per steg, aldrig per person.")
    used.add_argument("routine", metavar="RUTIN", nargs="?", help="Bara den rutinen.")
    used.add_argument("--since", metavar="DAG", help="Det som visats från och med den dagen.")
    used.add_argument("--csv", type=Path, metavar="FIL", help="Spara för ett kalkylprogram.")
    used.add_argument("--json", action="store_true", help="Som JSON.")
    used.set_defaults(run=_lazily("step_use", "show_use"))


def _schema(inner: argparse._SubParsersAction[Any]) -> None:
    schema = _add(
        inner, "schema", "JSON Schema för filerna, så att en textredigerare hjälper till."
    )
    schema.add_argument(
        "kind", metavar="SLAG", nargs="?", default="rutin", help="Vad för fil (annars rutin)."
    )
    schema.add_argument(
        "--write", type=Path, metavar="MAPP", help="Spara alla i mappen med rutiner."
    )
    schema.set_defaults(run=_lazily("schema", "show_schema"))


def _draw(inner: argparse._SubParsersAction[Any]) -> None:
    draw = _add(inner, "draw", "Rita rutinens karta, i läsordning.")
    draw.add_argument("routine", metavar="ID", help="Rutinens namn.")
    draw.add_argument(
        "--format", choices=("svg", "mermaid", "text"), default="text", help="I vilken form."
    )
    draw.add_argument("--output", type=Path, metavar="FIL", help="Spara i en fil.")
    draw.add_argument("--folder", type=Path, metavar="MAPP", help="En annan mapp med rutiner.")
    draw.set_defaults(run=_lazily("draw", "draw_routine"))


def _nights(inner: argparse._SubParsersAction[Any]) -> None:
    test = _add(inner, "test", "Spela de skrivna nätterna och säg vad som inte gick.")
    test.add_argument("nights", metavar="NATT", nargs="*", help="Nattens namn eller fil.")
    test.add_argument("--folder", metavar="MAPP", type=Path, help="Rutinernas mapp.")
    test.add_argument("--json", action="store_true", help="Som JSON.")
    test.add_argument("--coverage", action="store_true", help="Säg vad ingen natt har visat.")
    test.add_argument(
        "--generate", metavar="RUTIN", nargs="?", const="", help="Föreslå de nätter som saknas."
    )
    test.add_argument("--output", metavar="MAPP", type=Path, help="Var förslagen sparas.")
    test.set_defaults(run=_lazily("nights", "test_nights"))


def _paper(inner: argparse._SubParsersAction[Any]) -> None:
    paper = _add(inner, "print", "Skriv ut rutiner på papper: när datorn är borta, och i bilen.")
    paper.add_argument("routine", metavar="ID", nargs="?", help="Rutinens namn.")
    paper.add_argument("--all", action="store_true", help="Alla rutiner, med förstasida.")
    paper.add_argument("--card", action="store_true", help="Fältkort i A5 för bilen.")
    paper.add_argument("--format", choices=("pdf", "html"), default="pdf", help="I vilken form.")
    paper.add_argument("--output", type=Path, metavar="FIL|MAPP", help="Spara i en fil eller mapp.")
    paper.set_defaults(run=_lazily("paper", "print_routines"))


def _add(
    commands: argparse._SubParsersAction[Any], name: str, help: str
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=help, description=help)
    _common(command, argparse.SUPPRESS)
    return command


def _common(parser: argparse.ArgumentParser, default: str | None = None) -> None:
    """The options every command takes, before or after its name."""
    parser.add_argument(
        "--home", metavar="MAPP", default=default, help="Mappen med allt (annars JOURSTOD_HOME)."
    )
    parser.add_argument(
        "--as", dest="signature", metavar="SIGN", default=default, help="Din signatur."
    )
    parser.add_argument(
        "--role", choices=("jour", "arbetsledare", "mottagning"), default=default, help="Din roll."
    )


def _lazily(module: str, name: str) -> Command:
    """A command whose module, with all it needs, is imported when it is run."""

    def run(arguments: argparse.Namespace) -> int:
        from importlib import import_module

        command: Command = getattr(import_module(f"jourstod.commands.{module}"), name)
        return command(arguments)

    return run


if __name__ == "__main__":
    sys.exit(main())

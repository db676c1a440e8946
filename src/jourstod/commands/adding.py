"""How a command enters the command line: its name, its options, and its module read when run."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

Command = Callable[[argparse.Namespace], int]
ROLES = ("jour", "arbetsledare", "mottagning", "granskare", "drift")
"""The words of `roles.ACCOUNT_ROLES`, without what they mean; a test holds them together."""


def add(commands: argparse._SubParsersAction[Any], name: str, help: str) -> argparse.ArgumentParser:
    """A command with its help and the common options."""
    command: argparse.ArgumentParser = commands.add_parser(name, help=help, description=help)
    common(command, argparse.SUPPRESS)
    command.set_defaults(command=command.prog)
    return command


def common(parser: argparse.ArgumentParser, default: str | None = None) -> None:
    """The options every command takes, before or after its name."""
    parser.add_argument(
        "--home", metavar="MAPP", default=default, help="Mappen med allt (annars JOURSTOD_HOME)."
    )
    parser.add_argument(
        "--as", dest="signature", metavar="SIGN", default=default, help="Din signatur."
    )
    parser.add_argument("--role", choices=ROLES, default=default, help="Din roll.")


def lazily(module: str, name: str) -> Command:
    """A command whose module, with all it needs, is imported when it is run."""

    def run(arguments: argparse.Namespace) -> int:
        from importlib import import_module

        command: Command = getattr(import_module(f"jourstod.commands.{module}"), name)
        return command(arguments)

    return run

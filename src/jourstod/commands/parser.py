"""The parser of the command line: argparse, speaking Swedish."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NoReturn

_USAGE = "Så här skrivs det: "
_NOT_UNDERSTOOD = "Kommandot går inte att förstå."
_SENTENCES = (
    (re.compile(r"the following arguments are required: (.+)"), "Det här saknas: {0}."),
    (re.compile(r"unrecognized arguments: (.+)"), "Det här hör inte till kommandot: {0}."),
    (re.compile(r"argument (.+?): expected .*argument.*"), "Efter {0} ska det stå något."),
    (re.compile(r"argument (.+?): not allowed with argument (.+)"), "{0} går inte ihop med {1}."),
)
"""What argparse says in English, and the sentence the user reads instead."""
_CHOICE = re.compile(r"argument (.+?): invalid choice: '?(.*?)'?(?:, .*?)? \(choose from (.+)\)")


class Parser(argparse.ArgumentParser):
    """A parser whose help and refusals are Swedish; exits with 2 on wrong usage."""

    def __init__(self, **options: object) -> None:
        options.setdefault("formatter_class", _Formatter)
        options["add_help"] = False
        super().__init__(**options)  # type: ignore[arg-type]
        self._positionals.title = "Skriv"
        self._optionals.title = "Tillval"
        self.add_argument("-h", "--help", action="help", help="Visa den här hjälpen.")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and where the help is."""
        self.exit(2, f"{swedish(message)} Hjälp: {self.prog} --help\n")


class _Formatter(argparse.HelpFormatter):
    """Help that begins in Swedish."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, _USAGE if prefix is None else prefix)


def swedish(message: str) -> str:
    """The sentence for a refusal of argparse; one that is not known is said in general words."""
    if found := _CHOICE.fullmatch(message):
        return _no_such_choice(*found.groups())
    for pattern, sentence in _SENTENCES:
        if found := pattern.fullmatch(message):
            return sentence.format(*found.groups())
    return _NOT_UNDERSTOOD


def _no_such_choice(where: str, given: str, listed: str) -> str:
    choices = [choice.strip(" '") for choice in listed.split(",")]
    near = get_close_matches(given, choices, 1)
    hint = f" Menade du «{near[0]}»?" if near else ""
    what = "inget kommando" if where == "KOMMANDO" else f"inget att välja efter {where}"
    return f"«{given}» är {what}.{hint} Välj bland: {', '.join(choices)}."

"""Passphrases on the command line: from a file for scripts, else typed unseen in a terminal."""

from __future__ import annotations

import argparse
import os
import shutil
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .. import settings
from ..domain.errors import JourError, NoRight, UsageError
from ..domain.secret import Secret
from .roles import ACCOUNT_ROLES

if TYPE_CHECKING:
    from ..bootstrap import SignIn
    from ..vault.door import Door
    from ..vault.safe import SignedIn

FILE_VARIABLE = "JOURSTOD_PASSPHRASE_FILE"
_LONGEST = 4096
_ROW_GONE = "\x1b[A\x1b[2K"
"""Up one row, and nothing left in it."""


def sign_in_of(arguments: argparse.Namespace, home: Path) -> SignIn:
    """Signs in as `--as`, or as who sat here last; asks only when the store has a safe."""

    def sign_in(door: Door) -> SignedIn:
        if not door.locked:
            raise NoRight(
                "Lagret har inget valv än. Starta jourstod utan tillägg och välj en lösenfras."
            )
        last = settings.last_handler(home)
        signature: str = arguments.signature or (last.signature if last else "")
        if not signature:
            raise UsageError("Skriv vem du är: --as SIGN.")
        signed = door.sign_in(signature, own_passphrase(signature))
        _refuse_other_role(arguments, signed)
        return signed

    return sign_in


def own_passphrase(signature: str) -> Secret:
    """The passphrase of the file, or typed. Raises NoRight where there is neither."""
    kept = from_file()
    return kept if kept is not None else typed(f"Lösenfras för {signature}: ")


def from_file() -> Secret | None:
    """What stands in the file that the variable names, None when it names none."""
    name = os.environ.get(FILE_VARIABLE)
    return read_file(Path(name)) if name else None


def read_file(name: Path) -> Secret:
    """The passphrase of a file that nobody else may read. Raises NoRight."""
    try:
        handle = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise NoRight(f"Filen med lösenfrasen går inte att läsa: {error.strerror}.") from None
    with os.fdopen(handle, "rb") as file:
        _refuse_shared(os.fstat(file.fileno()))
        content = file.read(_LONGEST + 1)
    try:
        text = content.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise NoRight("Filen med lösenfrasen är inte text i UTF-8.") from None
    if not text or len(content) > _LONGEST or "\n" in text:
        raise NoRight("Filen ska innehålla lösenfrasen på en rad, och inget annat.")
    return Secret.typed(text)


def typed(prompt: str) -> Secret:
    """Typed without being shown. Raises NoRight where nobody can type."""
    if not sys.stdin.isatty():
        raise NoRight(
            "Lagret är låst. Starta i en terminal, eller ange filen med lösenfrasen i "
            f"{FILE_VARIABLE}."
        )
    from getpass import getpass

    try:
        return Secret.typed(getpass(prompt))
    except EOFError:
        raise NoRight("Ingen lösenfras skrevs.") from None


def typed_recovery_key() -> str:
    """The printed key as a line: seen while it is copied, then wiped off a terminal."""
    if not sys.stdin.isatty():
        return sys.stdin.readline()
    print("Skriv återställningsnyckeln. Små bokstäver och mellanslag går bra.")
    line = sys.stdin.readline()
    if sys.stdout.isatty():
        rows = 1 + max(0, len(line.rstrip("\n")) - 1) // shutil.get_terminal_size().columns
        print(_ROW_GONE * rows, end="", flush=True)
    return line


def new_passphrase(arguments: argparse.Namespace, whose: str) -> Secret:
    """A new passphrase: out of `--new-passphrase-file`, or typed twice."""
    given: Path | None = arguments.new_passphrase_file
    return read_file(given) if given else typed_twice(whose)


def typed_twice(whose: str) -> Secret:
    """A new passphrase. Raises JourError when the two are not the same."""
    first = typed(f"Ny lösenfras för {whose}: ")
    if typed("Samma lösenfras en gång till: ").reveal() != first.reveal():
        raise JourError("De två lösenfraserna är inte lika. Inget ändrades.")
    return first


def _refuse_shared(found: os.stat_result) -> None:
    if os.name == "nt":
        return
    if not stat.S_ISREG(found.st_mode):
        raise NoRight("Lösenfrasen läses bara ur en vanlig fil.")
    if stat.S_IMODE(found.st_mode) & 0o077 or found.st_uid not in (os.geteuid(), 0):
        raise NoRight(
            "Andra på datorn kan läsa filen med lösenfrasen, så den används inte. "
            "Gör så här: chmod 600 FILEN. Byt sedan lösenfras."
        )


def _refuse_other_role(arguments: argparse.Namespace, signed: SignedIn) -> None:
    if arguments.role and ACCOUNT_ROLES[arguments.role] is not signed.handler.role:
        raise NoRight(
            f"Rollen följer med kontot: {signed.handler.signature} är "
            f"{signed.handler.role.swedish}. --role gäller bara i ett övningslager."
        )

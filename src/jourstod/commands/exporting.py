"""Exporting: how a command's file or output leaves the program, and opening a locked file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..desk.exports import Export, Way, in_clear, leaves, locked, named
from ..domain.errors import JourError, UsageError
from ..domain.mode import PRACTICE
from .output import refuse_pdf_on_a_terminal, write_out
from .passphrases import read_file, typed, typed_twice

if TYPE_CHECKING:
    from ..desk.desk import Desk
    from ..domain.secret import Secret


def way_of(arguments: argparse.Namespace, desk: Desk) -> Way:
    """How it leaves: as the options say, else locked with what is typed twice at the terminal."""
    given: Path | None = arguments.passphrase_file
    if given is not None and arguments.clear is not None:
        raise UsageError("Skriv --passphrase-file eller --clear, inte båda.")
    if given is not None:
        return locked(lock, read_file(given))
    if arguments.clear is not None:
        return in_clear(arguments.clear)
    if desk.mode != PRACTICE and sys.stdin.isatty():
        return locked(lock, typed_twice("filen"))
    return Way()


@contextmanager
def exported(desk: Desk, export: Export, way: Way, path: Path, content: bytes) -> Iterator[Path]:
    """The file stands there once the block has gone well; gives its path."""
    from ..reports.saving import saved

    whole = named(path, way)
    with saved(whole, leaves(desk, export, way, content)):
        yield whole


def shown(
    arguments: argparse.Namespace,
    desk: Desk,
    export: Export,
    content: bytes,
    refusal: Callable[[str], JourError],
) -> None:
    """The content on standard output: read in a terminal, or an export when it goes elsewhere."""
    write_out(let_out(arguments, desk, export, content), refusal)


def let_out(arguments: argparse.Namespace, desk: Desk, export: Export, content: bytes) -> bytes:
    """The bytes that may go to standard output. Raises NotInClear before anything is done."""
    if at_a_terminal():
        if export.form == "pdf":
            refuse_pdf_on_a_terminal()
        return content
    return leaves(desk, export, _said(arguments, desk), content)


def at_a_terminal() -> bool:
    """Whether somebody reads what is written on standard output."""
    return sys.stdout.isatty()


def open_locked(arguments: argparse.Namespace) -> int:
    """Open a locked file: text on the screen, anything else to `--output`."""
    from ..reports.saving import saved
    from ..vault.locked_file import open_file

    source: Path = arguments.file
    try:
        content = source.read_bytes()
    except OSError as error:
        raise UsageError(f"{source} går inte att läsa: {error.strerror}.") from None
    given: Path | None = arguments.passphrase_file
    passphrase = read_file(given) if given else typed("Filens lösenfras: ")
    form, plain = open_file(content, passphrase)
    output: Path | None = arguments.output
    if output is None and form != "pdf":
        write_out(plain, lambda why: JourError(f"Filen kunde inte visas ({why})."))
        return 0
    if output is None:
        raise UsageError("Filen är en PDF. Lägg till --output och ett filnamn.")
    if output.exists():
        raise UsageError(f"{output} finns redan och skrivs inte över.")
    with saved(output, plain):
        pass
    print(f"Öppnad: {output}. Den är i klartext: ta bort den när du har läst den.")
    return 0


def _said(arguments: argparse.Namespace, desk: Desk) -> Way:
    """As the options say; nobody is asked while the output goes elsewhere."""
    if arguments.passphrase_file is None and arguments.clear is None:
        return Way()
    return way_of(arguments, desk)


def lock(content: bytes, form: str, passphrase: Secret) -> bytes:
    """The content as a locked file. Raises JourError for a weak passphrase."""
    from ..vault.locked_file import lock_file

    return lock_file(content, form, passphrase)

"""Exporting: how a command's file or output leaves the program, and opening a locked file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..desk.exports import (
    Export,
    Way,
    addressed,
    in_clear,
    leaves,
    locked,
    named,
    receiver_named,
)
from ..domain.errors import JourError, UsageError
from ..domain.mode import PRACTICE
from ..domain.receiver import Receiver
from .output import refuse_pdf_on_a_terminal, write_out
from .passphrases import read_file, typed, typed_twice
from .receivers import bytes_of

if TYPE_CHECKING:
    from ..desk.desk import Desk
    from ..domain.secret import Secret


def way_of(arguments: argparse.Namespace, desk: Desk) -> Way:
    """How it leaves: as the options say, else locked with what is typed twice at the terminal."""
    given: Path | None = arguments.passphrase_file
    chosen = (given, arguments.clear, arguments.receiver)
    if sum(way is not None for way in chosen) > 1:
        raise UsageError("Välj ett: --for, --passphrase-file eller --clear.")
    if arguments.receiver is not None:
        return addressed(lock, receiver_named(desk, arguments.receiver))
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

    form, plain = _opened(arguments)
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
    if all(way is None for way in (arguments.passphrase_file, arguments.clear, arguments.receiver)):
        return Way()
    return way_of(arguments, desk)


def _opened(arguments: argparse.Namespace) -> tuple[str, bytes]:
    """Form and content, by the file's own passphrase or by the receiver's key."""
    from ..vault.addressed_file import KEY_FORM, is_addressed, keys_of, open_for
    from ..vault.locked_file import open_file

    content, key_file = bytes_of(arguments.file), arguments.key
    if is_addressed(content) and key_file is None:
        raise UsageError(
            "Filen är krypterad för en mottagare. Lägg till --key och filen med er nyckel."
        )
    given: Path | None = arguments.passphrase_file
    asked = "Nyckelns lösenfras: " if is_addressed(content) else "Filens lösenfras: "
    passphrase = read_file(given) if given else typed(asked)
    if is_addressed(content):
        return open_for(content, keys_of(bytes_of(key_file), passphrase)[1])
    form, plain = open_file(content, passphrase)
    if form == KEY_FORM:
        raise UsageError("Det är en mottagares nyckel. Den öppnar andra filer, efter --key.")
    return form, plain


def lock(content: bytes, form: str, whom: Secret | Receiver) -> bytes:
    """The content as a locked file. Raises JourError for a weak passphrase, or no usable key."""
    from ..vault.addressed_file import lock_for
    from ..vault.locked_file import lock_file

    if isinstance(whom, Receiver):
        return lock_for(content, form, whom.key)
    return lock_file(content, form, whom)

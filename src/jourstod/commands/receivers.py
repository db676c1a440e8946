"""`jourstod receiver create|show`: the key pair of a unit that gets locked files."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..domain.errors import UsageError
from ..domain.receiver import written_key
from .passphrases import new_passphrase, read_file, typed


def create(arguments: argparse.Namespace) -> int:
    """Make a key pair: the file stays with the receiver, the line goes to the stations."""
    from ..reports.saving import saved
    from ..vault.addressed_file import new_key_file

    path: Path = arguments.file
    if path.exists():
        raise UsageError(f"{path} finns redan och skrivs inte över.")
    content, public = new_key_file(new_passphrase(arguments, "nyckeln"))
    with saved(path, content):
        pass
    print(
        f"Nyckeln ligger i {path}, låst med lösenfrasen. Behåll den hos er och\n"
        "ta en kopia: utan den öppnas inga filer. Skicka raden till jouren, och läs upp\n"
        "den i telefon så att ingen har bytt ut den:"
    )
    print(_line(public))
    return 0


def show(arguments: argparse.Namespace) -> int:
    """Say the public key of a key file again."""
    from ..vault.addressed_file import keys_of

    given: Path | None = arguments.passphrase_file
    passphrase = read_file(given) if given else typed("Nyckelns lösenfras: ")
    print(_line(keys_of(bytes_of(arguments.file), passphrase)[0]))
    return 0


def bytes_of(path: Path) -> bytes:
    """What a file holds. Raises UsageError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} går inte att läsa: {error.strerror}.") from None


def _line(public: bytes) -> str:
    return f"nyckel: {written_key(public)}"

"""`jourstod continuity`: open cases and routines as PDF in one file, for when all is down."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .. import bootstrap
from ..copies import digest_of, key_of
from ..domain.errors import NoRight, UsageError
from ..domain.local_time import local
from ..domain.mode import PRACTICE
from ..reports.paper_folder import counted
from ..reports.saving import private_folder, saved
from ..spare_file import WHAT, place_in, readers, write_spare
from ..store.copy_records import Broken, unpacked
from .file_reader import reader
from .opening import opened
from .passphrases import new_passphrase, own_passphrase

if TYPE_CHECKING:
    from ..domain.secret import Secret
    from ..vault.sealed_file import Header, Lock


def create(arguments: argparse.Namespace) -> int:
    """Make the file; 1 when some case could not be put on paper."""
    with opened(arguments) as house:
        if house.signed is not None and house.signed.safe is None:
            raise NoRight("Filen innehåller ärenden. Den görs av den som får läsa dem.")
        path = arguments.file or _chosen(house)
        made = write_spare(house.desk, house.vault, path, _locks(arguments, house))
    print(f"{counted(made.cases)} och {made.routines} rutiner i {path}.")
    print(f"Läs på en annan dator: jourstod continuity open {path} --to MAPP")
    print(*made.missing, sep="\n", end="\n" if made.missing else "", file=sys.stderr)
    return 1 if made.missing else 0


def _chosen(house: bootstrap.House) -> Path:
    """In the folder that the station's file names. Raises UsageError where it names none."""
    folder = house.front.station.spare
    if not folder:
        raise UsageError("Skriv vart: en fil. Eller skriv «reserv» i stationens fil.")
    return place_in(Path(folder), house.desk)


def open_file(arguments: argparse.Namespace) -> int:
    """Put what is in the file in a folder, to be read and printed."""
    from ..vault.sealed_file import Altered, chunks, header_of

    digest_of(arguments.file)
    with arguments.file.open("rb") as file:
        header = header_of(file)
        if header.what != WHAT:
            raise Altered
        found = _files(chunks(file, header, _key(header, arguments)))
    private_folder(arguments.to)
    for name, content in found.items():
        with saved(arguments.to / name, content):
            pass
    made = f"{local(datetime.fromisoformat(header.made)):%Y-%m-%d %H:%M}"
    print(f"Läget {made}: {len(found)} filer i {arguments.to}.")
    print("Det som görs nu skrivs på papperet, och förs in med rätt tid när systemet är uppe.")
    return 0


def _files(content: Iterator[bytes]) -> dict[str, bytes]:
    """Everything or nothing: nothing is written before the last record has been read."""
    found: dict[str, bytes] = {}
    for kind, *fields in unpacked(content):
        if kind == b"end" and fields == [str(len(found)).encode()]:
            return found
        if kind != b"file" or len(fields) != 2:
            raise Broken
        name = fields[0].decode()
        if Path(name).name != name or name.startswith("."):
            raise Broken
        found[name] = fields[1]
    raise Broken


def _locks(arguments: argparse.Namespace, house: bootstrap.House) -> list[Lock]:
    from ..vault.passphrase import refuse_weak, tuned
    from ..vault.sealed_file import for_account, for_phrase, in_clear

    accounts = readers(house.vault)
    if arguments.new_passphrase_file or not (accounts or house.desk.mode == PRACTICE):
        phrase = new_passphrase(arguments, "filen")
        refuse_weak(phrase)
        return [*map(for_account, accounts), for_phrase(phrase, tuned())]
    return [for_account(one) for one in accounts] or [in_clear]


def _key(header: Header, arguments: argparse.Namespace) -> Secret:
    from ..vault.sealed_file import key_by_phrase

    if arguments.recovery or arguments.signature or header.in_clear:
        return key_of(header, lambda: reader(arguments))[0]
    if not any(way["kind"] == "phrase" for way in header.ways):
        raise UsageError("Filen öppnas med din egen lösenfras: skriv --as SIGN.")
    return key_by_phrase(header, own_passphrase("filen"))

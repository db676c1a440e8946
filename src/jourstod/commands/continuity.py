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
from ..desk.case_papers import papers
from ..desk.open_diary import COPIES, OpenDiary
from ..domain.errors import JourError, NoRight, UsageError
from ..domain.events.keeping import ContinuityMade
from ..domain.local_time import local, local_day
from ..domain.mode import PRACTICE
from ..domain.paper import paper
from ..domain.people import Role
from ..reports.case_paper import case_paper_name, render_case
from ..reports.paper_folder import counted
from ..reports.routine_paper import paper_name, render_paper
from ..reports.saving import private_folder, saved
from ..store.copy_records import Broken, packed, unpacked
from ..store.seal import PlainCodec
from ..store.whole_file import written_whole
from .file_reader import reader
from .opening import opened
from .passphrases import new_passphrase, own_passphrase

if TYPE_CHECKING:
    from ..domain.secret import Secret
    from ..vault.sealed_file import Header, Lock

WHAT = "continuity"
READERS = (Role.DUTY_OFFICER.value, Role.TEAM_LEADER.value)
"""Whose own passphrase opens the file: what is in it can be read as it is."""


def create(arguments: argparse.Namespace) -> int:
    """Make the file; 1 when some case could not be put on paper."""
    missing: list[str] = []
    with opened(arguments) as house:
        if house.signed is not None and house.signed.safe is None:
            raise NoRight("Filen innehåller ärenden. Den görs av den som får läsa dem.")
        locks = _locks(arguments, house)
        cases = [*_cases(house, missing)]
        routines = [*_routines(house)]
        with written_whole(arguments.file) as file:
            from ..vault.sealed_file import SealedWriter

            writer = SealedWriter(file, WHAT, house.front.clock().isoformat(), locks)
            for name, content in (*cases, *routines):
                writer.write(packed(b"file", name, content))
            writer.write(packed(b"end", str(len(cases) + len(routines))))
            writer.finish()
        event = ContinuityMade(digest_of(arguments.file), len(cases), len(routines))
        diary = OpenDiary(house.vault.log, PlainCodec(), house.front.clock, COPIES)
        diary.write(house.front.handler, lambda _: [event])
    print(f"{counted(len(cases))} och {len(routines)} rutiner i {arguments.file}.")
    print(f"Läs på en annan dator: jourstod continuity open {arguments.file} --to MAPP")
    print(*missing, sep="\n", end="\n" if missing else "", file=sys.stderr)
    return 1 if missing else 0


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


def _cases(house: bootstrap.House, missing: list[str]) -> Iterator[tuple[str, bytes]]:
    for number, make in papers(house.desk):
        try:
            printed = make()
            yield case_paper_name(printed, "pdf"), render_case(printed, "pdf")
        except JourError as refusal:
            missing.append(f"{number} är inte med. {refusal.sentence}")


def _routines(house: bootstrap.House) -> Iterator[tuple[str, bytes]]:
    book, day = house.desk.current_book(), local_day(house.front.clock())
    for id, routine in sorted(book.routines.items()):
        printed = paper(book, [routine], day, station=house.front.station)
        yield paper_name(f"rutin-{id}", printed, "pdf"), render_paper(printed, "pdf")


def _locks(arguments: argparse.Namespace, house: bootstrap.House) -> list[Lock]:
    from ..vault.passphrase import refuse_weak, tuned
    from ..vault.sealed_file import for_account, for_phrase, in_clear

    accounts = [one for one in house.vault.keys.accounts() if one.role in READERS]
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

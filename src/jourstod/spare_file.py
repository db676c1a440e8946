"""The spare file: open cases and routines as PDF in a sealed file, for when everything is down."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from .copies import digest_of
from .desk.open_diary import COPIES, OpenDiary
from .domain.errors import JourError
from .domain.events.keeping import ContinuityMade
from .domain.local_time import local, local_day
from .domain.mode import SHARP
from .domain.people import Role
from .store.copy_records import packed
from .store.seal import PlainCodec
from .store.whole_file import written_whole

if TYPE_CHECKING:
    from .desk.desk import Desk
    from .desk.key_ports import Account
    from .desk.ports import Vault
    from .vault.sealed_file import Lock

WHAT = "continuity"
READERS = (Role.DUTY_OFFICER.value, Role.TEAM_LEADER.value)
"""Whose own passphrase opens the file: what is in it can be read as it is."""
KEPT = 2
"""Files left in the station's folder: the newest, and the one before should that be broken."""
_ENDING = ".jourstod"


@dataclass(frozen=True, slots=True)
class SpareMade:
    """A spare file as it stands on the disk, and a sentence for each case that is not in it."""

    path: Path
    cases: int
    routines: int
    missing: tuple[str, ...]


def readers(vault: Vault) -> list[Account]:
    """The accounts whose passphrase opens the file."""
    return [one for one in vault.keys.accounts() if one.role in READERS]


def write_spare(desk: Desk, vault: Vault, path: Path, locks: list[Lock]) -> SpareMade:
    """Write the file, whole or not at all, and tell of it in the log. Raises JourError."""
    from .vault.sealed_file import SealedWriter

    missing: list[str] = []
    cases, routines = [*_cases(desk, missing)], [*_routines(desk)]
    with written_whole(path) as file:
        writer = SealedWriter(file, WHAT, desk.clock().isoformat(), locks)
        for name, content in (*cases, *routines):
            writer.write(packed(b"file", name, content))
        writer.write(packed(b"end", str(len(cases) + len(routines))))
        writer.finish()
    event = ContinuityMade(digest_of(path), len(cases), len(routines))
    diary = OpenDiary(vault.log, PlainCodec(), desk.clock, COPIES)
    diary.write(desk.handler, lambda _: [event])
    return SpareMade(path, len(cases), len(routines), tuple(missing))


def place_in(folder: Path, desk: Desk) -> Path:
    """The name of a new file in the station's folder. Raises JourError where it is not there."""
    if not folder.is_dir():
        raise JourError(f"Mappen {folder} finns inte. Är disken eller minnet på plats?")
    return folder / f"{_name(desk)}{local(desk.clock()):%Y-%m-%d-%H%M%S}{_ENDING}"


def _name(desk: Desk) -> str:
    """How the files of this jour begin: several jours may share a folder, and keep their own."""
    return f"reserv-{sha256(desk.station.name.encode()).hexdigest()[:8]}-"


def at_shift_end(desk: Desk, vault: Vault) -> str:
    """Write it in the station's folder and say how it went; "" where the station chose none.

    A shift ends whether it could be written or not.
    """
    from .vault.sealed_file import for_account

    if not desk.station.spare or desk.mode != SHARP:
        return ""
    try:
        accounts = readers(vault)
        if not accounts:
            raise JourError("Lagret har inga konton. Gör den för hand: jourstod continuity create.")
        path = place_in(Path(desk.station.spare), desk)
        made = write_spare(desk, vault, path, [for_account(one) for one in accounts])
    except JourError as error:
        return f"RESERVFILEN SKREVS INTE. {error.sentence}"
    _forget_older(made.path.parent, _name(desk))
    many = "1 ärende" if made.cases == 1 else f"{made.cases} ärenden"
    told = f"Reservfilen är skriven: {many} och {made.routines} rutiner i {made.path}."
    return " ".join((told, *made.missing))


def _forget_older(folder: Path, name: str) -> None:
    """What stands in older files is no longer how it is, and is about people."""
    for old in sorted(folder.glob(f"{name}*{_ENDING}"))[:-KEPT]:
        with suppress(OSError):
            old.unlink()


def _cases(desk: Desk, missing: list[str]) -> Iterator[tuple[str, bytes]]:
    from .desk.case_papers import papers
    from .reports.case_paper import case_paper_name, render_case

    for number, make in papers(desk):
        try:
            printed = make()
            yield case_paper_name(printed, "pdf"), render_case(printed, "pdf")
        except JourError as refusal:
            missing.append(f"{number} är inte med. {refusal.sentence}")


def _routines(desk: Desk) -> Iterator[tuple[str, bytes]]:
    from .domain.paper import paper
    from .reports.routine_paper import paper_name, render_paper

    book, day = desk.current_book(), local_day(desk.clock())
    for id, routine in sorted(book.routines.items()):
        printed = paper(book, [routine], day, station=desk.station)
        yield paper_name(f"rutin-{id}", printed, "pdf"), render_paper(printed, "pdf")

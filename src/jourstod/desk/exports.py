"""Exports: a file with content leaves the program locked, or in clear text for a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.clean import clean
from ..domain.errors import JourError, UsageError
from ..domain.events.station import ClearFileMade
from ..domain.mode import SHARP
from ..domain.receiver import Receiver
from ..domain.secret import Secret

if TYPE_CHECKING:
    from .desk import Desk

ENDING = ".jourstod"
"""How the name of a locked file ends; what it holds is told inside."""
LockFile = Callable[[bytes, str, Secret | Receiver], bytes]
"""Locks a content of a form, with a passphrase or for a receiver. Raises JourError for a weak one.
"""


class NotInClear(JourError):
    """A file with content would leave a sharp store unencrypted, and nobody has chosen that."""

    def __init__(self) -> None:
        super().__init__(
            "Det här skulle lämna programmet i klartext. Lägg till --for MOTTAGARE eller "
            "--passphrase-file FIL så blir det krypterat, eller --clear SKÄL. Skälet står i loggen."
        )


@dataclass(frozen=True, slots=True)
class Way:
    """How a file leaves: locked with a passphrase or for a receiver, else in clear text."""

    lock: Callable[[bytes, str], bytes] | None = None
    reason: str = ""
    receiver: Receiver | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """What leaves: its kind (`ClearFileMade.what`), the case's number or "", and the form."""

    what: str
    number: str
    form: str


def locked(lock: LockFile, passphrase: Secret) -> Way:
    """Locked with a passphrase that the receiver gets by another way than the file."""
    return Way(lambda content, form: lock(content, form, passphrase))


def addressed(lock: LockFile, receiver: Receiver) -> Way:
    """Locked so that only the receiver can open it."""
    return Way(lambda content, form: lock(content, form, receiver), receiver=receiver)


def receiver_named(desk: Desk, sought: str) -> Receiver:
    """The receiver of the station's file with that id or name. Raises UsageError."""
    folded, known = sought.strip().casefold(), desk.station.receivers
    found = [one for one in known if folded in (one.id.casefold(), one.name.casefold())]
    if len(found) == 1:
        return found[0]
    names = ", ".join(one.id for one in known)
    raise UsageError(
        f"«{clean(sought)[:60]}» är ingen mottagare i stationens fil. "
        + (f"Där står: {names}." if names else "Skriv in den under «mottagare».")
    )


def in_clear(reason: str) -> Way:
    """In clear text. Raises UsageError without a reason."""
    said = clean(reason).strip()
    if not said:
        raise UsageError("Skriv varför filen lämnas i klartext. Skälet står i loggen.")
    return Way(reason=said)


def leaves(desk: Desk, export: Export, way: Way, content: bytes) -> bytes:
    """The bytes that may leave; clear text, and for whom, is logged before. Raises NotInClear."""
    if way.lock is not None:
        sealed = way.lock(content, export.form)
        if way.receiver is not None:
            desk.access.sent(export.number, way.receiver.said)
        return sealed
    if desk.mode == SHARP:
        if not way.reason:
            raise NotInClear
        desk.jour.make_clear_file(
            ClearFileMade(export.what, export.number, export.form, way.reason)
        )
    return content


def named(path: Path, way: Way) -> Path:
    """The path of the file: a locked one says that it is."""
    if way.lock is None or path.suffix == ENDING:
        return path
    return path.with_name(path.name + ENDING)


def papers_leave(
    desk: Desk, way: Way, form: str
) -> Callable[[Path, str, bytes], tuple[Path, bytes]]:
    """For each paper of a case: its path and the bytes that may leave."""

    def pack(path: Path, number: str, content: bytes) -> tuple[Path, bytes]:
        return named(path, way), leaves(desk, Export("paper", number, form), way, content)

    return pack

"""Copies of a store: made while others write, tried, and restored whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from .desk.audit import audit
from .desk.front import STATION_STREAM
from .desk.tombstones import remains
from .domain.errors import JourError, NoRight, StoreAway, UsageError
from .domain.people import COPY_READERS
from .domain.secret import Secret
from .settings import OUTBOX, STATION_FILE
from .store.copying import Copied, Copyable, copy_in, copy_out
from .store.home_drafts import keep_drafts, own_drafts
from .store.own_key import FILE_NAME as OWN_KEY
from .store.place import open_vault
from .store.seal import PlainCodec, verify_stream
from .store.sqlite_erasing import take_over_erased
from .store.whole_file import put, settled, swept, synced, written_whole

if TYPE_CHECKING:
    from .desk.ports import Codec, Store, WallClock
    from .store.sqlite import SqliteVault
    from .vault.hand import Hand
    from .vault.sealed_file import Header, Lock

WHAT = "backup"
BESIDE = (STATION_FILE, OWN_KEY)
"""The files of a home that go with its store."""
TRIAL = ".aterstallningsprov"
"""Where a copy is restored on trial: in the own home, on its disk, for its owner only."""


@dataclass(frozen=True, slots=True)
class Made:
    """A copy as it stands on the disk: SHA-256 of the file, what is in it, whether in clear."""

    digest: str
    copied: Copied
    clear: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """Who opens a copy: a signature with its passphrase, or "" with the recovery key."""

    signature: str
    secret: Secret


WHO_OPENS = "En säkerhetskopia öppnas av drift, en arbetsledare eller med återställningsnyckeln."
_READERS = tuple(role.value for role in COPY_READERS)
Asked = Callable[[], Reader]
"""Asked only when the file is not in clear."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came out of a copy, when it was made (ISO UTC), and what it was held against.

    `read` says whether it was opened by somebody who reads what stands in it; `hand` is the hand of
    whoever opened it, None where nobody was asked.
    """

    copied: Copied
    digest: str
    made: str
    against: str
    read: bool
    hand: Hand | None = None


Looking = Callable[["SqliteVault", Restored], None]
"""What is done in a restored store before anybody else sees it."""


def refuse_other_store(here: Store, there: Store) -> None:
    """Raise UsageError for the copy of another store: the first event of the station is another."""
    first, other = here.read(STATION_STREAM, 0, 1), there.read(STATION_STREAM, 0, 1)
    if [row.hash for row in first] != [row.hash for row in other]:
        raise UsageError("Kopian är gjord av ett annat lager. Provet räknas inte.")


def make_copy(
    vault: Copyable, home: Path, path: Path, at: datetime, *, clear: bool = False
) -> Made:
    """Write one file with the whole store as it is now; others go on writing meanwhile.

    A store without a safe is copied only when it is for practice or with `clear`. Raises NotMade,
    UsageError for a place that will not do, JourError for a role that sees a part, LogBroken.
    """
    if not vault.seen_whole:
        raise JourError(
            "Databasrollen ser bara vissa nämnder, så kopian skulle sakna ärenden. Kör från en "
            "station vars roll ser alla: jourstod store join utan --board."
        )
    locks, waiting = _locks(vault, clear), own_drafts(home / OUTBOX, lambda: at)
    with written_whole(path) as file:
        from .vault.sealed_file import SealedWriter

        writer = SealedWriter(file, WHAT, at.isoformat(), locks)
        copied = copy_out(vault, lambda: _files(vault, home), writer.write, waiting)
        writer.finish()
    return Made(digest_of(path), copied, not vault.keys.station_key() or clear)


def digest_of(path: Path) -> str:
    """SHA-256 (hex) of the file as it stands on the disk. Raises UsageError."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UsageError(f"{path} går inte att läsa: {error.strerror}.") from None


def try_copy(
    path: Path, home: Path, clock: WallClock, asked: Asked, look: Looking = lambda vault, _: None
) -> Restored:
    """Restore the copy in a place of its own, hold it against everything known, and remove it."""
    folder = home / TRIAL
    swept(folder)
    try:
        return _restored(path, folder, clock, asked, look)
    finally:
        swept(folder)


def restore(
    path: Path,
    home: Path,
    clock: WallClock,
    asked: Asked,
    before_use: Looking = lambda vault, _: None,
) -> Restored:
    """Restore the copy as a new home; it is there whole, or not at all.

    `before_use` does in it what must be done before anybody sees it. Raises UsageError when the
    folder is in use.
    """
    home = Path(os.path.abspath(home))
    if home.is_symlink() or (home.exists() and (not home.is_dir() or any(home.iterdir()))):
        raise UsageError(f"{home} används redan. Välj en mapp som inte finns än.")
    if not home.parent.is_dir():
        raise UsageError(f"Mappen {home.parent} finns inte.")
    folder = home.with_name(f".{home.name}.aterstalls")
    swept(folder)
    try:
        restored = _restored(path, folder, clock, asked, before_use)
        settled(folder)
        os.rename(folder, home)
        synced(home.parent)
    except OSError as error:
        raise StoreAway(f"Kopian återställdes inte: {error.strerror}. Inget är kvar.") from None
    finally:
        swept(folder)
    return restored


def _restored(
    path: Path,
    folder: Path,
    clock: WallClock,
    asked: Asked,
    before_use: Looking = lambda vault, _: None,
) -> Restored:
    from .vault.sealed_file import Altered, chunks, header_of

    digest = digest_of(path)
    opened: list[SqliteVault] = []

    def made(practice: bool) -> SqliteVault:
        opened.append(open_vault(folder, clock, practice))
        return opened[-1]

    try:
        with path.open("rb") as file:
            header = header_of(file)
            if header.what != WHAT:
                raise Altered
            key, reader = _copy_key(header, asked)
            copied = copy_in(chunks(file, header, key), made)
        vault = opened[-1]
        _refuse_other_files(copied.files)
        for name, content in copied.files.items():
            put(folder / name, content)
        if copied.waiting:  # a station that keeps its own drafts finds all of them there
            keep_drafts(folder / OUTBOX, clock, [*vault.drafts.every_one(), *copied.waiting])
        take_over_erased(vault, remains(vault.log))
        signed = signed_in_there(vault, reader, clock) if reader else None
        codec = _opening(vault, signed)
        against = _held_against(vault, copied, codec)
        hand = signed.hand if signed else None
        restored = Restored(copied, digest, header.made, against, codec is not None, hand)
        before_use(vault, restored)
        return restored
    finally:
        for vault in opened:
            vault.close()


def _held_against(vault: SqliteVault, copied: Copied, codec: Codec | None) -> str:
    """Hold what came out against the heads that went in, and the last shift end if it can be read.

    Raises LogBroken.
    """
    for head in copied.heads:
        verify_stream(vault.log, head)
    if codec is None:
        return "heads"
    return "shift" if audit(vault.log, codec).shift_ended else "heads"


def _opening(vault: SqliteVault, signed: _SignedIn | None) -> Codec | None:
    """What opens the restored store; None where nobody does who reads."""
    if not vault.keys.station_key():
        return PlainCodec()
    return signed.codec if signed else None


@dataclass(frozen=True, slots=True)
class _SignedIn:
    """What opens a restored store, None for drift; and the hand of whoever signed in."""

    codec: Codec | None
    hand: Hand


def signed_in_there(vault: SqliteVault, reader: Reader, clock: WallClock) -> _SignedIn:
    """Sign in at a restored store, not where we are. Raises NoRight."""
    from .vault import recovery
    from .vault.diary import Diary
    from .vault.door import Door

    door = Door(vault.keys, Diary(vault.log, PlainCodec(), clock))
    if not reader.signature:
        safe = door.recover(recovery.printed(reader.secret))
        return _SignedIn(safe.codec, safe.hand)
    signed = door.sign_in(reader.signature, reader.secret)
    return _SignedIn(signed.codec if signed.safe is not None else None, signed.hand)


def key_of(header: Header, asked: Asked) -> tuple[Secret, Reader | None]:
    """The key of a sealed file, and who was asked for it, if anybody. Raises WrongKey."""
    from .vault.sealed_file import key_by_account, key_in_clear

    if (clear := key_in_clear(header)) is not None:
        return clear, None
    reader = asked()
    return key_by_account(header, reader.signature, reader.secret), reader


def _copy_key(header: Header, asked: Asked) -> tuple[Secret, Reader | None]:
    """The key, for one who may restore; an older copy has a way for every account."""
    from .vault.sealed_file import WrongKey, role_of

    try:
        key, reader = key_of(header, asked)
    except WrongKey as wrong:
        raise NoRight(f"{wrong.sentence} {WHO_OPENS}") from None
    if reader is not None and role_of(header, reader.signature) not in _READERS:
        raise NoRight(f"{WHO_OPENS} Inget har ändrats.")
    return key, reader


def _locks(vault: Copyable, clear: bool) -> list[Lock]:
    from .vault.sealed_file import for_account, in_clear

    if vault.keys.station_key() and not clear:
        return [for_account(one) for one in vault.keys.accounts() if one.role in _READERS]
    if not (vault.practice or clear):
        raise JourError(
            "Lagret är i klartext, så kopian blir det också. Lägg till --clear om det är meningen, "
            "och förvara filen som papperen. Ett lager med lösenfraser ger en krypterad kopia."
        )
    return [in_clear]


def _files(vault: Copyable, home: Path) -> dict[str, bytes]:
    """What goes with the store: the station's file, and the key of its marks."""
    path, key = home / STATION_FILE, vault.kept_key()
    found = {STATION_FILE: path.read_bytes()} if path.exists() else {}
    return found if key is None else {**found, OWN_KEY: key}


def _refuse_other_files(files: Mapping[str, bytes]) -> None:
    from .store.copy_records import Broken

    if set(files) - set(BESIDE):
        raise Broken

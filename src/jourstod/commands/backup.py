"""`jourstod backup`: one encrypted file with the whole store; tried, and restored elsewhere."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .. import bootstrap, settings
from ..copies import Reader, Restored, digest_of, make_copy, refuse_other_store, restore, try_copy
from ..desk.copy_notices import WHOLE
from ..desk.erasing import erase_again
from ..desk.open_diary import COPIES, ERASURE, OpenDiary
from ..domain.errors import LogBroken, StoreAway, Unreadable, UsageError
from ..domain.events.keeping import BackupMade, BackupRestored, BackupTested, CaseErased
from ..domain.local_time import local
from ..domain.people import Handler, Role
from ..safekeeping import door, utc_now
from ..store.seal import PlainCodec
from ..tombstone_file import NAME, read_tombstones
from .file_reader import reader
from .keeper import keeper, seated
from .passphrases import own_passphrase
from .permission import permit

if TYPE_CHECKING:
    from ..store.postgres import PostgresVault
    from ..store.sqlite import SqliteVault

RECOVERY = Handler("", "", Role.TEAM_LEADER)


def create(arguments: argparse.Namespace) -> int:
    """Make one file with the whole store, while others work."""
    home = settings.home_folder(arguments.home)
    with _store(home) as vault:
        who = keeper(arguments, home, vault)
        made = make_copy(vault, home, arguments.file, utc_now(), clear=arguments.clear)
        copied = made.copied
        event = BackupMade(made.digest, copied.sum, len(copied.heads), copied.rows, made.clear)
        _diary(vault).write(who, lambda _: [event])
    how = "i klartext" if made.clear else "krypterad"
    print(
        f"Kopian är gjord ({how}): {copied.rows} händelser i {len(copied.heads)} loggar.",
        f"Fil: {arguments.file}",
        f"Summa: {made.digest}",
        f"Prova den: jourstod backup test {arguments.file}",
        sep="\n",
    )
    return 0


def test(arguments: argparse.Namespace) -> int:
    """Restore the file on trial, hold it against everything known, and write that in the log."""
    home = settings.home_folder(arguments.home)
    with _store(home) as vault:
        locked, who, secret = bool(vault.keys.station_key()), seated(arguments, home), None
        if locked:
            secret = own_passphrase(who.signature)
            who = door(vault, utc_now).sign_in(who.signature, secret).handler
            permit(arguments, who)

        def reader() -> Reader:
            return Reader(who.signature, secret or own_passphrase(who.signature))

        digest, diary = digest_of(arguments.file), _diary(vault)
        try:
            tried = try_copy(
                arguments.file,
                home,
                utc_now,
                reader,
                lambda found, _: refuse_other_store(vault.log, found.log),
            )
        except (LogBroken, Unreadable) as error:
            result = "log_broken" if isinstance(error, LogBroken) else "unreadable"
            diary.write(who, lambda _: [BackupTested(digest, result)])
            raise
        copied = tried.copied
        event = BackupTested(
            digest, WHOLE, tried.made, len(copied.heads), copied.rows, tried.against
        )
        diary.write(who, lambda _: [event])
    print("\n".join(_told(tried)))
    return 0


def restored(arguments: argparse.Namespace) -> int:
    """Make a new home out of the file."""
    if not arguments.home:
        raise UsageError("Skriv vart: --home MAPP. Mappen ska inte finnas än.")
    home = Path(arguments.home)

    stones, again = _known_tombstones(arguments), [0]

    def noted(vault: SqliteVault, found: Restored) -> None:
        again[0] = _erased_again(vault, stones)
        event = BackupRestored(found.digest, found.made, found.copied.sum, again[0])
        _diary(vault).write(RECOVERY, lambda _: [event])

    found = restore(arguments.file, home, utc_now, lambda: reader(arguments), noted)
    print("\n".join(_told(found)))
    if again[0]:
        print(f"Ärenden som gallrats efter kopian är gallrade på nytt: {again[0]}.")
    print(f"Återställd i {home}. Starta: jourstod --home {home}")
    return 0


def _known_tombstones(arguments: argparse.Namespace) -> tuple[CaseErased, ...]:
    """What has been erased by the list given, or the one that lies beside the copy."""
    given: Path | None = arguments.tombstones
    path = given or arguments.file.absolute().with_name(NAME)
    return read_tombstones(path) if given or path.exists() else ()


def _erased_again(vault: SqliteVault, stones: tuple[CaseErased, ...]) -> int:
    from ..store.sqlite_erasing import SqliteEraser

    eraser = SqliteEraser(vault.path, utc_now)
    try:
        diary = OpenDiary(vault.log, PlainCodec(), utc_now, ERASURE)
        return erase_again(vault.log, eraser, diary, RECOVERY, stones)
    finally:
        eraser.close()


def _told(found: Restored) -> Iterator[str]:
    copied, made = found.copied, f"{local(datetime.fromisoformat(found.made)):%Y-%m-%d %H:%M}"
    yield f"Kopian från {made} är hel: {copied.rows} händelser i {len(copied.heads)} loggar."
    if found.against == "shift":
        yield "Varje kedja håller, och alla stämmer med det senaste passbytet."
    elif found.read:
        yield "Varje kedja håller. Kopian har inget passbyte att jämföra med."
    else:
        yield "Varje kedja håller. Passbytet prövas när en arbetsledare gör provet."


@contextmanager
def _store(home: Path) -> Iterator[SqliteVault | PostgresVault]:
    if not bootstrap.has_store(home):
        raise StoreAway(f"Det finns inget lager i {home}.")
    vault = bootstrap.vault_of(home, utc_now, False)
    try:
        yield vault  # type: ignore[misc]
    finally:
        vault.close()


def _diary(vault: SqliteVault | PostgresVault) -> OpenDiary:
    return OpenDiary(vault.log, PlainCodec(), utc_now, COPIES)

"""`jourstod backup`: one encrypted file with the whole store; tried, and restored elsewhere."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .. import bootstrap, settings
from ..copies import (
    Reader,
    Restored,
    digest_of,
    make_copy,
    refuse_other_store,
    restore,
    signed_in_there,
    try_copy,
)
from ..desk.copy_notices import WHOLE
from ..desk.erasing import erase_again
from ..desk.open_diary import COPIES, ERASURE, OpenDiary
from ..desk.tombstones import told
from ..domain.errors import JourError, LogBroken, StoreAway, Unreadable, UsageError
from ..domain.events.keeping import BackupMade, BackupRestored, BackupTested, CaseErased
from ..domain.local_time import local
from ..domain.people import Handler, Role
from ..safekeeping import door, utc_now
from ..store.seal import PlainCodec
from ..tombstone_file import StoneList, Unvouched, beside, lists_beside, read_list, write_list
from .file_reader import reader
from .keeper import keeper_with_hand, seated
from .passphrases import own_passphrase
from .permission import permit

if TYPE_CHECKING:
    from ..store.postgres import PostgresVault
    from ..store.sqlite import SqliteVault
    from ..vault.hand import Hand

RECOVERY = Handler("", "", Role.TEAM_LEADER)


def create(arguments: argparse.Namespace) -> int:
    """Make one file with the whole store, while others work."""
    home = settings.home_folder(arguments.home)
    with _store(home) as vault:
        who, hand = keeper_with_hand(arguments, home, vault)
        made = make_copy(vault, home, arguments.file, utc_now(), clear=arguments.clear)
        copied = made.copied
        event = BackupMade(made.digest, copied.sum, len(copied.heads), copied.rows, made.clear)
        _diary(vault).write(who, lambda _: [event])
        _write_tombstones(vault, hand, arguments.file)
    how = "i klartext" if made.clear else "krypterad"
    print(
        f"Kopian är gjord ({how}): {copied.rows} händelser i {len(copied.heads)} loggar.",
        f"Fil: {arguments.file}",
        f"Lista över gallrade ärenden, som ska ligga bredvid: {beside(arguments.file).name}",
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

    again: list[str] = []

    def noted(vault: SqliteVault, found: Restored) -> None:
        known = _known_tombstones(arguments, vault, found)
        many = _erased_again(vault, known.stones) if known else 0
        made = known.made.isoformat() if known else ""
        event = BackupRestored(found.digest, found.made, found.copied.sum, many, made)
        _diary(vault).write(RECOVERY, lambda _: [event])
        if known:
            at = f"{local(known.made):%Y-%m-%d %H:%M}"
            again.append(f"Listan över gallrade ärenden är från {at}.")
        if many:
            again.append(f"Ärenden som gallrats efter kopian är gallrade på nytt: {many}.")

    found = restore(arguments.file, home, utc_now, lambda: reader(arguments), noted)
    print("\n".join([*_told(found), *again]))
    print(f"Återställd i {home}. Starta: jourstod --home {home}")
    return 0


def _write_tombstones(vault: SqliteVault | PostgresVault, hand: Hand | None, copy: Path) -> None:
    """The list that lies beside a copy, for it and for every older one."""
    stones = (stone for stone, _ in told(vault.log))
    try:
        write_list(beside(copy), vault.keys.accounts(), hand, stones, utc_now())
    except JourError as error:
        raise JourError(f"Kopian är gjord, men inte listan bredvid den. {error.sentence}") from None


def _known_tombstones(
    arguments: argparse.Namespace, vault: SqliteVault, found: Restored
) -> StoneList | None:
    """What has been erased by the list given, or those that lie beside the copy; None for none.

    Raises UsageError where no list is as new as the copy, and nobody said that there need be none.
    """
    if arguments.no_tombstones or found.copied.practice:
        return None
    given: Path | None = arguments.tombstones
    lists = list(_readable(arguments, vault, found, [given] if given else None))
    if not any(one.made >= datetime.fromisoformat(found.made) for one in lists):
        raise UsageError(
            "Bredvid kopian finns ingen lista över gallrade ärenden som är lika ny som den. Utan "
            f"listan kan gallrade ärenden komma tillbaka. Den heter {beside(arguments.file).name}. "
            "Finns den inte: --no-tombstones, som skrivs i loggen. Inget är återställt."
        )
    stones = {stone.stream: stone for one in lists for stone in one.stones}
    return StoneList(max(one.made for one in lists), tuple(stones.values()))


def _readable(
    arguments: argparse.Namespace, vault: SqliteVault, found: Restored, given: list[Path] | None
) -> Iterator[StoneList]:
    """The lists that this store's own people stand for; others are told of and left."""
    from ..vault.sealed_file import WrongKey

    accounts, hand = vault.keys.accounts(), found.hand
    if accounts and hand is None:  # the copy was in clear text: nobody has been asked yet
        hand = signed_in_there(vault, reader(arguments), utc_now).hand
    who = "" if arguments.recovery else arguments.signature or ""
    for path in given or lists_beside(arguments.file):
        try:
            yield read_list(path, accounts, who, hand)
        except (Unvouched, WrongKey) as error:
            if given:
                raise
            print(f"{path.name} används inte. {error.sentence}", file=sys.stderr)


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

"""Safekeeping: how the safe of a store is reached, before a desk is wired to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from . import settings
from .desk.front import STATION_STREAM
from .desk.ports import Vault, WallClock
from .domain.errors import JourError, NoRight, PracticeOnly, StoreAway, StoreSilent
from .domain.people import Handler
from .domain.secret import Secret
from .store.place import FILE_NAME, open_vault
from .store.seal import PlainCodec

if TYPE_CHECKING:
    from .store.generation import Hands, Old
    from .store.sqlite import SqliteVault
    from .vault.door import Door
    from .vault.passphrase import Cost
    from .vault.safe import SignedIn
    from .vault.stand_in import StandIn

PLAIN_FILE = "jourstod.klartext.db"
"""What the old file is called once the store is encrypted, until it is removed."""
SignIn = Callable[["Door"], "SignedIn"]
"""Opens the safe of a store, or makes it where there is none yet; raises NoRight."""


def door(vault: Vault, clock: WallClock, cost: Cost | None = None) -> Door:
    """The door to the safe of an open store; `cost` of new passphrases, tuned where not given."""
    from .vault.diary import Diary
    from .vault.door import Door
    from .vault.passphrase import tuned

    diary = Diary(vault.log, PlainCodec(), clock)
    return Door(vault.keys, diary, (lambda: cost) if cost else tuned)


def has_store(home: Path) -> bool:
    """Whether there is a store in the folder, or an address of a shared one."""
    return (home / FILE_NAME).exists() or (home / settings.DATABASE_FILE).exists()


def vault_of(home: Path, clock: WallClock, practice: bool) -> Vault:
    """The shared store where the folder has an address of one, else the file in it."""
    try:
        address = settings.database_of(home)
    except OSError as error:
        raise StoreAway(f"Databasens adress går inte att läsa: {error.strerror}.") from None
    if not address:
        return open_vault(home, clock, practice)
    if practice:
        raise PracticeOnly
    from .store.postgres import PostgresVault

    return PostgresVault(address)


@contextmanager
def unopened(home: Path) -> Iterator[Vault]:
    """The store in a folder without anybody signed in: what needs no key. Raises StoreAway."""
    if not has_store(home):
        raise StoreAway(f"Det finns inget lager i {home}.")
    vault = vault_of(home, utc_now, practice=False)
    try:
        yield vault
    finally:
        vault.close()


@contextmanager
def doorway(home: Path) -> Iterator[Door]:
    """The door of the store in a folder, which is closed afterwards. Raises StoreAway."""
    with unopened(home) as vault:
        yield door(vault, utc_now)


@dataclass(frozen=True, slots=True)
class Moved:
    """A store that was encrypted: what was carried over, the new recovery key, the old file."""

    streams: int
    rows: int
    recovery: str
    old: Path


def encrypt_store(
    home: Path, first: Handler, passphrase: Secret, cost: Cost | None = None
) -> Moved:
    """Move a store in clear text to a new generation with a safe, and hold it against the old one.

    The old file stays beside. Raises JourError when it has a safe or is for practice, LogBroken,
    and StoreAway when another program has it open; nothing has changed then.
    """
    from .store import generation

    path, kept = home / FILE_NAME, home / PLAIN_FILE
    if not path.exists() and settings.database_of(home):
        raise JourError(
            "Lagret ligger i en databas och krypteras inte där. Gör en kopia, återställ den till "
            "en fil, kryptera den och flytta den till en ny databas (docs/drift.md)."
        )
    if not path.exists():
        raise StoreAway(f"Det finns inget lager i {home}.")
    old = open_vault(home, utc_now, practice=False)
    try:
        if old.keys.station_key():
            raise JourError("Lagret är redan krypterat.")
        if old.practice:
            raise JourError("Ett övningslager krypteras inte.")
        with old.alone():
            before, hands = generation.looked_at(old), generation.Hands()
            fresh = path.with_name(f"{FILE_NAME}.ny")
            new = generation.fresh_store(fresh, hands)
            try:
                recovery = _filled(old, new, hands, before, first, passphrase, cost)
            finally:
                new.close()
            generation.put_in_place(path, fresh, kept)
    finally:
        old.close()
    return Moved(len(before.heads), before.rows, recovery, kept)


def remove_plain_store(home: Path) -> None:
    """Write over and remove the file in clear text that an encrypted store left, and its key."""
    from .store.generation import scrub
    from .store.own_key import FILE_NAME as OWN_KEY

    for name in (PLAIN_FILE, OWN_KEY):
        scrub(home / name)


def _filled(
    old: SqliteVault,
    new: SqliteVault,
    hands: Hands,
    before: Old,
    first: Handler,
    passphrase: Secret,
    cost: Cost | None,
) -> str:
    from .store import generation
    from .vault.moving import begin_with

    plain, now = PlainCodec(), utc_now()
    hands.at = now
    begins = begin_with(new.log, hands, first, before.sum, before.rows, before.heads)
    entrance = door(new, hands, cost)
    signed, recovery = entrance.begin(first, passphrase, begins)
    safe = reading(signed).safe
    assert safe is not None
    if old.has_key:
        safe.take_over_marks(old.key())
    generation.carry_over(old, new, hands, plain, safe.codec)
    generation.hold_against(new, before, safe.codec, plain)
    return recovery


class Lock(Enum):
    """How the store of a folder is locked, before it is opened."""

    UNBEGUN = "unbegun"
    """Nothing has been written, or there is no store: a safe is made at the first start."""
    PLAIN = "plain"
    LOCKED = "locked"


def lock_of(home: Path) -> Lock:
    """How the store in the folder is locked. Raises StoreAway."""
    if not has_store(home):
        return Lock.UNBEGUN
    with unopened(home) as vault:
        if vault.keys.station_key():
            return Lock.LOCKED
        begun = vault.summaries.get(STATION_STREAM) or not vault.keys.can_begin()
        return Lock.PLAIN if begun else Lock.UNBEGUN


def refuse_weak(passphrase: Secret, *names: str) -> None:
    """Raise JourError for a passphrase that would be guessed."""
    from .vault.passphrase import refuse_weak as refuse

    refuse(passphrase, *names)


def signed_in(vault: Vault, clock: WallClock, sign_in: SignIn | None) -> SignedIn | None:
    """Who signs in; None for a store in clear text from before there was a safe.

    Raises NoRight when nobody does and there is a safe, or a sharp store to begin.
    """
    if not vault.keys.station_key():
        if vault.summaries.get(STATION_STREAM) is not None or not vault.keys.can_begin():
            return None
        if sign_in is None:
            raise NoRight(
                "Lagret har inget valv än. Starta jourstod utan tillägg och välj en lösenfras."
            )
    elif sign_in is None:
        raise NoRight("Lagret är låst. Logga in: starta jourstod i en terminal.")
    return sign_in(door(vault, clock))


def reading(signed: SignedIn) -> SignedIn:
    """Whoever is signed in, when they may read what stands in the store. Raises NoRight."""
    if signed.safe is None:
        role = signed.handler.role.swedish
        raise NoRight(
            f"Rollen {role} läser inga ärenden. Logga in med ett konto som har en annan roll."
        )
    return signed


def allowed(handler: Handler, signed: SignedIn | None) -> Handler:
    """Who sits down: where there is a safe only the one who signed in, with the account's role."""
    if signed is None:
        return handler
    if handler.signature != signed.handler.signature:
        raise NoRight(f"{handler.signature} är inte inloggad. Logga in med den egna lösenfrasen.")
    return signed.handler


def asked_again(
    door: Door, known: StandIn | None, signature: str, passphrase: Secret
) -> SignedIn | None:
    """Who it is; None when the shared store is silent and `known` tells them. Raises NoRight."""
    try:
        return reading(door.sign_in(signature, passphrase))
    except StoreSilent:
        if known is None:
            raise
        known.ask(signature, passphrase)
        return None


def stand_in(
    vault: Vault, beside: Vault | None, clock: WallClock, signed: SignedIn | None
) -> StandIn | None:
    """Who tells a passphrase while the shared store is silent; None for drift, and a store alone.

    What was tried while it was silent before is told to the log first.
    """
    if beside is None or signed is None or signed.account is None or signed.safe is None:
        return None
    from .vault.stand_in import StandIn, Tries

    tries = Tries(beside.drafts, signed.codec)
    with suppress(StoreAway):  # heard at the next sign-in then
        door(vault, clock).hear(tries, signed.handler.signature)
    return StandIn(signed.account, clock(), tries, clock)


def marked_by(vault: Vault, signed: SignedIn | None) -> Vault:
    """The vault, marking what is disclosed with the safe's own key where there is one."""
    if signed is None or signed.safe is None:
        return vault
    from .store.keyed import KeyedVault

    return KeyedVault(vault, signed.safe.mark, signed.safe.token)


def utc_now() -> datetime:
    """The wall clock of this machine, in UTC."""
    return datetime.now(UTC)

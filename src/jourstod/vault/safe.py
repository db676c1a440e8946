"""The safe, opened: the codec of the store, and what may be done with keys and accounts."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from jourstod.desk.key_ports import Account, DataKey, Keys, Turned
from jourstod.desk.marking import marked, token
from jourstod.desk.ports import Codec
from jourstod.domain.errors import JourError, KeyDestroyed, NoRight, StoreAway
from jourstod.domain.events import accounts as ev
from jourstod.domain.people import Handler, Role
from jourstod.domain.secret import Secret

from . import recovery
from .account import (
    PRINTED,
    RECOVERY,
    StationKey,
    Tampered,
    Unlocked,
    carded,
    fresh_station_key,
    locked,
    made,
    name_on,
    station_key_of,
    unlocked,
)
from .cipher import Cipher, Unopened, bound_to, fresh_key
from .diary import Diary
from .passphrase import Cost, refuse_weak
from .sealing import SealingCodec

RECEIPTS = "receipts"
"""The place whose key marks what is disclosed."""
TOKENS = "tokens"
"""The place whose key makes names and numbers into tokens."""
_TRIES = 8


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in, with which role, and their codec; `safe` is None for drift.

    `account` is theirs as it was read then, for the time when it cannot be.
    """

    handler: Handler
    codec: Codec
    safe: Safe | None
    account: Account | None = None


class Safe:
    """Opened by one account. Threads may share it; another station may change keys at any time."""

    def __init__(
        self, keys: Keys, diary: Diary, me: Unlocked, key: StationKey, cost: Callable[[], Cost]
    ) -> None:
        self._keys, self._diary, self._me, self._cost = keys, diary, me, cost
        self._take(key)
        self.codec = SealingCodec(self._stream_key)

    @property
    def handler(self) -> Handler:
        """Whose account opened it; with the printed key the signature is ""."""
        return self._me.person

    def mark(self, content: bytes) -> str:
        """The keyed mark of what is disclosed; the key is the same through every rotation."""
        found = self._stream_key(RECEIPTS, True)
        assert found is not None
        return marked(found[1].reveal(), content)

    def token(self, text: str) -> str:
        """The keyed token of a name or number, by which a case can be found and nothing is told."""
        found = self._stream_key(TOKENS, True)
        assert found is not None
        return token(found[1].reveal(), text)

    def take_over_marks(self, key: bytes) -> None:
        """Mark with the key of a store without a safe from now, so that its receipts still hold."""
        self._new_key(RECEIPTS, Secret(key))

    def destroy(self, stream: str) -> bool:
        """Destroy the key of a stream; whether there was one. Raises StoreAway: ask again."""
        self.codec.forget(stream)
        return self._keys.destroy(stream)

    # --- people -----------------------------------------------------------------------------

    def people(self) -> tuple[Handler, ...]:
        """Everybody with an account, by signature. Raises Tampered."""
        self._refresh()
        return tuple(
            Handler(one.signature, name_on(one, self._key), Role(one.role))
            for one in self._keys.accounts()
            if one.signature != RECOVERY
        )

    def add(self, person: Handler, passphrase: Secret) -> None:
        """Give a person an account. Raises NoRight, TooWeak, and JourError when there is one."""
        self._must_manage()
        if not person.signature.strip():
            raise JourError("Skriv en signatur.")
        if self._keys.account(person.signature) is not None:
            raise JourError(f"{person.signature} har redan ett konto.")
        refuse_weak(passphrase, person.signature, person.name)
        cost = self._cost()
        self._put(lambda: made(person, passphrase, cost, self._key))
        self._diary.write(self.handler, ev.PersonAdded(person.signature, person.role.value))

    def remove(self, signature: str) -> None:
        """Take a person's account away, and change the station key in the same write."""
        self._must_manage()
        if signature == self.handler.signature:
            raise JourError("Ingen tar bort sitt eget konto. Be en annan arbetsledare.")
        self._known(signature)
        before = self._key.id
        many = self._turn(without=signature)
        self._diary.write(
            self.handler,
            ev.PersonRemoved(signature),
            ev.KeyRotated(before, self._key.id, many),
        )

    def change_passphrase(self, old: Secret, new: Secret) -> None:
        """Change one's own. Raises WrongPassphrase for the old one, TooWeak for the new one."""
        account = self._known(self.handler.signature)
        try:
            me = unlocked(account, old)
        except Unopened:
            raise WrongPassphrase from None
        refuse_weak(new, me.person.signature, me.person.name)
        cost = self._cost()
        self._put(lambda: self._relocked(new, cost))
        self._diary.write(self.handler, ev.PassphraseChanged(self.handler.signature, "own"))

    def reset(self, signature: str, passphrase: Secret) -> None:
        """Give a person who has forgotten it a new passphrase; name and role stay."""
        self._must_manage()
        account = self._known(signature)
        person = Handler(signature, name_on(account, self._key), Role(account.role))
        refuse_weak(passphrase, person.signature, person.name)
        cost = self._cost()
        self._put(lambda: made(person, passphrase, cost, self._key))
        self._diary.write(self.handler, ev.PassphraseChanged(signature, "reset"))

    def renew_recovery(self) -> str:
        """A new recovery key, as printed; the former one opens nothing from now."""
        self._must_manage()
        fresh = recovery.fresh()
        self._put(lambda: recovery_account(fresh, self._key))
        self._diary.write(self.handler, ev.RecoveryRenewed())
        return recovery.printed(fresh)

    # --- keys -------------------------------------------------------------------------------

    def rotate(self) -> int:
        """Change the station key; gives how many keys were wrapped again. All of it or nothing."""
        self._must_manage()
        before = self._key.id
        many = self._turn()
        self._diary.write(self.handler, ev.KeyRotated(before, self._key.id, many))
        return many

    def _turn(self, without: str | None = None) -> int:
        for _ in range(_TRIES):
            self._refresh()
            fresh = fresh_station_key()
            turned = [
                Turned(one, None if one.signature == without else self._under(fresh, one))
                for one in self._keys.accounts()
            ]
            wrapping = fresh.cipher("data keys")
            live = [one for one in self._keys.data_keys() if one.wrapped]
            keys = [_wrapped(one.stream, one.id, self._open(one), fresh, wrapping) for one in live]
            if self._keys.rotate(self._key.id, fresh.id, turned, keys):
                self._take(fresh)
                return len(keys)
        raise StoreAway("Nycklarna ändras vid en annan station just nu. Försök igen.")

    def _under(self, fresh: StationKey, account: Account) -> Account:
        return carded(account, name_on(account, self._key), fresh)

    def _stream_key(self, stream: str, make: bool) -> tuple[str, Secret] | None:
        found = self._keys.data_key(stream)
        if found is None:
            return self._new_key(stream, fresh_key()) if make else None
        return self._opened(found)

    def _new_key(self, stream: str, secret: Secret) -> tuple[str, Secret]:
        for _ in range(_TRIES):
            new = _wrapped(stream, os.urandom(8).hex(), secret, self._key, self._wrapping)
            kept = self._keys.add_data_key(new)
            if kept is not None:
                return self._opened(kept)
            self._refresh()
        raise StoreAway("Nycklarna ändras vid en annan station just nu. Försök igen.")

    def _opened(self, key: DataKey) -> tuple[str, Secret]:
        if not key.wrapped:
            raise KeyDestroyed(key.stream)
        if key.by != self._key.id:
            self._refresh()
            again = self._keys.data_key(key.stream)
            assert again is not None
            key = again
            if not key.wrapped:
                raise KeyDestroyed(key.stream)
        return key.id, self._open(key)

    def _open(self, key: DataKey) -> Secret:
        try:
            return Secret(self._wrapping.unlock(key.wrapped, _bound(key.stream, key.id, key.by)))
        except Unopened:
            raise StoreAway(
                f"Nyckeln till {key.stream} är skadad eller utbytt i lagret. Larma driften; radera "
                "ingenting. Nyckeln kan finnas hel i en säkerhetskopia."
            ) from None

    def _refresh(self) -> None:
        """Another station may have changed the station key: take it out of one's own box again."""
        for _ in range(_TRIES):
            now = self._keys.station_key()
            if now == self._key.id:
                return
            account = self._keys.account(self.handler.signature)
            if account is None:
                raise NoRight("Ditt konto är borttaget. Inget sparades.")
            key = station_key_of(account, self._me.private)
            if key.id == self._keys.station_key():
                self._take(key)
        if self._keys.station_key() != self._key.id:
            raise Tampered(self.handler.signature)

    def _take(self, key: StationKey) -> None:
        self._key, self._wrapping = key, key.cipher("data keys")

    # --- accounts ---------------------------------------------------------------------------

    def _must_manage(self) -> None:
        if self.handler.role is not Role.TEAM_LEADER:
            raise NoRight("Bara en arbetsledare, eller återställningsnyckeln, ändrar konton.")

    def _known(self, signature: str) -> Account:
        self._refresh()
        account = self._keys.account(signature)
        if account is None:
            raise JourError(f"{signature} har inget konto.")
        name_on(account, self._key)
        return account

    def _relocked(self, secret: Secret, cost: Cost) -> Account:
        account = self._known(self.handler.signature)
        name = self.handler.name
        return carded(locked(account, name, self._me.private, secret, cost), name, self._key)

    def _put(self, make: Callable[[], Account]) -> None:
        for _ in range(_TRIES):
            self._refresh()
            if self._keys.put_account(make(), self._key.id):
                return
        raise StoreAway("Nycklarna ändras vid en annan station just nu. Försök igen.")


class WrongPassphrase(NoRight):
    """The passphrase opens nothing."""

    def __init__(self, wait: str = "") -> None:
        super().__init__(f"Fel signatur eller lösenfras.{wait and ' ' + wait}")


def recovery_account(secret: Secret, key: StationKey) -> Account:
    """The account of a printed recovery key."""
    return made(Handler(RECOVERY, "återställningsnyckeln", Role.TEAM_LEADER), secret, PRINTED, key)


def _wrapped(stream: str, id: str, secret: Secret, key: StationKey, wrapping: Cipher) -> DataKey:
    by = key.id
    return DataKey(stream, id, by, wrapping.lock(secret.reveal(), _bound(stream, id, by)))


def _bound(stream: str, id: str, by: str) -> bytes:
    return bound_to("data key", stream, id, by)

"""The ring: the streams' keys, as far as one account reaches them."""

from __future__ import annotations

import os

from jourstod.desk.key_ports import DataKey, Keys
from jourstod.domain.errors import KeyDestroyed, NoRight, StoreAway
from jourstod.domain.secret import Secret

from .account import AuditKey, StationKey, Tampered, Unlocked, key_in
from .cipher import Unopened, fresh_key
from .wrapping import AUDITED, Wrapping

TRIES = 8
"""How often what another station moved under us is tried again."""
BUSY = "Nycklarna ändras vid en annan station just nu. Försök igen."


class Ring:
    """Held by one account. Threads may share it; another station may change keys at any time."""

    def __init__(self, keys: Keys, me: Unlocked, key: StationKey | AuditKey) -> None:
        self._keys, self._me = keys, me
        self.take(key)

    def take(self, key: StationKey | AuditKey) -> None:
        """Wrap with another key from now."""
        self._key, self.wrapping = key, Wrapping(key)

    @property
    def id(self) -> str:
        """Of the station key that the ring was made with last."""
        return self.wrapping.id

    @property
    def station_key(self) -> StationKey:
        """The station key. Raises NoRight for an account that has only the audit key."""
        if isinstance(self._key, StationKey):
            return self._key
        raise NoRight("Rollen granskare har ingen nyckel till lagret.")

    def key_of(self, stream: str, make: bool) -> tuple[str, Secret] | None:
        """The id and key of a stream; None where there is none and none is to be made.

        Raises KeyDestroyed, NoRight, StoreAway.
        """
        found = self._keys.data_key(stream)
        if found is None:
            return self.new_key(stream, fresh_key()) if make else None
        return self._opened(found)

    def new_key(self, stream: str, secret: Secret) -> tuple[str, Secret]:
        """Give a stream its key, or take the one it has got meanwhile."""
        for _ in range(TRIES):
            new = self.wrapping.locked(stream, os.urandom(8).hex(), secret)
            kept = self._keys.add_data_key(new)
            if kept is not None:
                return self._opened(kept)
            self.refresh()
        raise StoreAway(BUSY)

    def open(self, key: DataKey) -> Secret:
        """What is in it. Raises StoreAway, NoRight."""
        try:
            return self.wrapping.unlocked(key)
        except Unopened:
            raise _damaged(key.stream) from None

    def refresh(self) -> None:
        """Another station may have changed the station key: take one's own out of the box again."""
        signature = self._me.person.signature
        for _ in range(TRIES):
            if self._keys.station_key() == self.id:
                return
            account = self._keys.account(signature)
            if account is None:
                raise NoRight("Ditt konto är borttaget. Inget sparades.")
            key = key_in(account, self._me.private)
            if key.id == self._keys.station_key():
                self.take(key)
        if self._keys.station_key() != self.id:
            raise Tampered(signature)

    def _opened(self, key: DataKey) -> tuple[str, Secret]:
        if not key.wrapped:
            raise KeyDestroyed(key.stream)
        if key.by != self.id:
            self.refresh()
            again = self._keys.data_key(key.stream)
            assert again is not None
            key = again
            if not key.wrapped:
                raise KeyDestroyed(key.stream)
        return key.id, self.open(key)


def _damaged(stream: str) -> StoreAway:
    told = (
        f"Nyckeln till {stream} är skadad eller utbytt i lagret. Larma driften; radera ingenting. "
        "Nyckeln kan finnas hel i en säkerhetskopia."
    )
    if stream.startswith(AUDITED):
        told += (
            " Är lagret från en äldre version av programmet, byter en arbetsledare stationens "
            "nyckel först: jourstod account rotate."
        )
    return StoreAway(told)

"""The safe, opened: the codec of the store, and what may be done with keys and accounts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from jourstod.desk.key_ports import Account, Keys, Turned
from jourstod.desk.marking import marked, token
from jourstod.desk.ports import Codec
from jourstod.domain.errors import JourError, NoRight, StoreAway
from jourstod.domain.events import accounts as ev
from jourstod.domain.people import Handler, Role
from jourstod.domain.secret import Secret

from . import recovery
from .account import (
    PRINTED,
    RECOVERY,
    StationKey,
    Unlocked,
    carded,
    fresh_station_key,
    holds_too_much,
    made,
    person_of,
)
from .diary import Diary
from .hand import Hand
from .own_account import change_own
from .passphrase import Cost, refuse_weak
from .ring import BUSY, TRIES, Ring
from .sealing import SealingCodec
from .wrapping import Wrapping

RECEIPTS = "receipts"
"""The place whose key marks what is disclosed."""
TOKENS = "tokens"
"""The place whose key makes names and numbers into tokens."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in, with which role, their codec and their hand.

    `safe` is None for drift, whose codec opens nothing, and for an auditor, whose codec opens the
    access log. `account` is theirs as it was read then, for the time when it cannot be.
    """

    handler: Handler
    codec: Codec
    safe: Safe | None
    hand: Hand
    account: Account | None = None


class Safe:
    """Opened by one account. Threads may share it; another station may change keys at any time."""

    def __init__(
        self, keys: Keys, diary: Diary, me: Unlocked, key: StationKey, cost: Callable[[], Cost]
    ) -> None:
        self._keys, self._diary, self._me, self._cost = keys, diary, me, cost
        self._ring = Ring(keys, me, key)
        self.codec = SealingCodec(self._ring.key_of)

    @property
    def handler(self) -> Handler:
        """Whose account opened it; with the printed key the signature is ""."""
        return self._me.person

    @property
    def hand(self) -> Hand:
        """The hand of whoever opened it."""
        return Hand(self._me.private)

    def mark(self, content: bytes) -> str:
        """The keyed mark of what is disclosed; the key is the same through every rotation."""
        found = self._ring.key_of(RECEIPTS, True)
        assert found is not None
        return marked(found[1].reveal(), content)

    def token(self, text: str) -> str:
        """The keyed token of a name or number, by which a case can be found and nothing is told."""
        found = self._ring.key_of(TOKENS, True)
        assert found is not None
        return token(found[1].reveal(), text)

    def take_over_marks(self, key: bytes) -> None:
        """Mark with the key of a store without a safe from now.

        Its receipts still hold, and its cases are still found by the same names.
        """
        self._ring.new_key(RECEIPTS, Secret(key))
        self._ring.new_key(TOKENS, Secret(key))

    def destroy(self, stream: str) -> bool:
        """Destroy the key of a stream; whether there was one. Raises StoreAway: ask again."""
        self.codec.forget(stream)
        return self._keys.destroy(stream)

    # --- people -----------------------------------------------------------------------------

    def people(self) -> tuple[Handler, ...]:
        """Everybody with an account, by signature. Raises Tampered."""
        self._ring.refresh()
        return tuple(
            person_of(one, self._ring.station_key)
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
        self._ready_for(person.role)
        self._put(lambda: made(person, passphrase, cost, self._ring.station_key))
        self._diary.write(self.handler, ev.PersonAdded(person.signature, person.role.value))

    def remove(self, signature: str) -> None:
        """Take a person's account away, and change the station key in the same write."""
        self._must_manage()
        if signature == self.handler.signature:
            raise JourError("Ingen tar bort sitt eget konto. Be en annan arbetsledare.")
        self._known(signature)
        before = self._ring.id
        many = self._turn(without=signature)
        self._diary.write(
            self.handler,
            ev.PersonRemoved(signature),
            ev.KeyRotated(before, self._ring.id, many),
        )

    def change_passphrase(self, old: Secret, new: Secret) -> None:
        """Change one's own. Raises WrongPassphrase for the old one, TooWeak for the new one."""
        self._known(self.handler.signature)
        change_own(self._keys, self._diary, self.handler, old, new, self._cost)

    def reset(self, signature: str, passphrase: Secret) -> None:
        """Give a person who has forgotten it a new passphrase; name and role stay."""
        self._must_manage()
        account = self._known(signature)
        person = person_of(account, self._ring.station_key)
        refuse_weak(passphrase, person.signature, person.name)
        cost = self._cost()
        self._ready_for(person.role)
        self._put(lambda: made(person, passphrase, cost, self._ring.station_key))
        self._diary.write(self.handler, ev.PassphraseChanged(signature, "reset"))

    def place(self, signature: str, unit: str) -> None:
        """Let a reception's account belong to a unit (`nämnd/unit`). Raises NoRight, JourError."""
        self._must_manage()
        if self._known(signature).role != Role.RECEPTION.value:
            raise JourError(f"{signature} är inte mottagning, så kontot hör inte till någon.")
        self._put(lambda: self._placed(signature, unit))
        self._diary.write(self.handler, ev.PersonPlaced(signature, unit))

    def _placed(self, signature: str, unit: str) -> Account:
        account = self._known(signature)
        person = person_of(account, self._ring.station_key)
        return carded(account, replace(person, unit=unit), self._ring.station_key)

    def renew_recovery(self) -> str:
        """A new recovery key, as printed; the former one opens nothing from now."""
        self._must_manage()
        fresh = recovery.fresh()
        self._put(lambda: recovery_account(fresh, self._ring.station_key))
        self._diary.write(self.handler, ev.RecoveryRenewed())
        return recovery.printed(fresh)

    # --- keys -------------------------------------------------------------------------------

    def rotate(self) -> int:
        """Change the station key; gives how many keys were wrapped again. All of it or nothing."""
        self._must_manage()
        before = self._ring.id
        many = self._turn()
        self._diary.write(self.handler, ev.KeyRotated(before, self._ring.id, many))
        return many

    def renew_former(self) -> None:
        """Change the station key where an auditor's account still holds it, as it once did."""
        if not any(map(holds_too_much, self._keys.accounts())):
            return
        before = self._ring.id
        try:
            many = self._turn()
        except StoreAway:
            return  # whoever signs in goes on; the auditor is refused until it has been done
        self._diary.write(self.handler, ev.KeyRotated(before, self._ring.id, many))

    def _turn(self, without: str | None = None) -> int:
        for _ in range(TRIES):
            self._ring.refresh()
            fresh = fresh_station_key()
            turned = [
                Turned(one, None if one.signature == without else self._under(fresh, one))
                for one in self._keys.accounts()
            ]
            wrapping = Wrapping(fresh)
            live = [one for one in self._keys.data_keys() if one.wrapped]
            keys = [wrapping.locked(one.stream, one.id, self._ring.open(one)) for one in live]
            if self._keys.rotate(self._ring.id, fresh.id, turned, keys):
                self._ring.take(fresh)
                return len(keys)
        raise StoreAway(BUSY)

    def _under(self, fresh: StationKey, account: Account) -> Account:
        return carded(account, person_of(account, self._ring.station_key), fresh)

    def _ready_for(self, role: Role) -> None:
        """An auditor opens an access log only when its keys are locked with the audit key."""
        former = self._ring.wrapping.is_former
        if role is Role.AUDITOR and any(map(former, self._keys.data_keys())):
            before = self._ring.id
            many = self._turn()
            self._diary.write(self.handler, ev.KeyRotated(before, self._ring.id, many))

    # --- accounts ---------------------------------------------------------------------------

    def _must_manage(self) -> None:
        if self.handler.role is not Role.TEAM_LEADER:
            raise NoRight("Bara en arbetsledare, eller återställningsnyckeln, ändrar konton.")

    def _known(self, signature: str) -> Account:
        self._ring.refresh()
        account = self._keys.account(signature)
        if account is None:
            raise JourError(f"{signature} har inget konto.")
        person_of(account, self._ring.station_key)
        return account

    def _put(self, make: Callable[[], Account]) -> None:
        for _ in range(TRIES):
            self._ring.refresh()
            if self._keys.put_account(make(), self._ring.id):
                return
        raise StoreAway(BUSY)


def recovery_account(secret: Secret, key: StationKey) -> Account:
    """The account of a printed recovery key."""
    return made(Handler(RECOVERY, "återställningsnyckeln", Role.TEAM_LEADER), secret, PRINTED, key)

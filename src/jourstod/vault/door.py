"""The door to the safe: making it, signing in, and the printed key; counted, slow and logged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from jourstod.desk.key_ports import Account, Keys
from jourstod.domain.errors import NoRight, StoreAway
from jourstod.domain.events import accounts as ev
from jourstod.domain.people import Handler, Role
from jourstod.domain.secret import Secret

from . import recovery
from .account import (
    RECOVERY,
    AuditKey,
    StationKey,
    Tampered,
    Unlocked,
    fresh_station_key,
    key_in,
    made,
    person_of,
    unlocked,
)
from .cipher import Unopened
from .diary import NOBODY, Diary
from .hand import Hand
from .own_account import WrongPassphrase, change_own
from .passphrase import LIGHTEST, SALT_BYTES, Cost, refuse_weak, stretched, tuned
from .ring import Ring
from .safe import Safe, SignedIn, recovery_account
from .sealing import ClosedCodec, SealingCodec
from .stand_in import Tries
from .waiting import FIRST_WAIT, TooSoon, next_try, still_to_wait

_TRIES = 8


class WrongRecovery(NoRight):
    """A recovery key that is well written and opens nothing here."""

    def __init__(self) -> None:
        super().__init__(
            "Nyckeln är rätt skriven men hör inte till det här lagret. "
            "Kanske har en nyare skrivits ut."
        )


class Door:
    """Where a store's safe is made and opened; `cost` is asked only when an account is made."""

    def __init__(self, keys: Keys, diary: Diary, cost: Callable[[], Cost] = tuned) -> None:
        self._keys, self._diary, self._cost = keys, diary, cost

    @property
    def locked(self) -> bool:
        """Whether the store has a safe."""
        return bool(self._keys.station_key())

    def signatures(self) -> tuple[Handler, ...]:
        """Everybody with an account, without names, for one who may not read them."""
        found = (one for one in self._keys.accounts() if one.signature != RECOVERY)
        return tuple(Handler(one.signature, "", Role(one.role)) for one in found)

    def begin(
        self, first: Handler, passphrase: Secret, before: Callable[[Safe], None] = lambda _: None
    ) -> tuple[SignedIn, str]:
        """Make the safe with its first person; gives the recovery key as printed, once.

        `before` writes what the store shall begin with.
        """
        if first.role in (Role.OPERATIONS, Role.AUDITOR):
            raise NoRight("Den som gör valvet släpper in de andra, så det gör ingen i den rollen.")
        refuse_weak(passphrase, first.signature, first.name)
        key, printed = fresh_station_key(), recovery.fresh()
        account = made(first, passphrase, self._cost(), key)
        if not self._keys.begin(key.id, (account, recovery_account(printed, key))):
            raise StoreAway("Lagret har redan konton. Logga in i stället.")
        safe = Safe(self._keys, self._diary, unlocked(account, passphrase), key, self._cost)
        before(safe)
        self._diary.write(first, ev.SafeMade(first.signature, first.role.value, key.id))
        signed = SignedIn(safe.handler, safe.codec, safe, safe.hand, account)
        return signed, recovery.printed(printed)

    def sign_in(self, signature: str, passphrase: Secret) -> SignedIn:
        """Open with a passphrase. Raises WrongPassphrase, TooSoon, Tampered, StoreAway."""
        account = self._keys.account(signature.strip()) if signature.strip() else None
        if account is None:
            stretched(passphrase, bytes(SALT_BYTES), LIGHTEST)  # as slow as for a known signature
            self._diary.write(NOBODY, ev.SignInFailed("", 0))
            raise WrongPassphrase
        tries = self._counted(account)
        try:
            me = unlocked(account, passphrase)
        except Unopened:
            self._diary.write(NOBODY, ev.SignInFailed(account.signature, tries))
            raise WrongPassphrase(next_try(tries)) from None
        signed = replace(self._signed(account.signature, me), account=account)
        self._keys.clear_tries(account.signature)
        self._diary.write(me.person, ev.SignedIn(account.signature, account.role, tries - 1))
        if signed.safe is not None:
            signed.safe.renew_former()
        return signed

    def change_own(self, person: Handler, old: Secret, new: Secret) -> None:
        """A new passphrase for one who has no safe. Raises WrongPassphrase, TooWeak, StoreAway."""
        change_own(self._keys, self._diary, person, old, new, self._cost)

    def hear(self, tries: Tries, present: str) -> None:
        """Log and count what was tried at a station that could not reach the accounts.

        `present` has just signed in, so nothing is counted against that signature.
        """
        wrong: dict[str, int] = {}
        for place, one in tries.all():
            before, at = wrong.get(one.person, 0), datetime.fromisoformat(one.at)
            if one.right:
                who = Handler(one.person, "", Role(one.role))
                told: ev.AccountEvent = ev.SignedIn(one.person, one.role, before)
            else:
                who, told = NOBODY, ev.SignInFailed(one.person, before + 1)
            wrong[one.person] = 0 if one.right else before + 1
            self._diary.write(who, told, at=at, command=one.id)
            if not one.over and one.person != present:
                self._count(one.person, one.at)
            tries.done(place)

    def recover(self, typed: str) -> Safe:
        """Open with the printed recovery key, to mend accounts. Raises Mistyped, WrongRecovery."""
        secret = recovery.typed_back(typed)
        account = self._keys.account(RECOVERY)
        if account is None:
            raise StoreAway("Lagret har inga konton.")
        try:
            me = unlocked(account, secret)
        except Unopened:
            self._diary.write(NOBODY, ev.SignInFailed(RECOVERY, 0))
            raise WrongRecovery from None
        safe = self._safe(RECOVERY, me)
        self._diary.write(me.person, ev.RecoveryUsed())
        safe.renew_former()
        return safe

    def _signed(self, signature: str, me: Unlocked) -> SignedIn:
        match me.person.role:
            case Role.OPERATIONS:
                return SignedIn(me.person, ClosedCodec(), None, Hand(me.private))
            case Role.AUDITOR:
                ring = Ring(self._keys, me, self._key(signature, me))
                return SignedIn(me.person, SealingCodec(ring.key_of), None, Hand(me.private))
            case _:
                safe = self._safe(signature, me)
                return SignedIn(safe.handler, safe.codec, safe, safe.hand)

    def _safe(self, signature: str, me: Unlocked) -> Safe:
        key = self._key(signature, me)
        assert isinstance(key, StationKey)
        account = self._keys.account(signature)
        if account is not None and account.signature != RECOVERY:
            me = replace(me, person=person_of(account, key))
        return Safe(self._keys, self._diary, me, key, self._cost)

    def _key(self, signature: str, me: Unlocked) -> StationKey | AuditKey:
        for _ in range(_TRIES):
            account = self._keys.account(signature)
            if account is None:
                raise NoRight("Ditt konto är borttaget.")
            key = key_in(account, me.private)
            if key.id == self._keys.station_key():
                if isinstance(key, StationKey):
                    person_of(account, key)
                return key
        raise Tampered(signature)

    def _count(self, signature: str, at: str) -> None:
        for _ in range(_TRIES):
            account = self._keys.account(signature)
            if account is None or self._keys.count_try(signature, account.tries, at):
                return

    def _counted(self, account: Account) -> int:
        """Count the try before it is made, so that no kill undoes it; gives how many now."""
        for _ in range(_TRIES):
            now = self._diary.clock()
            tried = datetime.fromisoformat(account.tried) if account.tried else None
            if left := still_to_wait(account.tries, tried, now):
                raise TooSoon(left)
            if self._keys.count_try(account.signature, account.tries, now.isoformat()):
                return account.tries + 1
            account = self._keys.account(account.signature) or account
        raise TooSoon(FIRST_WAIT)

"""The account: how one person's, or the recovery key's, way to the station key is wrapped.

A secret (passphrase or printed key) locks a private key of one's own; the station key is boxed to
the public one. So the station key can be changed while everybody else is at home, and `card`,
which only a holder of the station key can make, vouches for name, role, unit and public key. An
auditor's box holds the audit key, which is made of the station key and does not lead back to it.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, replace

from jourstod.desk.key_ports import Account
from jourstod.domain.errors import NoRight, StoreAway
from jourstod.domain.people import EVERY_UNIT, Handler, Role
from jourstod.domain.secret import Secret

from .cipher import (
    KEY_BYTES,
    Cipher,
    Unopened,
    bound_to,
    boxed,
    derived,
    fresh_key,
    key_pair,
    unboxed,
)
from .passphrase import SALT_BYTES, Cost, stretched

RECOVERY = ""
"""The signature of the printed recovery key's account."""
PRINTED = Cost(0, 0, 0)
"""The recovery key is random, so nothing is won by making it slow."""
_ID_DIGITS = 16
_FORMER_BOX = 32 + 1 + 12 + KEY_BYTES + 16
"""How long a box is that holds a station key and nothing else: once also an auditor's."""


class Tampered(StoreAway):
    """An account was changed by something else than the program."""

    def __init__(self, signature: str) -> None:
        name = f"Kontot {signature}" if signature else "Återställningsnyckelns konto"
        super().__init__(
            f"{name} är ändrat utanför programmet eller skadat. Larma driften; radera ingenting."
        )


class FormerAccount(NoRight):
    """An auditor's account from the time when it held the station key. It is not opened."""

    def __init__(self, signature: str) -> None:
        super().__init__(
            f"Kontot {signature} har en äldre sorts nyckel, som öppnar mer än åtkomstloggen. Be en "
            "arbetsledare logga in: då görs den om. Logga sedan in igen."
        )


@dataclass(frozen=True, slots=True)
class AuditKey:
    """The key that the access log's keys are wrapped with; `id` is that of its station key."""

    id: str
    secret: Secret

    def cipher(self) -> Cipher:
        """A cipher for its only use."""
        return Cipher(derived(self.secret, bound_to("audited data keys")))


@dataclass(frozen=True, slots=True)
class StationKey:
    """The key that every other stream's key is wrapped with."""

    secret: Secret

    @property
    def id(self) -> str:
        """Which key it is; tells nothing of the key."""
        told = hashlib.sha256(b"jourstod station key id\0" + self.secret.reveal()).hexdigest()
        return told[:_ID_DIGITS]

    @property
    def audit(self) -> AuditKey:
        """The audit key that is made of it."""
        return AuditKey(self.id, derived(self.secret, bound_to("audit key")))

    def cipher(self, use: str) -> Cipher:
        """A cipher for one use of the key."""
        return Cipher(derived(self.secret, bound_to(use)))


@dataclass(frozen=True, slots=True)
class Unlocked:
    """An account opened by its secret: whose it is, and the private key."""

    person: Handler
    private: Secret


def fresh_station_key() -> StationKey:
    """A new station key."""
    return StationKey(fresh_key())


def made(person: Handler, secret: Secret, cost: Cost, key: StationKey) -> Account:
    """A new account for a person; drift gets no key, an auditor the audit key, others all."""
    public, private = key_pair()
    bare = Account(person.signature, person.role.value, public, b"", cost.plain, b"", b"", b"")
    return carded(locked(bare, person.name, private, secret, cost), person, key)


def locked(account: Account, name: str, private: Secret, secret: Secret, cost: Cost) -> Account:
    """The account with its private key locked by a (new) secret."""
    fresh = replace(account, salt=os.urandom(SALT_BYTES), cost=cost.plain, tries=0, tried="")
    inside = json.dumps({"name": name, "private": private.reveal().hex()}).encode()
    return replace(fresh, locked=Cipher(_key(secret, fresh)).lock(inside, _lock_of(fresh)))


def carded(account: Account, person: Handler, key: StationKey) -> Account:
    """The account with its card and its box made anew under a station key."""
    unit = "" if person.unit == EVERY_UNIT else person.unit
    plain = json.dumps({"name": person.name, "unit": unit}).encode()
    card = key.cipher("cards").lock(plain, _card_of(account))
    return replace(account, card=card, box=_box(account, key))


def unlocked(account: Account, secret: Secret) -> Unlocked:
    """Raises Unopened for a wrong secret; slow for a passphrase."""
    told = json.loads(Cipher(_key(secret, account)).unlock(account.locked, _lock_of(account)))
    person = Handler(account.signature, told["name"], Role(account.role))
    return Unlocked(person, Secret(bytes.fromhex(told["private"])))


def key_in(account: Account, private: Secret) -> StationKey | AuditKey:
    """The key out of the account's box. Raises Tampered, FormerAccount."""
    if holds_too_much(account):
        raise FormerAccount(account.signature)
    try:
        if account.role != Role.AUDITOR.value:
            return StationKey(Secret(unboxed(private, account.box, _box_of(account))))
        told = unboxed(private, account.box, _audit_box_of(account))
        return AuditKey(told[:_ID_DIGITS].decode(), Secret(told[_ID_DIGITS:]))
    except Unopened:
        raise Tampered(account.signature) from None


def holds_too_much(account: Account) -> bool:
    """Whether it is an auditor's account whose box is of the former sort, with the station key."""
    return account.role == Role.AUDITOR.value and len(account.box) == _FORMER_BOX


def person_of(account: Account, key: StationKey) -> Handler:
    """Whose account it is, by the card that this station key made. Raises Tampered for another.

    Only a reception's account has a unit; "" where none has been named for it.
    """
    try:
        told = json.loads(key.cipher("cards").unlock(account.card, _card_of(account)))
    except Unopened:
        raise Tampered(account.signature) from None
    role = Role(account.role)
    unit = str(told.get("unit", "")) if role is Role.RECEPTION else EVERY_UNIT
    return Handler(account.signature, str(told["name"]), role, unit=unit)


def _box(account: Account, key: StationKey) -> bytes:
    match account.role:
        case Role.OPERATIONS.value:
            return b""
        case Role.AUDITOR.value:
            told = key.id.encode() + key.audit.secret.reveal()
            return boxed(account.public, told, _audit_box_of(account))
        case _:
            return boxed(account.public, key.secret.reveal(), _box_of(account))


def _key(secret: Secret, account: Account) -> Secret:
    if account.signature == RECOVERY:
        return derived(secret, bound_to("recovery", account.salt))
    return stretched(secret, account.salt, Cost(*account.cost))


def _lock_of(account: Account) -> bytes:
    cost = ",".join(map(str, account.cost))
    return bound_to("account", *_who(account), account.salt, cost)


def _box_of(account: Account) -> bytes:
    return bound_to("station key", *_who(account))


def _audit_box_of(account: Account) -> bytes:
    return bound_to("audit key", *_who(account))


def _card_of(account: Account) -> bytes:
    return bound_to("card", *_who(account))


def _who(account: Account) -> tuple[str | bytes, ...]:
    return account.signature, account.role, account.public

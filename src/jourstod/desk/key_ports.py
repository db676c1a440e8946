"""What the safe needs from outside: a place for accounts and wrapped keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Account:
    """One who can unlock the safe: a person, or the printed recovery key (signature "").

    All bytes are wrapped or public (vault/account.py); `cost` is KiB, passes and lanes of Argon2id.
    `tries` counts wrong passphrases since the last right one, `tried` is when (ISO UTC, "").
    """

    signature: str
    role: str
    public: bytes
    salt: bytes
    cost: tuple[int, int, int]
    locked: bytes
    box: bytes
    card: bytes
    tries: int = 0
    tried: str = ""


@dataclass(frozen=True, slots=True)
class DataKey:
    """The wrapped key of one stream; `by` is the station key it is wrapped with.

    Its `id` stands in the clear column of every row it sealed. `wrapped` is b"" once destroyed.
    """

    stream: str
    id: str
    by: str
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class Turned:
    """An account as it was read, and as a rotation leaves it; None takes it away."""

    seen: Account
    after: Account | None


class Keys(Protocol):
    """Accounts and wrapped keys, all under one station key, whose id `station_key` gives ("").

    What is written names the station key it was made with; when that is no longer the station's
    (another station changed it), nothing is written and the answer is False or None.
    """

    def can_begin(self) -> bool:
        """Whether a safe can be made in this storage at all."""

    def station_key(self) -> str: ...

    def begin(self, key: str, accounts: Sequence[Account]) -> bool: ...

    def rotate(
        self, before: str, after: str, turned: Sequence[Turned], keys: Sequence[DataKey]
    ) -> bool:
        """Every account and every key not destroyed, all at once; False when one has moved."""

    def accounts(self) -> Sequence[Account]: ...

    def account(self, signature: str) -> Account | None: ...

    def put_account(self, account: Account, by: str) -> bool: ...

    def count_try(self, signature: str, seen: int, at: str) -> bool:
        """One more wrong try than `seen`; False when somebody else has tried since."""

    def clear_tries(self, signature: str) -> None: ...

    def data_keys(self) -> Sequence[DataKey]: ...

    def data_key(self, stream: str) -> DataKey | None: ...

    def add_data_key(self, new: DataKey) -> DataKey | None:
        """The key of the stream: this one, or the one that was there first (also a destroyed)."""

    def destroy(self, stream: str) -> bool:
        """Remove the key of a stream so that no file holds it; whether there was one.

        Raises StoreAway when a reader keeps the old pages: the key is gone for every program then,
        and asking again sweeps the file.
        """


def same_accounts(now: Sequence[Account], turned: Sequence[Turned]) -> bool:
    """Whether the accounts are still those that were read, whatever has been tried since."""
    seen = {one.seen.signature: one.seen for one in turned}
    return {a.signature: with_tries(a) for a in now} == {s: with_tries(a) for s, a in seen.items()}


def with_tries(account: Account, of: Account | None = None) -> Account:
    """The account with the wrong tries of another reading of it, or with none."""
    return replace(account, tries=of.tries if of else 0, tried=of.tried if of else "")

"""Accounts and wrapped keys in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from threading import RLock

from jourstod.desk.key_ports import Account, DataKey, Turned, same_accounts, with_tries


class MemoryKeys:
    """What the safe keeps, as long as the object lives; threads may share it."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._ring = ""
        self._accounts: dict[str, Account] = {}
        self._keys: dict[str, DataKey] = {}

    def can_begin(self) -> bool:
        """It can."""
        return True

    def station_key(self) -> str:
        """The id of the station key, "" when the store has no safe."""
        return self._ring

    def begin(self, key: str, accounts: Sequence[Account]) -> bool:
        """The first accounts; False when there are some."""
        with self._lock:
            if self._ring:
                return False
            self._ring = key
            self._accounts = {one.signature: one for one in accounts}
            return True

    def rotate(
        self, before: str, after: str, turned: Sequence[Turned], keys: Sequence[DataKey]
    ) -> bool:
        """All at once, or False."""
        with self._lock:
            live = {stream for stream, key in self._keys.items() if key.wrapped}
            if self._ring != before or {key.stream for key in keys} != live:
                return False
            if not same_accounts(self.accounts(), turned):
                return False
            self._ring = after
            self._accounts = {
                one.after.signature: with_tries(one.after, self._accounts[one.seen.signature])
                for one in turned
                if one.after is not None
            }
            self._keys |= {key.stream: key for key in keys}
            return True

    def accounts(self) -> tuple[Account, ...]:
        """Every account, by signature."""
        with self._lock:
            return tuple(account for _, account in sorted(self._accounts.items()))

    def account(self, signature: str) -> Account | None:
        """The account of a signature, or None."""
        return self._accounts.get(signature)

    def put_account(self, account: Account, by: str) -> bool:
        """Keep the account in place of an earlier one."""
        with self._lock:
            if self._ring != by:
                return False
            self._accounts[account.signature] = account
            return True

    def count_try(self, signature: str, seen: int, at: str) -> bool:
        """One more wrong try than `seen`, or False."""
        with self._lock:
            account = self._accounts.get(signature)
            if account is None or account.tries != seen:
                return False
            self._accounts[signature] = replace(account, tries=seen + 1, tried=at)
            return True

    def clear_tries(self, signature: str) -> None:
        """No wrong tries any more."""
        with self._lock:
            if (account := self._accounts.get(signature)) is not None:
                self._accounts[signature] = replace(account, tries=0, tried="")

    def data_keys(self) -> tuple[DataKey, ...]:
        """Every stream's key, by stream, also those destroyed."""
        with self._lock:
            return tuple(key for _, key in sorted(self._keys.items()))

    def data_key(self, stream: str) -> DataKey | None:
        """The key of a stream, or None."""
        return self._keys.get(stream)

    def add_data_key(self, new: DataKey) -> DataKey | None:
        """The key of the stream: the first one ever given."""
        with self._lock:
            if self._ring != new.by:
                return None
            return self._keys.setdefault(new.stream, new)

    def destroy(self, stream: str) -> bool:
        """Remove the key; whether there was one."""
        with self._lock:
            found = self._keys.get(stream)
            if found is None or not found.wrapped:
                return False
            self._keys[stream] = replace(found, wrapped=b"")
            return True

"""The keys of a store that can have no safe yet: there are none, and none can be made."""

from __future__ import annotations

from collections.abc import Sequence

from jourstod.desk.key_ports import Account, DataKey, Turned
from jourstod.domain.errors import StoreAway


class NoKeys:
    """Accounts and keys of a store without them."""

    def station_key(self) -> str:
        """None."""
        return ""

    def begin(self, key: str, accounts: Sequence[Account]) -> bool:
        """Raises StoreAway."""
        raise StoreAway("Den delade databasen kan inte ha ett valv än. Inget har ändrats.")

    def rotate(
        self, before: str, after: str, turned: Sequence[Turned], keys: Sequence[DataKey]
    ) -> bool:
        """Nothing to change."""
        return False

    def accounts(self) -> tuple[Account, ...]:
        """None."""
        return ()

    def account(self, signature: str) -> Account | None:
        """None."""
        return None

    def put_account(self, account: Account, by: str) -> bool:
        """Nowhere to put it."""
        return False

    def count_try(self, signature: str, seen: int, at: str) -> bool:
        """Nobody to count for."""
        return False

    def clear_tries(self, signature: str) -> None:
        """Nothing to clear."""

    def data_keys(self) -> tuple[DataKey, ...]:
        """None."""
        return ()

    def data_key(self, stream: str) -> DataKey | None:
        """None."""
        return None

    def add_data_key(self, new: DataKey) -> DataKey | None:
        """Nowhere to put it."""
        return None

    def destroy(self, stream: str) -> bool:
        """There was none."""
        return False

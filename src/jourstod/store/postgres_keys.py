"""Accounts and keys in a shared database: not there yet, so that such a store has no safe."""

from __future__ import annotations

from jourstod.store.memory_keys import MemoryKeys


class PostgresKeys(MemoryKeys):
    """Never holds anything: nobody can begin a safe here, and every key is unknown."""

    def can_begin(self) -> bool:
        """It cannot."""
        return False

    def begin(self, key: str, accounts: object) -> bool:
        """Nothing is begun."""
        return False

"""A vault whose marks are made with a key of the safe instead of one beside the store."""

from __future__ import annotations

from collections.abc import Callable

from jourstod.desk.ports import Vault
from jourstod.store.vault_over import VaultOver


class KeyedVault(VaultOver):
    """The same vault in everything but `mark` and `token`."""

    def __init__(
        self, vault: Vault, mark: Callable[[bytes], str], token: Callable[[str], str]
    ) -> None:
        super().__init__(vault.plain if isinstance(vault, KeyedVault) else vault)
        self._mark, self._token = mark, token

    @property
    def plain(self) -> Vault:
        """The vault beneath."""
        return self._vault

    def mark(self, content: bytes) -> str:
        """The mark by the safe's key."""
        return self._mark(content)

    def token(self, text: str) -> str:
        """The token by the safe's key."""
        return self._token(text)

"""A vault whose marks are made with a key of the safe instead of one beside the store."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from jourstod.desk.ports import Bundles, Drafts, Marks, Store, Summaries, Vault

if TYPE_CHECKING:
    from jourstod.desk.key_ports import Keys


class KeyedVault:
    """The same vault in everything but `mark` and `token`."""

    def __init__(
        self, vault: Vault, mark: Callable[[bytes], str], token: Callable[[str], str]
    ) -> None:
        self._vault = vault.plain if isinstance(vault, KeyedVault) else vault
        self.mark, self.token = mark, token

    @property
    def plain(self) -> Vault:
        """The vault beneath."""
        return self._vault

    @property
    def log(self) -> Store:
        """The log."""
        return self._vault.log

    @property
    def drafts(self) -> Drafts:
        """The drafts."""
        return self._vault.drafts

    @property
    def marks(self) -> Marks:
        """The marks."""
        return self._vault.marks

    @property
    def summaries(self) -> Summaries:
        """The summaries."""
        return self._vault.summaries

    @property
    def bundles(self) -> Bundles:
        """The bundles."""
        return self._vault.bundles

    @property
    def keys(self) -> Keys:
        """Accounts and wrapped keys."""
        return self._vault.keys

    def close(self) -> None:
        """Let go of the store."""
        self._vault.close()

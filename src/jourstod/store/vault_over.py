"""A vault laid over another: the same in everything but what its kind says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jourstod.desk.ports import Bundles, Drafts, Marks, Store, Summaries, Vault

if TYPE_CHECKING:
    from jourstod.desk.key_ports import Keys


class VaultOver:
    """What is asked of it is asked of the vault beneath."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

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

    def mark(self, content: bytes) -> str:
        """The keyed mark of a content."""
        return self._vault.mark(content)

    def token(self, text: str) -> str:
        """The keyed token of a name or number."""
        return self._vault.token(text)

    def close(self) -> None:
        """Let go of the store."""
        self._vault.close()

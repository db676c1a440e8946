"""A shared vault whose half-typed texts lie on this computer, also when the database is away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from jourstod.desk.ports import (
    Append,
    Beside,
    Bundles,
    Conflict,
    Drafts,
    Head,
    Marks,
    Outcome,
    Row,
    Store,
    Summaries,
    Vault,
)
from jourstod.domain.errors import StoreAway
from jourstod.store.batch import NOTHING

if TYPE_CHECKING:
    from jourstod.desk.key_ports import Keys


class HomeDrafts:
    """The same vault in everything but its drafts, which one station alone has."""

    def __init__(self, vault: Vault, drafts: Drafts) -> None:
        self._vault, self.drafts = vault, drafts
        self.log: Store = _Log(vault.log, drafts)

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


class _Log:
    """The shared log; what it makes obsolete is dropped here once it is stored there."""

    def __init__(self, log: Store, drafts: Drafts) -> None:
        self._log, self._drafts = log, drafts

    def append(self, batch: Sequence[Append], command_id: str, beside: Beside = NOTHING) -> Outcome:
        outcome = self._log.append(batch, command_id, replace(beside, drafts_done=()))
        if not isinstance(outcome, Conflict):
            for place, handler in beside.drafts_done:
                with suppress(StoreAway):  # a draft that is left behind is asked about, not lost
                    self._drafts.drop(place, handler)
        return outcome

    def read(self, stream: str, after: int = 0, most: int | None = None) -> Sequence[Row]:
        return self._log.read(stream, after, most)

    def head(self, stream: str) -> Head | None:
        return self._log.head(stream)

    def heads(self) -> Iterable[Head]:
        return self._log.heads()

    def close(self) -> None:
        self._log.close()

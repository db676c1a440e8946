"""A shared vault whose half-typed texts lie on this computer, also when the database is away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from jourstod.desk.ports import (
    Append,
    Beside,
    Draft,
    Drafts,
    Head,
    Outcome,
    Row,
    Store,
    Stored,
    Vault,
    WallClock,
)
from jourstod.domain.errors import StoreAway
from jourstod.store.batch import NOTHING
from jourstod.store.place import FILE_NAME, open_vault
from jourstod.store.vault_over import VaultOver


def own_drafts(folder: Path, clock: WallClock) -> tuple[Draft, ...]:
    """What the station keeps for itself in the folder: half-typed texts, what it has not shared."""
    if not (folder / FILE_NAME).exists():
        return ()
    vault = open_vault(folder, clock, False)
    try:
        return vault.drafts.every_one()
    finally:
        vault.close()


def keep_drafts(folder: Path, clock: WallClock, drafts: Iterable[Draft]) -> None:
    """Let the station find these there; of two for one place the last."""
    vault = open_vault(folder, clock, False)
    try:
        for draft in drafts:
            vault.drafts.save(draft)
    finally:
        vault.close()


class HomeDrafts(VaultOver):
    """The same vault in everything but its drafts, which one station alone has."""

    def __init__(self, vault: Vault, drafts: Drafts) -> None:
        super().__init__(vault)
        self._drafts, self._log = drafts, _Log(vault.log, drafts)

    @property
    def drafts(self) -> Drafts:
        """The drafts of this computer."""
        return self._drafts

    @property
    def log(self) -> Store:
        """The shared log."""
        return self._log


class _Log:
    """The shared log; what it makes obsolete is dropped here once it is stored there."""

    def __init__(self, log: Store, drafts: Drafts) -> None:
        self._log, self._drafts = log, drafts

    def append(self, batch: Sequence[Append], command_id: str, beside: Beside = NOTHING) -> Outcome:
        outcome = self._log.append(batch, command_id, replace(beside, drafts_done=()))
        if isinstance(outcome, Stored):  # what was stored before says nothing of a draft since
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

"""The SQLite vault keeps every promise of the ports, and those of a file shared by processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.store.contract import StoreContract

from jourstod.desk.ports import Vault, WallClock
from jourstod.store.sqlite import SqliteVault


class TestSqliteVault(StoreContract):
    @pytest.fixture
    def door(self, tmp_path: Path) -> Iterator[Callable[[WallClock], Vault]]:
        opened: list[Vault] = []

        def open_one(its_clock: WallClock) -> Vault:
            opened.append(SqliteVault(tmp_path / "jourstod.db", its_clock, wait_ms=30_000))
            return opened[-1]

        yield open_one
        for vault in opened:
            vault.close()

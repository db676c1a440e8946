"""The vault in memory keeps every promise of the ports."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from tests.store.contract import StoreContract
from tests.store.keys_contract import KeysContract

from jourstod.desk.ports import Vault, WallClock
from jourstod.store.memory import MemoryVault


@pytest.fixture
def door() -> Callable[[WallClock], Vault]:
    opened: list[Vault] = []

    def open_one(its_clock: WallClock) -> Vault:
        # One storage in one process: every door is the same.
        if not opened:
            opened.append(MemoryVault(its_clock))
        return opened[0]

    return open_one


class TestMemoryVault(StoreContract):
    @pytest.fixture
    def door(self, door: Callable[[WallClock], Vault]) -> Callable[[WallClock], Vault]:
        return door


class TestMemoryKeys(KeysContract):
    @pytest.fixture
    def door(self, door: Callable[[WallClock], Vault]) -> Callable[[WallClock], Vault]:
        return door


def test_the_memory_vault_does_not_load_the_database() -> None:
    code = "import sys, jourstod.store.memory; print('apsw' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert found.stdout.strip() == "False", found.stderr

"""A shared vault with drafts of the station's own keeps every promise of the ports."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.store.contract import StoreContract
from tests.store.sealing import TestClock

from jourstod.desk.ports import Draft, Vault, WallClock
from jourstod.store.home_drafts import HomeDrafts
from jourstod.store.memory import MemoryVault


class TestHomeDrafts(StoreContract):
    @pytest.fixture
    def door(self, clock: TestClock) -> Callable[[WallClock], Vault]:
        """One storage per test, whose clock is that of whoever opened it first."""
        shared: list[MemoryVault] = []
        here = MemoryVault(clock)

        def open_one(its_clock: WallClock) -> Vault:
            if not shared:
                shared.append(MemoryVault(its_clock))
            return HomeDrafts(shared[0], here.drafts)

        return open_one


def test_a_half_typed_text_never_comes_to_the_shared_store() -> None:
    shared, here = MemoryVault(TestClock()), MemoryVault(TestClock())
    HomeDrafts(shared, here.drafts).drafts.save(Draft("v1", "AB", "k", b"halv"))
    assert shared.drafts.all_of("AB") == () and len(here.drafts.all_of("AB")) == 1

"""Every promise of the port for accounts and wrapped keys, run against each adapter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.store.sealing import TestClock

from jourstod.desk.key_ports import Account, DataKey, Turned
from jourstod.desk.ports import Vault, WallClock

ONE, TWO = "1" * 16, "2" * 16


def account(signature: str, locked: bytes = b"locked") -> Account:
    cost = (65536, 3, 1)
    return Account(signature, "duty_officer", b"p", b"s" * 16, cost, locked, b"box", b"card")


def key(stream: str, by: str = ONE, wrapped: bytes = b"wrapped") -> DataKey:
    return DataKey(stream, f"id of {stream}", by, wrapped)


class KeysContract:
    """Subclass it, and give `door` (one more way in to the same storage)."""

    @pytest.fixture
    def door(self) -> Callable[[WallClock], Vault]:
        raise NotImplementedError

    @pytest.fixture
    def vault(self, door: Callable[[WallClock], Vault]) -> Vault:
        """A store with a safe and two accounts."""
        made = door(TestClock())
        assert made.keys.begin(ONE, (account("AB"), account("")))
        return made

    def test_a_store_without_a_safe_has_no_keys(self, door: Callable[[WallClock], Vault]) -> None:
        keys = door(TestClock()).keys
        assert keys.station_key() == ""
        assert not keys.accounts()
        assert not keys.data_keys()
        assert keys.account("AB") is None
        assert keys.data_key("case/1") is None
        assert keys.add_data_key(key("case/1")) is None
        assert not keys.put_account(account("AB"), ONE)
        assert not keys.destroy("case/1")

    def test_a_safe_is_made_once(self, vault: Vault, door: Callable[[WallClock], Vault]) -> None:
        there = door(TestClock()).keys
        assert not there.begin(TWO, (account("XX"),))
        assert there.station_key() == ONE
        assert list(there.accounts()) == [account(""), account("AB")]

    def test_accounts_are_seen_through_every_door(
        self, vault: Vault, door: Callable[[WallClock], Vault]
    ) -> None:
        assert vault.keys.put_account(account("CD"), ONE)
        assert door(TestClock()).keys.account("CD") == account("CD")

    def test_nothing_is_written_under_a_key_that_is_no_longer_the_stations(
        self, vault: Vault
    ) -> None:
        assert not vault.keys.put_account(account("AB", b"other"), TWO)
        assert vault.keys.add_data_key(key("case/1", TWO)) is None
        assert vault.keys.account("AB") == account("AB")
        assert vault.keys.data_key("case/1") is None

    def test_a_stream_has_one_key_the_first(self, vault: Vault) -> None:
        first = vault.keys.add_data_key(key("case/1"))
        second = vault.keys.add_data_key(replace(key("case/1"), id="another", wrapped=b"other"))
        assert first == second == vault.keys.data_key("case/1") == key("case/1")

    def test_a_destroyed_key_leaves_its_id_and_is_never_made_again(self, vault: Vault) -> None:
        vault.keys.add_data_key(key("case/1"))
        assert vault.keys.destroy("case/1")
        assert not vault.keys.destroy("case/1")
        assert vault.keys.data_key("case/1") == key("case/1", wrapped=b"")
        assert vault.keys.add_data_key(key("case/1")) == key("case/1", wrapped=b"")

    def test_wrong_tries_are_counted_once_each(
        self, vault: Vault, door: Callable[[WallClock], Vault]
    ) -> None:
        assert vault.keys.count_try("AB", 0, "2026-11-24T22:00:00+00:00")
        assert not door(TestClock()).keys.count_try("AB", 0, "2026-11-24T22:00:01+00:00")
        kept = door(TestClock()).keys.account("AB")
        assert kept is not None
        assert (kept.tries, kept.tried) == (1, "2026-11-24T22:00:00+00:00")
        vault.keys.clear_tries("AB")
        assert vault.keys.account("AB") == account("AB")

    def test_a_rotation_changes_every_account_and_key(self, vault: Vault) -> None:
        vault.keys.put_account(account("CD"), ONE)
        vault.keys.add_data_key(key("case/1"))
        vault.keys.add_data_key(key("case/2"))
        vault.keys.destroy("case/2")
        vault.keys.count_try("AB", 0, "då")
        turned = [
            Turned(account(""), account("", b"new")),
            Turned(account("AB"), account("AB", b"new")),
            Turned(account("CD"), None),
        ]
        assert vault.keys.rotate(ONE, TWO, turned, [key("case/1", TWO, b"again")])
        assert vault.keys.station_key() == TWO
        assert vault.keys.accounts() == (
            account("", b"new"),
            replace(account("AB", b"new"), tries=1, tried="då"),
        )
        assert vault.keys.data_keys() == (
            key("case/1", TWO, b"again"),
            key("case/2", ONE, b""),
        )

    @pytest.mark.parametrize("moved", ["ring", "account", "new account", "new key", "destroyed"])
    def test_a_rotation_that_something_has_moved_under_changes_nothing(
        self, vault: Vault, moved: str
    ) -> None:
        vault.keys.add_data_key(key("case/1"))
        seen = vault.keys.accounts()
        match moved:
            case "account":
                vault.keys.put_account(account("AB", b"own new passphrase"), ONE)
            case "new account":
                vault.keys.put_account(account("CD"), ONE)
            case "new key":
                vault.keys.add_data_key(key("case/2"))
            case "destroyed":
                vault.keys.destroy("case/1")
        before = vault.keys.accounts(), vault.keys.data_keys()
        turned = [Turned(one, replace(one, locked=b"new")) for one in seen]
        ring = "3" * 16 if moved == "ring" else ONE
        assert not vault.keys.rotate(ring, TWO, turned, [key("case/1", TWO, b"again")])
        assert (vault.keys.accounts(), vault.keys.data_keys()) == before
        assert vault.keys.station_key() == ONE

"""Unlocking while the accounts cannot be reached: one person, some hours, counted and told of."""

from __future__ import annotations

import pytest
from tests.vault.at_the_door import ANNA, CARL, OTHER_PHRASE, PHRASE, Hall

from jourstod.domain.errors import StoreAway
from jourstod.domain.events import accounts as ev
from jourstod.store.memory import MemoryVault
from jourstod.vault.own_account import WrongPassphrase
from jourstod.vault.stand_in import LONGEST, StandIn, TooLongAgo, Tries
from jourstod.vault.waiting import TooSoon


class Alone:
    """A station whose accounts are away: what lies on its own computer, and who sat there."""

    def __init__(self) -> None:
        self.hall = Hall()
        safe = self.hall.begin()
        safe.add(CARL, OTHER_PHRASE)
        self.signed = self.hall.door().sign_in("AB", PHRASE)
        self.beside = MemoryVault(self.hall.clock)
        self.tries = Tries(self.beside.drafts, self.signed.codec)
        assert self.signed.account is not None
        now = self.hall.clock()
        self.door = StandIn(self.signed.account, now, self.tries, self.hall.clock)

    def wrong(self, times: int) -> None:
        for _ in range(times):
            with pytest.raises(WrongPassphrase):
                self.door.ask("AB", OTHER_PHRASE)


@pytest.fixture
def alone() -> Alone:
    return Alone()


def test_the_one_who_sat_here_comes_back_and_nobody_else(alone: Alone) -> None:
    alone.door.ask(" AB ", PHRASE)
    with pytest.raises(WrongPassphrase):
        alone.door.ask("AB", OTHER_PHRASE)
    with pytest.raises(StoreAway, match="Bara AB"):
        alone.door.ask("CD", OTHER_PHRASE)


def test_after_some_hours_the_right_passphrase_opens_nothing_until_the_accounts_are_asked(
    alone: Alone,
) -> None:
    alone.hall.clock.after(seconds=LONGEST.total_seconds() - 1)
    alone.door.ask("AB", PHRASE)
    alone.hall.clock.after(seconds=1)
    with pytest.raises(TooLongAgo, match="12 timmar"):
        alone.door.ask("AB", PHRASE)
    alone.hall.clock.after(hours=-30)  # nor does a clock that is set back by a day help
    with pytest.raises(TooLongAgo):
        alone.door.ask("AB", PHRASE)


def test_wrong_ones_have_to_wait_longer_and_longer_and_a_right_one_ends_it(alone: Alone) -> None:
    alone.wrong(3)
    with pytest.raises(TooSoon, match="5 sekunder"):
        alone.door.ask("AB", PHRASE)
    alone.hall.clock.after(seconds=5)
    alone.wrong(1)
    alone.hall.clock.after(seconds=9)
    with pytest.raises(TooSoon):
        alone.door.ask("AB", PHRASE)
    alone.hall.clock.after(seconds=1)
    alone.door.ask("AB", PHRASE)
    alone.wrong(2)
    alone.door.ask("AB", PHRASE)


def test_every_try_stands_in_the_log_of_the_accounts_afterwards_with_its_own_time(
    alone: Alone,
) -> None:
    before = len(alone.hall.diary.entries())
    alone.wrong(2)
    alone.hall.clock.after(hours=1)
    alone.door.ask("AB", PHRASE)
    alone.hall.clock.after(hours=1)
    alone.hall.door().hear(alone.tries, "CD")
    told = alone.hall.diary.entries()[before:]
    assert [entry.event for entry in told] == [
        ev.SignInFailed("AB", 1),
        ev.SignInFailed("AB", 2),
        ev.SignedIn("AB", ANNA.role.value, 2),
    ]
    ago = [(alone.hall.clock() - entry.stamp.recorded_at).total_seconds() for entry in told]
    assert ago == [7200, 7200, 3600]
    assert not alone.tries.all()


def test_what_was_tried_and_not_got_right_counts_at_the_next_sign_in(alone: Alone) -> None:
    alone.wrong(2)
    alone.door.ask("AB", PHRASE)
    alone.wrong(3)
    alone.hall.door().hear(alone.tries, "CD")
    with pytest.raises(TooSoon):
        alone.hall.door().sign_in("AB", PHRASE)
    alone.hall.clock.after(seconds=5)
    alone.hall.door().sign_in("AB", PHRASE)


def test_a_try_that_reached_the_log_when_the_line_broke_stands_there_once(alone: Alone) -> None:
    alone.wrong(1)
    [(place, one)] = alone.tries.all()
    alone.hall.door().hear(alone.tries, "AB")
    alone.tries.put(place, one)  # it was written, but nobody could tell
    alone.hall.door().hear(alone.tries, "AB")
    assert alone.hall.told().count("sign_in_failed") == 1


def test_what_was_tried_is_sealed_so_that_nobody_adds_a_sign_in(alone: Alone) -> None:
    alone.wrong(1)
    [draft] = alone.beside.drafts.all_of("utkorg/lås")
    assert b"AB" not in draft.sealed

"""Signing in: right and wrong passphrases, counted, slow and logged; and the printed key."""

from __future__ import annotations

import traceback
from dataclasses import replace
from pathlib import Path

import pytest
from tests.store.sealing import put, texts
from tests.vault.at_the_door import (
    ANNA,
    CARL,
    CHEAP,
    DRIFT,
    OTHER_PHRASE,
    PHRASE,
    Hall,
    opened,
)

from jourstod.domain.errors import NoRight, StoreAway
from jourstod.domain.events import accounts as ev
from jourstod.domain.people import Role
from jourstod.domain.secret import Secret
from jourstod.store.memory_keys import MemoryKeys
from jourstod.store.sqlite import SqliteVault
from jourstod.vault.account import Tampered
from jourstod.vault.door import WrongRecovery
from jourstod.vault.own_account import WrongPassphrase
from jourstod.vault.passphrase import LIGHTEST, Cost, TooWeak, stretched, tuned
from jourstod.vault.recovery import fresh, printed
from jourstod.vault.sealing import ClosedCodec
from jourstod.vault.waiting import TooSoon, wait_after


@pytest.fixture
def hall() -> Hall:
    made = Hall()
    made.begin()
    return made


def keys(hall: Hall) -> MemoryKeys:
    assert isinstance(hall.vault.keys, MemoryKeys)
    return hall.vault.keys


def test_a_right_passphrase_gives_who_it_is_and_what_was_sealed(hall: Hall) -> None:
    first = opened(hall.door().sign_in("AB", PHRASE))
    put(hall.vault, first.codec, "case/1", 0, "ett")
    signed = hall.door().sign_in(" AB ", Secret.typed("gröna hästar äter sent"))
    assert signed.handler == ANNA
    assert texts(signed.codec, hall.vault.log.read("case/1")) == ["ett"]


def test_a_passphrase_is_the_same_however_the_keyboard_puts_it_together(hall: Hall) -> None:
    import unicodedata

    apart = unicodedata.normalize("NFD", "gröna hästar äter sent")
    assert hall.door().sign_in("AB", Secret.typed(apart)).handler == ANNA


@pytest.mark.parametrize("signature", ["AB", "XX", ""])
def test_wrong_is_said_alike_for_known_and_unknown_signatures(hall: Hall, signature: str) -> None:
    with pytest.raises(WrongPassphrase) as refused:
        hall.door().sign_in(signature, OTHER_PHRASE)
    assert refused.value.sentence == "Fel signatur eller lösenfras."
    assert refused.value.exit_code == 7


def test_a_try_of_an_unknown_signature_is_as_slow_and_keeps_nothing_typed(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Cost] = []

    def spied(passphrase: Secret, salt: bytes, cost: Cost) -> Secret:
        asked.append(cost)
        return stretched(passphrase, salt, CHEAP)

    monkeypatch.setattr("jourstod.vault.door.stretched", spied)
    with pytest.raises(WrongPassphrase):
        hall.door().sign_in("min hemliga fras", PHRASE)
    assert asked == [LIGHTEST]
    [entry] = [e for e in hall.diary.entries() if isinstance(e.event, ev.SignInFailed)]
    assert entry.event == ev.SignInFailed("", 0)
    assert "hemliga" not in repr(entry)


def test_wrong_tries_are_counted_logged_and_slowed_through_a_restart(tmp_path: Path) -> None:
    hall = Hall()
    store = SqliteVault(tmp_path / "jourstod.db", hall.clock)
    hall.vault = store
    hall.begin()
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            hall.door().sign_in("AB", OTHER_PHRASE)
    store.close()
    hall.vault = SqliteVault(tmp_path / "jourstod.db", hall.clock)
    with pytest.raises(TooSoon, match="5 sekunder"):
        hall.door().sign_in("AB", PHRASE)
    hall.clock.after(seconds=4)
    with pytest.raises(TooSoon, match="1 sekunder"):
        hall.door().sign_in("AB", PHRASE)
    hall.clock.after(seconds=1)
    with pytest.raises(WrongPassphrase, match="Nästa försök går om 10 sekunder"):
        hall.door().sign_in("AB", OTHER_PHRASE)
    hall.clock.after(seconds=10)
    assert hall.door().sign_in("AB", PHRASE).handler == ANNA
    events = [entry.event for entry in hall.diary.entries()]
    assert [e.tries for e in events if isinstance(e, ev.SignInFailed)] == [1, 2, 3, 4]
    assert events[-1] == ev.SignedIn("AB", "team_leader", failed=4)
    with pytest.raises(WrongPassphrase):  # counted anew, without a wait
        hall.door().sign_in("AB", OTHER_PHRASE)
    assert hall.door().sign_in("AB", PHRASE).handler == ANNA
    hall.vault.close()


def test_the_wait_doubles_up_to_a_quarter() -> None:
    waits = [wait_after(tries).total_seconds() for tries in (0, 1, 2, 3, 4, 5, 10, 11, 1000)]
    assert waits == [0, 0, 0, 5, 10, 20, 640, 900, 900]


def test_a_try_is_counted_before_it_is_made(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("jourstod.vault.door.unlocked", killed)
    with pytest.raises(KeyboardInterrupt):
        hall.door().sign_in("AB", OTHER_PHRASE)
    kept = hall.vault.keys.account("AB")
    assert kept is not None
    assert kept.tries == 1


def test_a_clock_set_back_does_not_lengthen_the_wait(hall: Hall) -> None:
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            hall.door().sign_in("AB", OTHER_PHRASE)
    hall.clock.after(hours=-2)
    with pytest.raises(TooSoon, match="5 sekunder"):
        hall.door().sign_in("AB", PHRASE)


def test_one_who_runs_the_program_signs_in_without_a_key_to_the_content(hall: Hall) -> None:
    opened(hall.door().sign_in("AB", PHRASE)).add(DRIFT, OTHER_PHRASE)
    signed = hall.door().sign_in("DR", OTHER_PHRASE)
    assert (signed.handler, signed.safe) == (DRIFT, None)
    assert isinstance(signed.codec, ClosedCodec)
    account = hall.vault.keys.account("DR")
    assert account is not None
    assert account.box == b""
    with pytest.raises(WrongPassphrase):
        hall.door().sign_in("DR", PHRASE)


# --- an account changed outside the program --------------------------------------------


@pytest.mark.parametrize("change", [
    {"role": "operations"}, {"cost": (9, 1, 1)}, {"salt": b"s" * 16}, {"public": b"p" * 32},
])  # fmt: skip
def test_a_changed_account_does_not_open(hall: Hall, change: dict[str, object]) -> None:
    opened(hall.door().sign_in("AB", PHRASE)).add(CARL, OTHER_PHRASE)
    account = hall.vault.keys.account("CD")
    assert account is not None
    keys(hall)._accounts["CD"] = replace(account, **change)  # type: ignore[arg-type]
    with pytest.raises(WrongPassphrase):
        hall.door().sign_in("CD", OTHER_PHRASE)


def test_another_ones_box_does_not_open(hall: Hall) -> None:
    opened(hall.door().sign_in("AB", PHRASE)).add(CARL, OTHER_PHRASE)
    mine, hers = hall.vault.keys.account("CD"), hall.vault.keys.account("AB")
    assert mine is not None
    assert hers is not None
    for changed in (replace(mine, box=hers.box), replace(mine, card=hers.card)):
        keys(hall)._accounts["CD"] = changed
        with pytest.raises(Tampered, match="CD är ändrat utanför programmet"):
            hall.door().sign_in("CD", OTHER_PHRASE)
        hall.vault.keys.clear_tries("CD")


def test_a_public_key_put_in_by_somebody_else_gets_no_station_key(hall: Hall) -> None:
    safe = opened(hall.door().sign_in("AB", PHRASE))
    safe.add(CARL, OTHER_PHRASE)
    theirs = Hall()
    theirs.begin().add(CARL, PHRASE)
    planted = theirs.vault.keys.account("CD")
    assert planted is not None
    keys(hall)._accounts["CD"] = planted
    with pytest.raises(Tampered):
        safe.rotate()
    with pytest.raises(Tampered):
        safe.people()


def test_an_absurd_cost_is_refused_before_it_eats_the_memory(hall: Hall) -> None:
    account = hall.vault.keys.account("AB")
    assert account is not None
    for cost in ((1 << 30, 3, 1), (65536, 10**6, 1), (65536, 3, 1000), (0, 0, 0)):
        keys(hall)._accounts["AB"] = replace(account, cost=cost)
        with pytest.raises(StoreAway, match="skadat"):
            hall.door().sign_in("AB", PHRASE)


# --- the printed key -------------------------------------------------------------------


def test_the_printed_key_opens_and_lets_in_one_who_has_forgotten(hall: Hall) -> None:
    first = opened(hall.door().sign_in("AB", PHRASE))
    put(hall.vault, first.codec, "case/1", 0, "ett")
    hall.door().recover(hall.printed.lower()).reset("AB", OTHER_PHRASE)
    with pytest.raises(WrongPassphrase):
        hall.door().sign_in("AB", PHRASE)
    signed = hall.door().sign_in("AB", OTHER_PHRASE)
    assert signed.handler == ANNA
    assert texts(signed.codec, hall.vault.log.read("case/1")) == ["ett"]
    assert "recovery_used" in hall.told()


def test_another_stores_printed_key_opens_nothing_and_is_logged(hall: Hall) -> None:
    with pytest.raises(WrongRecovery):
        hall.door().recover(printed(fresh()))
    assert hall.told()[-1] == "sign_in_failed"


def test_a_renewed_recovery_key_ends_the_former(hall: Hall) -> None:
    again = opened(hall.door().sign_in("AB", PHRASE)).renew_recovery()
    with pytest.raises(WrongRecovery):
        hall.door().recover(hall.printed)
    assert hall.door().recover(again).handler.role is Role.TEAM_LEADER


def test_a_safe_is_made_once(hall: Hall) -> None:
    with pytest.raises(StoreAway, match="Logga in i stället"):
        hall.door().begin(CARL, OTHER_PHRASE)
    assert hall.door().locked
    assert not Hall().door().locked


# --- passphrases -----------------------------------------------------------------------


@pytest.mark.parametrize("weak", ["kort", "aaaaaaaaaaaaaaaa", "abababababab", "Anna Berg AB 12"])
def test_a_weak_passphrase_is_refused_and_nothing_is_made(weak: str) -> None:
    hall = Hall()
    with pytest.raises(TooWeak):
        hall.door().begin(ANNA, Secret.typed(weak))
    assert not hall.door().locked


def test_the_cost_is_tuned_to_half_a_second_and_never_below_64_mib() -> None:
    def machine(seconds: float) -> Cost:
        times = iter((0.0, seconds))
        return tuned(lambda: next(times))

    assert machine(0.3) == Cost(64 * 1024, 5, 1)
    assert machine(30.0) == LIGHTEST
    assert machine(0.0).passes == 100
    assert LIGHTEST.memory >= 64 * 1024


# --- nothing is shown ------------------------------------------------------------------


def test_no_secret_stands_in_a_repr_or_a_traceback(hall: Hall) -> None:
    secret = Secret.typed("gröna hästar äter sent")
    assert "häst" not in repr(secret) + str(secret) + f"{secret}" + repr([secret])
    safe = opened(hall.door().sign_in("AB", secret))
    shown = repr(safe) + repr(safe._ring.station_key) + repr(safe._me) + repr(vars(safe))
    try:
        safe.change_passphrase(OTHER_PHRASE, secret)
    except WrongPassphrase as wrong:
        told = traceback.TracebackException.from_exception(wrong, capture_locals=True)
        shown += "".join(told.format())
    assert "häst" not in shown
    assert "blåa" not in shown
    station_key = safe._ring.station_key.secret.reveal()
    assert repr(station_key) not in shown
    assert station_key.hex() not in shown


def test_a_secret_is_not_pickled(hall: Hall) -> None:
    import pickle

    with pytest.raises(TypeError):
        pickle.dumps(PHRASE)


def test_only_the_recovery_key_and_team_leaders_change_accounts(hall: Hall) -> None:
    opened(hall.door().sign_in("AB", PHRASE)).add(CARL, OTHER_PHRASE)
    carl = opened(hall.door().sign_in("CD", OTHER_PHRASE))
    for forbidden in (
        lambda: carl.add(DRIFT, PHRASE),
        lambda: carl.remove("AB"),
        lambda: carl.reset("AB", PHRASE),
        lambda: carl.renew_recovery(),
        lambda: carl.rotate(),
    ):
        with pytest.raises(NoRight, match="arbetsledare"):
            forbidden()
    assert hall.told()[-1] == "signed_in"

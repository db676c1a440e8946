"""Facts about the audit: races at a shift end do not disturb it, and what is gone shows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.desk.sample import Jour, open_child, reply

from jourstod.desk.audit import audit
from jourstod.desk.command import new_command
from jourstod.desk.printed import held_against
from jourstod.desk.rows import unseal
from jourstod.desk.station import STREAM
from jourstod.domain.errors import LogBroken
from jourstod.domain.events.station import ShiftEnded


def test_without_a_shift_end_there_is_nothing_to_hold_against() -> None:
    jour = Jour()
    open_child(jour.desk())
    found = audit(jour.vault.log, jour.codec)
    assert (found.cases, found.shift_ended, found.doubtful) == (1, None, False)


def test_what_a_colleague_wrote_while_the_sum_was_made_is_no_alarm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    jour = Jour()
    desk, other = jour.desk(), jour.desk("CD", "Carl Dal")
    id = open_child(desk)
    real = jour.vault.log.heads

    def heads_and_a_race() -> object:
        found = real()
        monkeypatch.setattr(jour.vault.log, "heads", real)
        reply(other, id, "fara", "nej")  # in the case
        other.jour.end_call("rådgivning", 2)  # and in the station's own stream
        return found

    monkeypatch.setattr(jour.vault.log, "heads", heads_and_a_race)
    desk.jour.end_shift()
    assert audit(jour.vault.log, jour.codec).shift_ended is not None


def test_a_sum_that_is_another_is_told() -> None:
    jour = Jour()
    desk = jour.desk()
    open_child(desk)
    rows = sum(head.seq for head in jour.vault.log.heads())
    desk.jour._write(ShiftEnded("0" * 64, 2, rows))
    with pytest.raises(LogBroken, match="stämmer inte med summan"):
        audit(jour.vault.log, jour.codec)


def test_a_clock_that_went_backwards_gives_doubt_and_no_false_alarm() -> None:
    jour = Jour()
    desk = jour.desk()
    open_child(desk)
    desk.jour.end_shift()
    jour.now.at -= timedelta(days=1)
    open_child(desk)
    assert audit(jour.vault.log, jour.codec).doubtful


def test_a_clock_set_back_while_the_station_wrote_nothing_gives_doubt_and_no_false_alarm() -> None:
    """Once the row last by the clock was sought at the end of its log, and was not there."""
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    desk.jour.end_shift()
    printed = shift_sum(jour)
    jour.now.at -= timedelta(days=1)
    desk.acts.note(id, "Efter passbytet, men före det på klockan.", new_command())
    assert audit(jour.vault.log, jour.codec).doubtful
    assert held_against(jour.vault.log, jour.codec, printed, doubtful=False).doubtful


def shift_sum(jour: Jour) -> str:
    """The sum that the last shift end wrote."""
    station = unseal(jour.codec, jour.vault.log.read(STREAM))
    [ended] = [e.event for e in station if isinstance(e.event, ShiftEnded)]
    return ended.heads

"""A board row survives being sealed, also by an older or a newer version of the program."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.desk.sample import Jour, open_child, reply
from tests.store.sealing import KeyedCodec

from jourstod.desk.board import BoardRow, from_bytes, to_bytes
from jourstod.desk.command import new_command
from jourstod.desk.ports import Clear

ROW = BoardRow("c1", "2026-0001", "n1", "barn «Maja»", "Skydd", "AB", 2, 1, flawed=True)


def told(**changes: object) -> bytes:
    """The row's fields as sealed, with some changed; None takes a field away."""
    plain = json.loads(to_bytes(ROW)) | changes
    return json.dumps({k: v for k, v in plain.items() if v is not None}).encode()


def test_a_row_comes_back_as_it_was_sealed() -> None:
    assert from_bytes(to_bytes(ROW)) == ROW


def test_a_field_that_an_older_version_did_not_write_takes_its_default() -> None:
    assert from_bytes(told(flawed=None)).flawed is False


def test_a_field_of_a_newer_version_is_left_out() -> None:
    assert from_bytes(told(colour="röd")) == ROW


def test_fields_in_another_order_are_not_mixed_up() -> None:
    plain = json.loads(to_bytes(ROW))
    assert from_bytes(json.dumps(dict(reversed(plain.items()))).encode()) == ROW


def test_a_row_summed_yesterday_says_that_the_day_has_passed_and_is_summed_again() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk, ("fara", "nej"), ("åldersgrupp", "barn"))
    reply(desk, id, "börja_barn")
    reply(desk, id, "hot", "akut")
    reply(desk, id, "skydd", "ja", reason="Ensam.")
    reply(desk, id, "beslut", beslutsfattare="Eva Ek")
    [row] = desk.board()
    assert row.clock_line.startswith("senast mån 30 nov · arbetsdagar kvar 6")
    assert desk.sum_again() == 0, "the same day needs no new sum"
    jour.now.at += timedelta(days=3)
    assert desk.sum_again() == 1
    [row] = desk.board()
    assert "arbetsdagar kvar 3" in row.clock_line
    jour.now.at += timedelta(days=20)
    [row] = desk.board()
    assert row.clock_now(jour.now.at) == "passerad frist: gick till mån 30 nov"
    assert desk.sum_again() == 1
    [again] = desk.board()
    assert again.clock_now(jour.now.at) == "passerad frist: gick till mån 30 nov"


def test_few_rows_are_summed_again_at_a_time_the_most_urgent_first() -> None:
    jour = Jour()
    desk = jour.desk()
    for _ in range(5):
        open_child(desk)
    jour.now.at += timedelta(days=1)
    assert [desk.sum_again(), desk.sum_again(), desk.sum_again()] == [3, 2, 0]


def test_every_end_of_a_running_clock_comes_back_as_it_was_sealed() -> None:
    row = replace(ROW, ends=(("2026-11-30T23:00:00+00:00", "Underställning"),))
    assert from_bytes(to_bytes(row)) == row


def test_a_call_that_should_have_been_made_is_late_and_words_never_are() -> None:
    at = datetime(2026, 11, 24, 3, 40, tzinfo=UTC)
    row = replace(ROW, next_try=at.isoformat())
    assert row.call_is_late(at) and not row.call_is_late(at - timedelta(seconds=1))
    assert not replace(ROW, next_try="före lunch").call_is_late(at)
    assert not ROW.call_is_late(at)


class Counting(KeyedCodec):
    """Counts what is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def open(self, key_id: str, sealed: bytes, clear: Clear) -> bytes:
        self.opened.append(clear.stream)
        return super().open(key_id, sealed, clear)


def test_only_rows_that_somebody_changed_are_opened_again() -> None:
    codec = Counting()
    jour = Jour(codec=codec)
    desk, other = jour.desk(), jour.desk("CD", "Carl")
    one, two = open_child(desk, alias="Maja"), open_child(desk, alias="Bo")
    before = desk.board()
    codec.opened.clear()
    assert desk.board() is before
    assert codec.opened == []
    other.take(two, new_command())
    codec.opened.clear()
    assert {row.case: row.handler for row in desk.board()} == {one: "AB", two: "CD"}
    assert codec.opened == [f"case/{two}"]

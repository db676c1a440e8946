"""A board row survives being sealed, also by an older or a newer version of the program."""

from __future__ import annotations

import json

from jourstod.desk.board import BoardRow, from_bytes, to_bytes

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

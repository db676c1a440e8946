"""The chain shows every change of a stored row, and names the first row that does not hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.sealing import KeyedCodec, TestClock, put

from jourstod.desk.heads import head_of_heads
from jourstod.desk.ports import Clear, Head, Row
from jourstod.domain.errors import LogBroken
from jourstod.store import seal
from jourstod.store.bare import BareRow, follows
from jourstod.store.memory import MemoryVault
from jourstod.store.seal import (
    GENESIS,
    PlainCodec,
    associated_data,
    chain_hash,
    chain_hash_of,
    verify,
    verify_stream,
)
from jourstod.store.sqlite import SqliteLog, SqliteVault

CLEAR = Clear("nämnd", "case/1", 7, "e1", "c1")


def _five_rows() -> tuple[Row, ...]:
    vault = MemoryVault(TestClock())
    put(vault, PlainCodec(), "case/1", 0, *"abcde")
    return vault.log.read("case/1")


def test_the_hash_is_built_as_the_log_format_says() -> None:
    def prefixed(field: bytes) -> bytes:
        return bytes([0, 0, 0, 0, 0, 0, 0, len(field)]) + field

    written = (
        b"jourstod/1/event"
        + bytes(32)
        + prefixed("nämnd".encode())
        + prefixed(b"case/1")
        + prefixed(bytes([0, 0, 0, 0, 0, 0, 0, 7]))
        + prefixed(b"e1")
        + prefixed(b"c1")
        + prefixed(b"klar")
        + prefixed(b"text")
    )
    assert chain_hash(GENESIS, CLEAR, "klar", b"text") == sha256(written).digest()


def test_the_hash_of_a_known_row_never_changes() -> None:
    # Stored logs carry it: whoever changes this number has changed the format.
    assert chain_hash(GENESIS, CLEAR, "klar", b"text").hex() == (
        "7d69cc5fde57c1e57056f68ad6ce34496a38abee3366fdb5e3de1ceb0a7e37e3"
    )


@pytest.mark.parametrize(
    "other",
    [
        chain_hash(bytes(31) + b"1", CLEAR, "klar", b"text"),
        chain_hash(GENESIS, replace(CLEAR, board="annan"), "klar", b"text"),
        chain_hash(GENESIS, replace(CLEAR, stream="case/2"), "klar", b"text"),
        chain_hash(GENESIS, replace(CLEAR, seq=8), "klar", b"text"),
        chain_hash(GENESIS, replace(CLEAR, event_id="e2"), "klar", b"text"),
        chain_hash(GENESIS, replace(CLEAR, command_id="c2"), "klar", b"text"),
        chain_hash(GENESIS, CLEAR, "annan", b"text"),
        chain_hash(GENESIS, CLEAR, "klar", b"texT"),
    ],
)
def test_every_field_is_in_the_hash(other: bytes) -> None:
    assert other != chain_hash(GENESIS, CLEAR, "klar", b"text")


@given(st.tuples(*[st.text(max_size=3)] * 5), st.tuples(*[st.text(max_size=3)] * 5))
def test_different_fields_never_read_the_same(left: Sequence[str], right: Sequence[str]) -> None:
    def bound(fields: Sequence[str]) -> bytes:
        board, stream, event, command, key = fields
        return associated_data(Clear(board, stream, 1, event, command), key)

    assert (bound(left) == bound(right)) == (left == right)


def test_a_text_moved_over_the_border_of_a_field_is_another_row() -> None:
    moved = replace(CLEAR, board="nämndcase", stream="/1")
    assert associated_data(moved, "klar") != associated_data(CLEAR, "klar")


def _changed(rows: list[Row], at: int, **fields: object) -> list[Row]:
    rows[at] = replace(rows[at], **fields)  # type: ignore[arg-type]
    return rows


def _rehashed(rows: list[Row]) -> list[Row]:
    forged = replace(rows[2], sealed="förfalskad".encode())
    return _changed(rows, 2, sealed=forged.sealed, hash=chain_hash_of(forged.prev, forged))


@pytest.mark.parametrize(
    ("tamper", "first_bad"),
    [
        (lambda rows: _changed(rows, 2, sealed=b"x"), 3),
        (lambda rows: _changed(rows, 2, key_id="x"), 3),
        (lambda rows: _changed(rows, 2, clear=replace(rows[2].clear, board="x")), 3),
        (lambda rows: _changed(rows, 2, clear=replace(rows[2].clear, stream="case/2")), 3),
        (lambda rows: _changed(rows, 2, prev=bytes(32)), 3),
        (lambda rows: _changed(rows, 4, hash=bytes(32)), 5),
        (_rehashed, 4),
        (lambda rows: rows[:1] + rows[2:], 2),
        (lambda rows: rows[1:], 1),
        (lambda rows: [*rows[:1], rows[2], rows[1], *rows[3:]], 2),
        (lambda rows: [*rows[:3], rows[2], *rows[3:]], 4),
    ],
)
def test_the_first_bad_event_is_named(
    tamper: Callable[[list[Row]], list[Row]], first_bad: int
) -> None:
    with pytest.raises(LogBroken) as broken:
        verify(tamper(list(_five_rows())))
    assert (broken.value.stream, broken.value.seq) == ("case/1", first_bad)
    assert broken.value.exit_code == 3


def test_a_whole_chain_verifies_to_its_head() -> None:
    rows = _five_rows()
    assert verify(rows) == Head("case/1", 5, rows[-1].hash)
    assert verify([]) is None


def test_a_chain_is_verified_on_from_a_known_head() -> None:
    rows = _five_rows()
    known = verify(rows[:3])
    assert verify(rows[3:], after=known) == verify(rows)
    assert verify([], after=known) == known
    with pytest.raises(LogBroken):
        verify(rows[4:], after=known)
    with pytest.raises(LogBroken):
        verify(rows[3:], after=Head("case/1", 3, bytes(32)))


def test_a_cut_tail_shows_against_an_earlier_head() -> None:
    vault = MemoryVault(TestClock())
    put(vault, PlainCodec(), "case/1", 0, *"abc")
    head = vault.log.head("case/1")
    assert head is not None
    assert verify_stream(vault.log, head) == head
    put(vault, PlainCodec(), "case/1", 3, "d")
    assert verify_stream(vault.log, head) == vault.log.head("case/1")
    with pytest.raises(LogBroken) as cut:
        verify_stream(vault.log, replace(head, seq=6))
    assert cut.value.seq == 5
    with pytest.raises(LogBroken) as other:
        verify_stream(vault.log, replace(head, hash=bytes(32)))
    assert other.value.seq == 3


def test_the_head_of_heads_shows_every_removed_or_cut_stream() -> None:
    heads = [Head(f"case/{n}", n, bytes([n]) * 32) for n in (1, 2, 3)]
    whole = head_of_heads(heads)
    assert whole == head_of_heads(heads[::-1])
    assert len(whole) == 64
    others = [
        head_of_heads(heads[:2]),
        head_of_heads([*heads[:2], replace(heads[2], seq=2)]),
        head_of_heads([*heads[:2], replace(heads[2], hash=bytes(32))]),
        head_of_heads([*heads[:2], replace(heads[2], stream="case/4")]),
        head_of_heads([]),
    ]
    assert all(one != two for one, two in pairwise([whole, *others]))
    assert len({whole, *others}) == 6


def test_the_plain_codec_gives_back_what_it_got_and_knows_no_other_key() -> None:
    key_id, sealed = PlainCodec().seal("å".encode(), CLEAR)
    assert PlainCodec().open(key_id, sealed, CLEAR) == "å".encode()
    with pytest.raises(LogBroken):
        PlainCodec().open("prov-1", sealed, CLEAR)


def test_the_second_codec_hides_the_text_and_holds_it_to_its_row() -> None:
    codec = KeyedCodec()
    key_id, sealed = codec.seal(b"hemlig adress" * 9, CLEAR)
    assert b"hemlig" not in sealed
    assert codec.seal(b"hemlig adress" * 9, CLEAR)[1] != sealed
    assert codec.open(key_id, sealed, CLEAR) == b"hemlig adress" * 9
    for wrong in (replace(CLEAR, seq=8), replace(CLEAR, stream="case/2")):
        with pytest.raises(LogBroken):
            codec.open(key_id, sealed, wrong)


def _bare(row: Row) -> BareRow:
    clear = row.clear
    return (
        *(clear.board, clear.seq, clear.event_id, clear.command_id),
        *(row.key_id, row.sealed, row.stored_at.isoformat(), row.prev, row.hash),
    )


@given(st.integers(0, 4), st.integers(0, 8), st.integers(0, 4))
def test_bare_rows_hold_exactly_when_the_rows_do(at: int, field: int, after: int) -> None:
    rows = _five_rows()
    bare = [_bare(row) for row in rows]
    last = verify(rows[:after])
    assert follows(bare[after:], "case/1", last) == (
        verify(rows[after:], last) if after < 5 else last
    )
    changed = list(bare[at])
    value = changed[field]
    changed[field] = value + 1 if isinstance(value, int) else value[:-1]  # type: ignore[index]
    told = [*bare[:at], tuple(changed), *bare[at + 1 :]]
    assert follows(told, "case/1", None) is None  # type: ignore[arg-type]
    assert follows([*bare[:at], *bare[at + 1 :]], "case/1", None) != Head("case/1", 5, rows[4].hash)
    assert follows(bare, "case/2", None) is None


def test_a_long_stream_is_read_a_stretch_at_a_time_and_never_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = SqliteVault(tmp_path / "a.db", TestClock())
    put(vault, PlainCodec(), "case/1", 0, *"abcdefgh")
    asked: list[int] = []
    bare = SqliteLog.bare

    def counted(log: SqliteLog, stream: str, after: int, most: int) -> Sequence[BareRow]:
        asked.append(most)
        return bare(log, stream, after, most)

    monkeypatch.setattr(seal, "STRETCH", 3)
    monkeypatch.setattr(SqliteLog, "bare", counted)
    monkeypatch.setattr(SqliteLog, "read", lambda *_: pytest.fail("read whole"))
    head = vault.log.head("case/1")
    assert head is not None
    assert verify_stream(vault.log, head) == head
    assert max(asked) == 3
    vault.close()


def test_rows_written_after_the_head_are_verified_too_and_a_false_head_is_told(
    tmp_path: Path,
) -> None:
    vault = SqliteVault(tmp_path / "a.db", TestClock())
    put(vault, PlainCodec(), "case/1", 0, *"abc")
    early = vault.log.head("case/1")
    put(vault, PlainCodec(), "case/1", 3, *"de")
    assert early is not None
    assert verify_stream(vault.log, early) == vault.log.head("case/1")
    with pytest.raises(LogBroken, match="en annan summa än huvudet"):
        verify_stream(vault.log, replace(early, hash=bytes(32)))
    with pytest.raises(LogBroken, match="saknas fast huvudet räknar den"):
        verify_stream(vault.log, Head("case/1", 9, bytes(32)))
    vault.close()

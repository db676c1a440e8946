"""What a copy is held against on its way out and in, and what an erasure leaves in the file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.store.sealing import BOARD, TestClock, new_id, part, put

from jourstod.desk.open_diary import ERASURE
from jourstod.desk.ports import Conflict, Draft, Mark, Stored, Summary
from jourstod.domain.errors import LogBroken
from jourstod.store.copy_records import Broken, packed, rows_in_bytes, rows_out_of, unpacked
from jourstod.store.copying import Copied, copy_in, copy_out
from jourstod.store.generation import scrub
from jourstod.store.seal import PlainCodec
from jourstod.store.sqlite import SqliteVault
from jourstod.store.sqlite_erasing import SqliteEraser

PLAIN = PlainCodec()
CASE = "case/1"
Fields = tuple[bytes, ...]


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[SqliteVault]:
    made = SqliteVault(tmp_path / "jourstod.db", TestClock())
    put(made, PLAIN, CASE, 0, "ett", "två", "tre")
    put(made, PLAIN, "case/2", 0, "ett")
    made.summaries.put([Summary(BOARD, CASE, 3, True, "klar", b"s")])
    yield made
    made.close()


@pytest.fixture
def records(vault: SqliteVault) -> list[Fields]:
    written: list[bytes] = []
    copy_out(vault, dict, written.append)
    return list(unpacked(written))


@pytest.fixture
def read_in(tmp_path: Path) -> Iterator[Callable[[Sequence[Fields]], Copied]]:
    opened: list[SqliteVault] = []

    def made(practice: bool) -> SqliteVault:
        opened.append(SqliteVault(tmp_path / f"ny-{len(opened)}.db", TestClock()))
        return opened[-1]

    yield lambda records: copy_in([packed(*one) for one in records], made)
    for vault in opened:
        vault.close()


def _end(record: Fields, rows: int = 0, beside: int = 0) -> Fields:
    """The last record, with other counts than it had."""
    kind, many, more, total = record
    return kind, str(int(many) + rows).encode(), str(int(more) + beside).encode(), total


def test_what_is_read_in_is_what_was_copied(
    records: list[Fields], read_in: Callable[[Sequence[Fields]], Copied]
) -> None:
    copied = read_in(records)
    assert (copied.rows, copied.beside, len(copied.heads)) == (4, 1, 2)


def test_a_log_that_does_not_reach_its_head_is_not_copied(
    vault: SqliteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads = vault.log.heads()
    further = tuple(replace(head, seq=head.seq + 1) for head in heads)
    monkeypatch.setattr(vault.log, "heads", lambda: further)
    with pytest.raises(LogBroken, match="når inte sitt huvud"):
        copy_out(vault, dict, lambda _: None)


def test_a_row_that_does_not_fit_the_chain_is_not_read_in(
    records: list[Fields], read_in: Callable[[Sequence[Fields]], Copied]
) -> None:
    at = next(n for n, one in enumerate(records) if one[0] == b"rows")
    first, *rest = rows_out_of(records[at][1], None)
    changed = b"rows", rows_in_bytes([(*first[:5], b"annat", *first[6:]), *rest])
    assert changed != records[at]
    with pytest.raises(LogBroken):
        read_in([*records[:at], changed, *records[at + 1 :]])


def test_a_log_that_does_not_reach_its_head_is_not_read_in(
    records: list[Fields], read_in: Callable[[Sequence[Fields]], Copied]
) -> None:
    at = next(n for n, one in enumerate(records) if one[0] == b"rows" and b"tre" in one[1])
    short = b"rows", rows_in_bytes(rows_out_of(records[at][1], None)[:-1])
    left = [*records[:at], short, *records[at + 1 : -1], _end(records[-1], rows=-1)]
    with pytest.raises(LogBroken, match="når inte sitt huvud"):
        read_in(left)


@pytest.mark.parametrize("wrong", ["rows", "beside", "sum", "a piece left out", "a log left out"])
def test_the_end_counts_rows_what_is_beside_and_the_head_of_all_heads(
    records: list[Fields], read_in: Callable[[Sequence[Fields]], Copied], wrong: str
) -> None:
    end, rest = records[-1], records[:-1]
    other = next(n for n, one in enumerate(rest) if b"case/2" in one)
    changed = {
        "rows": [*rest, _end(end, rows=1)],
        "beside": [*rest, _end(end, beside=1)],
        "sum": [*rest, (*end[:3], b"0" * 64)],
        "a piece left out": [*(one for one in rest if one[0] != b"summary"), end],
        # Whoever leaves out a whole log and counts the rows anew has not the sum.
        "a log left out": [
            *(one for n, one in enumerate(rest) if n not in (other, other + 1)),
            _end(end, rows=-1),
        ],
    }[wrong]
    assert changed != records
    with pytest.raises(Broken):
        read_in(changed)


def test_a_copy_without_its_end_is_not_whole(
    records: list[Fields], read_in: Callable[[Sequence[Fields]], Copied]
) -> None:
    with pytest.raises(Broken):
        read_in(records[:-1])


def test_nothing_comes_after_the_end(
    records: list[Fields], read_in: Callable[[Sequence[Fields]], Copied]
) -> None:
    with pytest.raises(Broken):
        read_in([*records, (b"bundle", b"ab", b"mer")])


def test_a_record_of_an_unknown_kind_is_refused(
    records: list[Fields], read_in: Callable[[Sequence[Fields]], Copied]
) -> None:
    with pytest.raises(Broken):
        read_in([*records[:-1], (b"nytt", b"x"), _end(records[-1], beside=1)])


# --- what an erasure leaves in the file


@pytest.fixture
def eraser(vault: SqliteVault, tmp_path: Path) -> Iterator[SqliteEraser]:
    made = SqliteEraser(tmp_path / "jourstod.db", TestClock())
    yield made
    made.close()


def test_drafts_and_marks_of_an_erased_case_are_gone_from_the_file(
    vault: SqliteVault, eraser: SqliteEraser
) -> None:
    id = "0a1b2c3d-0000-4000-8000-000000000001"
    put(vault, PLAIN, f"case/{id}", 0, "ett")
    vault.drafts.save(Draft(f"note:{id}", "AB", "klar", b"halv"))
    vault.drafts.save(Draft("note:annat", "AB", "klar", b"halv"))
    vault.marks.put(Mark(f"here/{id}", "AB", "klar", b"x"), 600)
    head = vault.log.head(f"case/{id}")
    assert head is not None
    stone = part(PLAIN, ERASURE, 0, new_id(), "gravsten")
    assert isinstance(eraser.erase(head, stone, stone.rows[0].clear.command_id), Stored)
    assert vault.drafts.get(f"note:{id}", "AB") is None
    assert vault.marks.at(f"here/{id}") == ()
    assert vault.drafts.get("note:annat", "AB") is not None


def test_a_case_that_moved_is_not_erased_from_the_file(
    vault: SqliteVault, eraser: SqliteEraser
) -> None:
    head = vault.log.head(CASE)
    assert head is not None
    put(vault, PLAIN, CASE, 3, "fyra")
    stone = part(PLAIN, ERASURE, 0, new_id(), "gravsten")
    assert isinstance(eraser.erase(head, stone, stone.rows[0].clear.command_id), Conflict)
    assert len(vault.log.read(CASE)) == 4
    assert vault.log.head(ERASURE) is None


# --- the old file of a store that was sealed


def test_a_file_is_written_over_before_it_is_removed(tmp_path: Path) -> None:
    path, same = tmp_path / "gammal.db", tmp_path / "samma"
    path.write_bytes(b"Tallbacken 7" * 200_000)
    size = path.stat().st_size
    os.link(path, same)  # the same bytes on the disk, under another name
    scrub(path)
    assert not path.exists()
    assert same.read_bytes() == bytes(size)

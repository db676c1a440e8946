"""The sealed file: whole, in order, to the last chunk, for those it is for and nobody else."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from tests.vault.at_the_door import CARL, CHEAP, DRIFT, OTHER_PHRASE, PHRASE, Hall

from jourstod.domain.secret import Secret
from jourstod.vault import recovery, sealed_file
from jourstod.vault.sealed_file import (
    CHUNK,
    Altered,
    Foreign,
    Lock,
    Newer,
    SealedWriter,
    WrongKey,
    chunks,
    for_account,
    for_phrase,
    header_of,
    in_clear,
    key_by_account,
    key_by_phrase,
    key_in_clear,
)

CONTENT = bytes(range(256)) * (CHUNK // 64)
HEADER = 4


def sealed(*locks: Lock, content: bytes = CONTENT) -> bytes:
    file = io.BytesIO()
    writer = SealedWriter(file, "prov", "2026-11-28T20:00:00+00:00", locks)
    for at in range(0, len(content), 100_000):
        writer.write(content[at : at + 100_000])
    writer.finish()
    return file.getvalue()


def read(raw: bytes, phrase: Secret = PHRASE) -> bytes:
    file = io.BytesIO(raw)
    header = header_of(file)
    return b"".join(chunks(file, header, key_by_phrase(header, phrase)))


def apart(raw: bytes) -> list[bytes]:
    """The header, then each chunk with its length."""
    file = io.BytesIO(raw)
    header_of(file)
    parts = [raw[: file.tell()]]
    while begins := file.read(5):
        parts.append(begins + file.read(int.from_bytes(begins[1:], "big")))
    return parts


def together(parts: Sequence[bytes]) -> bytes:
    return b"".join(parts)


@pytest.fixture(scope="module")
def raw() -> bytes:
    return sealed(for_phrase(PHRASE, CHEAP))


def test_what_was_sealed_comes_back_whole(raw: bytes) -> None:
    assert read(raw) == CONTENT
    assert len(apart(raw)) == 1 + len(CONTENT) // CHUNK
    assert read(sealed(for_phrase(PHRASE, CHEAP), content=b"")) == b""


def test_nothing_of_the_content_stands_in_the_file(raw: bytes) -> None:
    assert CONTENT[:32] not in raw


def test_a_wrong_passphrase_is_refused(raw: bytes) -> None:
    with pytest.raises(WrongKey):
        read(raw, OTHER_PHRASE)


def test_a_file_that_ends_between_two_chunks_is_refused(raw: bytes) -> None:
    for kept in range(1, len(apart(raw))):
        with pytest.raises(Altered):
            read(together(apart(raw)[:kept]))


def test_the_last_chunk_left_out_and_the_one_before_said_to_be_last_is_refused(raw: bytes) -> None:
    parts = apart(raw)[:-1]
    parts[-1] = b"\x01" + parts[-1][1:]
    with pytest.raises(Altered):
        read(together(parts))


def test_a_file_cut_anywhere_is_refused(raw: bytes) -> None:
    for at in [*range(0, 700, 13), *range(700, len(raw), 40_009), len(raw) - 1]:
        with pytest.raises((Altered, Foreign, WrongKey)):
            read(raw[:at])


def test_chunks_that_changed_places_are_refused(raw: bytes) -> None:
    first, one, two, *rest = apart(raw)
    with pytest.raises(Altered):
        read(together([first, two, one, *rest]))


def test_a_chunk_twice_or_something_after_the_end_is_refused(raw: bytes) -> None:
    first, one, *rest = apart(raw)
    for parts in ([first, one, one, *rest], [first, one, *rest, b"x"]):
        with pytest.raises(Altered):
            read(together(parts))


def test_the_header_of_another_file_with_the_same_key_does_not_open_the_chunks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = Secret(bytes(32))
    monkeypatch.setattr(sealed_file, "fresh_key", lambda: key)
    mine, theirs = apart(sealed(for_phrase(PHRASE, CHEAP))), apart(sealed(in_clear))
    file = io.BytesIO(together([theirs[0], *mine[1:]]))
    header = header_of(file)
    with pytest.raises(Altered):
        list(chunks(file, header, key))


def test_one_changed_byte_anywhere_is_refused(raw: bytes) -> None:
    for at in [*range(0, 500, 7), *range(500, len(raw), 30_011)]:
        changed = bytearray(raw)
        changed[at] ^= 1
        with pytest.raises((Altered, Foreign, Newer, WrongKey)):
            read(bytes(changed))


def test_a_foreign_file_and_a_newer_one_are_refused(raw: bytes) -> None:
    with pytest.raises(Foreign):
        read(b"SQLite format 3\0" + bytes(200))
    newer = bytearray(raw)
    newer[len(sealed_file.MAGIC) + 1] = sealed_file.FORMAT + 1
    with pytest.raises(Newer):
        read(bytes(newer))


def test_those_with_an_account_and_the_recovery_key_open_and_nobody_else() -> None:
    hall = Hall()
    safe = hall.begin()
    safe.add(DRIFT, OTHER_PHRASE)
    raw = sealed(*map(for_account, hall.vault.keys.accounts()))
    header = header_of(io.BytesIO(raw))
    printed = recovery.typed_back(hall.printed)
    keys = {
        key_by_account(header, who, secret).reveal()
        for who, secret in (("AB", PHRASE), ("DR", OTHER_PHRASE), ("", printed))
    }
    assert len(keys) == 1
    for who, secret in (("AB", OTHER_PHRASE), ("DR", PHRASE), (CARL.signature, PHRASE)):
        with pytest.raises(WrongKey):
            key_by_account(header, who, secret)
    with pytest.raises(WrongKey):
        key_by_account(header, "", recovery.fresh())
    with pytest.raises(WrongKey):
        key_by_phrase(header, PHRASE)
    assert key_in_clear(header) is None


def test_nobody_is_named_in_the_header() -> None:
    hall = Hall()
    hall.begin().add(DRIFT, OTHER_PHRASE)
    raw = apart(sealed(*map(for_account, hall.vault.keys.accounts())))[0]
    for word in (b'"AB"', b'"DR"', b"Anna", b"Disa"):
        assert word not in raw


def test_a_file_in_clear_says_so_and_opens_for_everybody() -> None:
    raw = sealed(in_clear)
    file = io.BytesIO(raw)
    header = header_of(file)
    assert header.in_clear
    key = key_in_clear(header)
    assert key is not None
    assert b"".join(chunks(file, header, key)) == CONTENT

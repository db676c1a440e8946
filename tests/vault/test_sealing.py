"""What is sealed opens with the right key, at its own place, unchanged; else nowhere."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.store.sealing import new_id, part, put, texts
from tests.vault.at_the_door import ANNA, PHRASE, Hall, opened, sealing_codec

from jourstod.desk.ports import Clear
from jourstod.domain.errors import KeyDestroyed, LogBroken, NoRight
from jourstod.store.seal import PlainCodec, verify, verify_stream
from jourstod.vault.sealing import ClosedCodec, filled, key_stream, unfilled

CLEAR = Clear("soder", "case/1", 1, "event", "command")
SECRET = "Maja bor på Hemliga gatan 7".encode()


def test_what_is_sealed_is_not_there_to_read() -> None:
    key_id, sealed = sealing_codec().seal(SECRET, CLEAR)
    assert SECRET not in sealed
    assert b"Maja" not in sealed + key_id.encode()


def test_the_same_text_is_sealed_to_other_bytes_each_time_and_opens() -> None:
    codec = sealing_codec()
    one, two = codec.seal(SECRET, CLEAR), codec.seal(SECRET, CLEAR)
    assert one[0] == two[0]
    assert one[1] != two[1]
    assert codec.open(*one, CLEAR) == codec.open(*two, CLEAR) == SECRET


@pytest.mark.parametrize("moved", [
    replace(CLEAR, board="norr"),
    replace(CLEAR, seq=2),
    replace(CLEAR, event_id="another"),
    replace(CLEAR, command_id="another"),
])  # fmt: skip
def test_a_row_does_not_open_at_another_place(moved: Clear) -> None:
    codec = sealing_codec()
    key_id, sealed = codec.seal(SECRET, CLEAR)
    with pytest.raises(LogBroken, match="går inte att öppna"):
        codec.open(key_id, sealed, moved)


def test_a_row_does_not_open_in_another_stream() -> None:
    codec = sealing_codec()
    key_id, sealed = codec.seal(SECRET, CLEAR)
    there = replace(CLEAR, stream="case/2")
    with pytest.raises(LogBroken, match="finns inte här"):
        codec.open(key_id, sealed, there)
    other_id, _ = codec.seal(SECRET, there)
    with pytest.raises(LogBroken, match="går inte att öppna"):
        codec.open(other_id, sealed, there)


def test_a_draft_does_not_open_at_another_place_of_the_same_key() -> None:
    codec = sealing_codec()
    key_id, sealed = codec.seal(SECRET, Clear("", "draft/visit:1", 0, "AB", ""))
    with pytest.raises(LogBroken):
        codec.open(key_id, sealed, Clear("", "draft/visit:2", 0, "AB", ""))
    with pytest.raises(LogBroken):
        codec.open(key_id, sealed, Clear("", "draft/visit:1", 0, "CD", ""))


def test_every_changed_byte_shows() -> None:
    codec = sealing_codec()
    key_id, sealed = codec.seal(SECRET, CLEAR)
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(LogBroken):
            codec.open(key_id, bytes(changed), CLEAR)
    for short in (b"", sealed[:1], sealed[:12], sealed[:-1]):
        with pytest.raises(LogBroken):
            codec.open(key_id, short, CLEAR)


def test_another_stores_key_opens_nothing() -> None:
    key_id, sealed = sealing_codec().seal(SECRET, CLEAR)
    other = sealing_codec()
    other_id, _ = other.seal(SECRET, CLEAR)
    for id in (key_id, other_id):
        with pytest.raises(LogBroken):
            other.open(id, sealed, CLEAR)


def test_a_row_in_clear_text_is_not_taken_for_a_sealed_one() -> None:
    key_id, plain = PlainCodec().seal(SECRET, CLEAR)
    codec = sealing_codec()
    codec.seal(SECRET, CLEAR)
    with pytest.raises(LogBroken):
        codec.open(key_id, plain, CLEAR)


def test_the_length_does_not_tell_yes_from_no() -> None:
    codec = sealing_codec()
    lengths = {
        len(codec.seal(json.dumps({"answer": word}).encode(), CLEAR)[1])
        for word in ("ja", "nej", "vet inte")
    }
    assert len(lengths) == 1


@pytest.mark.parametrize("plain", [b"", b"x", b"\x80", b"\x80\x00", bytes(64), b"\x80" * 63])
def test_what_is_filled_out_comes_back_as_it_was(plain: bytes) -> None:
    assert len(filled(plain)) % 64 == 0
    assert unfilled(filled(plain)) == plain


def test_every_log_has_a_key_of_its_own_and_drafts_share_one() -> None:
    own = ("case/1", "case/2", "station/jour", "access/2026")
    assert [key_stream(stream) for stream in own] == list(own)
    assert {key_stream(f"draft/{where}") for where in ("visit:1", "call:2")} == {"draft"}
    codec = sealing_codec()
    ids = {codec.seal(b"x", replace(CLEAR, stream=stream))[0] for stream in (*own, "draft/a")}
    assert len(ids) == 5


def test_published_routines_are_read_by_anybody_and_nothing_else_is_taken_for_them() -> None:
    codec = sealing_codec()
    there = replace(CLEAR, stream="station/routines")
    assert codec.seal(b"version", there) == ("klar", b"version")
    assert codec.open("klar", b"version", there) == b"version"
    with pytest.raises(LogBroken):
        codec.open("annan", b"version", there)
    for stream in ("station/jour", "station/routines/x", "case/1"):
        with pytest.raises(LogBroken):
            codec.open("klar", b"version", replace(CLEAR, stream=stream))


def test_one_who_runs_the_program_opens_and_seals_nothing() -> None:
    with pytest.raises(NoRight, match="drift"):
        ClosedCodec().seal(b"x", CLEAR)
    with pytest.raises(NoRight, match="drift"):
        ClosedCodec().open("klar", b"x", CLEAR)


def test_a_log_is_verified_without_a_key_and_after_its_key_is_destroyed() -> None:
    hall = Hall()
    safe = hall.begin()
    put(hall.vault, safe.codec, "case/1", 0, "ett", "två")
    put(hall.vault, safe.codec, "case/2", 0, "tre")
    assert safe.destroy("case/1")
    head = hall.vault.log.head("case/1")
    assert head is not None
    assert verify_stream(hall.vault.log, head) == verify(hall.vault.log.read("case/1")) == head
    with pytest.raises(KeyDestroyed, match="case/1 är gallrad: nyckeln är förstörd"):
        texts(safe.codec, hall.vault.log.read("case/1"))
    assert texts(safe.codec, hall.vault.log.read("case/2")) == ["tre"]


def test_nothing_more_is_sealed_where_the_key_is_destroyed() -> None:
    hall = Hall()
    safe = hall.begin()
    put(hall.vault, safe.codec, "case/1", 0, "ett")
    safe.destroy("case/1")
    again = opened(hall.door().sign_in(ANNA.signature, PHRASE))
    for codec in (safe.codec, again.codec):
        with pytest.raises(KeyDestroyed):
            part(codec, "case/1", 1, new_id(), "två")

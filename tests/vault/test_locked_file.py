"""Facts about the locked file: one passphrase opens it anywhere, and nothing can be altered."""

from __future__ import annotations

import pytest
from tests.vault.at_the_door import CHEAP, PHRASE

from jourstod.domain.errors import Unreadable
from jourstod.domain.secret import Secret
from jourstod.vault import locked_file
from jourstod.vault.locked_file import MAGIC, NotOpened, lock_file, open_file
from jourstod.vault.passphrase import LIGHTEST, TooWeak

CONTENT = b"Maja, Ekgatan 12 (hemligt)" * 40


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locked_file, "CHUNK", 100)
    monkeypatch.setattr(locked_file, "_SEALED", 129)


def test_what_is_locked_comes_back_and_shows_nothing_outside() -> None:
    locked = lock_file(CONTENT, "pdf", PHRASE, CHEAP)
    assert open_file(locked, PHRASE) == ("pdf", CONTENT)
    for word in (b"Maja", b"pdf", b"Ekgatan", PHRASE.reveal()):
        assert word not in locked
    assert lock_file(CONTENT, "pdf", PHRASE, CHEAP) != locked


@pytest.mark.parametrize("content", [b"", b"x", b"x" * 92, b"x" * 93, b"x" * 192])
def test_every_length_comes_back(content: bytes) -> None:
    assert open_file(lock_file(content, "text", PHRASE, CHEAP), PHRASE) == ("text", content)


def test_another_passphrase_opens_nothing_and_a_weak_one_locks_nothing() -> None:
    with pytest.raises(NotOpened):
        open_file(lock_file(CONTENT, "pdf", PHRASE, CHEAP), Secret.typed("en helt annan fras"))
    with pytest.raises(TooWeak):
        lock_file(CONTENT, "pdf", Secret.typed("kort"), CHEAP)


def test_a_changed_byte_anywhere_is_refused() -> None:
    locked = lock_file(b"x" * 250, "pdf", PHRASE, CHEAP)
    for at in range(0, len(locked)):
        changed = bytearray(locked)
        changed[at] ^= 1
        with pytest.raises(Unreadable):
            open_file(bytes(changed), PHRASE)


def test_a_cut_moved_doubled_or_added_chunk_is_refused() -> None:
    locked = lock_file(b"x" * 392, "pdf", PHRASE, CHEAP)
    head, body = locked[:41], locked[41:]
    assert locked[:13] == MAGIC and len(body) == 4 * 129
    parts = [body[at : at + 129] for at in range(0, len(body), 129)]
    for wrong in (parts[:-1], parts[1:], [parts[1], parts[0], *parts[2:]], [*parts, parts[-1]]):
        with pytest.raises(NotOpened):
            open_file(head + b"".join(wrong), PHRASE)
    for length in range(len(locked)):
        with pytest.raises(Unreadable):
            open_file(locked[:length], PHRASE)


def test_chunks_of_two_files_with_one_passphrase_cannot_be_put_together() -> None:
    one, other = (lock_file(text * 392, "pdf", PHRASE, CHEAP) for text in (b"x", b"y"))
    with pytest.raises(NotOpened):
        open_file(one[:-129] + other[-129:], PHRASE)


def test_a_guess_costs_64_mib_at_least() -> None:
    locked = lock_file(b"x", "pdf", PHRASE)
    assert int.from_bytes(locked[13:17], "big") == LIGHTEST.memory == 64 * 1024
    assert int.from_bytes(locked[17:21], "big") == LIGHTEST.passes == 3

"""Facts about work that is done in a process of its own."""

from __future__ import annotations

import os

import pytest

from jourstod.commands import beside as module
from jourstod.commands.beside import beside


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_has_room", lambda: True)


def test_what_was_found_beside_is_told(room: None) -> None:
    found = beside(lambda: (os.getpid(), "å" * 200_000))
    who, text = found()
    assert who != os.getpid() and text == "å" * 200_000


def test_what_fails_beside_is_done_here_so_that_it_shows(room: None) -> None:
    def fails() -> int:
        raise ValueError(f"here {os.getpid()}")

    with pytest.raises(ValueError, match=str(os.getpid())):
        beside(fails)()


def test_what_cannot_be_told_is_done_here(room: None) -> None:
    assert beside(lambda: lambda: 7)()() == 7


def test_without_room_it_is_done_here_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_has_room", lambda: False)
    assert beside(os.getpid)() == os.getpid()

"""What a command writes is read by a person, unless a test says that it goes elsewhere."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def a_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jourstod.commands.exporting.at_a_terminal", lambda: True)

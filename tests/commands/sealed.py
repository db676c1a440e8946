"""A station whose store has a safe, with cheap passphrases, for tests of the commands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.commands.station import FIRST, small_routines
from tests.vault.at_the_door import ANNA, CHEAP, PHRASE

from jourstod import bootstrap, settings
from jourstod.desk.desk import Desk
from jourstod.domain.secret import Secret

WORDS = PHRASE.reveal().decode()


def sealed_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    """The home of a new station with Anna Berg as team leader, and its recovery key."""
    cheaply(monkeypatch)
    routines = small_routines(tmp_path / "routines")
    monkeypatch.setattr(bootstrap, "shipped_routines", lambda: routines)
    home, printed = tmp_path / "home", []
    settings.set_up(home, FIRST)

    def begin(door):  # type: ignore[no-untyped-def]
        signed, recovery = door.begin(ANNA, PHRASE)
        printed.append(recovery)
        return signed

    bootstrap.open_house(home, sign_in=begin).close()
    return home, printed[0]


def cheaply(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases made from here on cost nothing to try."""
    monkeypatch.setattr("jourstod.vault.passphrase.tuned", lambda: CHEAP)


@contextmanager
def signed_in(home: Path, signature: str = "AB", phrase: Secret = PHRASE) -> Iterator[Desk]:
    """The desk of somebody who signs in."""
    house = bootstrap.open_house(home, sign_in=lambda door: door.sign_in(signature, phrase))
    try:
        yield house.desk
    finally:
        house.close()


def phrase_file(folder: Path, words: str, mode: int = 0o600) -> Path:
    """A file with a passphrase."""
    path = folder / f"fras-{abs(hash(words))}"
    path.write_text(words + "\n", encoding="utf-8")
    path.chmod(mode)
    return path

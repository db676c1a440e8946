"""A locked screen while the shared database is away: one comes back, and what was tried is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from tests.commands.sealed import WORDS, phrase_file, sealed_home
from tests.store.pg_proxy import Cable
from tests.store.pg_server import Server, emptied, running_server
from tests.vault.at_the_door import OTHER_PHRASE, PHRASE

from jourstod import bootstrap, settings
from jourstod.cli import main
from jourstod.commands.passphrases import FILE_VARIABLE
from jourstod.domain.errors import NoRight, StoreAway
from jourstod.store.seal import PlainCodec
from jourstod.vault.diary import Diary


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    with running_server() as server:
        yield server


@pytest.fixture
def server(running: Server) -> Server:
    emptied(running)
    return running


def test_the_one_who_sat_here_unlocks_without_the_database_and_the_log_hears_of_every_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    home, _ = sealed_home(tmp_path, monkeypatch)
    move = ["store", "move", server.address("station"), "--home", str(home)]
    monkeypatch.setenv(FILE_VARIABLE, str(phrase_file(tmp_path, WORDS)))
    assert main(move) == 0
    cable = Cable(server.socket)
    settings.remember_database(home, server.address("station", cable.host))
    house = bootstrap.open_house(home, sign_in=lambda door: door.sign_in("AB", PHRASE))
    try:
        cable.pull()
        house.ask_again("AB", PHRASE)
        with pytest.raises(NoRight, match="Fel signatur eller lösenfras"):
            house.ask_again("AB", OTHER_PHRASE)
        with pytest.raises(StoreAway, match="Bara AB"):
            house.ask_again("CD", OTHER_PHRASE)
        cable.cut = ""
        give_up = monotonic() + 60
        while not _answers(house) and monotonic() < give_up:
            sleep(0.05)
        house.ask_again("AB", PHRASE)
        diary = Diary(house.vault.log, PlainCodec(), house.front.clock)
        kinds = [type(entry.event).KIND for entry in diary.entries()]
        # What is signed in with now comes first: only then can what lies sealed here be read.
        assert kinds[-3:] == ["signed_in", "signed_in", "sign_in_failed"]
    finally:
        house.close()
        cable.close()


def _answers(house: bootstrap.House) -> bool:
    try:
        return house.vault.log.head("station/accounts") is not None
    except StoreAway:
        return False

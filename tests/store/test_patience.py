"""A synchronous copy that is gone: an answer is not waited for for ever, nor stored twice."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from threading import Thread
from time import sleep

import pytest
from tests.store.pg_server import MISSING, Server, programs, running_server

from jourstod.desk.ports import AlreadyStored, Append, Clear, NewRow, Stored
from jourstod.domain.errors import StoreAway
from jourstod.store.postgres import PostgresVault
from jourstod.store.postgres_door import connected

pytestmark = pytest.mark.skipif(programs() is None, reason=MISSING)
CASE = f"case/{uuid.uuid4()}"


@pytest.fixture
def server() -> Iterator[Server]:
    with running_server() as server:
        yield server


def _copy(server: Server, name: str) -> None:
    """Let every commit wait for a synchronous copy of that name, "" for none."""
    with connected(server.address()) as db:
        db.execute(f"ALTER SYSTEM SET synchronous_standby_names = '{name}'")
        db.execute("SELECT pg_reload_conf()")
    sleep(0.5)


def test_an_answer_that_the_copy_never_confirms_is_told_of_and_is_there_once(
    server: Server,
) -> None:
    vault = PostgresVault(server.address("station"), wait_ms=500)
    command = str(uuid.uuid4())
    rows = (NewRow(Clear("n1", CASE, 1, str(uuid.uuid4()), command), "k", b"svar"),)
    vault.keys.station_key()
    _copy(server, "borta")
    told: list[object] = []

    def answer() -> None:
        try:
            told.append(vault.log.append([Append(CASE, 0, rows)], command))
        except StoreAway as away:
            told.append(away)

    writer = Thread(target=answer, daemon=True)
    writer.start()
    writer.join(60)
    assert not writer.is_alive(), "it waits for the copy for ever"
    assert isinstance(told[0], StoreAway)
    _copy(server, "")
    sleep(1)
    again = vault.log.append([Append(CASE, 0, rows)], command)
    assert isinstance(again, AlreadyStored | Stored)
    assert len(vault.log.read(CASE)) == 1
    vault.close()

"""What is done to a shared store on purpose: cables cut at commits, its server killed at work."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread
from time import monotonic, sleep
from typing import Literal

from tests.store.contract import CASE
from tests.store.pg_proxy import Cable
from tests.store.pg_server import Server
from tests.store.sealing import TestClock, new_id, part, texts

from jourstod.desk.ports import AlreadyStored, Stored
from jourstod.domain.errors import StoreAway
from jourstod.store.postgres import PostgresVault
from jourstod.store.seal import PlainCodec, verify

PLAIN = PlainCodec()
PATIENCE = 120.0


def cut_at_random(
    server: Server, cable: Cable, times: int, chance: random.Random
) -> dict[str, int]:
    """Cut before and after commits, at least so often each; gives how often. Asserts the rest."""
    vault = PostgresVault(server.address("station", cable.host), TestClock())
    asked: list[str] = []
    cut = {"before": 0, "after": 0}
    while min(cut.values()) < times:
        how: Literal["before", "after"] = chance.choice(("before", "after"))
        cut[how] += 1
        command, text = new_id(), f"svar {len(asked)}"
        batch = [part(PLAIN, CASE, len(asked), command, text)]
        cable.arm(how, command.encode())
        assert isinstance(vault.log.append(batch, command), Stored)
        asked.append(text)
        assert isinstance(vault.log.append(batch, command), AlreadyStored)
    assert cable.cuts == sum(cut.values())
    rows = vault.log.read(CASE)
    assert texts(PLAIN, rows) == asked
    assert verify(rows) == vault.log.head(CASE)
    vault.close()
    return cut


@dataclass(frozen=True, slots=True)
class Killed:
    """How much was acknowledged while the server was killed, and how often it was."""

    acknowledged: int
    kills: int


def answers_while_killed(server: Server, stations: int, answers: int, kills: int) -> Killed:
    """Stations answer while the server is killed and started again; asserts that all is there."""
    told = [_answers(server, station, answers) for station in range(stations)]
    threads = [Thread(target=work) for work, _ in told]
    for thread in threads:
        thread.start()
    for kill in range(kills):
        due = answers * (2 * kill + 1) // (2 * kills)
        _wait_for(lambda due=due: all(len(known) >= due for _, known in told))  # type: ignore[misc]
        server.stop("immediate")
        server.start()
    for thread in threads:
        thread.join(PATIENCE)
    vault = PostgresVault(server.address("station"))
    for station, (_, known) in enumerate(told):
        rows = vault.log.read(f"case/{station}")
        assert len(known) == answers
        assert texts(PLAIN, rows) == known
        assert verify(rows) == vault.log.head(f"case/{station}")
    vault.close()
    return Killed(sum(len(known) for _, known in told), kills)


def _answers(server: Server, station: int, answers: int) -> tuple[Callable[[], None], list[str]]:
    """A station's night: each answer is tried until it is acknowledged, as the desk does."""
    acknowledged: list[str] = []

    def work() -> None:
        vault = PostgresVault(server.address("station"), wait_ms=2000)
        for number in range(answers):
            command, text = new_id(), f"{station}: {number}"
            batch = [part(PLAIN, f"case/{station}", number, command, text)]
            while True:
                try:
                    vault.log.append(batch, command)
                    break
                except StoreAway:
                    sleep(0.05)
            acknowledged.append(text)
        vault.close()

    return work, acknowledged


def _wait_for(true: Callable[[], bool]) -> None:
    give_up = monotonic() + PATIENCE
    while not true():
        assert monotonic() < give_up
        sleep(0.005)

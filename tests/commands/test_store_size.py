"""What `jourstod store size` measures, and reckons."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.commands.station import at_the_desk, sharp_home
from tests.desk.sample import open_child
from tests.store.pg_server import MISSING, Server, programs, running_server

from jourstod.bootstrap import utc_now
from jourstod.cli import main
from jourstod.commands.store_size import told
from jourstod.desk.command import new_command
from jourstod.desk.ports import Head
from jourstod.store.place import open_vault
from jourstod.store.postgres import PostgresVault


@pytest.fixture
def server() -> Iterator[Server]:
    with running_server(fsync="off") as server:
        yield server


def test_the_store_is_measured_without_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = sharp_home(tmp_path, monkeypatch)
    size = ["store", "size", "--home", str(home), "--role", "drift"]
    with at_the_desk(home) as desk:
        case = open_child(desk)
        for _ in range(20):
            desk.acts.note(case, "x" * 2000, new_command())
    assert main(size) == 0
    out = capsys.readouterr().out
    vault = open_vault(home, utc_now, practice=False)
    events, stored = sum(head.seq for head in vault.log.heads()), vault.stored_bytes()
    vault.close()
    assert out.startswith(f"Lagret: 1 ärende, {events} händelser, {round(stored / 1000)} kB")
    assert stored <= (home / "jourstod.db").stat().st_size + (
        (home / "jourstod.db-wal").stat().st_size if (home / "jourstod.db-wal").exists() else 0
    )
    assert stored > 20 * 2000


def test_growth_is_cases_times_what_one_takes() -> None:
    heads = (Head("case/1", 90, b""), Head("case/2", 100, b""), Head("station/jour", 10, b""))
    lines = list(told(heads, 200_000, 5))
    assert "1000 byte för varje händelse, 100 kB för varje ärende (100 händelser)" in lines[0]
    assert lines[-1] == "| landet, 290 kommuner | 529 250 | 52 925 000 | 53 GB | 265 GB |"
    assert "inget ärende att räkna på" in next(told((), 0, 5))


@pytest.mark.skipif(programs() is None, reason=MISSING)
def test_a_shared_store_is_measured_by_its_own_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    home = sharp_home(tmp_path, monkeypatch)
    with at_the_desk(home) as desk:
        case = open_child(desk)
        for _ in range(20):
            desk.acts.note(case, "x" * 1000, new_command())
    address = server.address("station")
    assert main(["store", "move", address, "--home", str(home), "--role", "drift"]) == 0
    vault = PostgresVault(address)
    assert vault.stored_bytes() > 20 * 1000
    vault.close()
    assert main(["store", "size", "--home", str(home), "--role", "drift"]) == 0

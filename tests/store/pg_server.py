"""A PostgreSQL server of the tests' own: started in a folder, ended with them, never root."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from jourstod.store import postgres_schema
from jourstod.store.postgres_door import connected

OWNER, TENANT = "owner", "jour-a"
MISSING = (
    "PostgreSQL saknas på den här datorn, så inget prov mot en riktig server kördes. "
    "På Debian och Ubuntu: apt-get install postgresql"
)
_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "300",
    "shared_buffers": "64MB",
    "log_min_messages": "fatal",
}


@cache
def programs() -> Path | None:
    """The folder with initdb and pg_ctl, newest version first; None when there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if found:
        return found[-1].parent
    known = shutil.which("initdb")
    return Path(known).resolve().parent if known else None


class Server:
    """A running server; `address(role)` leads into its one database."""

    def __init__(self, folder: Path, bin: Path) -> None:
        self._folder, self._bin, self._port = folder, bin, _free_port()

    def address(self, role: str = OWNER, host: str = "") -> str:
        """Where a role reaches the database."""
        where = host or str(self._folder)
        return f"host={where} port={self._port} user={role} dbname=postgres"

    @property
    def socket(self) -> Path:
        """The socket that the server listens at."""
        return self._folder / f".s.PGSQL.{self._port}"

    @property
    def process(self) -> int:
        """The number of its first process, of which all others are children."""
        return int((self._folder / "data" / "postmaster.pid").read_text("utf-8").split()[0])

    def make(self, **settings: str) -> None:
        """Make the cluster with an owner whom nobody asks for a password."""
        data = self._folder / "data"
        self._run("initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-locale")
        own = {"unix_socket_directories": str(self._folder), "port": str(self._port)}
        lines = [f"{name} = '{value}'" for name, value in {**_SETTINGS, **own, **settings}.items()]
        config = data / "postgresql.conf"
        config.write_text(config.read_text("utf-8") + "\n".join(lines) + "\n", "utf-8")

    def start(self) -> None:
        """Start it and wait until it answers."""
        log = self._folder / "server.log"
        self._run("pg_ctl", "-D", self._folder / "data", "-w", "-l", log, "start")

    def stop(self, how: str = "fast") -> None:
        """Stop it; `immediate` is as if the power went."""
        self._run("pg_ctl", "-D", self._folder / "data", "-m", how, "-w", "stop")

    def _run(self, program: str, *words: str | Path) -> None:
        command = [str(self._bin / program), *map(str, words)]
        if os.geteuid() == 0:  # the server refuses to be root
            command = ["runuser", "-u", "postgres", "--", *command]
        told = subprocess.run(
            command, capture_output=program != "pg_ctl", check=False, cwd=self._folder,
            stdout=None if program != "pg_ctl" else subprocess.DEVNULL,
        )  # fmt: skip
        assert told.returncode == 0, told.stderr


@contextmanager
def running_server(**settings: str) -> Iterator[Server]:
    """A server with the tables made, and one jour joined: role `station`, tenant TENANT."""
    bin = programs()
    assert bin is not None, MISSING
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    server = Server(folder, bin)
    try:
        server.make(**settings)
        server.start()
        try:
            prepare(server)
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def prepare(server: Server) -> None:
    """Make the tables as the owner, and a role for a station."""
    with connected(server.address()) as db:
        postgres_schema.migrate(db)
        db.execute("CREATE ROLE station LOGIN")
        postgres_schema.join(db, "station", TENANT, ("*",))


def prepare_bare(server: Server) -> None:
    """A plain table that the station's role may write to, for comparison."""
    with connected(server.address()) as db:
        db.execute("CREATE TABLE bare (id text PRIMARY KEY, content bytea NOT NULL)")
        db.execute("GRANT INSERT ON bare TO station")


def emptied(server: Server) -> None:
    """Nothing in any table, as for a new test."""
    with connected(server.address()) as db:
        db.execute("SET session_replication_role = replica")  # the log's own walls
        tables = (
            *("event", "stream", "summary", "draft", "mark", "bundle", "secret"),
            *("ring", "account", "data_key", "erased"),
        )
        for table in tables:
            db.execute(f"DELETE FROM jourstod.{table}")


def _version(path: Path) -> int:
    name = path.parts[-3]
    return int(name) if name.isdecimal() else 0


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


if __name__ == "__main__" and programs() is None:
    print(MISSING)

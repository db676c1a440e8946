"""What one station costs the shared server: processor time and log for each answer, connections."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
from tests.store.pg_server import programs, running_server

from jourstod.store.postgres_door import connected

from .measure import Figure, Measured, NotMeasured
from .shared_worker import answering

ANSWERS = 500
A_NIGHT = 600
"""Answers of a station on a night that is busy throughout: one a minute for ten hours."""


def measure(folder: Path) -> Measured:
    """Write answers from one station; read the server's own figures before and after."""
    if programs() is None:
        raise NotMeasured("PostgreSQL är inte installerat")
    with running_server() as server, connected(server.address()) as db:
        write = answering(server.address("station"), "0")
        for _ in range(20):
            write()
        wal, cpu = _wal(db), _cpu(db)
        for _ in range(ANSWERS):
            write()
        log = (_wal(db) - wal) / ANSWERS / 1024
        spent = (_cpu(db) - cpu) / ANSWERS * 1000
        there = _connections(db)
    figures = (
        Figure("Processortid i servern för ett svar", spent, "ms"),
        Figure("Databasens logg (WAL) för ett svar", log, "KiB"),
        Figure("Förbindelser för en station", there, "st"),
        Figure(f"En natt på {A_NIGHT} svar: processortid", spent * A_NIGHT / 1000, "s"),
        Figure(f"En natt på {A_NIGHT} svar: logg", log * A_NIGHT / 1024, "MiB"),
    )
    note = (
        f"{ANSWERS} svar från en station. Ett svar är två händelser på 512 byte och tavlans rad. "
        "Processortiden är serverprocessens egen, så den påverkas lite av vad annat datorn gör."
    )
    return Measured("Vad en station kostar databasen", figures, (note,))


def _wal(db: psycopg.Connection) -> float:
    ((bytes_,),) = db.execute("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn").fetchall()
    return float(bytes_)


def _cpu(db: psycopg.Connection) -> float:
    """Seconds of all the stations' backends."""
    found = db.execute("SELECT pid FROM pg_stat_activity WHERE usename = 'station'").fetchall()
    return sum(_seconds(pid) for (pid,) in found)


def _seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _connections(db: psycopg.Connection) -> float:
    ((many,),) = db.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE usename = 'station'"
    ).fetchall()
    return float(many)

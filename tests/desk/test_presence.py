"""Who is in a case now, and how far each has read: no part of the log, and gone by itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.desk.sample import Jour, Now, open_child

from jourstod.desk.presence import GONE, Presence
from jourstod.store.memory import MemoryVault
from jourstod.store.seal import PlainCodec
from jourstod.store.sqlite import SqliteVault

OTHER = """
import sys, time
from pathlib import Path
from datetime import datetime, UTC
from jourstod.desk.presence import Presence
from jourstod.store.seal import PlainCodec
from jourstod.store.sqlite import SqliteVault
vault = SqliteVault(Path(sys.argv[1]), lambda: datetime.now(UTC))
stay = Presence(vault, PlainCodec(), "CD").enter("c1")
print("here", flush=True)
time.sleep(600)
"""


class Ticks:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_others_in_the_case_are_seen_until_they_leave_and_nobody_sees_themselves() -> None:
    jour = Jour()
    mine, theirs = jour.desk(), jour.desk("CD")
    id = open_child(mine)
    before = mine.case(id).seq
    with mine.presence.staying(id):
        assert mine.presence.others(id) == ()
        assert theirs.presence.others(id) == ("AB",)
        with theirs.presence.staying(id):
            assert mine.presence.others(id) == ("CD",)
        assert mine.presence.others(id) == ()
    assert theirs.presence.others(id) == ()
    assert mine.case(id).seq == before


def test_a_screen_that_gives_no_sign_of_life_is_gone_within_a_minute() -> None:
    ticks = Ticks()
    vault = MemoryVault(Now(), ticks)
    mine, theirs = (Presence(vault, PlainCodec(), who) for who in ("AB", "CD"))
    theirs.sign("c1")
    ticks.now += GONE - 1
    assert mine.others("c1") == ("CD",)
    theirs.sign("c1")
    ticks.now += GONE - 1
    assert mine.others("c1") == ("CD",)
    ticks.now += 2
    assert mine.others("c1") == ()
    assert GONE <= 60


def test_a_screen_that_stays_gives_signs_of_life_without_a_key() -> None:
    given = []

    class Counting(Presence):
        def sign(self, case: str) -> None:
            given.append(case)
            if len(given) == 3:
                enough.set()

    from threading import Event

    enough = Event()
    with Counting(MemoryVault(Now()), PlainCodec(), "AB").staying("c1", beat=0.001):
        assert enough.wait(20)
    assert given.count("c1") >= 3


def test_a_killed_program_leaves_no_ghost(tmp_path: Path) -> None:
    ticks = Ticks()
    path = tmp_path / "lager.db"
    ghost = subprocess.Popen(
        [sys.executable, "-c", OTHER, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert ghost.stdout is not None and ghost.stdout.readline() == "here\n"
    import time

    ticks.now = time.time()
    vault = SqliteVault(path, Now(), ticks=ticks)
    mine = Presence(vault, PlainCodec(), "AB")
    assert mine.others("c1") == ("CD",)
    os.kill(ghost.pid, signal.SIGKILL)
    ghost.wait()
    ghost.stdout.close()
    assert mine.others("c1") == ("CD",)
    ticks.now += 60
    assert mine.others("c1") == ()
    vault.close()


def test_how_far_each_has_read_is_kept_for_each_and_stands_in_no_log() -> None:
    jour = Jour()
    mine, theirs = jour.desk(), jour.desk("CD")
    id = open_child(mine)
    seq = mine.case(id).seq
    assert mine.presence.seen_to(id) is None
    mine.presence.seen(id, seq)
    assert (mine.presence.seen_to(id), theirs.presence.seen_to(id)) == (seq, None)
    assert jour.desk().presence.seen_to(id) == seq  # after a restart
    assert mine.case(id).seq == seq

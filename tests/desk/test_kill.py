"""`kill -9` in the middle of an answer, a note or a handover loses nothing that was confirmed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.desk.sample import Jour, Now, asked

from jourstod.store.place import open_vault
from jourstod.store.seal import verify_stream

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("round", range(5))
def test_what_was_confirmed_before_a_kill_is_there_and_the_work_goes_on(
    tmp_path: Path, round: int
) -> None:
    seconds = random.Random(round).uniform(0.05, 0.6)
    confirmed = _work_and_die(tmp_path, seconds)
    jour = Jour(vault=open_vault(tmp_path, Now(), practice=True))
    desk = jour.desk()
    for head in jour.vault.log.heads():
        verify_stream(jour.vault.log, head)
    last: dict[str, int] = {}
    for _, id, seq in confirmed:
        last[id] = int(seq)
    assert last, "the officer was killed before confirming anything"
    for id, confirmed_seq in last.items():
        assert desk.case(id).seq >= confirmed_seq
    listed = {row.case for row in desk.board()}
    assert set(last) <= listed
    unfinished = [id for id in last if desk.case(id).open_visits()]
    for id in unfinished:
        assert asked(desk, id)
    jour.vault.close()


def _work_and_die(home: Path, seconds: float) -> list[list[str]]:
    """Let the officer work, kill it at a random moment, and give the lines it confirmed."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.desk.officer", str(home)],
        stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT,
    )  # fmt: skip
    assert worker.stdout is not None
    first = worker.stdout.readline()
    time.sleep(seconds)
    worker.send_signal(signal.SIGKILL)
    rest = worker.stdout.read()
    worker.wait()
    whole = (first + rest).splitlines(keepends=True)
    return [line.split() for line in whole if line.endswith("\n")]

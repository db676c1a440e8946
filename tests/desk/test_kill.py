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
    _is_whole(jour)
    unfinished = [id for id in last if desk.case(id).open_visits()]
    for id in unfinished:
        assert asked(desk, id)
    jour.vault.close()


def _is_whole(jour: Jour) -> None:
    """Each act is there with its summary and without its draft, or not there at all."""
    desk = jour.desk()
    for head in jour.vault.log.heads():
        if head.stream.startswith("access/"):
            continue  # on no board
        kept = jour.vault.summaries.get(head.stream)
        assert kept is not None and kept.seq == head.seq
    for draft in jour.vault.drafts.all_of("AB"):
        shown = draft.place.removeprefix("visit:")
        waiting = [v.id for row in desk.board() for v in desk.case(row.case).open_visits()]
        assert shown in waiting


@pytest.mark.parametrize("kind", ["answer", "note", "offer", "accept"])
def test_a_kill_right_after_each_kind_of_act_leaves_it_there(tmp_path: Path, kind: str) -> None:
    confirmed = _work_and_die(tmp_path, 0.0, until=kind)
    assert confirmed[-1][0] == kind or kind in {what for what, _, _ in confirmed}
    jour = Jour(vault=open_vault(tmp_path, Now(), practice=True))
    case = jour.desk().case(confirmed[-1][1])
    events = {
        "answer": "step_answered", "note": "note_written",
        "offer": "handover_offered", "accept": "handover_accepted",
    }  # fmt: skip
    assert events[kind] in [entry.event.KIND for entry in case.entries]
    assert case.seq >= int(confirmed[-1][2])
    _is_whole(jour)
    jour.vault.close()


def _work_and_die(home: Path, seconds: float, until: str = "") -> list[list[str]]:
    """Let the officer work, kill it at a random moment, and give the lines it confirmed.

    `until` is a kind of act to wait for first.
    """
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.desk.officer", str(home)],
        stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT,
    )  # fmt: skip
    assert worker.stdout is not None
    first = worker.stdout.readline()
    while not first.splitlines()[-1].startswith(until):
        first += worker.stdout.readline()
    time.sleep(seconds)
    worker.send_signal(signal.SIGKILL)
    rest = worker.stdout.read()
    worker.wait()
    whole = (first + rest).splitlines(keepends=True)
    return [line.split() for line in whole if line.endswith("\n")]

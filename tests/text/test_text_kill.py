"""Facts about the line mode killed with SIGKILL: what was said to be stored is stored."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.desk.sample import Jour, Now, asked
from tests.text.lines import typed
from tests.text.test_night import CALL

from jourstod.store.place import open_vault

ROOT = Path(__file__).parents[2]


def killed_after(home: Path, waited_for: str, *lines: str) -> None:
    """Type lines to a program of its own, and kill it when it has written what is waited for."""
    command = [sys.executable, "-m", "tests.text.at_the_line", str(home)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        cwd=ROOT, env={"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}", "PYTHONUTF8": "1"},
    ) as program:  # fmt: skip
        assert program.stdin is not None and program.stdout is not None
        program.stdin.write("".join(f"{line}\n" for line in lines))
        program.stdin.flush()
        for line in program.stdout:
            if waited_for in line:
                break
        else:
            raise AssertionError(f"{waited_for} was never written")
        program.kill()


def test_an_answer_that_was_said_to_be_stored_is_there_for_the_next_session(
    tmp_path: Path,
) -> None:
    killed_after(tmp_path, "Hur allvarligt är hotet?", *CALL, "1")
    vault = open_vault(tmp_path, Now(), practice=True)
    try:
        jour = Jour(vault=vault)
        id = jour.desk().board()[0].case
        assert asked(jour.desk(), id) == ["hot"]
        typed(jour, "1", "1", desk=jour.desk("CD", "Carl Dal"))
        assert asked(jour.desk(), id) == ["skydd"]
    finally:
        vault.close()


def test_a_form_that_was_half_filled_in_is_still_half_filled_in(tmp_path: Path) -> None:
    lines = (*CALL, "1", "meny", "1", "Hon sover nu.")
    killed_after(tmp_path, "Hände (tomt är nu", *lines)
    vault = open_vault(tmp_path, Now(), practice=True)
    try:
        jour = Jour(vault=vault)
        read = typed(jour, "1", "meny", "1", "", "", "")
        assert "Nu står: Hon sover nu." in read
        case = jour.desk().case(jour.desk().board()[0].case)
        assert "Hon sover nu." in [getattr(e.event, "text", "") for e in case.entries]
    finally:
        vault.close()

"""Facts about what a process leaves behind when it dies: no core, no window into its memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a call of Linux")
ASKED = """
import ctypes, resource, sys
from jourstod.cli import main
main(sys.argv[1:])
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.parametrize("command", [("cases",), ("text", "--practice"), ("log", "verify")])
def test_whatever_opens_a_store_leaves_no_core_and_cannot_be_looked_into(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    made = subprocess.run(
        [sys.executable, "-c", ASKED, *command, "--home", str(tmp_path), "--as", "AB"],
        input="slut\n", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.stdout.splitlines()[-1] == "(0, 0) 0", made.stderr


def test_a_killed_program_dumps_nothing(tmp_path: Path) -> None:
    dies = "from jourstod.commands.shielding import shield; import os; shield(); os.abort()"
    child = subprocess.Popen([sys.executable, "-c", dies], cwd=tmp_path, stderr=subprocess.DEVNULL)
    _, status = os.waitpid(child.pid, 0)
    child.returncode = status
    assert os.WIFSIGNALED(status) and not os.WCOREDUMP(status)
    assert not list(tmp_path.iterdir())

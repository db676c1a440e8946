"""The trial: a copy of the tree in which one wall at a time is taken out and its tests are run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from .wall import Wall
from .witness import WITNESS

TREE = Path(__file__).resolve().parents[2]
COPIED = ("src", "tests", "routines", "scripts", "lab", "bench", "docs", "pyproject.toml")
COPIED_TOO = ("station.example.yaml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile")
LONGEST = 300.0
"""Seconds that ten tests may take: without a wall against waiting for ever they hang."""
ASSERTED = ("AssertionError", "Failed")
"""How a test says that something is not as it shall be (`Failed`: nothing was raised)."""


class Outcome(Enum):
    """What was seen of a wall."""

    FELL = "föll"
    STOOD = "föll inte"
    BROKE = "gick sönder"
    SKIPPED = "kördes inte"
    RED = "föll redan med väggen"
    MISFIT = "texten finns inte en gång"


@dataclass(frozen=True, slots=True)
class Seen:
    """A wall, what was seen, and the words of it."""

    wall: Wall
    outcome: Outcome
    told: str


@dataclass(frozen=True, slots=True)
class Ran:
    """How one test ended: passed, skipped, asserted, raised, broken; by what."""

    ended: str
    kinds: tuple[str, ...] = ()


class Strayed(Exception):
    """The copy was not what was imported, so nothing that was seen means anything."""


class Copy:
    """A tree of its own, with the walls as they are until one is taken out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        skipped = shutil.ignore_patterns("__pycache__", ".hypothesis", "*.egg-info")
        for name in COPIED + COPIED_TOO:
            if (TREE / name).is_dir():
                shutil.copytree(TREE / name, folder / name, ignore=skipped)
            else:
                shutil.copy2(TREE / name, folder / name)

    def try_out(self, wall: Wall, tests: Sequence[str] = ()) -> dict[str, Ran]:
        """How the tests (its own) end with the wall taken out; the wall stands again after."""
        path = self.folder / wall.file
        whole = path.read_text(encoding="utf-8")
        try:
            self._put(path, wall.taken_out(whole))
            return self.run(tests or wall.tests)
        finally:
            self._put(path, whole)

    def run(self, tests: Sequence[str]) -> dict[str, Ran]:
        """How each test ends, by node id. Raises Strayed."""
        witness = self.folder / "witness.jsonl"
        witness.unlink(missing_ok=True)
        paths = [self.folder / name for name in ("src", "scripts")]
        env = os.environ | {
            "PYTHONPATH": os.pathsep.join(map(str, paths)),
            WITNESS: str(witness),
            "COLUMNS": "80",
        }
        command = [sys.executable, "-m", "pytest", "-q", "-p", "walled.witness"]
        command += ["-p", "no:cacheprovider", "--tb=no", "--no-header", *tests]
        # A group of its own: what a test started and left must not live on.
        with subprocess.Popen(
            command,
            cwd=self.folder,
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as running:
            try:
                running.wait(LONGEST * (1 + len(tests) / 10))
            except subprocess.TimeoutExpired:
                os.killpg(running.pid, 9)
        return self._told(witness)

    def _told(self, witness: Path) -> dict[str, Ran]:
        lines = witness.read_text(encoding="utf-8").splitlines() if witness.exists() else []
        told = [json.loads(line) for line in lines]
        for one in told:
            if "imported" in one and not Path(one["imported"]).is_relative_to(self.folder):
                raise Strayed(one["imported"])
        return _ended([one for one in told if "id" in one])

    @staticmethod
    def _put(path: Path, text: str) -> None:
        path.write_text(text, encoding="utf-8")
        # Compiled code is told apart by second and size, which two tries may share.
        for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
            compiled.unlink()


def _ended(told: Iterable[dict[str, Any]]) -> dict[str, Ran]:
    found: dict[str, Ran] = {}
    for one in told:
        kinds = tuple(one["kinds"])
        if one["outcome"] == "failed":
            asserted = one["when"] == "call" and any(kind in ASSERTED for kind in kinds)
            raised = "raised" if one["when"] == "call" else "broken"
            found[one["id"]] = Ran("asserted" if asserted else raised, kinds)
        elif one["outcome"] == "skipped":
            found[one["id"]] = Ran("skipped")
        elif one["when"] == "call":
            found.setdefault(one["id"], Ran("passed"))
    return found


def of_test(ran: dict[str, Ran], test: str) -> list[Ran]:
    """How a test ended, one for each set of parameters; a file that was not read in is one."""
    file = test.split("::")[0]
    return [
        how
        for id, how in ran.items()
        if id == test or id.startswith(f"{test}[") or (id == file and how.ended == "broken")
    ]

"""Hostile files through `jourstod routine check`: refused within a memory wall, none gets out."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.reading.hostile_files import HOSTILE, Hostile, lay, sound

from .outcome import Outcome, Size, Tally, say

MEMORY = 400 * 1024 * 1024
HANGS = 300
"""Seconds until a file is said to hang the program; no measure of speed."""
REFUSED = {1, 4}
SECRET = "hemligt-lösen"
AT_ONCE = 2
SHORT = 8


def run(folder: Path, size: Size) -> Outcome:
    """Each file among sound ones, checked by the real command in a process of its own."""
    files = HOSTILE[:: len(HOSTILE) // SHORT] if size.short else HOSTILE
    files = [one for one in files if one.name != "utan-lasratt" or os.geteuid() != 0]
    refused = Tally("Nekad med ett fynd på rätt fil, inom 400 MiB")
    harmless = Tally("Utskriften styr ingen terminal och röjer inget utanför mappen")
    with ThreadPoolExecutor(AT_ONCE) as workers:
        told = list(workers.map(lambda one: _checked(one, folder), files))
    for one, (code, text) in zip(files, told, strict=True):
        expected = code in REFUSED and one.rule in text and "Traceback" not in text
        refused.hold(expected and _names(one, text), f"{one.name}: slutkod {code}")
        harmless.hold(_harmless(text) and SECRET not in text, one.name)
    say(f"{len(files)} filer")
    sound_one = Tally("Mappen utan den fientliga filen godtas")
    code, _ = _command(sound(folder / "sund"))
    sound_one.hold(code == 0, f"slutkod {code}")
    return Outcome("fientliga filer", (refused, harmless, sound_one))


def _checked(hostile: Hostile, folder: Path) -> tuple[int, str]:
    root = folder / hostile.name
    root.mkdir()
    home = sound(root)
    lay(hostile, home)
    return _command(home)


def _command(folder: Path) -> tuple[int, str]:
    told = subprocess.run(
        [sys.executable, "-m", "jourstod", "routine", "check", str(folder)],
        capture_output=True, timeout=HANGS, check=False, preexec_fn=_walled,
    )  # fmt: skip
    return told.returncode, (told.stdout + told.stderr).decode(errors="replace")


def _walled() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _names(hostile: Hostile, text: str) -> bool:
    return Path(hostile.laid).name in text


def _harmless(text: str) -> bool:
    """Whether nothing in it steers a terminal, turns the writing or hides."""
    return not any(
        (unicodedata.category(sign) in ("Cc", "Cs", "Cf") and sign != "\n")
        or 0xE0000 <= ord(sign) <= 0xE007F
        for sign in text
    )

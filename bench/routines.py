"""`jourstod routine check`: the shipped routines proved cold, and hostile files refused."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from jourstod.reading.folder import shipped_routines

from .measure import Figure, Measured, NotMeasured, interleaved, percentile

ROUNDS = 7
HOSTILE = {
    "100 000 klamrar": b"titel: " + b"[" * 100_000,
    "50 MB på en rad": b"# " + b"a" * 50_000_000,
    "en bomb av ankare": b"a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n" * 200,
    "20 000 nivåer": b"a: " + b"{a: " * 20_000,
}


def measure(folder: Path) -> Measured:
    """Each in a fresh process, beside the same command that only says its version."""
    program = Path(sys.executable).with_name("jourstod")
    if not program.exists():
        raise NotMeasured("kommandot jourstod är inte installerat bredvid python")
    runs = {
        "version": Run(str(program), "--version"),
        "shipped": Run(str(program), "routine", "check", str(shipped_routines())),
    }
    peaks: dict[str, float] = {}
    for name, text in HOSTILE.items():
        command = (str(program), "routine", "check", str(_hostile(folder, name, text)))
        runs[name] = Run(*command)
        peaks[name] = peak_mib(*command)
    taken = interleaved(runs, ROUNDS)
    base = percentile(taken["version"], 50) * 1000
    figures = [_time("De levererade rutinerna prövade", taken["shipped"], base, 1000)]
    cpu, cpu_base = (percentile(runs[n].spent, 50) * 1000 for n in ("shipped", "version"))
    what = "De levererade rutinerna prövade, processortid, p50"
    figures.append(Figure(what, cpu, "ms", cpu_base, "jourstod --version"))
    for name in HOSTILE:
        figures.append(_time(f"Fientlig fil, {name}", taken[name], base, 1000))
        figures.append(Figure(f"Fientlig fil, {name}, minne", peaks[name], "MiB", limit=100))
    notes = (f"{ROUNDS} omgångar, varje i en ny process. Minne är processens högsta RSS.",)
    return Measured("Granska rutiner", tuple(figures), notes)


def _time(what: str, samples: list[float], base: float, limit: float | None) -> Figure:
    value = percentile(samples, 50) * 1000
    return Figure(f"{what}, p50", value, "ms", base, "jourstod --version", limit=limit)


def _hostile(folder: Path, name: str, text: bytes) -> Path:
    """A hostile file among the shipped routines."""
    own = folder / f"{len(list(folder.iterdir()))}"
    shutil.copytree(shipped_routines(), own)
    path = own / "fientlig.yaml"
    path.write_bytes("språk: 1\nrutin: fientlig\n".encode() + text)
    return path


class Run:
    """Takes the seconds a command needs, in a process of its own.

    `spent` are its seconds of processor each time: what others on a shared machine take is not in.
    """

    def __init__(self, *command: str) -> None:
        self._command = command
        self.spent: list[float] = []

    def __call__(self) -> float:
        before, began = os.times(), time.perf_counter()
        subprocess.run(self._command, stdout=subprocess.DEVNULL, check=False)
        taken, after = time.perf_counter() - began, os.times()
        used = after.children_user - before.children_user
        self.spent.append(used + after.children_system - before.children_system)
        return taken


_COUNTED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Run by a small process between: a child's count begins at the size of the one that starts it."""


def peak_mib(*command: str) -> float:
    """The highest resident size of a process that runs the command, as the kernel counted it."""
    told = subprocess.run(
        (sys.executable, "-c", _COUNTED, *command), capture_output=True, text=True, check=True
    )
    return int(told.stdout) / 1024

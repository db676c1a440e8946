"""The machine the figures hold for: processor, cores, memory, file system, versions; no names."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from pathlib import Path


def described(folder: Path) -> list[tuple[str, str]]:
    """What stands above the table, as (word, text); `folder` is where the stores were."""
    import apsw
    import textual

    return [
        ("Datum", datetime.now(UTC).date().isoformat()),
        ("Processor", f"{_processor()}, {os.cpu_count()} kärnor"),
        ("Minne", f"{_memory_gib():.0f} GiB"),
        ("System", f"{platform.system()} {platform.release().split('-')[0]}"),
        ("Filsystem", file_system(folder)),
        ("Python", platform.python_version()),
        ("Textual", textual.__version__),
        ("SQLite", apsw.sqlite_lib_version()),
    ]


def file_system(folder: Path) -> str:
    """The type of file system that a folder lies on, and its mount options that matter here."""
    best, found = "", ("okänt", "")
    real = str(folder.resolve())
    for line in Path("/proc/self/mounts").read_text("utf-8").splitlines():
        _, point, kind, options, *_ = line.split(" ")
        inside = real == point or real.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, found = point, (kind, options)
    kind, options = found
    telling = [o for o in options.split(",") if o.startswith(("data=", "barrier", "nobarrier"))]
    return ", ".join([kind, *telling])


def resident_mib(process: int) -> float:
    """Resident memory (RSS) of a process in MiB."""
    return _kib(Path(f"/proc/{process}/status"), "VmRSS") / 1024


def processor_seconds(process: int) -> float:
    """Processor time of a process, its children that go on and those it has seen end."""
    spent, children = 0, {process}
    for stat in sorted(Path("/proc").glob("[0-9]*/stat"), key=lambda path: int(path.parts[2])):
        try:
            own = stat.read_text("utf-8")
        except OSError:  # ended meanwhile
            continue
        # After the name in brackets: state, parent …, user, system, and both of ended children.
        fields = own.rpartition(")")[2].split()
        number = int(stat.parts[2])
        if number == process or int(fields[1]) in children:
            children.add(number)
            spent += sum(map(int, fields[11:15]))
    return spent / os.sysconf("SC_CLK_TCK")


def peak_mib(process: int) -> float:
    """The most resident memory a process has had, in MiB; not what its parent had before it."""
    return _kib(Path(f"/proc/{process}/status"), "VmHWM") / 1024


def _memory_gib() -> float:
    return _kib(Path("/proc/meminfo"), "MemTotal") / 1024 / 1024


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _kib(path: Path, name: str) -> int:
    for line in path.read_text("utf-8").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise LookupError(name)

"""Made routines proved cold: how time and memory grow with them, and where they are refused."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from jourstod.reading.folder import Folder

from .made_routines import dependent, folder_of, independent
from .measure import Figure, Judged, Measured, NotMeasured, interleaved, percentile
from .routines import Run, peak_mib

ROUNDS = 3
LENGTHS = (30, 100, 300, 1_000, 3_000)
ROUTINES, STEPS = 10, 100
LOADED = 100
REFUSED = {
    "11 svar lästa i var sitt steg": (11, False),
    "10 svar lästa i ett villkor": (10, True),
    "100 svar lästa i var sitt steg": (100, False),
}


def measure(folder: Path) -> Measured:
    """Each check in a fresh process; the load beside libyaml's own reading of the same files."""
    program = Path(sys.executable).with_name("jourstod")
    if not program.exists():
        raise NotMeasured("kommandot jourstod är inte installerat bredvid python")
    figures = _proved(folder, str(program)) + _refused(folder, str(program)) + _loaded(folder)
    notes = (
        f"{ROUNDS} omgångar, varje i en ny process. Minne är processens högsta RSS.",
        "De uppdiktade rutinerna läser varje svar strax efter frågan. 100 steg är 20 frågor och 10 "
        "krav; två av kraven gäller hela vägen.",
        "Värsta fallet är svar som alla lever samtidigt: lägena blir tre gånger fler för varje "
        "fråga (ja, något annat, ännu inte sagt). Tio sådana prövas, elva vägras. Läser ett enda "
        "villkor dem alla prövas sju, och åtta vägras.",
    )
    return Measured("Växande rutiner", tuple(figures), notes)


def _proved(folder: Path, program: str) -> list[Figure]:
    whole = {f"r-{n}": independent(f"r-{n}", STEPS) for n in range(ROUTINES)}
    what = f"{ROUTINES} rutiner, {ROUTINES * STEPS} steg, {ROUTINES * STEPS // 5} frågor, 100 krav"
    paths = {what: _written(folder / "tio", whole)}
    for length in LENGTHS:
        paths[f"En rutin, {length} steg"] = _written(
            folder / str(length), {"lang": independent("lang", length)}
        )
    commands = {name: (program, "routine", "check", str(path)) for name, path in paths.items()}
    _must_end(commands, 0)
    runs = {name: Run(*command) for name, command in commands.items()}
    taken = interleaved({"": Run(program, "--version"), **runs}, ROUNDS, warm_up=0)
    base = percentile(taken[""], 50) * 1000
    figures = []
    for name, command in commands.items():
        value, own = percentile(taken[name], 50) * 1000, name == what
        limit = 5000 if own else None
        figures.append(Figure(f"{name}, p50", value, "ms", base, "jourstod --version", limit=limit))
        cpu = percentile(runs[name].spent, 50) * 1000
        figures.append(Figure(f"{name}, processortid, p50", cpu, "ms"))
        limit = 500 if own else None
        figures.append(Figure(f"{name}, minne", peak_mib(*command), "MiB", limit=limit))
    return figures


def _refused(folder: Path, program: str) -> list[Figure]:
    figures = []
    for number, (name, (questions, in_one)) in enumerate(REFUSED.items()):
        made = {"beror": dependent("beror", questions, in_one=in_one)}
        command = (program, "routine", "check", str(_written(folder / f"nej-{number}", made)))
        _must_end({name: command}, 1)
        taken = interleaved({name: Run(*command)}, ROUNDS, warm_up=0)[name]
        value = percentile(taken, 50) * 1000
        figures.append(Figure(f"Vägrad: {name}, p50", value, "ms", limit=5000))
        figures.append(Figure(f"Vägrad: {name}, minne", peak_mib(*command), "MiB", limit=500))
    return figures


_READ = """
import sys, time
from pathlib import Path
from jourstod.reading.shelf import Shelf
began = time.perf_counter()
book, _ = Shelf(Path(sys.argv[1])).current()
print(time.perf_counter() - began, len(book.routines))
"""
_COMPOSE = """
import sys, time
from pathlib import Path
import yaml
began = time.perf_counter()
paths = [p for p in Path(sys.argv[1]).rglob("*.yaml")]
for path in paths:
    yaml.compose(path.read_text("utf-8"), Loader=yaml.CBaseLoader)
print(time.perf_counter() - began, len(paths))
"""


def _loaded(folder: Path) -> list[Figure]:
    """Reading only, without proof, timed inside the process: loading Python is not in it."""
    made = {f"l-{n}": independent(f"l-{n}", 50) for n in range(LOADED)}
    path = _written(folder / "hundra", made)
    if len(Folder(path).bundle()[1]) > 0:
        raise AssertionError("the made folder does not hold")
    runs = {"read": _told(_READ, path), "compose": _told(_COMPOSE, path)}
    taken = interleaved(runs, ROUNDS + 2)
    read, compose = (percentile(taken[name], 50) * 1000 for name in runs)
    what = f"{LOADED} rutiner om 50 steg lästa in, p50"
    return [Figure(what, read, "ms", compose, "yaml.compose i C", judged=Judged.RATIO)]


def _written(path: Path, made: dict[str, tuple[str, str]]) -> Path:
    texts = {id: text for id, (text, _) in made.items()}
    return folder_of(path, texts, "".join(facts for _, facts in made.values()))


def _must_end(commands: Mapping[str, tuple[str, ...]], code: int) -> None:
    """A figure of a routine that is not proved, or not refused, would say nothing."""
    for name, command in commands.items():
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        if ended.returncode != code or (code and "fler lägen" not in ended.stdout):
            raise AssertionError(f"{name}: {ended.returncode}\n{ended.stdout[:500]}")


def _told(code: str, path: Path) -> Callable[[], float]:
    def run() -> float:
        command = (sys.executable, "-c", code, str(path))
        told = subprocess.run(command, capture_output=True, text=True, check=True)
        return float(told.stdout.split()[0])

    return run

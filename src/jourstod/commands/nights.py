"""`jourstod routine test`: the written nights are played, and what did not go is told."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from ..domain.coverage import Coverage, RoutineTrail, coverage
from ..domain.errors import Unreadable
from ..domain.findings import nearest
from ..reading.folder import SCENARIOS
from ..reading.shelf import Shelf, shipped_routines
from ..rehearsal.rehearsal import Played
from ..written_nights import tested
from .proposals import generate

CLEAN, FAILED = 0, 1


def test_nights(arguments: argparse.Namespace) -> int:
    """Play the nights in memory; 0 when each went as written, 1 when one did not, 4 unreadable."""
    folder = _folder(arguments)
    if arguments.generate is not None:
        return generate(arguments, folder)
    files = [_file(folder, name) for name in arguments.nights]
    files = files or sorted((folder / SCENARIOS).glob("*.yaml"))
    found = list(tested(folder, files))
    told = [(trail.night, played) for trail, played in found]
    covered = None
    if arguments.coverage:
        covered = coverage(Shelf(folder).current()[0], tuple(trail for trail, _ in found))
    if arguments.json:
        print(json.dumps(as_json(told, covered), ensure_ascii=False, indent=1))
    else:
        print("\n".join(as_lines(told, covered)))
    return FAILED if any(played.astray for _, played in told) else CLEAN


test_nights.__test__ = False  # type: ignore[attr-defined]


def as_json(nights: list[tuple[str, Played]], covered: Coverage | None) -> dict[str, object]:
    """The outcome for other programs."""
    told: dict[str, object] = {
        "nätter": [
            {"natt": night, "gick": not played.astray, "fel": [a.as_json() for a in played.astray]}
            for night, played in nights
        ]
    }
    if covered is not None:
        told["täckning"] = [
            {
                "rutin": one.routine,
                "steg": one.steps,
                "aldrig visade": list(one.never),
                "grenar": one.branches,
                "aldrig tagna": list(one.never_taken),
                "grenpar": one.pairs,
                "grenpar tagna": one.pairs_taken,
                "ska utan natt": list(_unshown(covered, one.routine)),
            }
            for one in covered.routines
        ]
    return told


def as_lines(nights: list[tuple[str, Played]], covered: Coverage | None) -> Iterator[str]:
    """The outcome to read: what went astray, what is not covered, and last the count."""
    for _, played in nights:
        for one in played.astray:
            yield from (one.text(), "")
    if covered is not None:
        for trail in covered.routines:
            yield from _routine(covered, trail)
    astray = sum(1 for _, played in nights if played.astray)
    count = "1 natt spelad" if len(nights) == 1 else f"{len(nights)} nätter spelade"
    yield f"{count}, {astray or 'ingen'} gick inte som den är skriven."


def _routine(covered: Coverage, one: RoutineTrail) -> Iterator[str]:
    yield (
        f"{one.routine}: steg {one.steps - len(one.never)} av {one.steps}, "
        f"grenar {one.branches - len(one.never_taken)} av {one.branches}, "
        f"grenpar {one.pairs_taken} av {one.pairs}"
    )
    yield from (f"  aldrig visat: {step}" for step in one.never)
    yield from (f"  aldrig tagen: {branch}" for branch in one.never_taken)
    yield from (f"  ska utan natt: {shall}" for shall in _unshown(covered, one.routine))
    yield ""


def _unshown(covered: Coverage, routine: str) -> Iterator[str]:
    """What the registers demand that steps of this routine do, but no night shows any doing."""
    for one in covered.shalls:
        steps = [tie.step for tie in one.ties if tie.routine == routine]
        if steps and one.gap:
            yield f"{one.id} ({', '.join(steps)})"


def _folder(arguments: argparse.Namespace) -> Path:
    """The routines folder: as told, where a night's file lies, or the shipped one."""
    folder: Path | None = arguments.folder
    for name in arguments.nights:
        path = Path(name)
        if folder is None and path.is_file() and path.resolve().parent.name == SCENARIOS:
            folder = path.resolve().parent.parent
    folder = folder or shipped_routines()
    if not folder.is_dir():
        raise Unreadable(f"Det finns ingen mapp som heter {folder}.")
    return folder


def _file(folder: Path, name: str) -> Path:
    """The file of a night by its path or its name."""
    path = Path(name)
    if path.is_file():
        return path
    known = folder / SCENARIOS / f"{name}.yaml"
    if known.is_file():
        return known
    near = nearest(name, (file.stem for file in (folder / SCENARIOS).glob("*.yaml")))
    hint = f" Menade du «{near}»?" if near else ""
    raise Unreadable(f"Det finns ingen natt som heter «{name}».{hint}")

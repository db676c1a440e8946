"""`jourstod routine check`: everything found wrong in routines, with place, sentence and story."""

from __future__ import annotations

import argparse
import gc
import json
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from ..domain.checks import check, check_all
from ..domain.errors import Unreadable
from ..domain.findings import Finding, Severity
from ..domain.rulebook import Rulebook
from ..reading.excerpt import Excerpts
from ..reading.folder import FACTS, FRAGMENTS, REGISTERS, SCENARIOS
from ..reading.mistakes import MISTAKES
from ..reading.night_reader import night_findings
from ..reading.shelf import Check, Shelf, shipped_routines
from .beside import beside

CLEAN, FOUND, UNREADABLE = 0, 1, 4


def check_routines(arguments: argparse.Namespace) -> int:
    """Check folders, or single files in their folder; 0 clean, 1 findings, 4 unreadable."""
    before = gc.get_threshold()
    # Nothing here goes in circles: to look for them as often as usual is a tenth of the time.
    gc.set_threshold(100_000, 50, 50)
    try:
        return _checked(arguments)
    finally:
        gc.set_threshold(*before)


def _checked(arguments: argparse.Namespace) -> int:
    began = time.perf_counter()
    findings: list[Finding] = []
    excerpts: dict[int, list[str]] = {}
    routines = 0
    for folder, only, alone in _folders(arguments.paths or [shipped_routines()]):
        nights = beside(partial(night_findings, folder))
        shelf = Shelf(folder, _check_of(only, alone))
        told = (*shelf.findings(), *nights())
        found = [f for f in told if only is None or Path(f.place.file).name == only]
        lines = Excerpts(folder)
        excerpts |= {len(findings) + number: lines.of(f.place) for number, f in enumerate(found)}
        findings.extend(found)
        routines += len(shelf.current()[0].routines)
    if arguments.json:
        print(json.dumps([f.as_json() for f in findings], ensure_ascii=False, indent=1))
    else:
        for number, finding in enumerate(findings):
            print("\n".join((finding.text(), *excerpts[number])))
            print(f"    Mer om det: jourstod routine rules {finding.rule}")
        taken = time.perf_counter() - began
        print(f"{routines} rutiner går att använda, {_count(findings)} ({taken:.1f} s).")
    return _code(findings)


def _check_of(only: str | None, alone: bool) -> Check:
    """What is proved: everything, or of one routine's file just that routine."""

    def check_one(book: Rulebook) -> Iterable[Finding]:
        named = (r for r in book.routines.values() if Path(r.place.file).name == only)
        return (finding for routine in named for finding in check(book, routine))

    return check_one if only is not None and alone else check_all


def _folders(paths: Iterable[Path]) -> Iterable[tuple[Path, str | None, bool]]:
    """Each routines folder to read, the one file asked about, and whether it stands alone."""
    for path in paths:
        if not path.exists():
            raise Unreadable(f"Det finns ingen fil eller mapp som heter {path}.")
        if path.is_dir():
            yield path, None, False
            continue
        folder = path.parent
        while folder.name in (FRAGMENTS, REGISTERS, SCENARIOS) and folder.parent != folder:
            folder = folder.parent
        yield folder, path.name, folder == path.parent and path.name != FACTS


def _count(findings: list[Finding]) -> str:
    if not findings:
        return "inga fynd"
    errors = sum(1 for f in findings if f.severity is Severity.ERROR)
    return f"{errors} fel, {len(findings) - errors} övriga fynd"


def _code(findings: list[Finding]) -> int:
    if any(f.rule in MISTAKES and f.severity is Severity.ERROR for f in findings):
        return UNREADABLE
    told = [f for f in findings if f.severity is not Severity.INFO]
    return FOUND if told else CLEAN

"""`jourstod routine coverage`: what the law demands, which steps do it, which nights show it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from ..domain.coverage import Coverage, Covered, coverage
from ..domain.errors import Unreadable
from ..reading.shelf import Shelf, shipped_routines
from ..written_nights import trails

CLEAN, GAP = 0, 1


def show_coverage(arguments: argparse.Namespace) -> int:
    """Play the nights in memory and tell; 0 when nothing is missing, 1 on a gap, 4 unreadable."""
    folder = Path(arguments.path or shipped_routines())
    if not folder.is_dir():
        raise Unreadable(f"Det finns ingen mapp som heter {folder}.")
    book, _ = Shelf(folder).current()
    found = coverage(book, trails(folder))
    if arguments.json:
        print(json.dumps(as_json(found), ensure_ascii=False, indent=1))
    else:
        print("\n".join(as_lines(found)))
    return CLEAN if found.complete else GAP


def as_json(found: Coverage) -> dict[str, object]:
    """The coverage for other programs."""
    return {
        "plikter": [_shall_as_json(one) for one in found.shalls],
        "utan plikt": [p.id for p in found.uncounted],
        "rutiner": [
            {"rutin": one.routine, "steg": one.steps, "aldrig visade": list(one.never)}
            for one in found.routines
        ],
        "nätter som inte gick": list(found.failures),
        "komplett": found.complete,
    }


def as_lines(found: Coverage) -> Iterator[str]:
    """The coverage to read: the shalls, then what is missing, last what is only information."""
    yield "VAD LAGEN KRÄVER · STEG · NÄTTER"
    for one in found.shalls:
        yield from _shall(one)
    yield from ("", "STEG SOM INGEN NATT HAR VISAT (upplysning)")
    for seen in found.routines:
        told = f"{seen.routine}: {seen.steps - len(seen.never)} av {seen.steps} steg visade"
        yield f"{told}. Aldrig: {', '.join(seen.never)}" if seen.never else f"{told}."
    yield from ("", "LUCKOR")
    yield from (gap := list(_gaps(found)))
    if not gap:
        yield "Inga."


def _shall(one: Covered) -> Iterator[str]:
    cited = f" ({'; '.join(one.cited)})" if one.cited else ""
    yield f"\n{one.id}: {one.sentence}{cited}"
    if one.not_ours:
        yield f"  inte jourens uppgift: {one.not_ours}"
    for tie in one.ties:
        nights = ", ".join(tie.nights) or "ingen natt"
        yield f"  {tie.routine}/{tie.step} ({tie.how}) · {nights}"
    if one.krav:
        yield f"  bevisat på varje väg: {', '.join(one.krav)}"
    if one.gap:
        yield f"  LUCKA: {one.gap}"


def _gaps(found: Coverage) -> Iterator[str]:
    yield from (f"{one.id}: {one.gap}" for one in found.shalls if one.gap)
    for provision in found.uncounted:
        yield (
            f"{provision.id}: Lagrummet kräver något, men ingen frist och ingen plikt i ska.yaml "
            "bygger på det."
        )
    yield from (f"En natt gick inte som den är skriven: {failure}" for failure in found.failures)


def _shall_as_json(one: Covered) -> dict[str, object]:
    return {
        "id": one.id,
        "kräver": one.sentence,
        "lagrum": list(one.cited),
        "inte jourens uppgift": one.not_ours,
        "steg": [
            {"rutin": t.routine, "steg": t.step, "hur": t.how, "nätter": list(t.nights)}
            for t in one.ties
        ],
        "krav": list(one.krav),
        "lucka": one.gap,
    }

"""`jourstod cases`, `report` and `play`: the board as text, sheets, and written nights."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from .. import settings
from .opening import opened


def list_cases(arguments: argparse.Namespace) -> int:
    """List open cases, most urgent first."""
    with opened(arguments) as house:
        rows = house.desk.board()
        now = house.desk.clock()
        if arguments.json:
            print(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
            return 0
        for row in rows:
            parts = (row.number, row.who, row.where, row.clock_now(now) or "–", row.handler)
            print(" · ".join(part for part in parts if part))
        if not rows:
            print("Inga öppna ärenden.")
    return 0


def report(arguments: argparse.Namespace) -> int:
    """Make a sheet for one receiver and print or save it."""
    from ..desk.sheets import sheet_for
    from ..reports import render

    with opened(arguments) as house:
        case_id = house.desk.find(arguments.case)
        sheet = sheet_for(house.desk, case_id, arguments.to)
        content = render(sheet, arguments.format)
    if arguments.output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        _save(arguments.output, content)
        print(f"Sparat: {arguments.output}")
    return 0


def play(arguments: argparse.Namespace) -> int:
    """Play a written night into a practice store; prints the case numbers."""
    from ..bootstrap import play_night

    home = settings.home_folder(arguments.home)
    numbers, findings = play_night(home, arguments.night)
    for number in numbers:
        print(number)
    for finding in findings:
        print(finding, file=sys.stderr)
    return 1 if findings else 0


def _save(path: Path, content: bytes) -> None:
    """Write the sheet readable by nobody else."""
    import os

    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)

"""`jourstod cases` and `play`: the board as text, and written nights."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from .. import settings
from .opening import opened


def list_cases(arguments: argparse.Namespace) -> int:
    """List open cases, most urgent first."""
    with opened(arguments) as house:
        while house.desk.sum_again(most=1000, among=1000):
            pass
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

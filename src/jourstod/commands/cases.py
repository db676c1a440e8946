"""`jourstod cases` and `play`: the board as text, and written nights."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import datetime

from .. import settings
from ..desk.board import BoardRow
from ..desk.desk import Desk
from ..desk.exports import Export
from ..desk.inbox import nothing_waits
from ..domain.errors import JourError
from .exporting import shown
from .opening import opened


def list_cases(arguments: argparse.Namespace) -> int:
    """List open cases, most urgent first."""
    with opened(arguments) as house:
        while house.desk.sum_again(most=1000, among=1000):
            pass
        rows = house.desk.board()
        now = house.desk.clock()
        if arguments.json:
            told = json.dumps([_plain(row) for row in rows], ensure_ascii=False, indent=1)
        else:
            told = "\n".join(_line(row, now) for row in rows) or _none(house.desk)
        export = Export("board", "", "json" if arguments.json else "text")
        shown(arguments, house.desk, export, f"{told}\n".encode(), _not_shown)
    return 0


def _plain(row: BoardRow) -> dict[str, object]:
    """The row for other programs; which unit a sheet waits for is for the inbox to tell."""
    return {key: value for key, value in asdict(row).items() if key != "left_to"}


def _none(desk: Desk) -> str:
    return "Inga öppna ärenden." if desk.handler.unit else nothing_waits(desk)


def _line(row: BoardRow, now: datetime) -> str:
    parts = (row.number, row.who, row.where, row.clock_now(now) or "–", row.handler)
    return " · ".join(part for part in parts if part)


def _not_shown(why: str) -> JourError:
    return JourError(f"Ärendena kunde inte skrivas ut ({why}).")


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
